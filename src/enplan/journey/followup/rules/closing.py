"""Can the one plan end, and what stands in the way?"""

from collections.abc import Sequence

from enplan.journey.followup.facts import ClosureReason, Due, DueKind
from enplan.journey.meetings.facts import Meeting, State
from enplan.journey.plan.facts import GoalState, PlanGoal

IN_THE_WAY = {
    DueKind.HEARING: "followup.hearing_is_open",
    DueKind.COMPLAINT: "followup.complaint_is_open",
    DueKind.LETTER: "followup.letter_is_not_sent",
}


def in_the_way(
    reason: ClosureReason, dues: Sequence[Due], meetings: Sequence[Meeting], goals: Sequence[PlanGoal]
) -> tuple[str, ...]:
    """The reasons why it cannot end yet; a citizen's own wish is never held up by goals (S-76)."""
    found = [IN_THE_WAY[due.kind] for due in dues if due.kind in IN_THE_WAY]
    if any(each.state is State.PLANNED for each in meetings):
        found.append("followup.meetings_are_planned")
    if reason is ClosureReason.GOALS_REACHED and any(goal.state is GoalState.WORKING for goal in goals):
        found.append("followup.goals_are_open")
    return tuple(dict.fromkeys(found))
