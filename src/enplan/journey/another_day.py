"""What becomes of a household when one asks for the law of another day, and what does the law data not tell of it?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from enplan.journey.coordination.rules.wording import joined, said_day
from enplan.journey.sectorplans.facts import Household, Measure, SectorPlan
from enplan.law.lawbook import Lawbook
from enplan.law.provision import PlanType


@dataclass(frozen=True, slots=True)
class OfDay:
    """The household as the law of the day knows it, and in plain words what that changed or leaves open."""

    household: Household
    told: tuple[str, ...] = ()


def as_of(household: Household, book: Lawbook, on: date) -> OfDay:
    """Each plan as the type in force on the day that has its place; without those who were not born yet."""
    born, unborn = _born(household, on)
    plans, told = [], [*unborn]
    for plan in born.plans:
        kind = type_of_day(book, plan.plan_type, on)
        told += _told_of_plan(book, plan, kind, on)
        plans.append(plan if kind is None else replace(plan, plan_type=kind.id))
    there = replace(born, plans=tuple(plans))
    return OfDay(there, tuple(dict.fromkeys([*told, *_without_text(there, book, on), *_later_duties(there, book, on)])))


def type_of_day(book: Lawbook, name: str, on: date) -> PlanType | None:
    """The plan type in force on the day: its own, the one that came before it, or the one that took its place."""
    own = book.plan_types.on(name, on)
    if own is not None:
        return own
    named = book.plan_types[name]
    others = [each for each in book.plan_types.in_force(on) if _follows(each, named) or _follows(named, each)]
    return others[0] if others else None


def _follows(one: PlanType, other: PlanType) -> bool:
    """Whether the one took the place of the other; either of them may say so."""
    return other.id in one.replaces or one.id in other.replaced_by


def _told_of_plan(book: Lawbook, plan: SectorPlan, kind: PlanType | None, on: date) -> Iterator[str]:
    label = book.plan_types[plan.plan_type].label
    if kind is None:
        yield f"»{label}« gælder ikke {said_day(on)}, og lovsamlingen har ingen plan i dens sted den dag."
    elif kind.id != plan.plan_type:
        yield f"»{label}« gælder ikke {said_day(on)}. Den dag er det »{kind.label}«, og den er der regnet med."


def _without_text(household: Household, book: Lawbook, on: date) -> Iterator[str]:
    """Measures of which the acts hold no text that could be applied on the day."""
    law = book.on(on)
    kinds = dict.fromkeys(measure.measure_type for plan in household.plans for measure in plan.measures)
    labels = sorted(
        entry.label
        for entry in map(law.measure_type, kinds)
        if entry.legal_basis and not (entry.in_force(on) and law.bases_in_force(entry.legal_basis))
    )
    if labels:
        names = joined(f"»{label}«" for label in labels)
        yield f"Lovsamlingen har ingen tekst, der gælder {said_day(on)}, om {names}. De er talt med uden paragraf."


def _later_duties(household: Household, book: Lawbook, on: date) -> Iterator[str]:
    """Duties to meet that arose after the day: which rule there was before, the acts do not say."""
    later = [duty for plan in household.plans for duty in plan.duties if duty.since > on]
    labels = sorted({book.meeting_rules.nearest(duty.meeting_rule, duty.since).label for duty in later})
    if labels:
        names = joined(f"»{label}«" for label in labels)
        yield f"Pligten til møder om {names} er først opstået efter {said_day(on)} og er ikke talt med."


def _born(household: Household, on: date) -> tuple[Household, Iterator[str]]:
    """The household without those born later, and who they are."""
    later = [person for person in household.persons if person.born > on]
    told = (f"{each.called} er født {said_day(each.born)} og er ikke med {said_day(on)}." for each in later)
    if not later:
        return household, told
    gone = {person.id for person in later}
    there = replace(
        household,
        persons=tuple(person for person in household.persons if person.id not in gone),
        plans=tuple(_plan_without(plan, gone) for plan in household.plans if plan.person not in gone),
        relations=tuple(one for one in household.relations if not {one.one, one.other} & gone),
    )
    return _without_loose_ends(there), told


def _plan_without(plan: SectorPlan, gone: set[str]) -> SectorPlan:
    def kept(persons: Iterable[str]) -> tuple[str, ...]:
        return tuple(person for person in persons if person not in gone)

    return replace(
        plan,
        goals=tuple(each for each in plan.goals if each.person not in gone),
        measures=tuple(replace(each, persons=kept(each.persons)) for each in plan.measures if kept(each.persons)),
        appointments=tuple(
            replace(each, persons=kept(each.persons)) for each in plan.appointments if kept(each.persons)
        ),
        duties=tuple(each for each in plan.duties if each.person not in gone),
        questions=tuple(each for each in plan.questions if each.person not in gone),
        statements=tuple(each for each in plan.statements if each.person not in gone),
    )


def _without_loose_ends(household: Household) -> Household:
    """Nobody waits for, or works towards, what is no longer there."""
    names = {plan.id for plan in household.plans} | {item.name for plan in household.plans for item in plan.items()}

    def tied(measure: Measure) -> Measure:
        return replace(
            measure,
            goals=tuple(name for name in measure.goals if name in names),
            needs=tuple(need for need in measure.needs if need.of in names),
            waits_for=tuple(name for name in measure.waits_for if name in names),
        )

    plans = (replace(plan, measures=tuple(map(tied, plan.measures))) for plan in household.plans)
    return replace(household, plans=tuple(plans))
