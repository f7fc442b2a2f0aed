"""Which deadlines run after a request, a letter, a complaint or a consent?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from enplan.journey.consent.facts import ConsentKind
from enplan.journey.consent.rules.deciding import HEALTH
from enplan.journey.decisions.facts import Clock, Decision, DueDay, Part, Result, Step
from enplan.journey.decisions.rules.complaints import can_appeal, last_day_to_complain
from enplan.journey.decisions.rules.reading import answers_held
from enplan.journey.entrance.facts import Request
from enplan.journey.entrance.rules.deadlines import due_day, promised_day
from enplan.journey.followup.facts import DueKind, LawDay
from enplan.journey.followup.rules.counting import Moves, counted_own
from enplan.journey.followup.rules.running import CaseFacts, Event, in_law, law_day
from enplan.journey.followup.rules.starting import COMPUTED, Source, starting_at
from enplan.journey.plan.rules.parting import parted
from enplan.kernel.calendar import danish_day
from enplan.law.provision import Deadline

ORDINARY = "genvurdering-4-uger"
KEEPS, FORWARDED = "klage-fastholdes-4-uger", "klage-videresendes-14-dage"
WITH_NOTICE = "ast-varsling"


def after_request(facts: CaseFacts) -> Iterator[LawDay]:
    """The municipality's own deadline, as it was promised in the receipt (S-67)."""
    request = facts.request
    if request is None or request.has_reached:
        return
    for deadline, _ in starting_at(Source.REQUEST):
        asked, last = danish_day(request.asked_at), due_day(request)
        entry = in_law(facts, deadline, asked)
        if entry is not None:
            counted = DueDay(last, tuple(steps_of_promise(request)))
            yield from _of(facts, entry, Event(asked, str(request.id), request.about_name), counted)


def steps_of_promise(request: Request) -> Iterator[Step]:
    """How the day of the answer was found: the municipality's days, a closed day at their end, a notice of delay."""
    yield from counted_own(danish_day(request.asked_at), request.answer_within_days, promised_day(request)).steps
    if request.delayed_to is not None:
        yield Step("step.delayed", {"day": request.delayed_to})


def after_letters(facts: CaseFacts) -> Iterator[LawDay]:
    """The citizen's last day to complain about what was not granted; afterwards the right is gone, and nothing late."""
    complained = {clock.part.part_id for clock in facts.clocks}
    complaints = dict(starting_at(Source.LETTER))
    told: set[tuple[object, str]] = set()
    for decision, part in _standing(facts):
        if part.guidance is None or part.id in complained or (decision.id, part.route) in told:
            continue
        made = danish_day(decision.made_at)
        law = facts.book.on(made)
        route = law.complaint_route(part.route)
        if route.complaint_deadline not in complaints:
            continue
        told.add((decision.id, part.route))
        last = last_day_to_complain(route, law, decision.received_day, decision.delivery)
        entry = in_law(facts, route.complaint_deadline, made)
        if entry is not None and last.day is not None and last.day >= facts.on:
            event = Event(decision.received_day, f"{decision.id}:{route.id}", route.authority_da)
            yield from _of(facts, entry, event, DueDay(last.day, last.steps[1:]))


def after_notice(facts: CaseFacts) -> Iterator[LawDay]:
    """Help that was promised before and must be given notice of: it may not be lowered before the day."""
    promised = {part.id for each in facts.agreed for part in parted(each) if part.promised}
    for deadline, _ in starting_at(Source.NOTICE):
        for decision, part in _standing(facts):
            taken = part.result in {Result.PARTLY, Result.REFUSED} and part.element_id in promised
            if part.route == WITH_NOTICE and taken:
                person = facts.ref_of(part.person_id)
                event = Event(decision.received_day, str(part.id), part.words.headline, person)
                found = law_day(facts, deadline, event, moves=Moves.STAYS)
                if found is not None and found.day >= facts.on:
                    yield found


