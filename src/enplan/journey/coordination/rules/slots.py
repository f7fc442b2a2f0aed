"""Where in the week is there room? A free weekly time for a session, at which nobody it needs has anything else."""

from typing import Final, NamedTuple

from enplan.journey.coordination.rules.occurrences import MINUTES, Occ, minutes
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import WEEKDAYS, said_clock

GAP: Final = 30  # minutes to get from one place to the next
STEP: Final = 15
EARLIEST: Final = 8 * 60
LATEST: Final = 16 * 60
SATURDAY: Final = 5


class Slot(NamedTuple):
    """A weekly time."""

    weekday: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} kl. {said_clock(self.start)}-{said_clock(self.end)}"


class Slots:
    """Remembers which weekly times are taken, and what was found free for an item."""

    def __init__(self, spread: Spread) -> None:
        """Nothing has been asked yet."""
        self.spread = spread
        self._taken: dict[str, list[int]] = {}
        self._found: dict[tuple[int, Slot], Slot | None] = {}

    def instead_of(self, occ: Occ) -> Slot | None:
        """Another weekly time for the session, as near to the old one as can be, the whole horizon through."""
        day, start = divmod(occ.start, MINUTES)
        slot = Slot((day - 1) % 7, start, start + occ.end - occ.start)
        key = (occ.item, slot)
        if key not in self._found:
            self._found[key] = self._search(occ.item, slot)
        return self._found[key]

    def _search(self, item: int, slot: Slot) -> Slot | None:
        persons = self.spread.timed[item].persons
        length = slot.end - slot.start
        capacities = [self.spread.persons[person].capacity for person in persons]
        closed = {day for capacity in capacities for day in capacity.free_days} | {SATURDAY, SATURDAY + 1}
        earliest = max([EARLIEST, *(minutes(one.not_before) for one in capacities if one.not_before)])
        latest = min([LATEST, *(minutes(one.not_after) for one in capacities if one.not_after)])
        taken = [0] * 7
        for person in persons:
            taken = [mine | theirs for mine, theirs in zip(taken, self._weeks_of(person), strict=True)]
        starts = sorted(range(earliest, latest - length + 1, STEP), key=lambda start: (abs(start - slot.start), start))
        if earliest <= slot.start <= latest - length:
            starts.insert(0, slot.start)
        wanted = (1 << length + 2 * GAP) - 1
        weekdays = sorted(set(range(7)) - closed, key=lambda day: ((day - slot.weekday) % 7, day))
        for start in starts:
            for weekday in weekdays:
                if not taken[weekday] >> start & wanted:
                    return Slot(weekday, start, start + length)
        return None

    def _weeks_of(self, person: str) -> list[int]:
        """By weekday the minutes that are taken in any week, shifted so that a gap before midnight fits."""
        if person not in self._taken:
            taken = [0] * 7
            for start, end in {
                (occ.start % (7 * MINUTES), occ.end - occ.start) for occ in self.spread.calendar[person]
            }:
                day, minute = divmod(start, MINUTES)
                taken[(day - 1) % 7] |= ((1 << end) - 1) << minute + GAP
            self._taken[person] = taken
        return self._taken[person]
