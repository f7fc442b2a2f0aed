"""What must a sight grant to see something about these items? Everything their plans' departments would have to."""

from collections.abc import Iterable

from enplan.journey.sectorplans.facts import Household, Item, SectorPlan
from enplan.journey.sectorplans.rules.kinds import persons_of
from enplan.kernel.category import Category, category_of
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Grant
from enplan.law.lawbook import Law


def grants_for(household: Household, persons: dict[str, PersonId], law: Law, items: Iterable[str]) -> tuple[Grant, ...]:
    """A grant for each person of each item, of the kind of its plan; of the plan's own person where a plan is named."""
    plans = {plan.id: plan for plan in household.plans}
    known: dict[str, Item] = {item.name: item for plan in household.plans for item in plan.items()}
    found: set[Grant] = set()
    for name in items:
        plan = plans[name.partition("/")[0]]
        who = persons_of(known[name]) if name in known else (plan.person,)
        found |= {Grant(persons[person], kind_of_plan(plan, law)) for person in who}
    return tuple(sorted(found))


def kind_of_plan(plan: SectorPlan, law: Law) -> Category:
    """The kind of information a plan holds."""
    return category_of(plan.plan_type, law.plan_type(plan.plan_type).sector)
