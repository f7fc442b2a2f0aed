"""What is shown of the one plan?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, OuterRef
from django.db.models.functions import JSONObject

from enplan.journey.access.queries import LastOpening
from enplan.journey.consent.queries import PlanStopped, QuestionsTo, answered_by, questions_to
from enplan.journey.coordination.queries import resolutions
from enplan.journey.plan.facts import (
    Agreement,
    Answers,
    Change,
    Column,
    Demand,
    Gap,
    PlanFate,
    PlanGoal,
    PlanMeasure,
    Reduction,
    Standing,
    Version,
)
from enplan.journey.plan.models import (
    DemandRecord,
    GoalRecord,
    MeasureRecord,
    PlanRecord,
    PlanRows,
    WordingRecord,
)
from enplan.journey.plan.rules import answered, content, drafting, rights, weighing
from enplan.journey.plan.rules.agreeing import decided_since
from enplan.journey.plan.rules.changes import put_forward, same_words
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.readiness import gaps, living_of, meet, too_late
from enplan.journey.plan.rules.standing import outside
from enplan.journey.plan.rules.versions import versions_of
from enplan.journey.plan.rules.weighing import Weighed
from enplan.journey.sectorplans.facts import Laid
from enplan.journey.sectorplans.queries import household_of
from enplan.journey.team.queries import ContactPerson, CoordinatorOf, coordinator_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Refused
from enplan.kernel.ids import AccountId, GoalId, PersonId, VersionId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.law.provision import LegalBasis
from enplan.registers.base.barrier import count_withheld
from enplan.registers.base.models import SharedRows
from enplan.registers.base.prepared import Prepared
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox.queries import Unread

LOOKING = ["read_plan"]  # the errands that count as having seen the plan


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The living plan as one viewer sees it, with the versions that count."""

    case: Case
    goals: tuple[PlanGoal, ...]
    measures: tuple[PlanMeasure, ...]
    proposed: Version | None  # the newest version, when it still waits for an answer or was rejected
    approved: Version | None
    withheld: int
    seen_before: datetime | None
    drafted_at: datetime | None
    legal_basis: tuple[LegalBasis, ...] = ()
    questions: int = 0  # for consent, that wait for the viewer's answer
    unread: int = 0  # messages to the viewer
    stopped: Mapping[PersonId, date] = field(default_factory=dict)  # whose yes to one plan was taken back, and when
    coordinator: ContactPerson | None = None
    reader: PersonId | None = None  # none: somebody of the authority

    def name(self, person_id: PersonId) -> str:
        """What somebody of the case is called, and a holder of custody outside it who is asked; empty: not told."""
        person = self.case.by_id(person_id)
        return person.name if person else self.outside.get(person_id, "")

    @property
    def outside(self) -> dict[PersonId, str]:
        """Who is asked for a child without being in the case, by name to those who must know."""
        known = (each for each in (self.approved, self.proposed) if each)
        return {person: name for each in known for person, name in outside(each, self.reader).items()}

    def is_new(self, change: Change, account_id: AccountId) -> bool:
        """Whether somebody else changed it since the viewer last looked."""
        return change.account_id != account_id and (self.seen_before is None or change.at > self.seen_before)


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The plan as the team works on it."""

    plan: PlanPage
    fates: tuple[PlanFate, ...]
    demands: tuple[Demand, ...]
    reductions: tuple[Reduction, ...]
    gaps: tuple[Gap, ...]
    laid: Laid  # the sector plans that it was held against
    not_drafted: tuple[PlanFate, ...] = ()  # came or was decided otherwise since the plan was drafted
    demands_withheld: int = 0  # texts about what the law demands that the viewer may not read
    is_put_forward: bool = False  # the newest version that counts says the very same


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Every right before the one plan, beside what comes after."""

    plan: PlanPage
    version: Version | None  # what comes after is read off this version; none: off the living plan
    rows: tuple[Weighed, ...]

    def agreement(self, row: Weighed) -> Agreement | None:
        """The newest informed yes to getting this less, in this version or an earlier one."""
        said = self.version.agreements if self.version else ()
        about = [each for each in said if row.element and each.element_id == row.element.id]
        return max(about, key=lambda each: each.at, default=None)


