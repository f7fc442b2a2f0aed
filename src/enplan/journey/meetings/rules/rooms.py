"""Who is kept apart from whom, and why? Ex-partners, and somebody in a crisis centre from a person outside it."""

from collections.abc import Iterable
from datetime import date

from enplan.journey.meetings.facts import Apart
from enplan.journey.meetings.rules.planning import apart
from enplan.journey.sectorplans.facts import Household, RelationKind


def kept_apart(household: Household, persons: Iterable[str], on: date) -> tuple[Apart, ...]:
    """The pairs that share no meeting unless a professional chooses so, with a reason (coordination, section 5)."""
    parted = (each for each in household.relations if each.kind is RelationKind.EX_PARTNER)
    couples = {frozenset((each.one, each.other)) for each in parted}
    return tuple(
        Apart(one, other, "ex-partners" if frozenset((one, other)) in couples else "crisis-centre")
        for one, other in apart(household, persons, on)
    )
