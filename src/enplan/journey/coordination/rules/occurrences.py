"""Which sessions and appointments happen within the horizon, and when?

Inside the rules a moment is a whole number: the day's ordinal times 1440 plus the minutes since midnight, both read off
a Danish clock. So lengths and gaps are plain differences, and a weekly session keeps its clock time all year.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Final, NamedTuple

from enplan.journey.coordination.facts import Occurrence
from enplan.journey.sectorplans.facts import Appointment, Household, Measure, SectorPlan, Session

HORIZON_DAYS: Final = 26 * 7
MINUTES: Final = 1440

Timed = Measure | Appointment


class Occ(NamedTuple):
    """An occurrence as the rules use it: moments as numbers, the item as its number in the order of names."""

    start: int
    end: int
    item: int
    place: str


def minutes(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def moment(number: int) -> datetime:
    """The day and clock time of a number."""
    day, minute = divmod(number, MINUTES)
    return datetime.combine(date.fromordinal(day), time(minute // 60, minute % 60))


def session_days(session: Session, measure: Measure, first: int, end: int) -> range:
    """The days (as ordinals) from `first` until before `end` on which a session falls, holidays not yet taken out."""
    day = session.day.toordinal()
    until = (session.weekly_until or session.day).toordinal()
    first = max(first, measure.starts.toordinal())
    last = min(until, end - 1) if measure.ends is None else min(until, end - 1, measure.ends.toordinal())
    if first > day:
        day += -(-(first - day) // 7) * 7
    return range(day, last + 1, 7)


def occurs(item: Timed, number: int, first: int, end: int) -> Iterator[Occ]:
    """Every occurrence of an item from the day `first` until before the day `end`."""
    if isinstance(item, Appointment):
        day = item.day.toordinal()
        if first <= day < end:
            base = day * MINUTES
            yield Occ(base + minutes(item.start), base + minutes(item.end), number, item.place)
        return
    for session in item.sessions:
        start, stop = minutes(session.start), minutes(session.end)
        skipped = {day.toordinal() for day in session.except_days}
        for day in session_days(session, item, first, end):
            if day not in skipped:
                yield Occ(day * MINUTES + start, day * MINUTES + stop, number, session.place)


def count_occurrences(plans: Iterable[SectorPlan], on: date) -> int:
    """How many occurrences the horizon holds, counted without making them."""
    first = on.toordinal()
    end = first + HORIZON_DAYS
    total = 0
    for plan in plans:
        total += sum(first <= one.day.toordinal() < end for one in plan.appointments)
        for measure in plan.measures:
            for session in measure.sessions:
                days = session_days(session, measure, first, end)
                total += len(days) - sum(day.toordinal() in days for day in session.except_days)
    return total


def occurrences(household: Household, on: date, days: int = HORIZON_DAYS) -> tuple[Occurrence, ...]:
    """Everything that happens in the days from `on`, in the order it happens: a calendar."""
    first = on.toordinal()
    timed: list[Timed] = []
    for plan in household.plans:
        timed += [*plan.measures, *plan.appointments]
    found = sorted(occ for number, item in enumerate(timed) for occ in occurs(item, number, first, first + days))
    return tuple(_shown(occ, timed[occ.item]) for occ in found)


def _shown(occ: Occ, item: Timed) -> Occurrence:
    start, end = moment(occ.start), moment(occ.end)
    return Occurrence(item.name, item.persons, start.date(), start.time(), end.time(), occ.place)
