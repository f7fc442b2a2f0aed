"""Whom does a stay in a crisis centre keep apart from whom?"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from enplan.journey.sectorplans.facts import SectorPlan

CRISIS_CENTRE: Final = "krisecenter"


def staying(plans: Iterable[SectorPlan], on: date) -> frozenset[str]:
    """The people who are in a crisis centre on the day."""
    return frozenset(
        person
        for plan in plans
        for measure in plan.measures
        if measure.measure_type == CRISIS_CENTRE and measure.starts <= on and not measure.is_past(on)
        for person in measure.persons
    )


def apart_by_stay(plans: Iterable[SectorPlan], people: Iterable[str], on: date) -> frozenset[frozenset[str]]:
    """The pairs of whom one is there and the other is not."""
    there, everybody = staying(plans, on), sorted(set(people))
    outside = [each for each in everybody if each not in there]
    return frozenset(frozenset((one, other)) for one in everybody if one in there for other in outside)
