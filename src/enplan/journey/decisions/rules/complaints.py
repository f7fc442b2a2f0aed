"""How does one complain: where, by which day, and what must the authority do with it by when? Each day is explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enplan.journey.decisions.facts import Delivery, DueDay, Outcome, Part, Reassessment, Result, Step
from enplan.kernel.calendar import add_working_days, is_working_day, last_working_day, next_working_day
from enplan.law.lawbook import Law
from enplan.law.phrasebook import length_in_words
from enplan.law.provision import ComplaintRoute, Deadline, Unit

NO_APPEAL = "ingen-klageadgang"
COMBINED_ROUTE = "ast-social"  # the one place a combined decision is complained to: Ankestyrelsen (agreement of 2022)
ON_THE_WAY = 5  # working days we allow the post: a judgement, in the citizen's favour
KEEPS_COMPLAINT = "klage-fastholdes-4-uger"
FORWARDED_WHEN_KEPT = "klage-videresendes-14-dage"
OWN_COMPLAINT = "barn-10-klage"  # barnets lov § 145: from this age the child can complain over listed decisions
COUNTED_FROM_EVENT = "complainant-knew-or-should-know"


def received_day(sent: date, delivery: Delivery) -> date:
    """The day on which the letter counts as received."""
    return add_working_days(sent, ON_THE_WAY) if delivery is Delivery.LETTER else sent


def can_appeal(route: str) -> bool:
    """Whether another body hears complaints by this route."""
    return route != NO_APPEAL


def old_enough_to_complain(age: int, law: Law) -> bool:
    """Whether a child of the age has a right of its own to complain, under the law of the day."""
    rule = law.book.consent_rules.on(OWN_COMPLAINT, law.day)
    return rule is not None and rule.age is not None and age >= rule.age


def last_day_to_complain(route: ComplaintRoute, law: Law, received: date, delivery: Delivery) -> DueDay:
    """The citizen's last day: it moves on to the next working day, for nobody can be reached on a closed one."""
    if not can_appeal(route.id):
        return DueDay(None, (Step("step.no-appeal"),), route.legal_basis)
    if not route.complaint_deadline:
        return DueDay(None, (Step("step.none"),), route.legal_basis)
    deadline = law.deadline(route.complaint_deadline)
    if deadline.counts_from == COUNTED_FROM_EVENT:
        return DueDay(None, (Step("step.knew", {"length": length_of(deadline)}),), deadline.legal_basis)
    return _counted(Step(f"step.received.{delivery}", {"day": received}), received, deadline, for_citizen=True)


@dataclass(frozen=True, slots=True)
class Handling:
    """What the authority does with a complaint over one part, and by when."""

    reconsiders: bool
    late: bool
    due: DueDay


def handling(route: ComplaintRoute, law: Law, received: date, last_day: date | None) -> Handling:
    """Too late or not ours to reconsider: forwarded at once. Else looked at again within the route's deadline."""
    late = last_day is not None and received > last_day
    came = Step("step.complaint-received", {"day": received})
    if late:
        return Handling(False, True, DueDay(received, (came, Step("step.late")), route.legal_basis))
    if not can_appeal(route.id):
        # Nobody above hears it, but who asks us to look again gets an answer: the ordinary time is our promise.
        due = _counted(came, received, law.deadline("genvurdering-4-uger"), for_citizen=False)
        return Handling(True, False, DueDay(due.day, (Step("step.no-appeal"), *due.steps), route.legal_basis))
    if not route.reconsideration:
        forwarded = Step("step.not-reconsidered", {"authority": route.authority_da})
        return Handling(False, False, DueDay(received, (came, forwarded), route.legal_basis))
    deadline = law.deadline(route.reconsideration_deadline)
    return Handling(True, False, _counted(came, received, deadline, for_citizen=False))


def outcomes(
    route: ComplaintRoute, *, late: bool, standing: Result | None = None, anew: bool = False
) -> tuple[Outcome, ...]:
    """What can come of it. One that is not ours to reconsider, or came too late, can only be forwarded.

    `standing` is the answer that is complained over, and `anew` whether an earlier complaint has led to it. Nobody gets
    less for having complained: who has got a yes or a part of it is given more, or heard by the body above.
    """
    if can_appeal(route.id) and (late or not route.reconsideration):
        return (Outcome.UPHELD,)
    return (Outcome.CHANGED, Outcome.UPHELD) if anew or standing is Result.GRANTED else tuple(Outcome)


