"""Where does the calendar stand fast, when a household is moved to another week?

At Christmas and on days of rest; and what the law lets run for so many months runs no longer in shorter months.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from enplan.journey.decisions.rules.limits import LONGEST
from enplan.journey.sectorplans.facts import Appointment, Household, Measure, SectorPlan, Session
from enplan.kernel.calendar import closed_days, is_working_day
from enplan.law.lawbook import lawbook

WEEK = timedelta(weeks=1)
BREAK_WEEKS = 2


def kept_by_the_calendar(household: Household, by: timedelta) -> Household:
    """The household, moved by that much: the break at Christmas is at Christmas, and nothing is on a day of rest."""

    def plan(old: SectorPlan) -> SectorPlan:
        measures = tuple(_measure(each, by) for each in old.measures)
        return replace(old, measures=measures, appointments=tuple(map(_appointment, old.appointments)))

    return replace(household, plans=tuple(map(plan, household.plans)))


def _measure(measure: Measure, by: timedelta) -> Measure:
    measure = _within_the_law(measure)
    sessions = tuple(_rested(each, in_break) for each, in_break in _joined(measure.sessions, by))
    if is_working_day(measure.starts):
        return replace(measure, sessions=sessions)
    first = (day for each in sessions for day in _days(each) if day >= measure.starts)
    starts = min((day for day in first if measure.ends is None or day <= measure.ends), default=measure.starts)
    return replace(measure, sessions=sessions, starts=starts)


def _within_the_law(measure: Measure) -> Measure:
    limit = LONGEST.get(measure.measure_type)
    if limit is None or measure.ends is None:
        return measure
    span = lawbook().on(measure.starts).deadline(limit).span
    return replace(measure, ends=min(measure.ends, span.after(measure.starts) - timedelta(days=1)))


def _appointment(one: Appointment) -> Appointment:
    day = one.day
    while not is_working_day(day):
        day += WEEK
    return replace(one, day=day)


def _joined(sessions: Iterable[Session], by: timedelta) -> list[tuple[Session, bool]]:
    """The series as one that the household's file broke off for Christmas, and whether it keeps that break."""
    found: list[tuple[Session, bool]] = []
    for each in sessions:
        for place, (before, _) in enumerate(found):
            if _same_time(before, each) and _over_christmas(before, each, by):
                off = before.except_days | each.except_days
                found[place] = (replace(before, weekly_until=each.weekly_until, except_days=off), True)
                break
        else:
            found.append((each, False))
    return found


def _same_time(one: Session, other: Session) -> bool:
    return (one.day.weekday(), one.start, one.end, one.place) == (
        other.day.weekday(),
        other.start,
        other.end,
        other.place,
    )


def _over_christmas(before: Session, after: Session, by: timedelta) -> bool:
    if before.weekly_until is None or after.weekly_until is None:
        return False
    last, first = before.weekly_until - by, after.day - by
    return last <= date(last.year, 12, 24) < first <= date(last.year, 12, 24) + 3 * WEEK


def _rested(session: Session, in_break: bool) -> Session:
    off = {day for day in _days(session) if day in closed_days(day.year) or (in_break and _is_christmas(day))}
    return replace(session, except_days=session.except_days | off)


def _is_christmas(day: date) -> bool:
    """The week with Christmas Eve in it, and the one after."""
    eve = date(day.year if day.month > 6 else day.year - 1, 12, 24)
    monday = eve - timedelta(days=eve.weekday())
    return monday <= day < monday + BREAK_WEEKS * WEEK


def _days(session: Session) -> Iterable[date]:
    day, last = session.day, session.weekly_until or session.day
    while day <= last:
        if day not in session.except_days:
            yield day
        day += WEEK
