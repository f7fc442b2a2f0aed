"""Does the plan give less than the sector plans did? Nobody may be worse off without knowing and saying yes (S-65)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from enplan.journey.plan.facts import Column, PlanMeasure, Promised, Reduction, ReductionKind
from enplan.journey.plan.rules.calendar import heaviest_week


def reductions(measures: Iterable[PlanMeasure]) -> list[Reduction]:
    """Every way in which a measure gives less than was promised. One merged into another is judged there."""
    return [reduction for measure in measures if measure.merged_into is None for reduction in _of(measure)]


def _of(measure: PlanMeasure) -> Iterator[Reduction]:
    if measure.column is Column.STOPPED:
        for promised in measure.promised:
            yield _reduction(measure, promised, ReductionKind.FEWER, promised.title, "gives ikke længere")
        return
    if measure.column is Column.DONE:  # what has been carried through is not taken from anybody
        return
    yield from _fewer_hours(measure)
    for promised in measure.promised:
        yield from _shorter(measure, promised)
        yield from _weaker(measure, promised)


def _fewer_hours(measure: PlanMeasure) -> Iterator[Reduction]:
    """Hours a week together: two measures that became one must give the hours of both."""
    promised = [each.hours_per_week for each in measure.promised if each.hours_per_week is not None]
    if not promised:
        return
    before, after = sum(promised, Decimal(0)), heaviest_week(measure.times, measure.hours_per_week) or Decimal(0)
    if after < before:
        yield _reduction(measure, measure.promised[0], ReductionKind.FEWER_HOURS, _hours(before), _hours(after))


def _shorter(measure: PlanMeasure, promised: Promised) -> Iterator[Reduction]:
    if measure.ends is not None and (promised.ends is None or measure.ends < promised.ends):
        yield _reduction(measure, promised, ReductionKind.SHORTER, _until(promised.ends), _until(measure.ends))
    if measure.starts is None or measure.starts > promised.starts:
        after = f"fra {_day(measure.starts)}" if measure.starts else "uden startdato"
        yield _reduction(measure, promised, ReductionKind.LATER, f"fra {_day(promised.starts)}", after)


def _weaker(measure: PlanMeasure, promised: Promised) -> Iterator[Reduction]:
    lost = [basis for basis in promised.legal_basis if basis not in measure.legal_basis]
    if lost:
        before = ", ".join(f"{basis.law} {basis.section}" for basis in lost)
        yield _reduction(measure, promised, ReductionKind.WEAKER_BASIS, before, "ingen")


def _reduction(measure: PlanMeasure, promised: Promised, kind: ReductionKind, before: str, after: str) -> Reduction:
    return Reduction(measure.id, measure.person_id, kind, promised.item, before, after, measure.reason)


def _hours(hours: Decimal) -> str:
    text = f"{hours.normalize():f}".replace(".", ",")
    return f"{text} timer om ugen"


def _until(day: date | None) -> str:
    return f"til {_day(day)}" if day else "uden slutdato"


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
