"""Does the calendar hold together: two things at once, too little time between, outside the agreed hours?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from itertools import compress
from operator import itemgetter
from typing import Final

from enplan.journey.coordination.facts import Finding, Kind, OutsideAgreedHours, Proposal, TightChange, TimeClash
from enplan.journey.coordination.rules.occurrences import MINUTES, Occ, Timed, minutes, moment
from enplan.journey.coordination.rules.slots import GAP, WEEK, Slot, Slots, slots_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called, people, said_clock, said_day, said_weekday, stubbornness
from enplan.journey.sectorplans.facts import Appointment, Measure


@dataclass(slots=True)
class Meets:
    """How two items get in each other's way: how often, and the two occurrences of the first time."""

    count: int
    one: Occ
    other: Occ
    least: int = 0


Pair = tuple[int, int]
REASONS: Final = ("free-day", "not-after", "not-before")


def time_clash(spread: Spread) -> Iterator[Finding]:
    """Two things at the same time for one person."""
    slots = slots_of(spread)
    for person, occs in spread.calendar.items():
        for (one, other), meets in _overlaps(occs).items():
            first = moment(meets.other.start)
            yield spread.finding(
                Kind.TIME_CLASH,
                [person],
                [spread.timed[one].name, spread.timed[other].name],
                TimeClash(first, meets.count),
                first.date(),
                proposals=_apart(spread, slots, meets),
            )


def _overlaps(occs: list[Occ]) -> dict[Pair, Meets]:
    """Every pair of items that overlap, swept from left to right: what has ended is let go before the next begins."""
    found: dict[Pair, Meets] = {}
    running: dict[int, int] = {}  # by item, how many of its occurrences are going on
    longest: dict[int, Occ] = {}  # and the one of them that ends last
    ends: list[tuple[int, int]] = []
    for occ in occs:
        start, end, item, _ = occ
        while ends and ends[0][0] <= start:
            _, ended = heappop(ends)
            running[ended] -= 1
            if not running[ended]:
                del running[ended], longest[ended]
        for other, count in running.items():
            if other != item:
                pair = (other, item) if other < item else (item, other)
                if pair in found:
                    found[pair].count += count
                else:
                    found[pair] = Meets(count, longest[other], occ)
        running[item] = running.get(item, 0) + 1
        if item not in longest or longest[item].end < end:
            longest[item] = occ
        heappush(ends, (end, item))
    return found


def _apart(spread: Spread, slots: Slots, meets: Meets) -> Iterator[Proposal]:
    """Move the one that is easier to move; what must not be disturbed stays where it is."""
    ranked = sorted((meets.one, meets.other), key=lambda occ: (stubbornness(spread, spread.timed[occ.item].name), occ))
    for occ in ranked:
        item = spread.timed[occ.item]
        if stubbornness(spread, item.name) == 3:
            continue
        way = _elsewhere(spread, slots, occ)
        if way is not None:
            yield way
    easier, harder = (spread.timed[occ.item] for occ in ranked)
    day = moment(meets.other.start).date()
    if isinstance(easier, Measure) and meets.count == 1:
        yield Proposal(
            f"Aflys {called(spread, easier.name)} {said_day(day)}.",
            {"item": easier.name, "except": [day.isoformat()]},
        )
    elif isinstance(easier, Measure):
        yield Proposal(
            f"Aflys {called(spread, easier.name)} de {meets.count} gange, de falder sammen, fra {said_day(day)}.",
            {"item": easier.name, "skip_when": harder.name, "from": day.isoformat()},
        )


def _elsewhere(spread: Spread, slots: Slots, occ: Occ) -> Proposal | None:
    """Another time at which nobody an item needs has anything; asked once for each weekly time of an item."""
    key = (occ.item, occ.start % WEEK, occ.end - occ.start)
    if key not in slots.ways:
        day = moment(occ.start).date()
        once = happens_once(spread.timed[occ.item], day)
        slots.ways[key] = _another_day(spread, slots, occ, day) if once else _another_weekday(spread, slots, occ, day)
    return slots.ways[key]


def _another_day(spread: Spread, slots: Slots, occ: Occ, old: date) -> Proposal | None:
    found = slots.day_instead_of(occ)
    if found is None:
        return None
    day, slot = found
    when = f"{said_weekday(day)} kl. {said_clock(slot.start)}-{said_clock(slot.end)}"
    before = f"{said_weekday(old)} kl. {said_clock(occ.start % MINUTES)}"
    return _move(spread, occ, before, when, slot, {"from": old.isoformat(), "day": day.isoformat()})


def _another_weekday(spread: Spread, slots: Slots, occ: Occ, old: date) -> Proposal | None:
    slot = slots.instead_of(occ)
    if slot is None:
        return None
    start = occ.start % MINUTES
    before = str(Slot(old.weekday(), start, start + occ.end - occ.start))
    return _move(spread, occ, before, str(slot), slot, {"from_weekday": old.weekday(), "weekday": slot.weekday})


def _move(spread: Spread, occ: Occ, before: str, when: str, slot: Slot, change: Mapping[str, object]) -> Proposal:
    item = spread.timed[occ.item]
    return Proposal(
        f"Flyt {called(spread, item.name)} fra {before} til {when}, hvor {people(spread, item.persons)} "
        f"ikke har andet. {spread.department(item.name)} flytter.",
        {"item": item.name, "move": {**change, "start": _clock(slot.start), "end": _clock(slot.end)}},
    )


