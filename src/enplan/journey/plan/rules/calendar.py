"""When does it happen? The days of a measure's times, and what a week holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal

from enplan.journey.plan.facts import LIVING, ElementId, PlanMeasure, Times
from enplan.kernel.ids import MeetingId, PersonId

HOUR = 3600


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """Something takes place: on that day, from and until then."""

    day: date
    start: time
    end: time
    title: str
    place: str
    measure_id: ElementId | None = field(default=None, compare=False)  # none: it is no measure of the plan
    meeting_id: MeetingId | None = field(default=None, compare=False)


def days_of(times: Times, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which it happens."""
    until = min(times.weekly_until or times.day, last)
    day = times.day
    if day < first:
        day += timedelta(weeks=-((day - first).days // 7))
    while day <= until:
        if day not in times.except_days:
            yield day
        day += timedelta(weeks=1)


def moved_to(times: Times, weekday: int) -> Times:
    """The same time on another day of the week: from the next such day, for as many weeks, with the same weeks off."""
    later = timedelta(days=(weekday - times.day.weekday()) % 7)
    return replace(
        times,
        day=times.day + later,
        weekly_until=times.weekly_until + later if times.weekly_until else None,
        except_days=tuple(day + later for day in times.except_days),
    )


def length(times: Times) -> Decimal:
    """How many hours it lasts, read off the clock."""
    seconds = (times.end.hour - times.start.hour) * HOUR + (times.end.minute - times.start.minute) * 60
    return (Decimal(seconds) / HOUR).quantize(Decimal("0.01"))


def heaviest_week(times: Sequence[Times], hours_per_week: Decimal | None) -> Decimal | None:
    """The hours of the fullest week: what the times add up to, or else the hours agreed on."""
    weeks: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for each in times:
        for day in days_of(each, each.day, each.weekly_until or each.day):
            weeks[day.isocalendar()[:2]] += length(each)
    return max(weeks.values()) if weeks else hours_per_week


def given_week(times: Sequence[Times], hours_per_week: Decimal | None) -> Decimal | None:
    """The hours a week that a measure of the plan gives: those agreed on, or what its times add up to if that is more.

    Of hours that were agreed on only some may lie at a set time, so the times alone are never the whole of them.
    """
    fullest = heaviest_week(times, None)
    found = [hours for hours in (fullest, hours_per_week) if hours is not None]
    return max(found, default=None)


def moments(measures: Iterable[PlanMeasure], first: date, last: date, person: PersonId | None = None) -> list[Moment]:
    """Everything with a time between the two days, in the order it happens; of one person, or of everybody."""
    found = [
        Moment(day, each.start, each.end, measure.title, each.place, measure.id)
        for measure in measures
        if measure.column in LIVING and (person is None or person in measure.persons)
        for each in measure.times
        for day in days_of(each, max(first, measure.starts or first), min(last, measure.ends or last))
    ]
    return sorted(found)
