"""Who is kept apart from whom, and why? Ex-partners, and somebody in a crisis centre from a person outside it."""

from collections.abc import Collection, Iterable
from datetime import date

from enplan.journey.meetings.facts import Apart
from enplan.journey.meetings.rules.planning import apart
from enplan.journey.sectorplans.facts import Household, RelationKind

Pairs = Collection[frozenset[str]]


def kept_apart(household: Household, persons: Iterable[str], on: date, unseen: Pairs = ()) -> tuple[Apart, ...]:
    """The pairs that share no meeting unless a professional chooses so, with a reason (coordination, section 5).

    `unseen` are pairs of whom the household, as the planner may see it, does not say why.
    """
    there = sorted(set(persons))
    parted = (each for each in household.relations if each.kind is RelationKind.EX_PARTNER)
    couples = {frozenset((each.one, each.other)) for each in parted}
    found = {
        pair: Apart(*pair, "ex-partners" if frozenset(pair) in couples else "crisis-centre")
        for pair in apart(household, there, on)
    }
    hidden = ((min(pair), max(pair)) for pair in unseen if pair <= set(there))
    found |= {pair: Apart(*pair, "withheld") for pair in hidden if pair not in found}
    return tuple(found[pair] for pair in sorted(found))
