"""What is shown to the one who writes the letter?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enplan.journey.assessment.queries import assessed
from enplan.journey.decisions import policy
from enplan.journey.decisions.facts import (
    Check,
    Choice,
    Clock,
    Counted,
    Decision,
    DecisionLetter,
    Delivery,
    Drafted,
    Element,
    Endorsement,
    GuidanceWords,
    Hearing,
    Kind,
    Part,
    Result,
)
from enplan.journey.decisions.models import (
    ChoiceRecord,
    EndorsementRecord,
)
from enplan.journey.decisions.models.outside import holders_by_element
from enplan.journey.decisions.models.signing import signer_of
from enplan.journey.decisions.queries.clocks import clocks_of
from enplan.journey.decisions.queries.letters import decisions_of, hearings_of
from enplan.journey.decisions.rules import checking, complaints, composing, endorsing, lettering, settling
from enplan.journey.decisions.rules.hearing import Heard, heard
from enplan.journey.decisions.rules.reading import answers_held, as_read
from enplan.journey.decisions.rules.setting import earlier_answers
from enplan.journey.plan.facts import Version
from enplan.journey.plan.queries import approved_version, versions
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import VersionId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import phrasebook
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.queries import four_eyes


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
    settled: Decision | None = None  # the letter that has answered it as it stands


@dataclass(frozen=True, slots=True)
class Second:
    """Whether a second professional is wanted, who has agreed, and the print of what there is to agree to."""

    wanted: bool
    agreed: Endorsement | None
    shown: str


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
    partial_start: bool  # whether the regime lets help begin before the assessment is gathered (S-92)
    unassessed: Sequence[CasePerson]  # whose assessment is not gathered, among those who are to be answered
    guidance: Sequence[tuple[GuidanceWords, Sequence[Drafted]]]
    in_force: Decision | None
    issued: Sequence[Decision]
    holding: Sequence[Part]  # the answers that hold today
    hearings: Sequence[Hearing]
    clocks: Sequence[Clock]
    withheld: Mapping[Category, int]  # parts of letters
    withheld_measures: Mapping[Category, int]  # what the plan holds
    second: Second
    may_sign: bool

    @property
    def decided(self) -> bool:
        """Whether the approved plan has been decided on already, or a letter holds for all that is in it."""
        return bool(self.version and self.in_force) and all(row.settled for row in self.rows)

    @property
    def asked(self) -> Sequence[ElementRow]:
        """What one is asked to answer: what is new or changed; when nothing is, everything may be answered anew."""
        return self.rows if self.decided else [row for row in self.rows if not row.settled]

    @property
    def settled(self) -> Sequence[ElementRow]:
        """What a letter has answered already."""
        return [row for row in self.rows if row.settled]

    @property
    def ready(self) -> bool:
        """Whether nothing holds the signing up."""
        return self.version is not None and not checking.hinders(self.checks)

    @property
    def waits_for_second(self) -> bool:
        """Whether a second professional is all that is missing."""
        return [check.key for check in checking.hinders(self.checks)] == ["four-eyes"]


def decision_page(sight: Sight, *, on: date) -> DecisionPage:
    """The desk's page of the one decision."""
    case, law, plans = case_of(sight), lawbook().on(on), versions(sight)
    version = approved_version(sight, known=plans)
    drafts = _drafts(sight)
    choices = _of_version(drafts, version)
    hearings, decisions = hearings_of(sight), decisions_of(sight)
    held = answers_held(decisions)
    setting = _setting(case, on, decisions, held)
    elements = _elements(version, setting, held) if version else []
    parts = composing.compose(elements, choices, setting, hearings)
    second, gathered = _second(sight, version, choices, on), assessed(sight)
    settled = settling.settled(elements, decisions, plans, _apart(drafts), law)
    checks = checking.checks(
        elements,
        choices,
        parts,
        hearings=hearings,
        setting=setting,
        plan_open=policy.plan_open(sight, case.persons),
        assessed=gathered,
        signer=signer_of(sight, on=on),
        settled=settled,
        approvals=version.approvals if version else (),
        seconded=second.agreed is not None or not second.wanted,
        holders=holders_by_element([each for each in elements if each.id in choices], case.persons, law),
    )
    unassessed = {element.person_id for element in elements if element.person_id not in gathered}
    counted = composing.count(parts, setting.regime)
    return DecisionPage(
        case=case,
        version=version,
        rows=[_row(element, setting, choices, checks, hearings, parts, settled) for element in elements],
        checks=checks,
        counted=counted,
        why=setting.phrases.say(counted.why, {"regime": setting.regime.label}),
        regime=setting.regime.label,
        partial_start=setting.regime.partial_start,
        unassessed=tuple(person for person in case.in_order if person.person_id in unassessed),
        guidance=composing.by_route((part, part.guidance) for part in parts),
        in_force=next((each for each in decisions if each.kind is Kind.ON_PLAN), None),
        issued=decisions,
        holding=held,
        hearings=hearings,
        clocks=clocks_of(sight, case, decisions, law),
        withheld=count_withheld(sight, "decision_part"),
        withheld_measures=count_withheld(sight, "plan_measure"),
        second=second,
        may_sign=bool(policy.may_decide(sight)),
    )


