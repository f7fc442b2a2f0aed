"""How much does each week hold for each person, and where is it more than agreed?

Hours are added as whole numbers, in sixtieths of the finest decimal any plan or agreement uses, so that they are exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from enplan.journey.coordination.facts import Finding, Heaviest, Kind, Overload, Proposal, Week, WeekLoad
from enplan.journey.coordination.rules.occurrences import MINUTES
from enplan.journey.coordination.rules.spread import Spread, once
from enplan.journey.coordination.rules.wording import called, plain, said_number, stubbornness
from enplan.journey.sectorplans.facts import Person

CENT: Final = Decimal("0.01")


@dataclass(slots=True)
class WeekSum:
    """One week of one person: time in units, contacts, and the items that add to each."""

    time: int = 0
    contacts: int = 0
    timed: set[int] = field(default_factory=set)  # numbers of `spread.timed`
    untimed: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Load:
    """Week by week from the week of the first day; `unit` is how many units an hour has."""

    unit: int
    monday: date
    weeks: dict[str, list[WeekSum]]

    def week(self, number: int) -> Week:
        """The ISO week of a column."""
        return Week.of(self.monday + timedelta(weeks=number))

    def hours(self, time: int) -> Decimal:
        """Hours to two decimals, half up."""
        return Decimal((200 * time + self.unit) // (2 * self.unit)) / 100

    def rows(self) -> dict[str, tuple[WeekLoad, ...]]:
        """By person the weeks that hold anything."""
        return {
            person: tuple(
                WeekLoad(self.week(number), self.hours(one.time), one.contacts)
                for number, one in enumerate(weeks)
                if one.time or one.contacts
            )
            for person, weeks in self.weeks.items()
        }


@once
def load_of(spread: Spread) -> Load:
    """The load of everybody in the household."""
    digits = max((_decimals(hours) for hours in _all_hours(spread) if hours is not None), default=0)
    scale = 10**digits
    monday = spread.first - spread.on.weekday()
    columns = (spread.end - 1 - monday) // 7 + 1
    weeks = {person: [WeekSum() for _ in range(columns)] for person in spread.persons}
    for person, occs in spread.calendar.items():
        own = weeks[person]
        for occ in occs:
            week = own[(occ.start // MINUTES - monday) // 7]
            week.time += (occ.end - occ.start) * scale
            week.contacts += 1
            week.timed.add(occ.item)
    for measure in spread.living:
        active = spread.active(measure)
        if measure.sessions or not measure.hours_per_week or active is None:
            continue
        time = 60 * in_units(measure.hours_per_week, digits)
        for person in measure.persons:
            for week in weeks[person][(active[0] - monday) // 7 : (active[1] - monday) // 7 + 1]:
                week.time += time
                week.untimed.add(measure.name)
    return Load(60 * scale, date.fromordinal(monday), weeks)


def _all_hours(spread: Spread) -> Iterator[Decimal | None]:
    yield from (measure.hours_per_week for measure in spread.living)
    yield from (person.capacity.hours_per_week for person in spread.persons.values())


def _decimals(hours: Decimal) -> int:
    return max(0, -int(hours.as_tuple().exponent))


def in_units(hours: Decimal, digits: int) -> int:
    """A decimal number as a whole number of its smallest parts; exact, which Decimal's own arithmetic is not always."""
    _, figures, exponent = hours.as_tuple()
    finer: int = 10 ** (int(exponent) + digits)
    return int("".join(map(str, figures))) * finer


def overload(spread: Spread) -> Iterator[Finding]:
    """Weeks that hold more hours or contacts than agreed: one finding per run of such weeks."""
    load = load_of(spread)
    digits = len(str(load.unit // 60)) - 1
    for person in spread.persons.values():
        capacity, weeks = person.capacity, load.weeks[person.id]
        if capacity.hours_per_week is not None:
            limit = 60 * in_units(capacity.hours_per_week, digits)
            for run in _runs([week.time > limit for week in weeks]):
                heaviest = max(run, key=lambda number: (weeks[number].time, -number))
                value = load.hours(weeks[heaviest].time)
                items = _names(spread, run, weeks) | {name for number in run for name in weeks[number].untimed}
                yield _finding(spread, load, person, "hours", run, Heaviest(load.week(heaviest), value), items)
        if capacity.contacts_per_week is not None:
            most = capacity.contacts_per_week
            for run in _runs([week.contacts > most for week in weeks]):
                heaviest = max(run, key=lambda number: (weeks[number].contacts, -number))
                value = Decimal(weeks[heaviest].contacts)
                items = _names(spread, run, weeks)
                yield _finding(spread, load, person, "contacts", run, Heaviest(load.week(heaviest), value), items)


def _names(spread: Spread, run: range, weeks: list[WeekSum]) -> set[str]:
    return {spread.timed[item].name for item in set().union(*(weeks[number].timed for number in run))}


def _runs(over: list[bool]) -> Iterator[range]:
    """Each stretch of weeks over the limit."""
    start: int | None = None
    for number, is_over in enumerate([*over, False]):
        if is_over and start is None:
            start = number
        elif not is_over and start is not None:
            yield range(start, number)
            start = None


def _finding(
    spread: Spread, load: Load, person: Person, measure: str, run: range, heaviest: Heaviest, items: set[str]
) -> Finding:
    agreed = person.capacity.hours_per_week if measure == "hours" else person.capacity.contacts_per_week
    limit = Decimal(agreed or 0).quantize(CENT, ROUND_HALF_UP)
    weeks = (load.week(run[0]), load.week(run[-1]))
    return spread.finding(
        Kind.OVERLOAD,
        [person.id],
        items,
        Overload(measure, weeks, heaviest, limit),
        weeks[0].monday,
        proposals=_ways_out(spread, person, measure, heaviest, items),
    )


def _ways_out(spread: Spread, person: Person, measure: str, heaviest: Heaviest, items: set[str]) -> Iterator[Proposal]:
    """Take out of the week what can best wait: offers first, what takes most first."""
    week = heaviest.week
    movable = sorted((one for one in items if (rank := stubbornness(spread, one)) < 2 and rank >= 0),
                     key=lambda one: (stubbornness(spread, one), one))  # fmt: skip
    for name in movable[:2]:
        yield Proposal(
            f"Lad {called(spread, name)} holde pause i uge {week.number}, eller begynd senere. "
            f"Det aftaler {spread.department(name)} med {person.called}.",
            {"item": name, "pause": str(week)},
        )
    what = "timer" if measure == "hours" else "aftaler"
    yield Proposal(
        f"Spørg {person.called}, om {said_number(heaviest.value)} {what} i uge {week.number} er i orden, "
        "og ret aftalen om ugens rammer, hvis svaret er ja.",
        {"person": person.id, "set": {f"{measure}_per_week": plain(heaviest.value)}},
    )
