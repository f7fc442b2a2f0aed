"""Who waits for whom: what starts too early, what goes in a circle, and the longest chain?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tests.journey.coordination.naive_world import Item, World, living

NEVER = date.max
Finding = dict[str, Any]


def start_and_end(world: World, name: str) -> tuple[date | None, date | None]:
    """Of a measure its own; a plan starts with its first measure and is finished with its last."""
    measures = [measure for measure in world["measures"] if name in (measure["name"], measure["plan"])]
    starts = [measure["starts"] for measure in measures]
    ends = [measure["ends"] for measure in measures]
    return min(starts, default=None), None if None in ends else max(ends, default=None)


def judged_start(world: World, measure: Item) -> date:
    """One that has begun is judged as if it started on `on`."""
    return max(measure["starts"], world["on"])  # type: ignore[no-any-return]


def is_met(world: World, measure: Item, need: dict[str, str]) -> bool:
    start, end = start_and_end(world, need["measure"])
    judged = judged_start(world, measure)
    if need["state"] == "finished":
        return end is not None and end < judged
    return start is not None and start <= judged


def must_wait(world: World) -> Iterator[Finding]:
    for measure in living(world):
        for needed, state in sorted({(need["measure"], need["state"]) for need in measure.get("needs", [])}):
            if needed == measure["name"] or is_met(world, measure, {"measure": needed, "state": state}):
                continue
            start, end = start_and_end(world, needed)
            until = end if state == "finished" else start
            yield {
                "kind": "must-wait",
                "severity": "must",
                "persons": sorted(measure["persons"]),
                "items": sorted([measure["name"], needed]),
                "waiting": measure["name"],
                "needed": needed,
                "state": state,
                "starts": measure["starts"].isoformat(),
                "until": until and until.isoformat(),
            }


def arrows(world: World) -> set[tuple[str, str]]:
    """Who waits for whom, past measures left out."""
    found = set()
    for measure in living(world):
        found.add((measure["plan"], measure["name"]))
        found |= {(measure["name"], other) for other in measure.get("waits_for", [])}
        for need in measure.get("needs", []):
            itself = need["measure"] == measure["name"]
            if itself or need["state"] == "finished" or not is_met(world, measure, need):
                found.add((measure["name"], need["measure"]))
    past = {measure["name"] for measure in world["measures"] if measure["past"]}
    return {(one, other) for one, other in found if other not in past}


def reachable(start: str, ways: set[tuple[str, str]]) -> set[str]:
    """Every name that can be reached from this one by one arrow or more."""
    reached: set[str] = set()
    while True:
        more = {other for one, other in ways if one == start or one in reached} - reached
        if not more:
            return reached
        reached |= more


def circles(world: World) -> list[list[str]]:
    """Each largest group in which everybody waits for everybody, or one that waits for itself."""
    ways = arrows(world)
    reach = {name: reachable(name, ways) for name in {name for way in ways for name in way}}
    waits_for_itself = [name for name in sorted(reach) if name in reach[name]]
    groups: list[list[str]] = []
    for name in waits_for_itself:
        group = sorted(other for other in waits_for_itself if other in reach[name] and name in reach[other])
        if group not in groups:
            groups.append(group)
    return groups


def waiting_in_circle(world: World) -> Iterator[Finding]:
    for group in circles(world):
        measures = [measure for measure in world["measures"] if measure["name"] in group]
        plans = [plan for plan in world["plans"] if plan["name"] in group]
        persons = {person for measure in measures for person in measure["persons"]}
        yield {
            "kind": "waiting-in-circle",
            "severity": "must",
            "persons": sorted(persons | {plan["person"] for plan in plans}),
            "items": group,
        }


def longest(world: World) -> list[dict[str, Any]]:
    """The chain outside circles that holds up its last measure longest; where several do so equally, any may be told.

    Read so: one holds up another that cannot start on its day, or today, because of it; longest is the chain whose last
    measure can start latest. A measure that is held up keeps its length. To wait for a plan is to wait for the measures
    in it.
    """
    measures = {measure["name"]: measure for measure in world["measures"]}
    chains = [(day, chain) for chain in all_chains(world) if (day := held_up_until(world, chain))]
    if not chains:
        return [{"longest": [], "days": 0, "head": None}]
    last = max(day for day, _ in chains)
    days = None if last == NEVER else (last - world["on"]).days
    return [
        {"longest": chain, "days": days, "head": measures[chain[0]]["department"]}
        for day, chain in chains
        if day == last
    ]


def all_chains(world: World) -> list[list[str]]:
    """Every way of two measures or more along the arrows between what is in no circle."""
    steps = sorted({(first, then) for first, then, _ in links(world)})
    chains = [list(step) for step in steps]
    for chain in chains:  # grows while it is read: each chain is carried on by every step that begins at its end
        chains += [[*chain, then] for first, then in steps if first == chain[-1]]
    return chains


def links(world: World) -> list[tuple[str, str, str]]:
    """Who must go first, who waits for it, and for what state of it."""
    ways = arrows(world)
    in_circle = {name for group in circles(world) for name in group}
    free = [measure for measure in living(world) if measure["name"] not in in_circle]
    found = []
    for measure in free:
        waits = [(other, "finished") for other in measure.get("waits_for", [])]
        waits += [(need["measure"], need["state"]) for need in measure.get("needs", [])]
        for other, state in waits:
            held_by = [one for one in free if other in (one["name"], one["plan"])]
            if (measure["name"], other) in ways and other not in in_circle:
                if state == "started":
                    held_by = sorted(held_by, key=lambda one: (one["starts"], one["name"]))[:1]
                found += [(one["name"], measure["name"], state) for one in held_by]
    return found


def held_up_until(world: World, chain: list[str]) -> date | None:
    """The day the last of the chain can start, NEVER when one before it has no end; None where a link does not hold."""
    measures = {measure["name"]: measure for measure in world["measures"]}
    states = {(first, then): state for first, then, state in sorted(links(world), reverse=True)}
    start = judged_start(world, measures[chain[0]])
    for first, then in pairwise(chain):
        if states[first, then] == "finished":
            ends = measures[first]["ends"]
            if ends is None:
                return NEVER
            start += ends - judged_start(world, measures[first]) + timedelta(days=1)
        if start <= judged_start(world, measures[then]):
            return None
    return start