def preview_letter(sight: Sight, *, on: date) -> DecisionLetter:
    """The letter as it would be sent today, from the saved drafts.

    Raises:
        Missing: no plan is approved, or nothing has been answered yet.
    """
    case, version = case_of(sight), approved_version(sight)
    if version is None:
        raise Missing("record.missing")
    decisions = decisions_of(sight, with_letters=False)
    held = answers_held(decisions)
    setting = _setting(case, on, decisions, held)
    elements = _elements(version, setting, held)
    parts = composing.compose(elements, _of_version(_drafts(sight), version), setting, hearings_of(sight))
    if not parts:
        raise Missing("record.missing")
    decision = lettering.as_if_issued(parts, setting, case.id, version.id, sight.actor.name)
    return as_read(decision, case, [decision], withheld=0)


def left_to_decide(sight: Sight, *, on: date, known: Sequence[Version], decisions: Sequence[Decision]) -> int:
    """How many measures of the approved plan no letter answers as they stand; no plan, nothing to decide."""
    version, law = approved_version(sight, known=known), lawbook().on(on)
    if version is None:
        return 0
    elements = composing.needing_decision(version.measures, version.given_less, law)
    if len(settling.settled(elements, decisions, known, (), law)) == len(elements):
        return 0
    return len(elements) - len(settling.settled(elements, decisions, known, _apart(_drafts(sight)), law))


def _elements(version: Version, setting: composing.Setting, held: Sequence[Part]) -> list[Element]:
    found = composing.needing_decision(version.measures, version.given_less, setting.law, held)
    return composing.about_children(found, setting.people, setting.law)


def _setting(case: Case, on: date, decisions: Iterable[Decision], held: Iterable[Part]) -> composing.Setting:
    law = lawbook().on(on)
    return composing.Setting(
        people={person.person_id: person for person in case.persons},
        regime=law.regime(case.regime),
        law=law,
        phrases=phrasebook().on(on),
        received=complaints.received_day(on, Delivery.DIGITAL),
        earlier=earlier_answers(held, {each.id: danish_day(each.made_at) for each in decisions}),
    )


def _row(
    element: Element,
    setting: composing.Setting,
    choices: Mapping[UUID, Choice],
    checks: Sequence[Check],
    hearings: Sequence[Hearing],
    parts: Sequence[Drafted],
    settled: Mapping[UUID, Decision],
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
        settled=settled.get(element.id),
    )


def _second(sight: Sight, version: Version | None, choices: Mapping[UUID, Choice], on: date) -> Second:
    if version is None or not four_eyes(on=on):
        return Second(wanted=False, agreed=None, shown="")
    rows = EndorsementRecord.objects.in_case(sight).filter(version_id=version.id).order_by("-at", "id")
    # Whoever looks: the one who signs is the coordinator, and a coordinator cannot have agreed as the second.
    signer = sight.actor.account_id if policy.may_decide(sight) else UUID(int=0)
    agreed = endorsing.endorsed(choices, [row.fact() for row in rows], signer) if choices else None
    return Second(wanted=True, agreed=agreed, shown=endorsing.print_of_all(choices.values()))


def _drafts(sight: Sight) -> list[ChoiceRecord]:
    return list(ChoiceRecord.objects.within(sight).order_by("changed_at", "id"))


def _of_version(drafts: Iterable[ChoiceRecord], version: Version | None) -> dict[UUID, Choice]:
    return {row.element_id: row.fact() for row in drafts if version and row.version_id == version.id}


def _apart(drafts: Iterable[ChoiceRecord]) -> set[tuple[VersionId, UUID]]:
    return {(VersionId(row.version_id), row.element_id) for row in drafts if row.result == Result.ELSEWHERE.value}