def last_day_to_keep(law: Law, received: date) -> DueDay:
    """After a partly favourable new decision: the citizen's last day to say that the complaint is kept."""
    step = Step("step.new-decision-received", {"day": received})
    return _counted(step, received, law.deadline(KEEPS_COMPLAINT), for_citizen=True)


def last_day_to_forward(route: ComplaintRoute, law: Law, kept: date) -> DueDay:
    """After the citizen has kept the complaint: our last day to forward it."""
    deadline = law.deadline(route.forwarding_deadline or FORWARDED_WHEN_KEPT)
    return _counted(Step("step.complaint-received", {"day": kept}), kept, deadline, for_citizen=False)


def goes_on(reassessment: Reassessment | None) -> bool:
    """Upheld, or partly changed while the citizen keeps the complaint: then the body above decides."""
    if reassessment is None:
        return False
    kept = reassessment.outcome is Outcome.PARTLY and bool(reassessment.kept)
    return kept or reassessment.outcome is Outcome.UPHELD


def goes_on_since(reassessment: Reassessment) -> datetime:
    """The moment from which it is to be forwarded: the citizen has kept it, or it was upheld."""
    return reassessment.kept_at or reassessment.at


def is_answered(reassessment: Reassessment | None) -> bool:
    """Whether it has been looked at again, and the citizen has said what they make of a partly new answer."""
    return reassessment is not None and (reassessment.outcome is not Outcome.PARTLY or reassessment.kept is not None)


def length_of(deadline: Deadline) -> str:
    """The deadline in words."""
    return length_in_words(deadline.amount, deadline.unit)


def last_day_of(part: Part, law: Law, received: date, delivery: Delivery) -> date | None:
    """The last day the letter named, or would have named where it granted everything."""
    if part.guidance is not None:
        return part.guidance.last_day
    return last_day_to_complain(law.complaint_route(part.route), law, received, delivery).day


def answers_today(on_plan: Sequence[Part], later: Sequence[Part]) -> list[Part]:
    """Of the letters on the plan, the newest first, what still holds, and what came in its place after complaints."""
    first = newest_answers(on_plan)
    known, found = {part.id for part in first}, list(first)
    while more := [part for part in later if part.replaces in known and part.id not in known]:
        known |= {part.id for part in more}
        found += more
    return in_force(found)


def what_holds(chosen: Sequence[Part], held: Sequence[Part]) -> list[Part]:
    """What is complained over: where another answer has taken the place of one, it is that which holds now."""
    standing = {part.id: part for part in held}
    newest = {(part.element_id, part.measure_type): part for part in held}
    found = (standing.get(part.id) or newest.get((part.element_id, part.measure_type), part) for part in chosen)
    return list({part.id: part for part in found}.values())


def newest_answers(parts: Sequence[Part]) -> list[Part]:
    """Of the parts of all letters on the plan, the newest letter first: of each measure those of its newest letter."""
    letter_of: dict[UUID, UUID] = {}
    for part in parts:
        letter_of.setdefault(part.element_id, part.decision_id)
    return [part for part in parts if letter_of[part.element_id] == part.decision_id]


def refused(answers: Sequence[Part]) -> list[Part]:
    """Those that say no to all of a measure; a measure of several types may get some of them."""
    given = {part.element_id for part in answers if part.result is not Result.REFUSED}
    return [part for part in answers if part.element_id not in given]


def in_force(parts: Sequence[Part]) -> list[Part]:
    """Of the parts of a decision and its new answers after complaints: those no other has taken the place of."""
    replaced = {part.replaces for part in parts}
    return [part for part in parts if part.id not in replaced]


def _counted(came: Step, day: date, deadline: Deadline, *, for_citizen: bool) -> DueDay:
    """Count from the day, which itself does not count; then see to it that the last day is a working day.

    An authority's time is not made longer by a weekend.
    """
    if deadline.unit is Unit.IMMEDIATELY:
        return DueDay(day, (came, Step("step.at-once", {"day": day})), deadline.legal_basis)
    counted = deadline.span.after(day)
    steps = [came, Step("step.add", {"length": length_of(deadline), "day": counted})]
    if is_working_day(counted):
        return DueDay(counted, (*steps, Step("step.working-day", {"day": counted})), deadline.legal_basis)
    last = next_working_day(counted) if for_citizen else last_working_day(counted)
    key = "step.moved-on" if for_citizen else "step.moved-back"
    return DueDay(last, (*steps, Step(key, {"closed": counted, "day": last})), deadline.legal_basis)
