"""Is everything that happens on a day told once, and of those it concerns?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from enplan.journey.meetings.facts import MeetingTime, State
from enplan.journey.meetings.rules.happening import (
    as_occurrences,
    beside_the_plan,
    happening,
    not_ended,
    not_in_plan,
)
from enplan.journey.plan.facts import Column, Times
from enplan.journey.sectorplans.facts import Appointment, Household, Measure, Person, SectorPlan
from enplan.kernel.ids import MeetingId
from tests.builders_plan import FREJA, METTE, a_measure

WEDNESDAY = date(2026, 12, 9)
FIRST, LAST = date(2026, 12, 7), date(2026, 12, 13)
MENTOR = a_measure(times=(Times(WEDNESDAY, time(10), time(11), place="Biblioteket"),))
APPOINTMENT = Appointment("jobcenter", "samtale", ("mette",), WEDNESDAY, time(12, 30), time(13, 15), "Jobcentret")
PLAN = SectorPlan("jobcenter", "min-plan", "mette", "Jobcenter Nordby", appointments=(APPOINTMENT,))
MEETING = MeetingTime(
    MeetingId(uuid4()),
    datetime(2026, 12, 9, 8, tzinfo=UTC),
    datetime(2026, 12, 9, 9, tzinfo=UTC),
    "Fælles møde",
    "Rådhuset",
    (METTE, FREJA),
    State.PLANNED,
    1,
)
IDS = {"mette": METTE, "freja": FREJA}


def test_sessions_appointments_and_meetings_stand_together_in_danish_time() -> None:
    found = happening([MENTOR], beside_the_plan([PLAN], [MEETING], IDS), FIRST, LAST, METTE)

    assert [(each.start, each.title, each.place) for each in found] == [
        (time(9), "Fælles møde", "Rådhuset"),
        (time(10), "Mentor", "Biblioteket"),
        (time(12, 30), "Møde med Jobcenter Nordby", "Jobcentret"),
    ]
    assert [each.measure_id for each in found] == [None, MENTOR.id, None]
    assert [each.meeting_id for each in found] == [MEETING.id, None, None]


def test_each_sees_only_where_they_are_themselves() -> None:
    beside = beside_the_plan([PLAN], [MEETING], IDS)

    assert [each.title for each in happening([MENTOR], beside, FIRST, LAST, FREJA)] == ["Fælles møde"]
    assert len(happening([MENTOR], beside, FIRST, LAST)) == 3
    assert happening([MENTOR], beside, date(2026, 12, 14), date(2026, 12, 20)) == []


def test_a_cancelled_meeting_does_not_happen() -> None:
    assert beside_the_plan([], [replace(MEETING, state=State.CANCELLED)], IDS) == ()


def a_household() -> Household:
    """The mentor and a course, as their sector plan has them."""
    mentor, course = (Measure("jobcenter", each, "mentorstoette", ("mette",), FIRST) for each in ("mentor", "kursus"))
    return Household((Person("mette", date(1983, 4, 12)),), (replace(PLAN, measures=(mentor, course)),))


def names(household: Household) -> list[str]:
    """The measures."""
    return [each.id for plan in household.plans for each in plan.measures]


def test_the_plan_says_when_its_measures_happen_and_the_sector_plan_of_the_rest() -> None:
    assert names(not_in_plan(a_household(), [MENTOR])) == ["kursus"]
    assert names(not_ended(a_household(), [MENTOR], ())) == ["mentor", "kursus"]
    assert names(not_ended(a_household(), [MENTOR], {MENTOR.id})) == ["kursus"]
    assert names(not_ended(a_household(), [replace(MENTOR, column=Column.STOPPED)], ())) == ["kursus"]


def test_the_times_of_the_plan_are_told_with_the_names_of_the_sector_plans() -> None:
    stranger = replace(MENTOR, persons=(METTE, UUID(int=7)))  # type: ignore[arg-type]  # somebody outside the case
    (occurrence, title), *more = as_occurrences([stranger], FIRST, LAST, {METTE: "mette"})

    assert not more
    assert (occurrence.item, occurrence.persons, occurrence.day, title) == (
        "jobcenter/mentor",
        ("mette",),
        WEDNESDAY,
        "Mentor",
    )
