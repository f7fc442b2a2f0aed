"""What of the plans is laid side by side? Only what the sight lets through, and how much was left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from enplan.journey.sectorplans.facts import Appointment, Item, Measure, SectorPlan
from enplan.journey.sectorplans.rules.kinds import persons_of, with_items
from enplan.kernel.category import Category

# Stands for goals that are not shown: the measure does serve a goal, so it must not be called one without.
HIDDEN_GOAL = "withheld/goal"

Shows = Callable[[str, Category], bool]  # may this kind of information about the person with this short name be seen?


@dataclass(frozen=True, slots=True)
class Sorted:
    """A plan and the kind of information it holds."""

    plan: SectorPlan
    category: Category


def seen(plan: SectorPlan, category: Category, shows: Shows) -> SectorPlan:
    """The plan less the items about somebody whose information of its kind is not let through."""
    return with_items(plan, (item for item in plan.items() if _all_shown(item, category, shows)))


def _all_shown(item: Item, category: Category, shows: Shows) -> bool:
    return all(shows(person, category) for person in persons_of(item))


def count_items(plan: SectorPlan) -> int:
    """How many items the plan holds."""
    return sum(1 for _ in plan.items())


def lay(plans: Iterable[Sorted], shows: Shows) -> tuple[tuple[SectorPlan, ...], Counter[Category]]:
    """The plans as they may be compared, and how many of their items were left out, by category."""
    withheld: Counter[Category] = Counter()
    laid = []
    for each in plans:
        visible = seen(each.plan, each.category, shows)
        hidden = count_items(each.plan) - count_items(visible)
        if hidden:
            withheld[each.category] += hidden
        laid.append(visible)
    return without_hidden_names(laid), withheld


def without_hidden_names(plans: Sequence[SectorPlan]) -> tuple[SectorPlan, ...]:
    """The plans with no word of items that are not among them."""
    goals = {goal.name for plan in plans for goal in plan.goals}
    duties = {duty.name for plan in plans for duty in plan.duties}
    steps = {plan.id for plan in plans} | {measure.name for plan in plans for measure in plan.measures}

    def item(old: Item) -> Item:
        if isinstance(old, Appointment) and old.duty and old.duty not in duties:
            return replace(old, duty=None)
        return _measure(old, goals, steps) if isinstance(old, Measure) else old

    return tuple(with_items(plan, (item(each) for each in plan.items())) for plan in plans)


def as_shown(plan: SectorPlan, others: Sequence[SectorPlan]) -> SectorPlan:
    """The plan with no word of items that stand neither in it nor in the others."""
    return without_hidden_names([plan, *others])[0]


def _measure(measure: Measure, goals: set[str], steps: set[str]) -> Measure:
    kept = tuple(goal for goal in measure.goals if goal in goals)
    return replace(
        measure,
        goals=kept or ((HIDDEN_GOAL,) if measure.goals else ()),
        needs=tuple(need for need in measure.needs if need.of in steps),
        waits_for=tuple(step for step in measure.waits_for if step in steps),
    )


def corrected(old: SectorPlan, shown: SectorPlan, new: SectorPlan) -> SectorPlan:
    """The new plan, with all that `old` holds and `shown` did not: who corrects a part must not lose the rest."""
    visible = {item.id: item for item in shown.items()}
    kept = {item.id: item for item in old.items()}
    written = {item.id for item in new.items()}
    hidden = [item for item in old.items() if item.id not in visible and item.id not in written]
    return with_items(new, [*(_whole(item, visible, kept) for item in new.items()), *hidden])


def _whole(item: Item, visible: dict[str, Item], kept: dict[str, Item]) -> Item:
    """The written item, with the references that its writer could not see."""
    was_shown, was = visible.get(item.id), kept.get(item.id)
    if was_shown == item and was is not None:
        return was
    if isinstance(item, Measure) and isinstance(was, Measure) and isinstance(was_shown, Measure):
        goals = tuple(goal for goal in item.goals if goal != HIDDEN_GOAL)
        return replace(
            item,
            goals=(*goals, *(goal for goal in was.goals if goal not in was_shown.goals)),
            needs=(*item.needs, *(need for need in was.needs if need not in was_shown.needs)),
            waits_for=(*item.waits_for, *(step for step in was.waits_for if step not in was_shown.waits_for)),
        )
    if isinstance(item, Appointment) and isinstance(was, Appointment) and isinstance(was_shown, Appointment):
        return replace(item, duty=item.duty or (was.duty if was_shown.duty is None else None))
    return item
