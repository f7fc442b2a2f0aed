"""Is a plan stale, and which of its measures still run?"""

from datetime import date

from enplan.journey.sectorplans.facts import Measure, SectorPlan


def is_stale(plan: SectorPlan, on: date) -> bool:
    """Whether the day it should have been followed up lies before the day."""
    return plan.follow_up is not None and plan.follow_up < on


def living_measures(plan: SectorPlan, on: date) -> tuple[Measure, ...]:
    """The measures that have not ended before the day."""
    return tuple(measure for measure in plan.measures if not measure.is_past(on))
