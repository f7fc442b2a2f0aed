"""From which day must somebody take part in what an agreement made an offer?

Where a treatment must not be disturbed, people may agree that a duty is an offer as long as the treatment lasts. When
nothing that it stands against is going on any more, the duty is one again.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from enplan.journey.plan.facts import LIVING, Column, PlanMeasure
from enplan.law.lawbook import Law

OBLIGATION, OFFER = "obligation", "offer"
GOING_ON = LIVING | {Column.DONE}


def rests(measure: PlanMeasure) -> bool:
    """Whether a sector plan made it a duty, and the one plan an offer."""
    return measure.demand == OFFER and any(each.demand == OBLIGATION for each in measure.promised)


def duty_from(measure: PlanMeasure, measures: Iterable[PlanMeasure], law: Law) -> date | None:
    """The first day on which it is a duty again; none as long as it rests, or when it is not seen why it does."""
    if measure.starts is None:
        return None
    against = [each for each in measures if _stands_against(measure, each, law)]
    if not against:
        return None
    within = [each for each in against if measure.ends is None or each.starts is None or each.starts <= measure.ends]
    ends = [each.ends for each in within if each.ends is not None]
    if len(ends) < len(within):
        return None
    first = max((measure.starts, *(last + timedelta(days=1) for last in ends)))
    return first if measure.ends is None or first <= measure.ends else None


def _stands_against(measure: PlanMeasure, other: PlanMeasure, law: Law) -> bool:
    """Whether it is what one must not disturb, or cannot run on the same days: of the same people."""
    if other.id == measure.id or other.column not in GOING_ON or not {*measure.persons} & {*other.persons}:
        return False
    types = law.opposing_measures(measure.measure_type, other.measure_type)
    return other.protected or types is not None
