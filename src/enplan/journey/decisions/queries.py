"""What is shown of decisions: to the one who writes them, and to those they are about?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Subquery

from enplan.journey.decisions import policy
from enplan.journey.decisions.facts import (
    AboutPersonRow,
    Check,
    Choice,
    Clock,
    Complaint,
    ComplaintPart,
    Counted,
    Decision,
    DecisionLetter,
    Delivery,
    Drafted,
    Element,
    GuidanceWords,
    Hearing,
    Kind,
    Numbered,
    Outcome,
    Part,
    PersonLetter,
)
from enplan.journey.decisions.models import (
    ChoiceRecord,
    ComplaintPartRecord,
    ComplaintRecord,
    DecisionRecord,
    HearingRecord,
    PartRecord,
    PersonLetterRecord,
    ReassessmentRecord,
)
from enplan.journey.decisions.rules import checking, complaints, composing
from enplan.journey.decisions.rules.hearing import Heard, heard
from enplan.journey.plan.facts import Version
from enplan.journey.plan.queries import approved_version
from enplan.journey.team.queries import companions
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import DecisionId, HearingId, PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.law.lawbook import Law, lawbook
from enplan.law.phrasebook import phrasebook
from enplan.registers.base.barrier import count_withheld
from enplan.registers.base.models import SharedRows
from enplan.registers.base.prepared import CASE, Prepared
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of


@dataclass(frozen=True, slots=True)
class ElementRow:
    """A measure that takes a decision, with what is meant to be answered, and what is missing."""

    element: Element
    person: CasePerson
    choice: Choice | None
    checks: Sequence[Check]
    heard: Heard
    hearings: Sequence[Hearing]
    parts: Sequence[Drafted]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Everything the desk needs to write the letter, and all that came before and after it."""

    case: Case
    version: Version | None
    rows: Sequence[ElementRow]
    checks: Sequence[Check]
    counted: Counted
    why: str
    regime: str
    guidance: Sequence[tuple[GuidanceWords, Sequence[Drafted]]]
    in_force: Decision | None
    issued: Sequence[Decision]
    hearings: Sequence[Hearing]
    clocks: Sequence[Clock]
    withheld: Mapping[Category, int]  # parts of letters
    withheld_measures: Mapping[Category, int]  # what the plan holds

    @property
    def decided(self) -> bool:
        """Whether the approved plan has been decided on already."""
        return bool(self.version and self.in_force and self.in_force.version_id == self.version.id)

    @property
    def ready(self) -> bool:
        """Whether nothing holds the signing up."""
        return self.version is not None and not checking.hinders(self.checks)


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


def decision_page(sight: Sight, *, on: date) -> DecisionPage:
    """The desk's page of the one decision."""
    case, law, version = case_of(sight), lawbook().on(on), approved_version(sight)
    setting = _setting(case, on)
    elements = composing.needing_decision(version.measures, version.given_less, law) if version else []
    choices = _choices(sight, version)
    parts = composing.compose(elements, choices, setting)
    hearings = _hearings(sight)
    checks = checking.checks(
        elements,
        choices,
        parts,
        hearings=hearings,
        regime=setting.regime,
        law=law,
        plan_open=policy.plan_open(sight, case.persons),
    )
    decisions = decisions_of(sight)
    counted = composing.count(parts, setting.regime)
    return DecisionPage(
        case=case,
        version=version,
        rows=[_row(element, setting, choices, checks, hearings, parts) for element in elements],
        checks=checks,
        counted=counted,
        why=setting.phrases.say(counted.why, {"regime": setting.regime.label}),
        regime=setting.regime.label,
        guidance=composing.by_route((part, part.guidance) for part in parts),
        in_force=next((each for each in decisions if each.kind is Kind.ON_PLAN), None),
        issued=decisions,
        hearings=hearings,
        clocks=_clocks(sight, case, decisions, law),
        withheld=count_withheld(sight, "decision_part"),
        withheld_measures=count_withheld(sight, "plan_measure"),
    )