def before_after(sight: Sight, *, at: datetime, answers: Answers | None = None) -> BeforeAfter:
    """The sector plans beside the newest version, or beside the living plan as long as there is none (S-65).

    `answers` are what letters say otherwise: a no to help that runs, or what a complaint gave.
    """
    plan, day = plan_page(sight, at=at), danish_day(at)
    version = plan.proposed or plan.approved
    measures = (*version.measures, *version.ended) if version else plan.measures
    less = version.given_less if version else tuple(reductions(measures))
    answers = answers if answers and version else {}
    measures, less = answered.laid_over(measures, less, answers)
    laid = household_of(sight, on=day, case=plan.case)
    try:
        table = drafting.table_of(laid, lambda person: sight.shows(person, Category.PLAN), lawbook(), day)
    except Refused:  # nobody says yes to one plan any more: then only what it held is weighed
        household = replace(laid.household, plans=())
        table = drafting.Table(household, laid.persons, lawbook().on(day), day)
    after = weighing.After(
        measures,
        less,
        plan.coordinator.name if plan.coordinator else "",
        rights.complaint_to(table),
        rights.joint_meetings(table),
    )
    before = rights.rights_before(table, measures, all_shown=not plan.withheld)
    return BeforeAfter(plan, version, tuple(weighing.weigh(before, after)))


def plan_page(sight: Sight, *, at: datetime, case: Case | None = None) -> PlanPage:
    """The living plan with the version that waits for an answer and the one in force; four queries, however large."""
    day, who = danish_day(at), sight.actor
    seeing = {"account": who.account_id, "errands": LOOKING, "before": at, "mine": answered_by(sight), "day": day}
    roots = _ROOTS.within(sight, **seeing, person=who.person_id, professional=who.professional_id)
    root = next(iter(roots), None)
    found = versions_of(root.found) if root else []
    approved = next((each for each in found if each.standing is Standing.APPROVED), None)
    newest = found[0] if found and found[0].standing in {Standing.PROPOSED, Standing.REJECTED} else None
    return PlanPage(
        case=case or case_of(sight),
        goals=tuple(_goals(sight, approved)),
        measures=tuple(_measures(sight, approved)),
        proposed=newest,
        approved=approved,
        withheld=sum(cast("Mapping[str, int]", root.withheld).values()) if root else 0,
        seen_before=root.seen_before if root else None,
        drafted_at=root.drafted_at if root else None,
        legal_basis=content.bases_of(root.legal_basis) if root else (),
        questions=root.questions if root else questions_to(sight, on=day),
        unread=root.unread if root else 0,
        stopped=PlanStopped.read(root.stopped) if root else {},
        coordinator=_coordinator(root, sight),
        reader=who.person_id,
    )


def _coordinator(root: PlanRecord | None, sight: Sight) -> ContactPerson | None:
    if root is not None:
        told: Mapping[str, str] | None = root.coordinator  # type: ignore[attr-defined]  # what the query takes along
        return ContactPerson(**told) if told else None
    member = coordinator_of(sight)
    return ContactPerson(member.name, member.phone) if member else None


def _root() -> PlanRows:
    rows: PlanRows = PlanRecord.objects.with_versions(that_count=True).annotate(
        withheld=Func(function="plan_withheld", output_field=JSONField()),
        seen_before=LastOpening(),
        questions=QuestionsTo(),
        unread=Unread(),
        stopped=PlanStopped(),
        coordinator=CoordinatorOf(),
    )
    return rows


def _told_goals() -> SharedRows:
    wordings = WordingRecord.objects.within_grants().filter(goal=OuterRef("pk")).order_by("said_at", "item", "id")
    told = ArraySubquery(wordings.values(json=JSONObject(text="text", item="item", source="source")))
    rows: SharedRows = GoalRecord.objects.within_grants().order_by("position", "id").annotate(told=told)
    return rows


_ROOTS = Prepared(_root)
_COUNTING = Prepared(lambda: PlanRecord.objects.with_versions(that_count=True).only("id").order_by("id"))
_GOALS = Prepared(_told_goals)
_MEASURES = Prepared(lambda: MeasureRecord.objects.within_grants().order_by("starts", "title", "id"))


