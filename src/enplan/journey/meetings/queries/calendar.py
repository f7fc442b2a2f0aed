"""What does the desk's calendar show, and when are people not free? The one plan, and the sector plans beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from enplan.journey.coordination.facts import Occurrence
from enplan.journey.coordination.rules.occurrences import HORIZON_DAYS, occurrences
from enplan.journey.decisions.queries import answered
from enplan.journey.meetings.facts import Meeting
from enplan.journey.meetings.queries.lying import WithMeetings, refs_of
from enplan.journey.meetings.rules.happening import as_occurrences, not_ended, not_in_plan
from enplan.journey.plan.facts import PlanMeasure
from enplan.journey.plan.queries import measures
from enplan.journey.plan.rules.answered import as_answered, ends_at_once
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law

CALENDAR_WEEKS = 5


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something that happens on a day; without meeting it comes from a sector plan."""

    starts: datetime
    ends: datetime
    title: str
    persons: tuple[str, ...]
    place: str
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """Seven days from a Monday."""

    monday: date
    days: tuple[tuple[date, tuple[CalendarEntry, ...]], ...]

    @property
    def number(self) -> int:
        """The number of the ISO week."""
        return self.monday.isocalendar().week


@dataclass(frozen=True, slots=True)
class OnePlan:
    """The measures of the one plan, and to which of them the letter in force says no."""

    measures: tuple[PlanMeasure, ...]
    refused: Collection[UUID]

    @property
    def standing(self) -> list[PlanMeasure]:
        """Those that can happen."""
        return [each for each in self.measures if each.id not in self.refused]

    def taken(self, lying: WithMeetings, on: date) -> list[Occurrence]:
        """When people are not free: at the times of the plan, at those of the sector plans, at meetings."""
        last = on + timedelta(days=HORIZON_DAYS)
        of_plan = [each for each, _ in as_occurrences(self.standing, on, last, refs_of(lying.plans))]
        household, _ = lying.adding(not_ended(lying.plans.household, self.measures, self.refused))
        return [*occurrences(household, on), *of_plan]


def plan_of(sight: Sight) -> OnePlan:
    """The one plan as far as the viewer may know of it, in two queries."""
    letters = answered(sight)
    refused = {element for element, letter in letters.items() if ends_at_once(letter)}
    return OnePlan(tuple(as_answered(each, letters.get(each.id)) for each in measures(sight, known=())), refused)


def calendar_of(lying: WithMeetings, ours: OnePlan, on: date, law: Law) -> tuple[CalendarWeek, ...]:
    """What the one plan says of its measures, what the sector plans say of the rest, and the meetings."""
    monday = on - timedelta(days=on.weekday())
    by_id = {f"moede-{each.id}": each for each in lying.meetings}
    household, _ = lying.adding(not_in_plan(lying.plans.household, ours.measures))
    titles: dict[str, str] = {}
    for plan in household.plans:
        titles |= {item.name: item.title or law.measure_type(item.measure_type).label for item in plan.measures}
        titles |= {item.name: f"Møde med {plan.department}" for item in plan.appointments}
    entries: dict[date, list[CalendarEntry]] = {}
    last = monday + timedelta(days=CALENDAR_WEEKS * 7 - 1)
    found = [(each, titles[each.item]) for each in occurrences(household, monday, CALENDAR_WEEKS * 7)]
    found += as_occurrences(ours.standing, monday, last, refs_of(lying.plans))
    for each, title in sorted(found, key=lambda pair: (pair[0].day, pair[0].start, pair[0].end, pair[1])):
        entries.setdefault(each.day, []).append(_entry(each, by_id, title))
    days = [monday + timedelta(days=number) for number in range(CALENDAR_WEEKS * 7)]
    shown = [(day, tuple(entries.get(day, ()))) for day in days]
    return tuple(CalendarWeek(days[start], tuple(shown[start : start + 7])) for start in range(0, len(days), 7))


def _entry(each: Occurrence, by_id: Mapping[str, Meeting], title: str) -> CalendarEntry:
    meeting = by_id.get(each.item.split("/", 1)[1])
    return CalendarEntry(
        datetime.combine(each.day, each.start),
        datetime.combine(each.day, each.end),
        meeting.purpose if meeting else title,
        each.persons,
        each.place,
        meeting,
    )
