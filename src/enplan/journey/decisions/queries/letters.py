"""What is shown of letters and complaints to those they are about, and what is due around them?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.journey.decisions import policy
from enplan.journey.decisions.facts import (
    Clock,
    Decision,
    DecisionLetter,
    DueDay,
    GuidanceWords,
    Hearing,
    Kind,
    Part,
    PersonLetter,
)
from enplan.journey.decisions.models import (
    DecisionRecord,
    HearingRecord,
    PartRecord,
    PersonLetterRecord,
)
from enplan.journey.decisions.queries.clocks import clocks_of
from enplan.journey.decisions.rules import complaints, granting
from enplan.journey.decisions.rules.reading import answers_held, as_read
from enplan.journey.plan.facts import Answered, Version
from enplan.journey.plan.queries import approved_version
from enplan.journey.plan.rules.answered import ends_at_once
from enplan.journey.team.queries import companions
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import DecisionId, HearingId, PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.law.lawbook import lawbook
from enplan.registers.base.barrier import count_withheld
from enplan.registers.base.models import SharedRows
from enplan.registers.base.prepared import Prepared
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of

NUMBERS = ArrayField(models.IntegerField())


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The citizen's letters, what they are asked, and how it goes with their complaints."""

    letters: Sequence[DecisionLetter]
    hearings: Sequence[Hearing]
    clocks: Sequence[Clock]
    plan: Version | None
    may_speak_for: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something about decisions that is due in the case; it names no content."""

    kind: str  # hearing, reassess, keep, forward
    day: date | None


def letters_page(sight: Sight, *, on: date) -> LettersPage:
    """The citizen's page of letters: their own parts only."""
    case, decisions, law = case_of(sight), decisions_of(sight), lawbook().on(on)
    mandates = companions(sight) if sight.relation is Relation.COMPANION else ()
    spoken_for = frozenset(
        person.person_id for person in case.persons if policy.may_speak_for(sight, person, mandates, law)
    )
    return LettersPage(
        letters=[as_read(each, case, decisions, withheld=0, reader=sight) for each in decisions if each.parts],
        hearings=hearings_of(sight),
        clocks=clocks_of(sight, case, decisions, law),
        plan=approved_version(sight),
        may_speak_for=spoken_for,
    )


def decision_letter(sight: Sight, *, decision_id: DecisionId) -> DecisionLetter:
    """One decision as this reader may see it.

    Raises:
        Missing: there is none, or nothing in it is for this reader.
    """
    decisions = decisions_of(sight)
    found = next((each for each in decisions if each.id == decision_id), None)
    if found is None or not found.parts:
        raise Missing("record.missing")
    withheld = sum(count_withheld(sight, "decision_part").values()) if sight.is_staff else 0
    read = as_read(found, case_of(sight), decisions, withheld=withheld, reader=sight)
    return replace(read, days=_complaint_days(read))


def hearing_of(sight: Sight, *, hearing_id: HearingId) -> Hearing:
    """One hearing.

    Raises:
        Missing: there is none that this reader may see.
    """
    found = next((each for each in hearings_of(sight) if each.id == hearing_id), None)
    if found is None:
        raise Missing("record.missing")
    return found


def parts_in_force(sight: Sight, *, decisions: Sequence[Decision] | None = None) -> list[Part]:
    """The answers that hold today: of each measure the newest letter's, or what came instead after a complaint."""
    decisions = decisions_of(sight) if decisions is None else decisions
    return answers_held(decisions)


def refusals(sight: Sight) -> dict[UUID, date]:
    """By measure the day of the letter in force that ends it at once or lets it never begin, in one query."""
    return {element: each.day for element, each in answered(sight).items() if ends_at_once(each)}


def answered(sight: Sight) -> dict[UUID, Answered]:
    """By measure what the letters in force say otherwise than the plan, in one query."""
    rows = _answers.within(sight)
    first = [row.fact() for row in rows if row.decision.kind == Kind.ON_PLAN.value]
    later = [row.fact() for row in rows if row.decision.kind == Kind.AFTER_COMPLAINT.value]
    days = {row.decision_id: danish_day(row.decision.made_at) for row in rows}
    return granting.answered(complaints.answers_today(first, later), days)


def _every_answer() -> SharedRows:
    rows: SharedRows = PartRecord.objects.within_grants().select_related("decision")
    return rows.order_by("-decision__made_at", "decision_id", "position", "id")


_answers = Prepared(_every_answer)


def due_of_decisions(
    sight: Sight,
    *,
    on: date,
    case: Case | None = None,
    decisions: Sequence[Decision] | None = None,
    clocks: Sequence[Clock] | None = None,
    hearings: Sequence[Hearing] | None = None,
) -> list[Waiting]:
    """What is due around decisions in the opened case: hearings, second looks, complaints to forward."""
    asked = hearings_of(sight) if hearings is None else hearings
    waiting = [Waiting("hearing", each.answer_by) for each in asked if each.holder is None and each.open_on(on)]
    if clocks is None:
        decisions = decisions_of(sight) if decisions is None else decisions
        clocks = clocks_of(sight, case or case_of(sight), decisions, lawbook().on(on))
    for clock in clocks:
        if not clock.done:
            waiting.append(Waiting("keep" if clock.keep_by else "reassess", (clock.keep_by or clock.due).day))
        elif clock.to_forward and clock.forward_by:
            waiting.append(Waiting("forward", clock.forward_by.day))
    return waiting


def hearings_of(sight: Sight) -> list[Hearing]:
    """In their order; what is asked on paper of who is outside the case is in words to them alone."""
    rows = HearingRecord.objects.within(sight).order_by("asked_at", "id")
    if not sight.is_staff and sight.relation is not Relation.SYSTEM:
        rows = rows.filter(holder=None)
    return [row.fact() for row in rows]


def decisions_of(sight: Sight, *, with_letters: bool = True) -> list[Decision]:
    """All decisions of the case, newest first, each with the parts that the sight shows."""
    closed = (
        models.Value([], NUMBERS)
        if sight.is_staff
        else models.Func("id", function="decision_withheld", output_field=NUMBERS)
    )
    rows = list(DecisionRecord.objects.in_case(sight).annotate(closed=closed).order_by("-made_at", "id"))
    if not rows:
        return []
    parts: dict[UUID, list[Part]] = {}
    for row in PartRecord.objects.within(sight).order_by("decision_id", "position", "id"):
        parts.setdefault(row.decision_id, []).append(row.fact())
    letters: dict[UUID, list[PersonLetter]] = {}
    letters_of = PersonLetterRecord.objects.within(sight).order_by("decision_id", "id")
    for row in letters_of if with_letters else ():
        letters.setdefault(row.decision_id, []).append(row.fact())
    return [
        row.fact(
            tuple(parts.get(row.id, ())),
            tuple(letters.get(row.id, ())),
            row.closed,
        )
        for row in rows
    ]


def _complaint_days(letter: DecisionLetter) -> list[tuple[GuidanceWords, DueDay]]:
    """Counted under the law of the letter's day."""
    decision = letter.decision
    law = lawbook().on(danish_day(decision.made_at))

    def last(route: str) -> DueDay:
        return complaints.last_day_to_complain(
            law.complaint_route(route), law, decision.received_day, decision.delivery
        )

    return [(words, last(words.route)) for words, _ in letter.guidance]
