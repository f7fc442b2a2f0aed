"""Who may sit in one room? Ex-partners, and somebody in a crisis centre with a person outside it, only by a choice."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import combinations
from typing import Final

from enplan.journey.meetings.facts import Apart
from enplan.journey.sectorplans.facts import Household, Relation, RelationKind

CRISIS_CENTRE: Final = frozenset({"krisecenter"})


def in_crisis_centre(household: Household, on: date) -> frozenset[str]:
    """The persons who stay in a crisis centre on the day or later, as far as the viewer may know."""
    return frozenset(
        person
        for plan in household.plans
        for measure in plan.measures
        if measure.measure_type in CRISIS_CENTRE and not measure.is_past(on)
        for person in measure.persons
    )


def apart(persons: Iterable[str], relations: Iterable[Relation], in_crisis: Collection[str]) -> tuple[Apart, ...]:
    """The pairs that are never proposed for the same meeting (coordination, section 5)."""
    ex_partners = {frozenset((each.one, each.other)) for each in relations if each.kind is RelationKind.EX_PARTNER}
    found = []
    for one, other in combinations(sorted(set(persons)), 2):
        if frozenset((one, other)) in ex_partners:
            found.append(Apart(one, other, "ex-partners"))
        elif (one in in_crisis) != (other in in_crisis):
            found.append(Apart(one, other, "crisis-centre"))
    return tuple(found)


def rooms(
    persons: Iterable[str], relations: Iterable[Relation], in_crisis: Collection[str]
) -> tuple[frozenset[str], ...]:
    """The persons divided into as many rooms as needed so that nobody sits with one they are kept apart from."""
    everybody = sorted(set(persons))
    kept = {frozenset((each.one, each.other)) for each in apart(everybody, relations, in_crisis)}
    divided: list[set[str]] = []
    for person in everybody:
        fitting = (room for room in divided if not any(frozenset((person, each)) in kept for each in room))
        room = next(fitting, None)
        if room is None:
            divided.append({person})
        else:
            room.add(person)
    return tuple(frozenset(room) for room in divided)