def after_complaints(facts: CaseFacts) -> Iterator[LawDay]:
    """Looking at it again, saying whether it is kept, sending it on: each as long as it has not happened."""
    for clock in facts.clocks:
        route = facts.book.on(clock.complaint.received_day).complaint_route(clock.part.route)
        if clock.keep_by is not None:
            kept = _clocked(facts, clock, KEEPS, clock.keep_by)
            yield from (_theirs(each, clock) if clock.complaint.outside else each for each in kept)
        elif clock.to_forward and clock.forward_by is not None and clock.forward_by != clock.due:
            yield from _clocked(facts, clock, route.forwarding_deadline or FORWARDED, clock.forward_by)
        elif clock.reconsiders and (clock.to_forward or not clock.done):  # what is upheld is sent on within it
            deadline = route.reconsideration_deadline if can_appeal(route.id) else ORDINARY
            yield from _clocked(facts, clock, deadline, clock.due)


def after_consents(facts: CaseFacts) -> Iterator[LawDay]:
    """The last day of each consent that has one; the law ends one about health after a year (sundhedsloven § 44)."""
    for consent in facts.consents:
        last = consent.period.last
        if last is None:
            continue
        scope, given = consent.scope, danish_day(consent.given_at)
        health = scope.kind is ConsentKind.INFORMATION and scope.category in HEALTH
        event = Event(given, f"{scope.person_id}:{last}", scope.purpose, facts.ref_of(scope.person_id))
        steps = (Step("step.given-until", {"day": last}),)
        entry = in_law(facts, "samtykke-sundhed-1-aar", given) if health else None
        if entry is not None:
            yield from _of(facts, entry, event, DueDay(last, steps))
        else:
            yield LawDay(
                deadline="",
                kind=DueKind.ENDS,
                key=f"consent:{event.person}:{last}",  # several that end on one day are one thing to do
                label="Samtykke",
                title=event.title,
                person=event.person,
                day=last,
                since=given,
                event="consent-given",
                steps=steps,
                duty_of="system",
            )


def _standing(facts: CaseFacts) -> Iterator[tuple[Decision, Part]]:
    """The answers that hold, each with its letter."""
    letters = {each.id: each for each in facts.decisions}
    for part in answers_held(facts.decisions):
        yield letters[part.decision_id], part


def _clocked(facts: CaseFacts, clock: Clock, deadline: str, due: DueDay) -> Iterator[LawDay]:
    came = _came(due, clock)
    entry = in_law(facts, deadline, came)
    if entry is not None and due.day is not None:
        title = clock.answer.words.headline if clock.answer else ""
        event = Event(came, f"{clock.complaint.id}:{clock.part.id}", title, clock.person.ref)
        yield from _of(facts, entry, event, DueDay(due.day, due.steps[1:]))


def _theirs(day: LawDay, clock: Clock) -> LawDay:
    """The day of who complains without being in the case is not the citizen's, and says whose it is."""
    title = ": ".join(filter(None, (clock.complaint.whose, day.title)))
    return replace(day, kind=DueKind.OTHERS_DAY, title=title, duty_of="parents")


def _came(due: DueDay, clock: Clock) -> date:
    """The day of the event that the day is counted from: the first step tells it."""
    told = due.steps[0].blanks.get("day") if due.steps else None
    return told if isinstance(told, date) else clock.complaint.received_day


def _of(facts: CaseFacts, entry: Deadline, event: Event, due: DueDay) -> Iterator[LawDay]:
    """A day that another rule has found, with what the law says of it."""
    assert due.day is not None
    start = COMPUTED[entry.id]
    yield LawDay(
        deadline=entry.id,
        kind=start.kind,
        key=f"{entry.id}:{event.key}",
        label=entry.label,
        title=event.title,
        person=event.person,
        day=due.day,
        since=event.day,
        event=entry.counts_from,
        steps=due.steps,
        duty_of=entry.duty_of,
        basis=facts.book.on(event.day).bases(entry),
        certainty=entry.certainty.value,
        sure=start.sure,
    )
