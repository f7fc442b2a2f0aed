"""Which chain of measures holds up its last one longest, and who must move first? (coordination.md, section 6)

What waits for another waits until it is finished, unless its need says `started`; who is held up ends as much
later. Parts of a circle are left out: they are findings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from enplan.journey.coordination.facts import Waiting
from enplan.journey.coordination.rules.circles import circles
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.waiting import arrows, is_met, measures_of
from enplan.journey.sectorplans.facts import Measure, Need, State


@dataclass(frozen=True, slots=True)
class Link:
    """When a measure can start (None when nobody knows), the one it waits for longest, and how long the chain is."""

    name: str
    day: date | None
    before: "Link | None" = None
    length: int = 1

    def chain(self) -> tuple[str, ...]:
        """The names in the order they must happen."""
        names: list[str] = []
        link: Link | None = self
        while link is not None:
            names.append(link.name)
            link = link.before
        return tuple(reversed(names))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One measure of the longest chain: what it waits for, since when, and the day it can start."""

    name: str
    begun: date
    ready: date | None
    behind: str = ""


def stretches(spread: Spread) -> tuple[Stretch, ...]:
    """The longest chain taken apart: each stretch begins on the day the one before it ended."""
    links: list[Link] = []
    link = _last_link(spread)
    while link is not None:
        links.append(link)
        link = link.before
    found, begun = [], spread.on
    for each in reversed(links):
        found.append(Stretch(each.name, begun, each.day, each.before.name if each.before else ""))
        begun = each.day or begun
    return tuple(found)


def longest_wait(spread: Spread) -> Waiting:
    """The chain whose last measure is held up and can start latest; one with an open end is the longest of all."""
    last = _last_link(spread)
    if last is None:
        return Waiting((), 0, None)
    chain = last.chain()
    return Waiting(chain, None if last.day is None else (last.day - spread.on).days, spread.department(chain[0]))


def _last_link(spread: Spread) -> Link | None:
    to = arrows(spread)
    stuck = {name for circle in circles(to) for name in circle}
    free = {measure.name: measure for measure in spread.living if measure.name not in stuck}
    links: dict[str, Link] = {}
    for name in _in_turn(free, to):
        links[name] = _link(spread, free[name], links, stuck)
    last: Link | None = None
    for link in links.values():
        if link.before is not None and (last is None or _is_longer(link.day, link, last.day, last)):
            last = link
    return last


def _is_longer(day: date | None, link: Link, other_day: date | None, other: Link) -> bool:
    """Whether one wait is longer: a later day, never is the latest; then more measures, then the first by name."""
    if day != other_day:
        return day is None or (other_day is not None and day > other_day)
    if link.length != other.length:
        return link.length > other.length
    return link.chain() < other.chain()


def _in_turn(free: dict[str, Measure], to: dict[str, list[str]]) -> Iterator[str]:
    """Every measure after those it waits for; without recursion, a chain may be long."""
    opened: set[str] = set()
    for root in sorted(free):
        stack = [(root, False)]
        while stack:
            name, is_left = stack.pop()
            if is_left:
                if name in free:
                    yield name
            elif name not in opened:
                opened.add(name)
                stack.append((name, True))
                stack += [(target, False) for target in to.get(name, ()) if target not in opened]


def _link(spread: Spread, measure: Measure, links: dict[str, Link], stuck: set[str]) -> Link:
    """The measure, behind the one that holds it up longest; one that is there in time holds up nobody."""
    own = max(measure.starts, spread.on)
    there: date | None = None
    before: Link | None = None
    needs = (*measure.needs, *(Need(name, State.FINISHED) for name in measure.waits_for))
    for need in (need for need in needs if need.of not in stuck):
        for other, day in _waited_for(spread, measure, need, links):
            holds_up = day is None or day > own
            if holds_up and (before is None or _is_longer(day, other, there, before)):
                there, before = day, other
    if before is None:
        return Link(measure.name, own)
    return Link(measure.name, there, before, before.length + 1)


def _waited_for(
    spread: Spread, measure: Measure, need: Need, links: dict[str, Link]
) -> Iterator[tuple[Link, date | None]]:
    """Each measure behind a need, with the first day on which the need is met as far as that measure goes."""
    others = {other.name: other for other in measures_of(spread, need.of) if other.name in links}
    if need.state is State.FINISHED:
        for name, other in others.items():
            yield links[name], _finished(spread, other, links[name])
    elif others and not is_met(spread, measure, need):
        # A plan has started with the first of its measures.
        first = min((links[name] for name in others), key=lambda link: (link.day is None, link.day, link.name))
        yield first, first.day


def _finished(spread: Spread, other: Measure, link: Link) -> date | None:
    """The day after the other ends, when it takes as long as planned from the day it can start."""
    if link.day is None or other.ends is None:
        return None
    return link.day + (other.ends - max(other.starts, spread.on)) + timedelta(days=1)
