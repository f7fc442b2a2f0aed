"""What can happen to the one plan?"""

from enplan.journey.plan.commands.answering import accept_element, approve_plan, object_to_plan, propose_plan
from enplan.journey.plan.commands.drafting import draft_plan
from enplan.journey.plan.commands.writing import (
    add_measure,
    change_measure,
    meet_demand,
    merge_measures,
    move_measure,
    order_goals,
    set_goal,
)

__all__ = [
    "accept_element",
    "add_measure",
    "approve_plan",
    "change_measure",
    "draft_plan",
    "meet_demand",
    "merge_measures",
    "move_measure",
    "object_to_plan",
    "order_goals",
    "propose_plan",
    "set_goal",
]
