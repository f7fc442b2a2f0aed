"""What does a measure say that has taken another one in? Nothing that either gives may be lost."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from enplan.journey.plan.facts import LIVING, Column, PlanMeasure
from enplan.journey.plan.rules.content import bases_document, promised_document, times_document
from enplan.journey.plan.rules.sides import citizen_does

T = TypeVar("T")
LONGEST = 1000  # of what a side does


def may_become_one(whole: PlanMeasure, part: PlanMeasure) -> bool:
    """Whether an agreement makes them one: both go on, both are not one yet, and the law lets neither stay beside."""
    living = whole.column in LIVING and part.column in LIVING
    return whole.id != part.id and living and whole.beside == part.beside


def columns_of_both(whole: PlanMeasure, part: PlanMeasure, edited: Collection[str] = ()) -> dict[str, object]:
    """The columns of the whole when it has taken the part in; days and words that a person set stay as they are."""
    times = _both(whole.times, part.times)
    together: dict[str, object] = {
        "goals": _both(whole.goals, part.goals),
        "origins": _both(whole.origins, part.origins),
        "persons": _both(whole.persons, part.persons),
        "promised": promised_document(_both(whole.promised, part.promised)),
        "legal_basis": bases_document(_both(whole.legal_basis, part.legal_basis)),
        "times": times_document(times),
        "protected": whole.protected or part.protected,
    }
    if whole.hours_per_week is not None and part.hours_per_week is not None:
        together["hours_per_week"] = whole.hours_per_week + part.hours_per_week
    said = whole.citizen_does
    by_itself = said == citizen_does(whole.demand, whole.times)
    free = {
        "starts": _first(whole.starts, part.starts),
        "ends": max(whole.ends, part.ends) if whole.ends and part.ends else None,
        "citizen_does": citizen_does(whole.demand, times) if by_itself else _words(said, part.citizen_does),
        "municipality_does": _words(whole.municipality_does, part.municipality_does),
    }
    return together | {name: value for name, value in free.items() if name not in edited}


def board_of_both(whole: PlanMeasure, part: PlanMeasure) -> Column:
    """What has begun goes on: together they are as far as the one that is farthest."""
    return Column.DOING if Column.DOING in {whole.column, part.column} else whole.column


def _both(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return (*one, *(each for each in other if each not in one))


def _first(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _words(one: str, other: str) -> str:
    if not other or other in one:
        return one
    both = f"{one} {other}".strip()
    return both if len(both) <= LONGEST else one
