"""Can the plan be proposed, and what ought it to have first (S-12: blocks only where the law blocks; S-55, S-64)?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from enplan.journey.coordination.rules.begins import last_start, said_late
from enplan.journey.plan.facts import (
    LIVING,
    Column,
    Demand,
    ElementId,
    Gap,
    GapKind,
    GoalState,
    PlanGoal,
    PlanMeasure,
    Reduction,
)
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.drafting import Table
from enplan.journey.plan.rules.parting import parted

MENTOR = "mentorstoette"
Found = Callable[[Sequence[PlanGoal], Sequence[PlanMeasure]], str]


def gaps(goals: Sequence[PlanGoal], measures: Sequence[PlanMeasure], demands: Sequence[Demand]) -> list[Gap]:
    """Everything the plan lacks: first what blocks, then what ought to be there."""
    living_goals, living = living_of(goals, measures)
    found = [
        *_must(living_goals, measures, meet(demands, goals, measures)),
        *_of_goals(living_goals, living),
        *_of_measures(living),
    ]
    return sorted(found, key=lambda gap: not gap.blocks)


def of_findings(pressing: int) -> list[Gap]:
    """What trips people up and must be resolved ought to be, before they are asked to say yes; nothing forbids it."""
    return [Gap(GapKind.OPEN_FINDINGS, label=str(pressing))] if pressing else []


def too_late(measures: Sequence[PlanMeasure], table: Table) -> list[Gap]:
    """Help that has not begun, and that the plan puts off past the last day on which the law lets it begin.

    Also what stays in a plan of its own: whoever is to say yes must know. Each kind of help has a day of its own.
    """
    found: dict[tuple[ElementId, str], Gap] = {}
    for measure in living_of((), measures)[1]:
        for part in parted(measure):
            plans = [table.plans[name] for item in part.origins if (name := item.partition("/")[0]) in table.plans]
            days = [last for plan in plans if (last := last_start(plan, part.measure_type, table.law.book))]
            last = min(days, key=lambda each: each.day, default=None)
            if last and part.starts and part.starts > max(last.day, table.on):
                label = f"{part.title}. {said_late(part.starts, last, table.law.book)}"
                found[measure.id, part.measure_type] = Gap(
                    GapKind.PAST_LAW_DAY, part.person_id, measure.id, label, last.legal_basis
                )
    return list(found.values())


def living_of(goals: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> tuple[list[PlanGoal], list[PlanMeasure]]:
    """What goes into a version: goals not given up and measures not ended, less what stays in a plan of its own."""
    return (
        [goal for goal in goals if goal.state is not GoalState.GIVEN_UP],
        [measure for measure in measures if measure.column in LIVING],
    )


def _must(goals: Sequence[PlanGoal], measures: Sequence[PlanMeasure], demands: Sequence[Demand]) -> Iterator[Gap]:
    if not goals:
        yield Gap(GapKind.NO_GOALS)
    for demand in demands:
        if not demand.met_by:
            yield Gap(GapKind.DEMAND_UNMET, demand.person_id, None, demand.label, demand.legal_basis)
    without = {each.element_id: each for each in unexplained(reductions(measures))}
    for reduction in without.values():
        yield Gap(GapKind.REDUCTION_WITHOUT_REASON, reduction.person_id, reduction.element_id)


def unexplained(given_less: Iterable[Reduction]) -> list[Reduction]:
    """Reductions for which nobody has given a reason."""
    return [each for each in given_less if not each.reason.strip()]


def _of_goals(goals: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> Iterator[Gap]:
    served = {goal for measure in measures for goal in measure.goals}
    own = [goal for goal in goals if not goal.beside]
    for goal in own:
        if goal.id not in served and goal.state is not GoalState.REACHED:
            yield Gap(GapKind.GOAL_WITHOUT_MEASURE, goal.person_id, goal.id)
        if goal.wanted_by is None and goal.state is not GoalState.REACHED:
            yield Gap(GapKind.GOAL_WITHOUT_DAY, goal.person_id, goal.id)
    voices = {goal.person_id for goal in goals if goal.own_words}
    for person in dict.fromkeys(goal.person_id for goal in own):
        if person not in voices:
            yield Gap(GapKind.NO_VOICE, person)


def _of_measures(measures: Sequence[PlanMeasure]) -> Iterator[Gap]:
    for measure in measures:
        if measure.is_own or measure.beside:
            continue
        if not measure.goals:
            yield Gap(GapKind.MEASURE_WITHOUT_GOAL, measure.person_id, measure.id)
        if not (measure.responsible.name or measure.responsible.department):
            yield Gap(GapKind.MEASURE_WITHOUT_RESPONSIBLE, measure.person_id, measure.id)
        if measure.starts is None:
            yield Gap(GapKind.MEASURE_WITHOUT_DAYS, measure.person_id, measure.id)


# Where the plan itself meets a demand of content, nobody has to write it again: the key says what to look for.


def _a_goal(goals: Sequence[PlanGoal], _: Sequence[PlanMeasure]) -> str:
    return goals[0].text if goals else ""


def _a_measure(_: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> str:
    return ", ".join(measure.title for measure in measures)


def _lasting(_: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> str:
    dated = [measure for measure in measures if measure.starts and measure.ends]
    return ", ".join(measure.title for measure in dated) if dated and len(dated) == len(measures) else ""


def _where_when_why(_: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> str:
    whole = [measure for measure in measures if measure.starts and measure.goals and measure.citizen_does]
    return ", ".join(measure.title for measure in whole) if whole and len(whole) == len(measures) else ""


def _mentor(_: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> str:
    """A mentor who was put together with other help is given by who gives the whole."""
    mentors = [(whole, part) for whole in measures for part in parted(whole) if part.measure_type == MENTOR]
    if not mentors:
        return "Der er ingen mentor i planen"
    named = [
        whole.responsible.name
        for whole, part in mentors
        if whole.responsible.name and part.ends and (whole.times or whole.hours_per_week)
    ]
    return ", ".join(dict.fromkeys(named)) if len(named) == len(mentors) else ""


def _own_words(goals: Sequence[PlanGoal], _: Sequence[PlanMeasure]) -> str:
    return next((goal.text for goal in goals if goal.own_words), "")


BY_ITSELF: Mapping[str, Found] = {
    **dict.fromkeys(
        (
            "jobmaal",
            "beskaeftigelsesmaal",
            "maal",
            "formaal",
            "konkret-maal",
            "konkrete-maal",
            "job-uddannelsesmaal",
            "uddannelsesmaal",
            "delmaal",
        ),
        _a_goal,
    ),
    **dict.fromkeys(("indsats", "tilbud", "tilbud-aktiviteter", "aktiviteter", "stoette"), _a_measure),
    "varighed": _lasting,
    "hvor-hvornaar-hvorfor": _where_when_why,
    "mentoroplysninger": _mentor,
    "udarbejdes-med-borger": _own_words,
    "barnets-oensker": _own_words,
}


def meet(demands: Iterable[Demand], goals: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> list[Demand]:
    """The demands, each with what meets it: what a person wrote, or else what the plan itself holds."""
    living_goals, living = living_of(goals, measures)
    return [each if each.met_by else replace(each, met_by=_found(each, living_goals, living)) for each in demands]


def _found(demand: Demand, goals: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> str:
    look = BY_ITSELF.get(demand.key)
    if look is None:
        return ""
    own = [each for each in measures if demand.plan_type in {promised.plan_type for promised in each.promised}]
    served = {goal for each in own for goal in each.goals}
    theirs = [goal for goal in goals if goal.person_id == demand.person_id]
    near = [goal for goal in theirs if goal.id in served] or [g for g in theirs if look is _own_words]
    return look(near, [each for each in own if each.column is not Column.STOPPED])