def happens_once(item: Timed, day: date) -> bool:
    """Whether what happens on the day is not repeated."""
    if isinstance(item, Appointment):
        return True
    return any(session.weekly_until is None and session.day == day for session in item.sessions)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def tight_change(spread: Spread) -> Iterator[Finding]:
    """Less than half an hour from one place to another."""
    for person, occs in spread.calendar.items():
        for (one, other), meets in _chases(occs).items():
            first = moment(meets.other.start)
            yield spread.finding(
                Kind.TIGHT_CHANGE,
                [person],
                [spread.timed[one].name, spread.timed[other].name],
                TightChange(first, meets.count, meets.least),
                first.date(),
                proposals=_more_time(spread, meets),
            )


def _chases(occs: list[Occ]) -> dict[Pair, Meets]:
    """Every pair of items at two places with too little time between, in the order they begin."""
    found: dict[Pair, Meets] = {}
    placed = [occ for occ in occs if occ.place]
    ending = sorted(placed, key=itemgetter(1))
    # By item and place those that ended less than half an hour ago: how many, and the one that ended last.
    recent: dict[tuple[int, str], tuple[int, Occ]] = {}
    gone = ended = 0
    for occ in placed:
        start, _, item, place = occ
        while ending[ended].end <= start:
            latest = ending[ended]
            key = (latest.item, latest.place)
            recent[key] = (recent[key][0] + 1, latest) if key in recent else (1, latest)
            ended += 1
        bound = max(start - GAP, start // MINUTES * MINUTES)  # or on an earlier day
        while gone < ended and ending[gone].end <= bound:
            key = (ending[gone].item, ending[gone].place)
            count, latest = recent.pop(key)
            if count > 1:
                recent[key] = (count - 1, latest)
            gone += 1
        for (other, there), (count, latest) in recent.items():
            if other != item and there != place:
                least = start - latest.end
                pair = (other, item) if other < item else (item, other)
                if pair in found:
                    found[pair].count += count
                    found[pair].least = min(found[pair].least, least)
                else:
                    found[pair] = Meets(count, latest, occ, least)
    return found


def _more_time(spread: Spread, meets: Meets) -> Iterator[Proposal]:
    before, after = spread.timed[meets.one.item], spread.timed[meets.other.item]
    missing = GAP - meets.least
    later = meets.other.start % MINUTES + missing
    if stubbornness(spread, after.name) < 3 and later < MINUTES:
        yield Proposal(
            f"Lad {called(spread, after.name)} begynde {missing} minutter senere (kl. {said_clock(later)}), "
            f"så der er en halv time fra {meets.one.place} til {meets.other.place}.",
            {"item": after.name, "shift_minutes": missing},
        )
    if stubbornness(spread, before.name) < 3:
        yield Proposal(
            f"Lad {called(spread, before.name)} slutte {missing} minutter før de dage, begge dele ligger.",
            {"item": before.name, "shift_minutes": -missing},
        )
    yield Proposal(
        f"Hold begge dele på {meets.one.place}, eller aftal kørsel mellem stederne.",
        {"item": after.name, "set": {"place": meets.one.place}},
    )


@dataclass(slots=True)
class Outside:
    """How an item falls outside what was agreed."""

    first: Occ
    count: int = 0
    reasons: set[str] = field(default_factory=set)


def outside_agreed_hours(spread: Spread) -> Iterator[Finding]:
    """Earlier, later or on another day than agreed with the citizen."""
    slots = slots_of(spread)
    for person in spread.persons.values():
        agreed = person.capacity
        if agreed.not_before is None and agreed.not_after is None and not agreed.free_days:
            continue
        before = -1 if agreed.not_before is None else minutes(agreed.not_before)
        after = MINUTES if agreed.not_after is None else minutes(agreed.not_after)
        found: dict[int, Outside] = {}
        for occ in spread.calendar[person.id]:
            day, start = divmod(occ.start, MINUTES)
            is_free, is_early = (day - 1) % 7 in agreed.free_days, start < before
            is_late = start + occ.end - occ.start > after
            if is_free or is_early or is_late:
                outside = found.setdefault(occ.item, Outside(occ))
                outside.count += 1
                outside.reasons.update(compress(REASONS, (is_free, is_late, is_early)))
        for number, outside in found.items():
            first = moment(outside.first.start)
            name = spread.timed[number].name
            yield spread.finding(
                Kind.OUTSIDE_AGREED_HOURS,
                [person.id],
                [name],
                OutsideAgreedHours(first, outside.count, tuple(sorted(outside.reasons))),
                first.date(),
                proposals=_back_inside(spread, slots, outside, person.id),
            )


def _back_inside(spread: Spread, slots: Slots, outside: Outside, person: str) -> Iterator[Proposal]:
    item = spread.timed[outside.first.item]
    if stubbornness(spread, item.name) < 3 and (way := _elsewhere(spread, slots, outside.first)) is not None:
        yield way
    yield Proposal(
        f"Spørg {spread.persons[person].called}, om {called(spread, item.name)} må være en undtagelse "
        "fra de aftalte tider.",
        {"keep": item.name, "person": person},
    )
