"""At which time of which day is a meeting best for the people in it?

The planner says on how few days all duties can be met. Here each of those meetings gets a day and an hour: inside the
windows of its duties, at agreed hours, not on a free day, not across something else, and not twice in one week.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from enplan.journey.coordination.facts import JointMeeting, Occurrence, Week
from enplan.journey.meetings.facts import DueDuty, Suggestion
from enplan.journey.sectorplans.facts import Person
from enplan.kernel.calendar import is_working_day

LENGTH: Final = timedelta(hours=1)
BETWEEN: Final = timedelta(minutes=30)  # to get from one place to the next
EARLIEST, LATEST, STEP = time(8, 30), time(15, 30), timedelta(minutes=30)
BEST: Final = time(10, 0)  # when nothing else speaks for a time
COST: Final = {"no-free-time": 100.0, "free-day": 20.0, "before-hours": 10.0, "after-hours": 10.0, "same-week": 3.0}


@dataclass(frozen=True, slots=True)
class Ground:
    """What times are chosen by: the people, what they have already, and the duties with their windows."""

    persons: Mapping[str, Person]
    occurrences: Sequence[Occurrence]
    duties: Mapping[str, Sequence[DueDuty]]
    on: date

    def taken(self, persons: Iterable[str]) -> dict[date, list[tuple[datetime, datetime]]]:
        """By day what any of the persons has already."""
        wanted = set(persons)
        days: dict[date, list[tuple[datetime, datetime]]] = {}
        for each in self.occurrences:
            if wanted & set(each.persons):
                begins, ends = datetime.combine(each.day, each.start), datetime.combine(each.day, each.end)
                days.setdefault(each.day, []).append((begins, ends))
        return days


def suggestions(
    meetings: Sequence[JointMeeting], ground: Ground, attending: Mapping[str, Iterable[str]]
) -> tuple[Suggestion, ...]:
    """A time for each of the fewest meetings. `attending` says for each duty who should be there."""
    days = [meeting.day for meeting in meetings]
    found = []
    for index, meeting in enumerate(meetings):
        persons = sorted({person for duty in meeting.duties for person in attending[duty]})
        found.append(_best(meeting, persons, ground, [day for other, day in enumerate(days) if other != index]))
        days[index] = found[-1].starts.date()
    return tuple(sorted(found, key=lambda each: each.starts))


def _best(meeting: JointMeeting, persons: Sequence[str], ground: Ground, others: Sequence[date]) -> Suggestion:
    """The cheapest time; of equals the nearest to the planner's day, then to the middle of the morning."""
    taken = ground.taken(persons)
    weeks = {Week.of(day) for day in others}
    best: tuple[float, int, int, datetime, tuple[str, ...]] | None = None
    for day in _possible_days(meeting, ground, others):
        for starts in _starts(day):
            against = tuple(_against(starts, persons, ground, taken.get(day, []), weeks))
            cost = sum(COST[reason] for reason in against)
            key = (cost, abs((day - meeting.day).days), abs(_minutes(starts.time()) - _minutes(BEST)), starts, against)
            if best is None or key < best:
                best = key
    assert best is not None  # the planner's own day is always possible
    departments = sorted({duty.department for name in meeting.duties for duty in ground.duties.get(name, ())})
    return Suggestion(best[3], best[3] + LENGTH, meeting.duties, tuple(persons), tuple(departments), best[4])


def _possible_days(meeting: JointMeeting, ground: Ground, others: Sequence[date]) -> list[date]:
    """Working days near the planner's that still lie in the very same windows: no due day is passed or gained."""
    first, last = max(ground.on, meeting.day - timedelta(days=21)), meeting.day
    for name in meeting.duties:
        for duty in ground.duties.get(name, ()):
            if duty.first is not None:
                first = max(first, duty.first)
            if duty.due is not None and duty.due < meeting.day:
                first = max(first, duty.due + timedelta(days=1))
    earlier = [day for day in others if day < meeting.day]
    first = max([first, *(day + timedelta(days=1) for day in earlier)])
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if is_working_day(day) and day not in others] or [meeting.day]


def _starts(day: date) -> list[datetime]:
    starts, found = datetime.combine(day, EARLIEST), []
    while (starts + LENGTH).time() <= LATEST:
        found.append(starts)
        starts += STEP
    return found


def _against(
    starts: datetime,
    persons: Sequence[str],
    ground: Ground,
    taken: Sequence[tuple[datetime, datetime]],
    weeks: set[Week],
) -> list[str]:
    ends, found = starts + LENGTH, []
    if any(starts < end + BETWEEN and begin - BETWEEN < ends for begin, end in taken):
        found.append("no-free-time")
    agreed = [ground.persons[person].capacity for person in persons if person in ground.persons]
    if any(starts.weekday() in each.free_days for each in agreed):
        found.append("free-day")
    if any(each.not_before and starts.time() < each.not_before for each in agreed):
        found.append("before-hours")
    if any(each.not_after and ends.time() > each.not_after for each in agreed):
        found.append("after-hours")
    if Week.of(starts.date()) in weeks:
        found.append("same-week")
    return found


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