def _goals(sight: Sight, approved: Version | None) -> list[PlanGoal]:
    agreed = {each.id: each for each in approved.goals} if approved else {}
    found = []
    for row in _GOALS.within(sight):
        goal = row.fact(tuple(content.wording_of(content.document(each)) for each in row.told))
        former = agreed.get(goal.id)
        found.append(replace(goal, agreed=True) if former and same_words(goal, former) else goal)
    return found


def _measures(sight: Sight, approved: Version | None) -> list[PlanMeasure]:
    agreed = {each.id: each for each in approved.measures} if approved else {}
    found = []
    for row in _MEASURES.within(sight):
        measure = row.fact()
        former = agreed.get(measure.id)
        found.append(_agreed(measure) if former and same_words(measure, former) else measure)
    return found


def _agreed(measure: PlanMeasure) -> PlanMeasure:
    """What was suggested and has been approved is planned."""
    column = Column.PLANNED if measure.column is Column.SUGGESTION else measure.column
    return replace(measure, agreed=True, column=column)


def goal_by_id(sight: Sight, goal_id: GoalId) -> PlanGoal:
    """One goal as it stands, without its other wordings.

    Raises:
        Missing: there is none with this id that the viewer may know of.
    """
    row: GoalRecord = GoalRecord.objects.within(sight).one(id=goal_id)
    return row.fact()


def goals(sight: Sight, *, known: Sequence[Version] | None = None) -> list[PlanGoal]:
    """The goals of the living plan, with a padlock where they stand as agreed in the versions, if those are known."""
    return _goals(sight, approved_version(sight, known=known))


def measures(sight: Sight, *, known: Sequence[Version] | None = None) -> list[PlanMeasure]:
    """The measures of the living plan, with a padlock where they stand as agreed in the versions, if known."""
    return _measures(sight, approved_version(sight, known=known))


def approved_version(sight: Sight, *, known: Sequence[Version] | None = None) -> Version | None:
    """The version in force, as far as the sight shows it; among the versions, if those are known."""
    counting = _COUNTING.within(sight) if known is None else []
    found = [each for root in counting for each in versions_of(root.found)] if known is None else known
    return next((each for each in found if each.standing is Standing.APPROVED), None)


def versions(sight: Sight) -> list[Version]:
    """Every version, newest first."""
    return PlanRecord.objects.versions(sight)


def version(sight: Sight, *, version_id: VersionId) -> Version:
    """One version.

    Raises:
        Missing: there is none with this id in the case.
    """
    return PlanRecord.objects.version(sight, version_id)


def draft_page(sight: Sight, *, at: datetime) -> DraftPage:
    """The plan as the team works on it: with the fate of every item, what the law demands, and what is missing."""
    day = danish_day(at)
    plan = plan_page(sight, at=at)
    laid = household_of(sight, on=day, case=plan.case)
    table = drafting.table_of(laid, lambda person: sight.shows(person, Category.PLAN), lawbook(), day)
    draft = drafting.draft_of(table)
    written = {(each.person_id, each.plan_type, each.key): each for each in _written(sight)}
    demands = meet(drafting.demands(table, draft, written), plan.goals, plan.measures)
    known = {item for measure in plan.measures for item in measure.origins}
    known |= {item for goal in plan.goals for item in goal.origins}
    fates = drafting.fates(table, draft, plan.measures, plan.goals)
    decided = decided_since(resolutions(sight), plan.drafted_at)
    return DraftPage(
        plan=plan,
        fates=tuple(fates),
        demands=tuple(demands),
        reductions=tuple(each for each in reductions(plan.measures, plan.approved) if not each.agreed),
        gaps=(*gaps(plan.goals, plan.measures, demands), *too_late(plan.measures, table)),
        laid=laid,
        demands_withheld=sum(count_withheld(sight, "plan_demand").values()),
        is_put_forward=put_forward(plan.proposed or plan.approved, *living_of(plan.goals, plan.measures)),
        not_drafted=tuple(
            fate
            for fate in fates
            if fate.kind in {"goal", "measure"} and (fate.item not in known or fate.item in decided)
        ),
    )


def _written(sight: Sight) -> list[Demand]:
    return [row.fact() for row in DemandRecord.objects.within(sight).order_by("changed_at", "id")]
