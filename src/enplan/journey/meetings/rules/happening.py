"""What happens, when the plan, the appointments of sector plans and the booked meetings are read together?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from enplan.journey.coordination.facts import Occurrence
from enplan.journey.meetings.facts import MeetingTime, State
from enplan.journey.plan.facts import LIVING, PlanMeasure
from enplan.journey.plan.rules.calendar import Moment, moments
from enplan.journey.sectorplans.facts import Appointment, Household, SectorPlan
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import PersonId

Ids = Mapping[str, PersonId]


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that happens beside the measures of the plan, and to whom."""

    moment: Moment
    persons: frozenset[PersonId]
    item: str = ""  # the appointment of a sector plan


def beside_the_plan(plans: Iterable[SectorPlan], meetings: Iterable[MeetingTime], ids: Ids) -> tuple[Beside, ...]:
    """The appointments of the sector plans, as they have been settled, and the meetings that are not cancelled."""
    found = [_appointed(plan, each, ids) for plan in plans for each in plan.appointments]
    return (*found, *(_met(each) for each in meetings if each.state is not State.CANCELLED))


def happening(
    measures: Iterable[PlanMeasure], beside: Iterable[Beside], first: date, last: date, person: PersonId | None = None
) -> list[Moment]:
    """Everything with a time between the two days, in the order it happens; of one person, or of everybody."""
    also = (each.moment for each in beside if person is None or person in each.persons)
    return sorted([*moments(measures, first, last, person), *(each for each in also if first <= each.day <= last)])


def not_in_plan(household: Household, measures: Iterable[PlanMeasure]) -> Household:
    """The sector plans less the measures of which the plan itself says when they happen."""
    return _without(household, {item for each in measures for item in each.origins})


def not_ended(household: Household, measures: Iterable[PlanMeasure], refused: Collection[object]) -> Household:
    """The sector plans less the measures that have ended in the plan, or that the letter in force says no to."""
    over = (each for each in measures if each.id in refused or each.column not in LIVING)
    return _without(household, {item for each in over for item in each.origins})


def as_occurrences(
    measures: Iterable[PlanMeasure], first: date, last: date, refs: Mapping[PersonId, str]
) -> list[tuple[Occurrence, str]]:
    """When the measures of the plan happen, with what they are called; people by the short names of sector plans."""
    found = []
    for each in measures:
        persons = tuple(refs[person] for person in each.persons if person in refs)
        name = next(iter(each.origins), f"/{each.id}")
        found += [
            (Occurrence(name, persons, one.day, one.start, one.end, one.place), each.title)
            for one in moments([each], first, last)
        ]
    return found


def _without(household: Household, names: Collection[str]) -> Household:
    plans = (
        replace(plan, measures=tuple(each for each in plan.measures if each.name not in names))
        for plan in household.plans
    )
    return replace(household, plans=tuple(plans))


def _appointed(plan: SectorPlan, each: Appointment, ids: Ids) -> Beside:
    title = f"Møde med {plan.department}"
    moment = Moment(each.day, each.start, each.end, title, each.place)
    return Beside(moment, frozenset(ids[one] for one in each.persons if one in ids), each.name)


def _met(each: MeetingTime) -> Beside:
    starts, ends = each.starts_at.astimezone(DENMARK), each.ends_at.astimezone(DENMARK)
    moment = Moment(starts.date(), starts.time(), ends.time(), each.purpose, each.place, meeting_id=each.id)
    return Beside(moment, frozenset(each.persons))
