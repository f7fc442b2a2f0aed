"""Which new meetings meet all meeting duties with the fewest days? (coordination.md, section 5)

Every demand lacks so many meetings in a window of days. Served in the order of their due days, each from its latest
free days backwards, the demands need the fewest days there can be. After that each day is moved, within what its duties
allow, to where it suits the citizens best.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from enplan.journey.coordination.facts import JointMeeting, JointMeetings, Unmeetable
from enplan.journey.coordination.rules.duties import Demanded
from enplan.journey.coordination.rules.load import load_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.sectorplans.facts import Household, RelationKind
from enplan.journey.sectorplans.rules.staying import apart_by_stay
from enplan.kernel.calendar import is_working_day


@dataclass(frozen=True, slots=True)
class Lack:
    """A demand that still lacks meetings: on which days they can be, and how many."""

    demand: Demanded
    first: int
    due: int
    count: int


@dataclass(slots=True)
class Day:
    """A chosen day: the duties it meets, and the first and last day it could be moved to."""

    duties: dict[str, Demanded] = field(default_factory=dict)
    earliest: int = 0
    latest: int = 0


def plan_joint_meetings(spread: Spread, demands: Iterable[Demanded]) -> JointMeetings:
    """The fewest new meetings for all demands in the horizon that may be combined."""
    lacks = sorted(
        (lack for demand in demands for lack in _lacks(spread, demand)), key=lambda one: (one.due, one.demand.duty.name)
    )
    if not lacks:
        return JointMeetings()
    open_days = [day for day in range(spread.first, spread.end) if is_working_day(date.fromordinal(day))]
    chosen: dict[int, Day] = {}
    unmeetable: list[Unmeetable] = []
    for lack in lacks:
        window = [day for day in open_days if lack.first <= day <= lack.due]
        if len(window) < lack.count:
            due = date.fromordinal(lack.due)
            unmeetable.append(Unmeetable(lack.demand.duty.name, due, lack.count, len(window)))
        _serve(chosen, lack, window, min(lack.count, len(window)))
    placed = _suit(spread, chosen, open_days)
    return JointMeetings(
        tuple(_meeting(spread, day, placed[day]) for day in sorted(placed)),
        tuple(unmeetable),
    )


def _lacks(spread: Spread, demand: Demanded) -> list[Lack]:
    if demand.rule is None or not demand.rule.can_combine:
        return []
    first = spread.first if demand.any_day else max(spread.first, demand.duty.since.toordinal())
    found: list[Lack] = []
    for ahead in demand.ahead:
        count = demand.lacking(ahead)
        if count > 0:
            found.append(Lack(demand, first, ahead.due.toordinal(), count))
    return found


def _serve(chosen: dict[int, Day], lack: Lack, window: list[int], count: int) -> None:
    """Give the demand its meetings: days its duty has, then days chosen for others, then new ones, the latest first."""
    name = lack.demand.duty.name
    own = [day for day in window if day in chosen and name in chosen[day].duties]
    shared = [day for day in reversed(window) if day in chosen and name not in chosen[day].duties]
    fresh = [day for day in reversed(window) if day not in chosen]
    for number in [*own, *shared, *fresh][: max(count, len(own))]:
        day = chosen.setdefault(number, Day(earliest=lack.first, latest=lack.due))
        day.duties[name] = lack.demand
        day.earliest, day.latest = max(day.earliest, lack.first), min(day.latest, lack.due)


def _suit(spread: Spread, chosen: dict[int, Day], open_days: list[int]) -> dict[int, Day]:
    """Each day where it suits best: on no free day, in a week without another of these meetings, in a light week."""
    taken = set(chosen)
    load = load_of(spread)
    monday = _week(spread.first)
    placed: dict[int, Day] = {}
    for number in sorted(chosen):
        day = chosen[number]
        taken.discard(number)
        persons = {demand.duty.person for demand in day.duties.values()}
        free = {weekday for person in persons for weekday in spread.persons[person].capacity.free_days}
        weeks = {_week(other) for other in taken}
        options = [one for one in open_days if day.earliest <= one <= day.latest and one not in taken]
        best = min(
            options,
            key=lambda one: (
                (one - 1) % 7 in free,
                _week(one) in weeks,
                sum(load.weeks[person][_week(one) - monday].contacts for person in persons),
                -one,
            ),
        )
        taken.add(best)
        placed[best] = day
    return placed


def _week(day: int) -> int:
    return (day - 1) // 7


def _meeting(spread: Spread, number: int, day: Day) -> JointMeeting:
    bases = dict.fromkeys(
        basis
        for _, demand in sorted(day.duties.items())
        if demand.rule is not None
        for basis in demand.rule.legal_basis
    )
    persons = tuple(sorted({demand.duty.person for demand in day.duties.values()}))
    return JointMeeting(
        date.fromordinal(number),
        tuple(sorted(day.duties)),
        persons,
        tuple(bases),
        apart(spread.household, persons, spread.on),
    )


def apart(household: Household, persons: Iterable[str], on: date) -> tuple[tuple[str, str], ...]:
    """Pairs never proposed for one room: those who were a couple, and somebody in a crisis centre with others."""
    there = sorted(set(persons))
    split = {
        frozenset((relation.one, relation.other))
        for relation in household.relations
        if relation.kind is RelationKind.EX_PARTNER
    }
    never = split | apart_by_stay(household.plans, there, on)
    return tuple(pair for pair in combinations(there, 2) if frozenset(pair) in never)
