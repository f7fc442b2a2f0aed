"""What does the law see in a measure that was put together? Each kind of help by itself, with its own days and people.

What is done together may stand as one in the plan. It is still decided, limited in time and complained over one by one
(S-16), so it is taken apart again wherever the law asks.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from enplan.journey.plan.facts import Piece, PlanMeasure, Reduction, ReductionKind, Responsible
from enplan.journey.plan.rules.calendar import given_week
from enplan.journey.plan.rules.joining import piece_within
from enplan.kernel.ids import MeasureId

FRONT: Final = 12  # digits of an id that a part has from the whole


def parted(measure: PlanMeasure) -> tuple[PlanMeasure, ...]:
    """The measure as one for each kind of help in it; the first keeps its id, the others have one of their own."""
    if not measure.pieces:
        return (measure,)
    kinds: dict[str, list[Piece]] = {}
    for piece in measure.pieces:
        kinds.setdefault(piece.measure_type, []).append(piece)
    return tuple(_alone(measure, pieces) for pieces in kinds.values())


def part_with(measures: Iterable[PlanMeasure], element_id: UUID) -> PlanMeasure | None:
    """The part with this id, of any of the measures."""
    return next((part for measure in measures for part in parted(measure) if part.id == element_id), None)


def parted_reductions(
    measures: Iterable[PlanMeasure], reductions: Iterable[Reduction], is_decided: Callable[[PlanMeasure], bool]
) -> list[Reduction]:
    """In what each kind of help gives less, told of the one that gave it.

    Fewer hours are of the whole sum: where the one it is told of takes no decision, the next one that does tells it.
    """
    parts = {measure.id: parted(measure) for measure in measures}
    home = {(whole, item): part for whole, several in parts.items() for part in several for item in _items(part)}
    found = []
    for each in reductions:
        whole = MeasureId(each.element_id)
        of = home.get((whole, each.item))
        if each.kind is ReductionKind.FEWER_HOURS and of is not None and not is_decided(of):
            of = next(filter(is_decided, parts[whole]), of)
        element = of.id if of else each.element_id
        stops = next((part for part in parted(each.stops) if part.id == element), each.stops) if each.stops else None
        found.append(replace(each, element_id=element, stops=stops))
    return found


def _items(part: PlanMeasure) -> set[str]:
    return {*part.origins, *(each.item for each in part.promised)}


def _alone(measure: PlanMeasure, pieces: list[Piece]) -> PlanMeasure:
    first, items = pieces[0], {item for piece in pieces for item in piece.items}
    days = [piece_within(measure, piece) for piece in pieces]
    starts = [day for day, _ in days]
    ends = [day for _, day in days]
    return replace(
        measure,
        id=_id(measure.id, first.measure_type, is_first=first.measure_type == measure.pieces[0].measure_type),
        person_id=first.persons[0],
        persons=tuple(dict.fromkeys(person for piece in pieces for person in piece.persons)),
        category=first.category,
        measure_type=first.measure_type,
        title=first.title,
        starts=min((day for day in starts if day), default=None),
        ends=max((day for day in ends if day), default=None) if all(ends) else None,
        hours_per_week=_hours(measure, pieces),
        times=(),
        demand="obligation" if any(piece.demand == "obligation" for piece in pieces) else first.demand,
        responsible=_responsible(measure.responsible, first.department),
        origins=tuple(item for item in measure.origins if item in items),
        promised=tuple(each for each in measure.promised if each.item in items),
        pieces=(),
    )


def _id(whole: UUID, measure_type: str, *, is_first: bool) -> MeasureId:
    """The same every time; a part begins as the whole does, so that a case copied with new beginnings stays itself."""
    if is_first:
        return MeasureId(whole)
    rest = uuid5(NAMESPACE_OID, f"{whole.hex[FRONT:]} {measure_type}")
    return MeasureId(UUID(hex=whole.hex[:FRONT] + rest.hex[FRONT:]))


def _hours(measure: PlanMeasure, pieces: Iterable[Piece]) -> Decimal | None:
    """Its own hours, as long as the whole still gives what was put together; of a changed sum no part is known."""
    every = [piece.hours_per_week for piece in measure.pieces if piece.hours_per_week is not None]
    own = [piece.hours_per_week for piece in pieces if piece.hours_per_week is not None]
    as_put_together = given_week(measure.times, measure.hours_per_week) == sum(every, Decimal(0))
    return sum(own, Decimal(0)) if own and as_put_together else None


def _responsible(whole: Responsible, department: str) -> Responsible:
    return whole if department == whole.department else Responsible(department=department)