def letters_page(sight: Sight, *, on: date) -> LettersPage:
    """The citizen's page of letters: their own parts only."""
    case, decisions = case_of(sight), decisions_of(sight)
    mandates = companions(sight) if sight.relation is Relation.COMPANION else ()
    spoken_for = frozenset(
        person.person_id for person in case.persons if policy.may_speak_for(sight, person, mandates, on)
    )
    return LettersPage(
        letters=[_letter(each, case, decisions, withheld=0) for each in decisions if each.parts],
        hearings=_hearings(sight),
        clocks=_clocks(sight, case, decisions, lawbook().on(on)),
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
    return _letter(found, case_of(sight), decisions, withheld=withheld)


def preview_letter(sight: Sight, *, on: date) -> DecisionLetter:
    """The letter as it would be sent today, from the saved drafts.

    Raises:
        Missing: no plan is approved, or nothing has been answered yet.
    """
    case, version = case_of(sight), approved_version(sight)
    if version is None:
        raise Missing("record.missing")
    setting = _setting(case, on)
    elements = composing.needing_decision(version.measures, version.given_less, setting.law)
    parts = composing.compose(elements, _choices(sight, version), setting)
    if not parts:
        raise Missing("record.missing")
    decision = composing.as_if_issued(parts, setting, case.id, version.id, sight.actor.name)
    return _letter(decision, case, [decision], withheld=0)


def hearing_of(sight: Sight, *, hearing_id: HearingId) -> Hearing:
    """One hearing.

    Raises:
        Missing: there is none that this reader may see.
    """
    record: HearingRecord = HearingRecord.objects.within(sight).one(id=hearing_id)
    return record.fact()


def parts_in_force(sight: Sight, *, decisions: Sequence[Decision] | None = None) -> list[Part]:
    """The answers that hold today: of the newest decision on the plan, or what came instead after a complaint."""
    decisions = decisions_of(sight) if decisions is None else decisions
    newest = next((each for each in decisions if each.kind is Kind.ON_PLAN), None)
    if newest is None:
        return []
    later = [part for each in decisions if each.kind is Kind.AFTER_COMPLAINT for part in each.parts]
    return complaints.answers_today(newest.parts, later)


def refusals(sight: Sight) -> dict[UUID, date]:
    """By measure the day of the letter in force that says no to all of it, in one query."""
    rows = _answers.within(sight)
    first = [row.fact() for row in rows if row.decision.kind == Kind.ON_PLAN.value]
    later = [row.fact() for row in rows if row.decision.kind == Kind.AFTER_COMPLAINT.value]
    days = {row.decision_id: danish_day(row.decision.made_at) for row in rows}
    held = complaints.answers_today(first, later)
    return {part.element_id: days[part.decision_id] for part in complaints.refused(held)}


def _answers_of_today() -> SharedRows:
    on_plan = DecisionRecord.objects.filter(case_id=CASE, kind=Kind.ON_PLAN.value).order_by("-made_at", "id")
    counting = Q(decision_id=Subquery(on_plan.values("id")[:1])) | Q(decision__kind=Kind.AFTER_COMPLAINT.value)
    rows: SharedRows = PartRecord.objects.within_grants().filter(counting).select_related("decision")
    return rows.order_by("-decision__made_at", "decision_id", "position", "id")


_answers = Prepared(_answers_of_today)


def due_of_decisions(
    sight: Sight, *, on: date, case: Case | None = None, decisions: Sequence[Decision] | None = None
) -> list[Waiting]:
    """What is due around decisions in the opened case: hearings, second looks, complaints to forward."""
    waiting = [Waiting("hearing", each.answer_by) for each in _hearings(sight) if each.open_on(on)]
    decisions = decisions_of(sight) if decisions is None else decisions
    for clock in _clocks(sight, case or case_of(sight), decisions, lawbook().on(on)):
        if not clock.done:
            waiting.append(Waiting("keep" if clock.keep_by else "reassess", (clock.keep_by or clock.due).day))
        elif clock.forward_by:
            waiting.append(Waiting("forward", clock.forward_by.day))
    return waiting


def _setting(case: Case, on: date) -> composing.Setting:
    law = lawbook().on(on)
    return composing.Setting(
        people={person.person_id: person for person in case.persons},
        regime=law.regime(case.regime),
        law=law,
        phrases=phrasebook().on(on),
        received=complaints.received_day(on, Delivery.DIGITAL),
    )


def _row(
    element: Element,
    setting: composing.Setting,
    choices: Mapping[UUID, Choice],
    checks: Sequence[Check],
    hearings: Sequence[Hearing],
    parts: Sequence[Drafted],
) -> ElementRow:
    choice = choices.get(element.id)
    return ElementRow(
        element=element,
        person=setting.people[element.person_id],
        choice=choice,
        checks=[check for check in checks if check.element_id == element.id],
        heard=heard(choice, hearings, setting.law.day) if choice else Heard.NOT_DUE,
        hearings=[each for each in hearings if each.element_id == element.id],
        parts=[part for part in parts if part.element.id == element.id],
    )


def _letter(decision: Decision, case: Case, decisions: Sequence[Decision], *, withheld: int) -> DecisionLetter:
    people, number = [], 0
    for person in composing.in_order(case.persons):
        own = [part for part in decision.parts if part.person_id == person.person_id]
        if not own:
            continue
        opening = next((each for each in decision.letters if each.person_id == person.person_id), None)
        people.append(
            AboutPersonRow(person, opening, [Numbered(number + nth, part) for nth, part in enumerate(own, 1)])
        )
        number += len(own)
    numbered = [part for row in people for part in row.parts]
    return DecisionLetter(
        decision=decision,
        people=people,
        guidance=composing.by_route((each, each.part.guidance) for each in numbered),
        in_force=all(other.replaces != decision.id for other in decisions),
        withheld=withheld,
    )


def _choices(sight: Sight, version: Version | None) -> dict[UUID, Choice]:
    if version is None:
        return {}
    rows = ChoiceRecord.objects.within(sight).filter(version_id=version.id).order_by("changed_at", "id")
    return {row.element_id: row.fact() for row in rows}


def _hearings(sight: Sight) -> list[Hearing]:
    return [row.fact() for row in HearingRecord.objects.within(sight).order_by("asked_at", "id")]


def decisions_of(sight: Sight, *, with_letters: bool = True) -> list[Decision]:
    """All decisions of the case, newest first, each with the parts that the sight shows."""
    rows = list(DecisionRecord.objects.in_case(sight).order_by("-made_at", "id"))
    if not rows:
        return []
    parts: dict[UUID, list[Part]] = {}
    for row in PartRecord.objects.within(sight).order_by("decision_id", "position", "id"):
        parts.setdefault(row.decision_id, []).append(row.fact())
    letters: dict[UUID, list[PersonLetter]] = {}
    letters_of = PersonLetterRecord.objects.within(sight).order_by("decision_id", "id")
    for row in letters_of if with_letters else ():
        letters.setdefault(row.decision_id, []).append(row.fact())
    return [row.fact(tuple(parts.get(row.id, ())), tuple(letters.get(row.id, ()))) for row in rows]


def _complaints(sight: Sight) -> list[Complaint]:
    found = list(ComplaintRecord.objects.within(sight).order_by("-received_at", "id"))
    if not found:
        return []
    looked = {
        row.complaint_part_id: row.fact() for row in ReassessmentRecord.objects.within(sight).order_by("at", "id")
    }
    parts: dict[UUID, list[ComplaintPart]] = {}
    for row in ComplaintPartRecord.objects.within(sight).order_by("part__position", "id"):
        parts.setdefault(row.complaint_id, []).append(row.fact(looked.get(row.id)))
    return [row.fact(tuple(parts.get(row.id, ()))) for row in found]


def _clocks(sight: Sight, case: Case, decisions: Sequence[Decision], law: Law) -> list[Clock]:
    by_id = {decision.id: decision for decision in decisions}
    answers = {part.id: part for decision in decisions for part in decision.parts}
    found = []
    for complaint in _complaints(sight):
        person = case.by_id(complaint.person_id)
        assert person is not None  # the complaint is about somebody of the case
        decision = by_id[complaint.decision_id]
        found += [
            _clock(complaint, part, answers.get(part.part_id), person, decision, by_id, law) for part in complaint.parts
        ]
    return found


def _clock(
    complaint: Complaint,
    part: ComplaintPart,
    answer: Part | None,
    person: CasePerson,
    decision: Decision,
    decisions: Mapping[DecisionId, Decision],
    law: Law,
) -> Clock:
    route = law.complaint_route(part.route)
    last = complaints.last_day_of(answer, law, decision.received_day, decision.delivery) if answer else None
    todo = complaints.handling(route, law, complaint.received_day, last)
    done = part.reassessment
    new = decisions.get(done.new_decision_id) if done and done.new_decision_id else None
    partly = done if new is not None and done is not None and done.outcome is Outcome.PARTLY else None
    kept_day = danish_day(partly.kept_at) if partly and partly.kept and partly.kept_at else None
    return Clock(
        complaint=complaint,
        part=part,
        answer=answer,
        person=person,
        authority=route.authority_da,
        late=todo.late,
        reconsiders=todo.reconsiders,
        due=todo.due,
        outcomes=complaints.outcomes(route, late=todo.late),
        done=complaints.is_answered(done),
        keep_by=complaints.last_day_to_keep(law, new.received_day) if new and partly and partly.kept is None else None,
        forward_by=complaints.last_day_to_forward(route, law, kept_day) if kept_day else None,
    )
