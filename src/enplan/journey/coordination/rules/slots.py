"""Where in the week is there room? A free weekly time for a session, at which nobody it needs has anything else."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from enplan.journey.coordination.facts import Proposal
from enplan.journey.coordination.rules.occurrences import MINUTES, Occ, Timed, minutes, session_days
from enplan.journey.coordination.rules.spread import Spread, once
from enplan.journey.coordination.rules.wording import WEEKDAYS, said_clock
from enplan.journey.sectorplans.facts import Appointment
from enplan.kernel.calendar import is_working_day

GAP: Final = 30  # minutes to get from one place to the next
STEP: Final = 15
EARLIEST: Final = 8 * 60
LATEST: Final = 16 * 60
SATURDAY: Final = 5
FORTNIGHT: Final = 14
ANY_DAY: Final = 7
WEEK: Final = 7 * MINUTES
ALL_DAY: Final = (1 << MINUTES + 2 * GAP) - 1


class Slot(NamedTuple):
    """A weekly time."""

    weekday: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]}e kl. {said_clock(self.start)}-{said_clock(self.end)}"


class Frame(NamedTuple):
    """When an item may be: on which weekdays not, at which times best first, and how much room it wants."""

    closed: frozenset[int]
    starts: tuple[int, ...]
    wanted: int


class Slots:
    """Remembers which weekly times are taken, and what was found free for an item."""

    def __init__(self, spread: Spread) -> None:
        """Nothing has been asked yet."""
        self.spread = spread
        self._taken: dict[str, list[int]] = {}
        self._found: dict[tuple[int, Slot], Slot | None] = {}
        self.ways: dict[tuple[int, int, int], Proposal | None] = {}  # by item, time in the week and length
        self._rooms: dict[tuple[tuple[str, ...], int], list[int]] = {}
        self._frames: dict[tuple[tuple[str, ...], int, int], Frame] = {}

    def instead_of(self, occ: Occ) -> Slot | None:
        """Another weekly time for the session, as near to the old one as can be, the whole horizon through."""
        day, start = divmod(occ.start, MINUTES)
        slot = Slot((day - 1) % 7, start, start + occ.end - occ.start)
        key = (occ.item, slot)
        if key not in self._found:
            self._found[key] = self._search(occ.item, slot)
        return self._found[key]

    def day_instead_of(self, occ: Occ) -> tuple[date, Slot] | None:
        """Another day and time within a fortnight for something that happens once; the same day first, then later."""
        day, start = divmod(occ.start, MINUTES)
        frame = self._frame(occ.item, start, occ.end - occ.start)
        before = range(day - 1, max(day - FORTNIGHT, self.spread.first) - 1, -1)
        for other in (*range(day, day + FORTNIGHT + 1), *before):
            weekday = (other - 1) % 7
            if weekday in frame.closed or not is_working_day(date.fromordinal(other)):
                continue
            taken = self._day_of(occ, other)
            free = next((start for start in frame.starts if not taken >> start & frame.wanted), None)
            if free is not None:
                return date.fromordinal(other), Slot(weekday, free, free + occ.end - occ.start)
        return None

    def _day_of(self, occ: Occ, day: int) -> int:
        """The minutes of a day that are taken for those an occurrence needs, itself left out."""
        taken = 0
        for person in self.spread.timed[occ.item].persons:
            calendar = self.spread.calendar[person]
            for one in calendar[bisect_left(calendar, day * MINUTES, key=lambda one: one.start) :]:
                if one.start >= (day + 1) * MINUTES:
                    break
                if one.item != occ.item:
                    taken |= ((1 << one.end - one.start) - 1) << one.start % MINUTES + GAP
        return taken

    def _search(self, item: int, slot: Slot) -> Slot | None:
        length = slot.end - slot.start
        frame = self._frame(item, slot.start, length)
        room = self._room(self.spread.timed[item].persons, length)
        weekdays = [day % 7 for day in range(slot.weekday, slot.weekday + 7) if day % 7 not in frame.closed]
        for start in frame.starts:
            if room[ANY_DAY] >> start & 1:
                for weekday in weekdays:
                    if room[weekday] >> start & 1:
                        return Slot(weekday, start, start + length)
        return None

    def _room(self, persons: tuple[str, ...], length: int) -> list[int]:
        """By weekday, and last for any of them, the minutes from which everybody has room in every week.

        A minute is a bit. That so many minutes from it are free is asked by laying the free minutes over themselves,
        shifted: each time twice as far, so that a length costs a handful of steps.
        """
        key = (persons, length)
        if key not in self._rooms:
            rooms: list[int] = []
            for weekday in range(7):
                taken = 0
                for person in persons:
                    taken |= self._weeks_of(person)[weekday]
                free, wanted, done = ALL_DAY & ~taken, length + 2 * GAP, 1
                while done < wanted:
                    step = min(done, wanted - done)
                    free &= free >> step
                    done += step
                rooms.append(free)
            self._rooms[key] = [*rooms, reduce(or_, rooms)]
        return self._rooms[key]

    def _frame(self, item: int, start: int, length: int) -> Frame:
        """What was agreed with everybody an item needs; weekends and evenings are nobody's wish."""
        key = (self.spread.timed[item].persons, start, length)
        if key not in self._frames:
            self._frames[key] = self._new_frame(*key)
        return self._frames[key]

    def _new_frame(self, persons: tuple[str, ...], start: int, length: int) -> Frame:
        capacities = [self.spread.persons[person].capacity for person in persons]
        earliest = max([EARLIEST, *(minutes(one.not_before) for one in capacities if one.not_before)])
        latest = min([LATEST, *(minutes(one.not_after) for one in capacities if one.not_after)]) - length
        starts = sorted(range(earliest, latest + 1, STEP), key=lambda one: (abs(one - start), one))
        if earliest <= start <= latest:
            starts.insert(0, start)
        closed = {day for capacity in capacities for day in capacity.free_days} | {SATURDAY, SATURDAY + 1}
        return Frame(frozenset(closed), tuple(starts), (1 << length + 2 * GAP) - 1)

    def _weeks_of(self, person: str) -> list[int]:
        """By weekday the minutes that are taken in any week, shifted so that a gap before midnight fits."""
        if not self._taken:
            self._taken = {person: [0] * 7 for person in self.spread.persons}
            for item in self.spread.timed:
                for weekday, start, end in _weekly(item, self.spread.first, self.spread.end):
                    for someone in item.persons:
                        self._taken[someone][weekday] |= ((1 << end - start) - 1) << start + GAP
        return self._taken[person]


def _weekly(item: Timed, first: int, end: int) -> Iterator[Slot]:
    """The times in the week that an item takes in the horizon; a holiday within does not make its time free."""
    if isinstance(item, Appointment):
        if first <= item.day.toordinal() < end:
            yield Slot(item.day.weekday(), minutes(item.start), minutes(item.end))
        return
    for session in item.sessions:
        if session_days(session, item, first, end):
            yield Slot(session.day.weekday(), minutes(session.start), minutes(session.end))


@once
def slots_of(spread: Spread) -> Slots:
    """The free times of a spread, remembered for all who ask."""
    return Slots(spread)
