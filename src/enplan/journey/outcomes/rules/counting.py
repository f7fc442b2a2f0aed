"""What is counted of a case: lead times, contacts, meetings, goals?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from enplan.journey.meetings.facts import Meeting, State
from enplan.journey.plan.facts import Answers, Column, PlanMeasure, Version
from enplan.journey.plan.rules.answered import laid_over
from enplan.journey.plan.rules.weighing import After, rights_of, weigh
from enplan.journey.sectorplans.facts import SectorPlan
from enplan.kernel.calendar import danish_day


def days_between(begins: datetime | None, ends: datetime | None) -> int | None:
    """Whole Danish days from one moment to another, if both have been and in that order."""
    if begins is None or ends is None or ends < begins:
        return None
    return (danish_day(ends) - danish_day(begins)).days


def contacts_in(plans: Iterable[SectorPlan], on: date) -> int:
    """How many contact persons the sector plans name: everybody with a say, as a citizen would count them (S-41)."""
    found = set()
    for plan in plans:
        said = [plan.contact, *(measure.contact for measure in plan.measures if not measure.is_past(on))]
        found |= {(contact.name, plan.department) for contact in said if contact is not None}
    return len(found)


def contacts_of(measures: Iterable[PlanMeasure], coordinator: str) -> int:
    """How many a citizen must know with one plan: the contact person, and who is in charge of what stays beside it."""
    beside = {
        (each.responsible.name, each.responsible.department)
        for each in measures
        if each.beside and each.responsible.name and each.column not in {Column.DONE, Column.STOPPED}
    }
    return len({name for name, _ in beside} - {coordinator}) + bool(coordinator)


@dataclass(frozen=True, slots=True)
class Lessening:
    """In how many rights a plan gives less than before, by how much, and where (S-65)."""

    rights: int = 0
    hours: Decimal = Decimal(0)
    days: int = 0
    where: tuple[str, ...] = ()


def lessening(version: Version, answers: Answers) -> Lessening:
    """The measures of a version that are worse than what the sector plans gave, as the letters in force have them.

    A no to help that runs is less, though the plan gives it; what a complaint gave back is not. Each right counts once.
    """
    measures, less = laid_over((*version.measures, *version.ended), version.given_less, answers)
    weighed = weigh(rights_of(measures), After(measures, less))
    worse = [each for each in weighed if each.is_worse]
    return Lessening(
        len(worse),
        sum((each.hours for each in worse), Decimal(0)),
        sum(each.days for each in worse),
        tuple(sorted({each.right.category.value for each in worse})),
    )


def meetings_saved(meetings: Sequence[Meeting]) -> tuple[int, int]:
    """How many meetings the duties would have asked for one by one, and how many it became (S-32)."""
    counted = [each for each in meetings if each.state is not State.CANCELLED and each.discharges]
    return sum(len(each.discharges) for each in counted), len(counted)
