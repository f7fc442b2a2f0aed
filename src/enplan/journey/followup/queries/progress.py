"""What is shown of how it goes, and of where life left the plan?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enplan.journey.followup.facts import QUIET, Closure, ClosureReason, Deviation, Due, Progress, Review
from enplan.journey.followup.models import ClosureRecord, FarewellRecord, ProgressRecord, ReviewRecord
from enplan.journey.followup.models.grounds import ground_of, look_at
from enplan.journey.followup.rules.closing import in_the_way
from enplan.journey.followup.rules.deviation import deviations
from enplan.journey.followup.rules.due import all_due
from enplan.journey.plan.facts import GoalState, PlanGoal, PlanMeasure, Version
from enplan.journey.plan.queries import goals, measures, versions
from enplan.kernel.category import Category
from enplan.kernel.sight import Sight
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Matter


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with how it has gone, newest first, and the measures that serve it."""

    goal: PlanGoal
    person_name: str
    noted: tuple[Progress, ...]
    measures: tuple["MeasureRow", ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with how it has gone, newest first."""

    measure: PlanMeasure
    person_name: str
    noted: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """How it goes with every goal and measure that the viewer may see."""

    case: Case
    goals: tuple[GoalRow, ...]
    others: tuple[MeasureRow, ...]  # measures that serve no goal
    reviews: tuple[Review, ...]
    closure: Closure | None
    withheld: Mapping[Category, int]  # notes of how it goes
    withheld_plan: Mapping[Category, int]  # goals and measures, as the plan's own page counts them

    @property
    def review(self) -> Review | None:
        """The last time the plan was gone through."""
        return self.reviews[0] if self.reviews else None


@dataclass(frozen=True, slots=True)
class FollowupPage:
    """The professional's view: how it goes, where life left the plan, what is due, and whether it can end."""

    progress: ProgressPage
    deviations: tuple[Deviation, ...]
    dues: tuple[Due, ...]
    obstacles: Mapping[ClosureReason, tuple[str, ...]]
    on: date


def progress_page(sight: Sight) -> ProgressPage:
    """How it goes, for both sides; the newest word first."""
    plans = versions(sight)
    return _progress(sight, case_of(sight), plans, measures(sight, known=plans), noted_in(sight))


def _progress(
    sight: Sight,
    case: Case,
    plans: Sequence[Version],
    steps: Sequence[PlanMeasure],
    noted: Mapping[UUID, tuple[Progress, ...]],
) -> ProgressPage:
    names = {each.person_id: each.name for each in case.persons}
    rows = [MeasureRow(each, names.get(each.person_id, ""), noted.get(each.id, ())) for each in _going(steps)]
    wanted = [each for each in goals(sight, known=plans) if each.state is not GoalState.GIVEN_UP]
    serving = {goal.id: tuple(row for row in rows if goal.id in row.measure.goals) for goal in wanted}
    served = {row.measure.id for found in serving.values() for row in found}
    return ProgressPage(
        case=case,
        goals=tuple(
            GoalRow(goal, names.get(goal.person_id, ""), noted.get(goal.id, ()), serving[goal.id]) for goal in wanted
        ),
        others=tuple(row for row in rows if row.measure.id not in served),
        reviews=tuple(row.fact() for row in ReviewRecord.objects.within(sight).order_by("-at", "id")[:20]),
        closure=closure_of(sight),
        withheld=count_withheld(sight, "progress"),
        withheld_plan=Counter(count_withheld(sight, "plan_goal")) + Counter(count_withheld(sight, "plan_measure")),
    )


def followup_page(sight: Sight, *, on: date) -> FollowupPage:
    """Everything the team follows up on."""
    seen, noted = look_at(sight, on), noted_in(sight)
    page, ground = _progress(sight, seen.case, seen.versions, seen.steps, noted), ground_of(sight, on, seen)
    dues = tuple(each for each in all_due(ground) if each.kind not in QUIET)
    known = [row.goal for row in page.goals]
    steps = [*(row.measure for goal in page.goals for row in goal.measures), *(row.measure for row in page.others)]
    return FollowupPage(
        progress=page,
        deviations=deviations(
            known,
            {step.id: step for step in steps}.values(),
            [each for found in noted.values() for each in found],
            on,
            seen.first_agreed,
            seen.ours[Matter.QUIET_WEEKS],
        ),
        dues=dues,
        obstacles={reason: in_the_way(reason, dues, ground.meetings, known) for reason in ClosureReason},
        on=on,
    )


def closure_of(sight: Sight) -> Closure | None:
    """How the one plan ended, if it has."""
    row = ClosureRecord.objects.in_case(sight).first()
    if row is None:
        return None
    words = FarewellRecord.objects.in_case(sight).values_list("words", flat=True).first() or ""
    found: Closure = row.fact(words)
    return found


def noted_in(sight: Sight) -> dict[UUID, tuple[Progress, ...]]:
    """How it goes with each goal and measure, as everybody has noted it, newest first."""
    found: dict[UUID, list[Progress]] = {}
    for row in ProgressRecord.objects.within(sight).order_by("-at", "id"):
        found.setdefault(row.about_id, []).append(row.fact())
    return {about: tuple(noted) for about, noted in found.items()}


def _going(steps: Sequence[PlanMeasure]) -> list[PlanMeasure]:
    """What is done or being done; a card that became part of another is shown there."""
    return [each for each in steps if each.merged_into is None]
