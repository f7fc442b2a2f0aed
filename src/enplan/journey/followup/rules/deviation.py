"""Where has life left the plan?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from enplan.journey.followup.facts import About, Deviation, DeviationKind, Progress, ProgressState
from enplan.journey.plan.facts import Column, GoalState, PlanGoal, PlanMeasure
from enplan.kernel.calendar import danish_day

QUIET_WEEKS: Final = 6  # until the municipality settles another number


def deviations(
    goals: Iterable[PlanGoal],
    measures: Iterable[PlanMeasure],
    noted: Sequence[Progress],
    on: date,
    agreed: date | None = None,
    quiet_weeks: int = QUIET_WEEKS,
) -> tuple[Deviation, ...]:
    """Everything that is not as planned, the oldest first. Nobody can have been quiet before the plan was `agreed`.

    Nobody has been quiet either until `quiet_weeks` have gone by without a word.
    """
    latest, quiet = latest_of(noted), timedelta(weeks=quiet_weeks)
    found = [
        *(each for measure in measures for each in _of_measure(measure, latest.get(measure.id), on, agreed, quiet)),
        *(each for goal in goals for each in _of_goal(goal, latest.get(goal.id), on)),
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.kind.value, each.title, str(each.about_id))))


def latest_of(noted: Iterable[Progress]) -> dict[object, Progress]:
    """The newest note about each goal and measure."""
    found: dict[object, Progress] = {}
    for each in sorted(noted, key=lambda one: (one.at, str(one.id))):
        found[each.about_id] = each
    return found


def _of_measure(
    measure: PlanMeasure, noted: Progress | None, on: date, agreed: date | None, quiet: timedelta
) -> Iterator[Deviation]:
    def found(kind: DeviationKind, since: date) -> Deviation:
        return Deviation(kind, About.MEASURE, measure.id, measure.title, since)

    waiting = measure.column in {Column.SUGGESTION, Column.PLANNED}
    if waiting and measure.starts is not None and measure.starts < on:
        yield found(DeviationKind.NOT_STARTED, measure.starts)
    if measure.column is Column.DOING and measure.ends is not None and measure.ends < on:
        yield found(DeviationKind.NOT_ENDED, measure.ends)
    if measure.column is Column.DOING:
        heard = danish_day(noted.at) if noted else _first_heard(measure, agreed)
        if noted is not None and noted.state is ProgressState.STANDS_STILL:
            yield found(DeviationKind.STUCK, danish_day(noted.at))
        elif heard is not None and heard + quiet < on:
            yield found(DeviationKind.QUIET, heard)
    if measure.missing_since is not None and measure.column in {Column.SUGGESTION, Column.PLANNED, Column.DOING}:
        yield found(DeviationKind.SOURCE_GONE, measure.missing_since)


def _first_heard(measure: PlanMeasure, agreed: date | None) -> date | None:
    """From which day somebody could have noted something: it had begun, and it stood in an agreed plan."""
    if measure.starts is None or agreed is None:
        return measure.starts
    return max(measure.starts, agreed)


def _of_goal(goal: PlanGoal, noted: Progress | None, on: date) -> Iterator[Deviation]:
    if goal.state is not GoalState.WORKING:
        return
    reached = noted is not None and noted.state is ProgressState.REACHED
    if goal.wanted_by is not None and goal.wanted_by < on and not reached:
        yield Deviation(DeviationKind.GOAL_PASSED, About.GOAL, goal.id, goal.text, goal.wanted_by)
    if noted is not None and noted.state is ProgressState.STANDS_STILL:
        yield Deviation(DeviationKind.STUCK, About.GOAL, goal.id, goal.text, danish_day(noted.at))
