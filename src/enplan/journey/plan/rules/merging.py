"""How do many sector plans become the draft of one, so that nothing is lost? (coordination.md, section 4)

The draft decides as little as possible: it puts goals of one person, domain and aim together and keeps every wording.
That a measure ends or that two become one is a person's choice.
"""

from collections.abc import Iterator
from typing import Final

from enplan.journey.coordination.facts import ContentDemand, Draft, DraftGoal, Fate, FateKind, Wording
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.sectorplans.facts import Appointment, Duty, Goal, Measure, SectorPlan
from enplan.kernel.calendar import age_on
from enplan.law.provision import LegalBasis, OnePlan, PlanType, pension_day

Bound = Goal | Measure | Appointment | Duty

STAYS: Final = {OnePlan.NOT_REPLACEABLE, OnePlan.EXTERNAL}
REPLACED: Final = {OnePlan.REPLACEABLE_WHOLE, OnePlan.REPLACEABLE_PART, OnePlan.BECOMES_ONE_PLAN}


def merge(spread: Spread) -> Draft:
    """The draft: goals by person, domain and aim, the fate of every item, and what the law demands of the content."""
    beside = {plan.id: why for plan in spread.household.plans if (why := why_beside(spread, plan))}
    fates: list[Fate] = []
    groups: dict[tuple[str, str, str], list[Goal]] = {}
    for plan in spread.household.plans:
        for item in _bound(spread, plan):
            reason = beside.get(plan.id) or _why_part_beside(spread, plan, item)
            if reason:
                fates.append(Fate(item.name, FateKind.KEPT_BESIDE, reason=reason))
            elif isinstance(item, Goal):
                groups.setdefault((item.person, spread.law.aim(item.aim).domain, item.aim), []).append(item)
            else:
                fates.append(Fate(item.name, FateKind.CARRIED, reason="Går med uændret."))
    serving: dict[str, list[str]] = {}
    for measure in spread.living:
        for goal in measure.goals:
            serving.setdefault(goal, []).append(measure.name)
    goals = [_goal(key, group, serving, fates) for key, group in sorted(groups.items())]
    replaced = [plan for plan in spread.household.plans if plan.id not in beside]
    return Draft(
        goals=tuple(goals),
        fates=tuple(sorted(fates, key=lambda fate: fate.item)),
        demands=tuple(_demands(spread, replaced)),
        legal_basis=tuple(dict.fromkeys(_legal_basis(spread, replaced))),
        regime=spread.household.regime,
    )


def _bound(spread: Spread, plan: SectorPlan) -> Iterator[Bound]:
    """What must have a fate: all goals, living measures, appointments in the horizon and all duties."""
    yield from plan.goals
    yield from (measure for measure in plan.measures if not measure.is_past(spread.on))
    yield from (one for one in plan.appointments if spread.in_horizon(one.day))
    yield from plan.duties


def why_beside(spread: Spread, plan: SectorPlan) -> str:
    """Why a whole plan stays beside the one plan; empty when the law lets the one plan stand in its place."""
    if not spread.law.regime(spread.household.regime).replaces_plans:
        return "Uden en ordning for én plan beholder hver sektor sin egen plan."
    kind = spread.law.plan_type(plan.plan_type)
    if not kind.in_force(spread.on):
        return f"»{kind.label}« gælder ikke {said_day(spread.on)} og kan derfor ikke erstattes."
    if kind.one_plan is OnePlan.EXTERNAL:
        return f"»{kind.label}« ejes af {plan.department} og kan ikke erstattes. Den vises ved siden af."
    if kind.one_plan in STAYS:
        return f"Loven lader ikke én plan træde i stedet for »{kind.label}«."
    return _why_too_young_or_old(spread, kind, plan.person)


def _why_too_young_or_old(spread: Spread, kind: PlanType, person: str) -> str:
    """Some plans are made, or replaced, only at certain ages; a day nobody can count makes nobody too old."""
    someone = spread.persons[person]
    years = age_on(someone.born, spread.on)
    too_young = kind.one_plan_from_age is not None and years < kind.one_plan_from_age
    too_old = kind.one_plan_to_age is not None and years > kind.one_plan_to_age
    if too_young or too_old:
        limits = f"fra {kind.one_plan_from_age} til og med {kind.one_plan_to_age} år"
        return f"Én plan kan kun træde i stedet for »{kind.label}« {limits}. {someone.called} er {years} år."
    if kind.until_pension_age and pension_day(spread.book.pension_ages, someone.born) <= spread.on:
        day = said_day(pension_day(spread.book.pension_ages, someone.born))
        return f"»{kind.label}« er for dem under folkepensionsalderen. Den nåede {someone.called} {day}."
    return ""


def _why_part_beside(spread: Spread, plan: SectorPlan, item: Bound) -> str:
    """A plan of which only a part may be replaced keeps what concerns nobody but its own person."""
    kind = spread.law.plan_type(plan.plan_type)
    persons = item.persons if isinstance(item, Measure | Appointment) else (item.person,)
    if kind.one_plan is OnePlan.REPLACEABLE_PART and set(persons) == {plan.person}:
        return f"Det handler kun om {spread.persons[plan.person].called} og skal stå i »{kind.label}«."
    return ""


def _goal(key: tuple[str, str, str], group: list[Goal], serving: dict[str, list[str]], fates: list[Fate]) -> DraftGoal:
    """One goal of several with one person, domain and aim: the first by name takes the others in."""
    first, *others = sorted(group, key=lambda goal: goal.name)
    fates.append(Fate(first.name, FateKind.CARRIED, reason="Går med uændret."))
    fates += [
        Fate(goal.name, FateKind.MERGED, into=first.name, reason="Samme person og samme mål; ordlyden er bevaret.")
        for goal in others
    ]
    person, domain, aim = key
    return DraftGoal(
        person,
        domain,
        aim,
        tuple(Wording(goal.name, goal.text) for goal in (first, *others)),
        tuple(sorted({measure for goal in group for measure in serving.get(goal.name, ())})),
    )


def _demands(spread: Spread, replaced: list[SectorPlan]) -> Iterator[ContentDemand]:
    """What each replaced plan type demands of the content of the one plan."""
    for name in sorted({plan.plan_type for plan in replaced}):
        kind = spread.law.plan_type(name)
        if kind.one_plan in REPLACED:
            for content in kind.content:
                yield ContentDemand(name, content.key, content.da, spread.law.bases(kind))


def _legal_basis(spread: Spread, replaced: list[SectorPlan]) -> Iterator[LegalBasis]:
    """The regime, and the sections that let the one plan stand in the place of each plan type."""
    yield from spread.law.regime(spread.household.regime).legal_basis
    for name in sorted({plan.plan_type for plan in replaced}):
        kind = spread.law.plan_type(name)
        if kind.one_plan in REPLACED:
            yield from spread.law.bases_in_force(kind.one_plan_basis)
