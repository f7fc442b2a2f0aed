"""Do plans demand opposite things, or do the same thing twice?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from heapq import heappop, heappush
from itertools import product
from typing import Final

from enplan.journey.coordination.facts import (
    DoubleEffort,
    Finding,
    GoalsApart,
    Kind,
    OpposingDemands,
    Proposal,
)
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called, joined, people, said_day, stubbornness
from enplan.journey.sectorplans.facts import Demand, Measure

OBLIGATION: Final = "an obligation"  # labels beside the ids of measure types, which have no spaces
PROTECTED: Final = "what must not be disturbed"

Labels = Callable[[Measure], Iterable[str]]
Together = tuple[Measure, Measure, int]


def opposing_demands(spread: Spread) -> Iterator[Finding]:
    """What somebody must do while something else must not be disturbed; or two types that cannot run together."""
    against: dict[str, set[str]] = {}
    for opposing in spread.book.opposing_measures.values():
        first_type, second_type = opposing.pair
        against.setdefault(first_type, set()).add(second_type)
        against.setdefault(second_type, set()).add(first_type)

    def seeks(measure: Measure) -> Iterator[str]:
        yield from against.get(measure.measure_type, ())
        yield from _demands_against(measure)

    for one, other, day in _pairs(_together(spread, _type_and_demands, seeks)):
        types = sorted({one.measure_type, other.measure_type})
        yield spread.finding(
            Kind.OPPOSING_DEMANDS,
            set(one.persons) & set(other.persons),
            [one.name, other.name],
            OpposingDemands(day, _reasons(spread, one, other)),
            day,
            legal_basis=spread.bases(types),
            proposals=_make_way(spread, one, other, day),
        )


def _pairs(found: Iterable[Together]) -> Iterator[tuple[Measure, Measure, date]]:
    """Each pair once, the first by name first: two people may share the same two measures."""
    pairs: dict[tuple[str, str], tuple[Measure, Measure, int]] = {}
    for earlier, later, first in found:
        one, other = (earlier, later) if earlier.name < later.name else (later, earlier)
        pairs.setdefault((one.name, other.name), (one, other, first))
    for one, other, first in pairs.values():
        yield one, other, date.fromordinal(first)


def _type_and_demands(measure: Measure) -> Iterator[str]:
    yield measure.measure_type
    if measure.demand is Demand.OBLIGATION:
        yield OBLIGATION
    if measure.protected:
        yield PROTECTED


def _demands_against(measure: Measure) -> Iterator[str]:
    if measure.demand is Demand.OBLIGATION:
        yield PROTECTED
    if measure.protected:
        yield OBLIGATION


def _reasons(spread: Spread, one: Measure, other: Measure) -> tuple[str, ...]:
    demand = any(must.demand is Demand.OBLIGATION and kept.protected for must, kept in ((one, other), (other, one)))
    types = spread.law.opposing_measures(one.measure_type, other.measure_type)
    return (*(("demand",) if demand else ()), *(("types",) if types else ()))


def _make_way(spread: Spread, one: Measure, other: Measure, day: date) -> Iterator[Proposal]:
    gives, stays = sorted((one, other), key=lambda measure: (stubbornness(spread, measure.name), measure.name))
    if stays.ends is not None and (gives.ends is None or gives.ends > stays.ends):
        start = date.fromordinal(stays.ends.toordinal() + 1)
        yield Proposal(
            f"Lad {called(spread, gives.name)} begynde {said_day(start)}, når {called(spread, stays.name)} er slut.",
            {"item": gives.name, "set": {"starts": start.isoformat()}},
        )
    if gives.starts < day:
        end = date.fromordinal(day.toordinal() - 1)
        yield Proposal(
            f"Slut {called(spread, gives.name)} {said_day(end)}, dagen før de to falder sammen.",
            {"item": gives.name, "set": {"ends": end.isoformat()}},
        )
    yield Proposal(
        f"Gør {called(spread, gives.name)} til et tilbud uden mødepligt, så længe {called(spread, stays.name)} varer. "
        f"{spread.department(gives.name)} afgør det efter samtale med {people(spread, gives.persons)}.",
        {"item": gives.name, "set": {"demand": "offer"}},
    )
    if (opposing := spread.law.opposing_measures(one.measure_type, other.measure_type)) is not None:
        yield Proposal(
            f"Behold begge, hvis de, der kender borgeren, er enige om hvordan. {opposing.why_da}",
            {"keep": [one.name, other.name]},
        )


def double_effort(spread: Spread) -> Iterator[Finding]:
    """Two plans give one person the same, or what one worker could give."""
    near: dict[str, set[str]] = {}
    for kind in {measure.measure_type for measure in spread.living}:
        for like in (kind, *spread.law.measure_type(kind).similar_to):
            near.setdefault(kind, set()).add(like)
            near.setdefault(like, set()).add(kind)

    def shows(measure: Measure) -> Iterator[str]:
        yield measure.measure_type

    def seeks(measure: Measure) -> Iterable[str]:
        return near[measure.measure_type]

    for one, other, day in _pairs(_together(spread, shows, seeks, of_other_plans=True)):
        types = tuple(sorted({one.measure_type, other.measure_type}))
        yield spread.finding(
            Kind.DOUBLE_EFFORT,
            set(one.persons) & set(other.persons),
            [one.name, other.name],
            DoubleEffort(day, types),
            day,
            legal_basis=spread.bases(types),
            proposals=_join(spread, one, other),
        )


def _join(spread: Spread, one: Measure, other: Measure) -> Iterator[Proposal]:
    one, other = sorted((one, other), key=lambda measure: (measure.starts, measure.name))
    departments = joined(dict.fromkeys((spread.department(one.name), spread.department(other.name))))
    who = f" hos {one.contact.name}" if one.contact else ""
    yield Proposal(
        f"Saml {called(spread, one.name)} og {called(spread, other.name)} i én indsats{who}. "
        f"{departments} aftaler mål og timer; hver lov har stadig sin afgørelse.",
        {"merge": [one.name, other.name], "into": one.name},
    )
    if one.ends is not None and one.ends > other.starts and (other.ends is None or other.ends > one.ends):
        start = date.fromordinal(one.ends.toordinal() + 1)
        yield Proposal(
            f"Lad {called(spread, other.name)} afløse {called(spread, one.name)} og begynde {said_day(start)}.",
            {"item": other.name, "set": {"starts": start.isoformat()}},
        )
    yield Proposal(
        f"Behold begge, og skriv i planen, hvad hver af dem er til for {people(spread, one.persons)}.",
        {"keep": [one.name, other.name]},
    )


def goals_apart(spread: Spread) -> Iterator[Finding]:
    """Two goals of one person that cannot both be pursued."""
    by_aim: dict[tuple[str, str], list[str]] = {}
    for goal in spread.goals:
        by_aim.setdefault((goal.person, goal.aim), []).append(goal.name)
    persons = {person for person, _ in by_aim}
    for opposing, person in product(spread.book.opposing_aims.values(), persons):
        one, other = opposing.pair
        for pair in product(by_aim.get((person, one), ()), by_aim.get((person, other), ())):
            yield spread.finding(
                Kind.GOALS_APART,
                [person],
                pair,
                GoalsApart(tuple(sorted((one, other)))),
                proposals=_choose(spread, person, pair, opposing.why_da),
            )


def _choose(spread: Spread, person: str, pair: Iterable[str], why: str) -> Iterator[Proposal]:
    one, other = sorted(pair)
    citizen = spread.persons[person].called
    yield Proposal(
        f"Spørg {citizen}, hvad der skal gælde nu: {called(spread, one)} eller {called(spread, other)}. {why}",
        {"choose": [one, other]},
    )
    yield Proposal(
        f"Sæt målene efter hinanden: {called(spread, one)} først, og {called(spread, other)} når det er nået, "
        "eller omvendt.",
        {"order": [one, other]},
    )


def _together(spread: Spread, shows: Labels, seeks: Labels, *, of_other_plans: bool = False) -> Iterator[Together]:
    """Pairs of measures that share a person and a day of the horizon, and of which one seeks what the other shows.

    Swept from left to right for each person: what has ended is let go, so that only real neighbours are compared.
    """
    of: dict[str, list[tuple[int, int, str, Measure]]] = {}
    for measure in spread.living:
        active = spread.active(measure)
        if active is not None:
            for person in measure.persons:
                of.setdefault(person, []).append((*active, measure.name, measure))
    for measures in of.values():
        running = Running(shows)
        for first, last, _, measure in sorted(measures, key=lambda row: row[:3]):
            running.let_go_before(first)
            for other in running.among(seeks(measure), measure.plan if of_other_plans else None):
                yield other, measure, first
            running.add(measure, last)


class Running:
    """The measures that are going on, by what they show and by plan."""

    def __init__(self, shows: Labels) -> None:
        """Nothing is going on yet."""
        self.shows = shows
        self.by_label: dict[str, dict[str, dict[str, Measure]]] = {}
        self.ends: list[tuple[int, str, Measure]] = []

    def let_go_before(self, day: int) -> None:
        """What has ended before the day goes on no more."""
        while self.ends and self.ends[0][0] < day:
            _, name, gone = heappop(self.ends)
            for label in self.shows(gone):
                plans = self.by_label[label]
                del plans[gone.plan][name]
                if not plans[gone.plan]:
                    del plans[gone.plan]

    def among(self, labels: Iterable[str], but: str | None) -> Iterable[Measure]:
        """Everything that shows one of the labels, each once, the plan `but` left out."""
        found: dict[str, Measure] = {}
        for label in labels:
            for plan, others in self.by_label.get(label, {}).items():
                if plan != but:
                    found.update(others)
        return found.values()

    def add(self, measure: Measure, last: int) -> None:
        """It goes on until its last day."""
        for label in self.shows(measure):
            self.by_label.setdefault(label, {}).setdefault(measure.plan, {})[measure.name] = measure
        heappush(self.ends, (last, measure.name, measure))
