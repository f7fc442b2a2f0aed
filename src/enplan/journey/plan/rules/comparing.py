"""Does the plan give less than the sector plans did? Nobody may be worse off without knowing and saying yes (S-65)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.plan.facts import Column, PlanMeasure, Promised, Reduction, ReductionKind, Version
from enplan.journey.plan.rules.calendar import given_week
from enplan.journey.plan.rules.joining import demand_of, period_of, piece_from


def reductions(measures: Iterable[PlanMeasure], approved: Version | None = None) -> list[Reduction]:
    """Every way in which a measure gives less than was promised. One merged into another is judged there.

    What the version in force gives as little of, or less, has been agreed to.
    """
    return [
        replace(reduction, agreed=approved is not None and _agreed(reduction, measure, approved))
        for measure in measures
        if measure.merged_into is None
        for reduction in _of(measure)
    ]


def ended(measures: Iterable[PlanMeasure]) -> list[PlanMeasure]:
    """What a sector plan gave and the one plan stops: it must be decided like everything that gives less."""
    return [each for each in measures if each.column is Column.STOPPED and each.promised and each.merged_into is None]


def _agreed(reduction: Reduction, measure: PlanMeasure, approved: Version) -> bool:
    """Whether the same was said yes to: against the same promise, and no worse now than it was then."""
    same = (reduction.element_id, reduction.person_id, reduction.kind, reduction.item, reduction.before)
    then = [
        each
        for each in approved.given_less
        if (each.element_id, each.person_id, each.kind, each.item, each.before) == same
    ]
    former = approved.measure(measure.id)
    if reduction.kind is ReductionKind.LATER and former and _cut_since(reduction.item, measure, former):
        return False
    return any(each.after == reduction.after for each in then) or bool(
        then and former and _no_worse(reduction.kind, reduction.item, measure, former)
    )


def _no_worse(kind: ReductionKind, item: str, now: PlanMeasure, then: PlanMeasure) -> bool:
    match kind:
        case ReductionKind.FEWER_HOURS:
            return _given(now) >= _given(then)
        case ReductionKind.LATER:
            first, former = period_of(now, item)[0], period_of(then, item)[0]
            return first is not None and (former is None or first <= former)
        case ReductionKind.SHORTER:
            last, former = period_of(now, item)[1], period_of(then, item)[1]
            return last is None or (former is not None and last >= former)
    return False


def _cut_since(item: str, now: PlanMeasure, then: PlanMeasure) -> bool:
    """Whether what was agreed to come later lasts shorter now than it did then, and than was promised."""
    days, former = _days(*period_of(now, item)), _days(*period_of(then, item))
    promised = next((_days(each.starts, each.ends) for each in now.promised if each.item == item), None)
    return days is not None and all(each is None or days < each for each in (former, promised))


def _days(first: date | None, last: date | None) -> int | None:
    """How long it lasts; none: without an end."""
    return (last - first).days if first and last else None


def _given(measure: PlanMeasure) -> Decimal:
    return given_week(measure.times, measure.hours_per_week) or Decimal(0)


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
    before, after = sum(promised, Decimal(0)), _given(measure)
    if after < before:
        yield _reduction(measure, measure.promised[0], ReductionKind.FEWER_HOURS, said_hours(before), said_hours(after))


def _shorter(measure: PlanMeasure, promised: Promised) -> Iterator[Reduction]:
    starts, ends = period_of(measure, promised.item)
    if ends is not None and (promised.ends is None or ends < promised.ends):
        yield _reduction(measure, promised, ReductionKind.SHORTER, said_until(promised.ends), said_until(ends))
    if starts is None or starts > promised.starts:
        after = f"fra {said_day(starts)}" if starts else "uden startdato"
        yield _reduction(measure, promised, ReductionKind.LATER, f"fra {said_day(promised.starts)}", after)


def _weaker(measure: PlanMeasure, promised: Promised) -> Iterator[Reduction]:
    lost = [basis for basis in promised.legal_basis if basis not in measure.legal_basis]
    if lost:
        before = ", ".join(f"{basis.law} {basis.section}" for basis in lost)
        yield _reduction(measure, promised, ReductionKind.WEAKER_BASIS, before, "ingen")
    if promised.demand == "offer" and demand_of(measure, promised.item) == "obligation":
        yield _reduction(measure, promised, ReductionKind.OBLIGATION, "et tilbud", "en pligt")


def _reduction(measure: PlanMeasure, promised: Promised, kind: ReductionKind, before: str, after: str) -> Reduction:
    piece = piece_from(measure, promised.item)
    person = piece.persons[0] if piece else measure.person_id
    return Reduction(measure.id, person, kind, promised.item, before, after, measure.reason)


def said_hours(hours: Decimal) -> str:
    """For example »2,5 timer om ugen«."""
    text = f"{hours.normalize():f}".replace(".", ",")
    return f"{text} {'time' if 0 < hours <= 1 else 'timer'} om ugen"


def said_until(day: date | None) -> str:
    """For example »til den 2. december 2026«."""
    return f"til {said_day(day)}" if day else "uden slutdato"
