"""Who waits for whom: what starts too early, and what goes in a circle?"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from enplan.journey.coordination.facts import Finding, Kind, MustWait, Proposal
from enplan.journey.coordination.rules.circles import circles
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called, joined, people, said_day, stubbornness
from enplan.journey.sectorplans.facts import Measure, Need, State


def started(spread: Spread, name: str) -> date | None:
    """The day a measure, or the first measure of a plan, starts."""
    return min((measure.starts for measure in measures_of(spread, name)), default=None)


def finished(spread: Spread, name: str) -> date | None:
    """The day a measure, or the last measure of a plan, ends; None when one of them is open."""
    ends = [measure.ends for measure in measures_of(spread, name)]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def measures_of(spread: Spread, name: str) -> tuple[Measure, ...]:
    item = spread.items.get(name)
    if isinstance(item, Measure):
        return (item,)
    return spread.plans[name].measures if name in spread.plans else ()


def is_met(spread: Spread, measure: Measure, need: Need) -> bool:
    """Whether the need is met when the measure starts; one that has begun is judged as if it started today."""
    starts = max(measure.starts, spread.on)
    if need.state is State.STARTED:
        start = started(spread, need.of)
        return start is not None and start <= starts
    end = finished(spread, need.of)
    return end is not None and end < starts


def must_wait(spread: Spread) -> Iterator[Finding]:
    """A measure that starts before what it needs is there."""
    for measure in spread.living:
        for need in dict.fromkeys(measure.needs):
            if need.of == measure.name or is_met(spread, measure, need):
                continue
            is_start = need.state is State.STARTED
            until = started(spread, need.of) if is_start else finished(spread, need.of)
            yield spread.finding(
                Kind.MUST_WAIT,
                measure.persons,
                [measure.name, need.of],
                MustWait(measure.name, need.of, need.state, measure.starts, until),
                measure.starts,
                proposals=_in_order(spread, measure, need, until),
            )


def _in_order(spread: Spread, measure: Measure, need: Need, until: date | None) -> Iterator[Proposal]:
    waits, needed = called(spread, measure.name), called(spread, need.of)
    if until is None:
        what = "begynder" if need.state is State.STARTED else "er færdig"
        yield Proposal(
            f"{spread.department(need.of)} sætter en dag for, hvornår {needed} {what}.",
            {"item": need.of, "set": {"starts" if need.state is State.STARTED else "ends": None}},
        )
        return
    ready = until if need.state is State.STARTED else until + timedelta(days=1)
    yield Proposal(
        f"Lad {waits} begynde {said_day(ready)}, når {needed} er {_said(need.state)}.",
        {"item": measure.name, "set": {"starts": ready.isoformat()}},
    )
    latest = max(measure.starts, spread.on) - timedelta(days=0 if need.state is State.STARTED else 1)
    if latest > spread.on and need.of in spread.items and stubbornness(spread, need.of) < 2:
        key = "starts" if need.state is State.STARTED else "ends"
        yield Proposal(
            f"Lad {needed} {'begynde' if key == 'starts' else 'slutte'} senest {said_day(latest)}, "
            f"så {waits} kan begynde som planlagt.",
            {"item": need.of, "set": {key: latest.isoformat()}},
        )


def _said(state: State) -> str:
    return "begyndt" if state is State.STARTED else "færdig"


def arrows(spread: Spread) -> dict[str, list[str]]:
    """Who waits for whom: living measures for what they need or wait for, and a plan for each of its measures.

    Nobody waits for what is past, and a need for something started that is met is no waiting.
    """
    living = {measure.name for measure in spread.living}
    to: dict[str, list[str]] = {plan: [] for plan in spread.plans}
    for measure in spread.living:
        waits = (need.of for need in measure.needs if _is_waited_for(spread, measure, need))
        targets = dict.fromkeys((*waits, *measure.waits_for))
        to[measure.name] = [target for target in targets if target in living or target in spread.plans]
        to[measure.plan].append(measure.name)
    return to


def _is_waited_for(spread: Spread, measure: Measure, need: Need) -> bool:
    """What is finished before is still an arrow, what has started is none; who needs itself waits in any case."""
    return need.state is State.FINISHED or need.of == measure.name or not is_met(spread, measure, need)


def waiting_in_circle(spread: Spread) -> Iterator[Finding]:
    """Measures and plans that all wait for each other, so that none of them ever starts."""
    for circle in circles(arrows(spread)):
        persons = {person for name in circle for person in _persons(spread, name)}
        yield spread.finding(Kind.WAITING_IN_CIRCLE, persons, circle, proposals=_break(spread, circle))


def _persons(spread: Spread, name: str) -> Iterable[str]:
    item = spread.items.get(name)
    return item.persons if isinstance(item, Measure) else (spread.plans[name].person,)


def _break(spread: Spread, circle: Iterable[str]) -> Iterator[Proposal]:
    """Let the one go first that hurts least: the one that is to start first."""
    measures = sorted((item for name in circle if isinstance(item := spread.items.get(name), Measure)),
                      key=lambda one: (one.starts, one.name))  # fmt: skip
    for measure in measures[:2]:
        begins = max(measure.starts, spread.on)
        others = joined(called(spread, one.name) for one in measures if one is not measure) if len(measures) > 1 else ""
        after = f", og {others} følger efter" if others else ""
        yield Proposal(
            f"Lad {called(spread, measure.name)} begynde {said_day(begins)} uden at vente{after}. "
            f"{spread.department(measure.name)} beslutter det med {people(spread, measure.persons)}.",
            {"item": measure.name, "stop_waiting_for": sorted(set(circle) - {measure.name})},
        )
