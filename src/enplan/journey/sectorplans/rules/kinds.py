"""Of which kinds are the items of a plan, and how is a plan put together from them?"""

from collections.abc import Iterable
from dataclasses import replace

from enplan.journey.sectorplans.facts import (
    Appointment,
    Duty,
    Goal,
    Item,
    Measure,
    Question,
    SectorPlan,
    Statement,
)


def persons_of(item: Item) -> tuple[str, ...]:
    """Everybody an item is about."""
    return item.persons if isinstance(item, (Measure, Appointment)) else (item.person,)


def kind_of(item: Item) -> str:
    """The kind, called as the list it stands in."""
    match item:
        case Goal():
            return "goals"
        case Measure():
            return "measures"
        case Appointment():
            return "appointments"
        case Duty():
            return "duties"
        case Question():
            return "questions"
        case Statement():
            return "statements"


def with_items(plan: SectorPlan, items: Iterable[Item]) -> SectorPlan:
    """The plan with these items instead of its own, each kind in the order given."""
    given = tuple(items)
    return replace(
        plan,
        goals=tuple(each for each in given if isinstance(each, Goal)),
        measures=tuple(each for each in given if isinstance(each, Measure)),
        appointments=tuple(each for each in given if isinstance(each, Appointment)),
        duties=tuple(each for each in given if isinstance(each, Duty)),
        questions=tuple(each for each in given if isinstance(each, Question)),
        statements=tuple(each for each in given if isinstance(each, Statement)),
    )


def without_item(plan: SectorPlan, item_id: str) -> SectorPlan:
    """The plan less one item, with no word of it left in the others."""
    name = f"{plan.id}/{item_id}"
    return with_items(plan, (_without_word_of(name, item) for item in plan.items() if item.id != item_id))


def _without_word_of(name: str, item: Item) -> Item:
    if isinstance(item, Appointment) and item.duty == name:
        return replace(item, duty=None)
    if isinstance(item, Measure):
        return replace(
            item,
            goals=tuple(goal for goal in item.goals if goal != name),
            needs=tuple(need for need in item.needs if need.of != name),
            waits_for=tuple(step for step in item.waits_for if step != name),
        )
    return item
