"""What does a measure say that has taken another one in? Nothing that either gives may be lost."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import TypeVar

from enplan.journey.plan.facts import LIVING, Column, Piece, PlanMeasure
from enplan.journey.plan.rules.calendar import given_week
from enplan.journey.plan.rules.content import bases_document, pieces_document, promised_document, times_document
from enplan.journey.plan.rules.sides import citizen_does

T = TypeVar("T")
LONGEST = 1000  # of what a side does


def may_become_one(whole: PlanMeasure, part: PlanMeasure) -> bool:
    """Whether an agreement makes them one: both go on, both are not one yet, and the law lets neither stay beside."""
    living = whole.column in LIVING and part.column in LIVING
    return whole.id != part.id and living and whole.beside == part.beside


def pieces_of(measure: PlanMeasure) -> tuple[Piece, ...]:
    """What it was put together of, each with its own days, hours, people and law; alone it is its one piece."""
    return measure.pieces or (
        Piece(
            measure_type=measure.measure_type,
            title=measure.title,
            persons=tuple(dict.fromkeys((measure.person_id, *measure.persons))),
            category=measure.category,
            starts=measure.starts,
            ends=measure.ends,
            hours_per_week=given_week(measure.times, measure.hours_per_week),
            demand=measure.demand,
            department=measure.responsible.department,
            items=measure.origins,
        ),
    )


def piece_within(measure: PlanMeasure, piece: Piece) -> tuple[date | None, date | None]:
    """From when to when this piece is given: its own days, within those that the measure has as a whole."""
    return (
        max(piece.starts, measure.starts) if piece.starts and measure.starts else piece.starts and measure.starts,
        min(piece.ends, measure.ends) if piece.ends and measure.ends else piece.ends or measure.ends,
    )


def period_of(measure: PlanMeasure, item: str) -> tuple[date | None, date | None]:
    """From when to when the measure gives what this item of a sector plan gave."""
    piece = piece_from(measure, item)
    return piece_within(measure, piece) if piece else (measure.starts, measure.ends)


def demand_of(measure: PlanMeasure, item: str) -> str:
    """Whether what this item of a sector plan gave is a duty, an offer or treatment now."""
    piece = piece_from(measure, item)
    return piece.demand if piece else measure.demand


def piece_from(measure: PlanMeasure, item: str) -> Piece | None:
    """The piece that gives what this item of a sector plan gave; none where the measure stands alone."""
    return next((piece for piece in measure.pieces if item in piece.items), None)


def columns_of_both(whole: PlanMeasure, part: PlanMeasure, edited: Collection[str] = ()) -> dict[str, object]:
    """The columns of the whole when it has taken the part in; words that a person wrote stay as they are.

    It runs from the first day of either to the last, and gives the hours of both; each piece keeps its own days.
    """
    times = _both(whole.times, part.times)
    hours = [each for each in (_week(whole), _week(part)) if each is not None]
    together: dict[str, object] = {
        "goals": _both(whole.goals, part.goals),
        "origins": _both(whole.origins, part.origins),
        "persons": _both(whole.persons, part.persons),
        "promised": promised_document(_both(whole.promised, part.promised)),
        "legal_basis": bases_document(_both(whole.legal_basis, part.legal_basis)),
        "times": times_document(times),
        "protected": whole.protected or part.protected,
        "pieces": pieces_document((*pieces_of(whole), *pieces_of(part))),
        "hours_per_week": sum(hours, Decimal(0)) if hours else None,
        "starts": _first(whole.starts, part.starts),
        "ends": max(whole.ends, part.ends) if whole.ends and part.ends else None,
    }
    said = whole.citizen_does
    by_itself = said == citizen_does(whole.demand, whole.times)
    free = {
        "citizen_does": citizen_does(whole.demand, times) if by_itself else _words(said, part.citizen_does),
        "municipality_does": _words(whole.municipality_does, part.municipality_does),
    }
    return together | {name: value for name, value in free.items() if name not in edited}


def _week(measure: PlanMeasure) -> Decimal | None:
    return given_week(measure.times, measure.hours_per_week)


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
