"""Does the citizen's own page know all that happens: the plan, the appointments as they were settled, the meetings?"""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from enplan.demo.stories.telling import Telling
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.facts import Kind
from enplan.journey.coordination.queries import findings_page
from enplan.journey.meetings.commands import cancel_meeting, plan_meeting
from enplan.journey.meetings.facts import Form, Meeting
from enplan.kernel.calendar import DENMARK
from enplan.registers.people.commands import agree_capacity
from enplan.registers.people.facts import Capacity
from tests.builders_plan import COORDINATOR, noon
from tests.builders_stories import mette_with_draft
from tests.clock import TODAY
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db
JOBCENTRE = "Møde med Jobcenter Nordby"


def meet(story: Telling, days: int, *persons: str) -> Meeting:
    """A joint meeting is booked for so many days from the real today."""
    at, days = story.at(0), days + (TODAY - story.today).days
    return plan_meeting(
        story.sight(COORDINATOR, at),
        at=at,
        starts_at=story.at(days, 8),
        ends_at=story.at(days, 9),
        form=Form.OFFICE,
        purpose="Hvordan går det?",
        persons=[story.person(each) for each in persons],
        professionals=[story.professional(COORDINATOR)],
    )


def page(story: Telling, address: str = "/min-plan/", who: str = "mette") -> str:
    """What somebody reads."""
    response = as_(story.actor(who)).get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def week(text: str) -> str:
    """The picture and the table of the week."""
    return text[text.index('id="uge"') :]


def test_a_booked_meeting_stands_in_what_happens_now_and_in_its_week() -> None:
    story = mette_with_draft(TODAY)
    meeting = meet(story, 1, "mette")
    text = page(story)

    assert f'kl. 8: <a href="/min-plan/moeder/{meeting.id}/">Hvordan går det?</a>' in text[: text.index('id="uge"')]
    assert "Hvordan går det?" in week(text)
    assert "Hvordan går det?" not in page(story, who="freja")


def test_a_cancelled_meeting_is_gone() -> None:
    story = mette_with_draft(TODAY)
    meeting = meet(story, 1, "mette")
    at = noon(story)
    cancel_meeting(story.sight(COORDINATOR, at), at=at, meeting_id=meeting.id, reason="Syg")

    assert "Hvordan går det?" not in page(story)


def move_the_appointment(story: Telling) -> str:
    """Mette cannot come at ten, so the job centre's meeting is moved; the day it was on."""
    agree_capacity(person_id=story.person("mette"), capacity=Capacity(not_before=time(12)))
    at = noon(story)
    found = findings_page(story.sight(COORDINATOR, at), on=story.today)
    row = next(
        each
        for each in found.open
        if each.finding.kind is Kind.OUTSIDE_AGREED_HOURS and each.finding.items == ("jobcenter/samtale-december",)
    )
    names = ["Mette Holm Andersen"]
    resolve_conflict(
        story.sight(COORDINATOR, at), at=at, finding_key=row.key, choice=0, reason="Efter kl. 12.", decided_by=names
    )
    change = row.finding.proposals[0].change["move"]
    assert isinstance(change, dict)
    return str(change["day"])


def test_an_appointment_of_a_sector_plan_stands_in_the_week_at_the_time_that_was_settled() -> None:
    story = mette_with_draft(TODAY)
    before = next(one for plan in story.household.plans for one in plan.appointments if one.plan == "jobcenter")
    there = week(page(story, f"/min-plan/?uge={before.day}"))
    row = r"kl\. 10 til 10\.45</td><td data-title=\"Hvad\">" + JOBCENTRE

    assert re.search(row, there)
    day = move_the_appointment(story)
    moved = week(page(story, f"/min-plan/?uge={day}"))
    assert JOBCENTRE in moved
    assert not re.search(row, moved)


def calendar(story: Telling) -> list[Any]:
    """What stands in the file."""
    content = as_(story.actor("mette")).get("/min-plan/moeder/kalender.ics").content
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_calendar_file_holds_the_plan_the_appointments_and_the_meetings() -> None:
    story = mette_with_draft(TODAY)
    meeting = meet(story, 1, "mette")
    events, again = calendar(story), calendar(story)
    titles = {str(each["summary"]) for each in events}

    assert {"Hvordan går det?", JOBCENTRE, "Mentor på vej mod arbejde"} <= titles
    assert [each["dtstart"].dt for each in events if each["summary"] == meeting.purpose] == [meeting.starts_at]
    mentor = next(each for each in events if each["summary"] == "Mentor på vej mod arbejde")
    assert mentor["dtstart"].dt.astimezone(DENMARK).time() == time(10)
    assert len({str(each["uid"]) for each in events}) == len(events)
    assert [each["uid"] for each in events] == [each["uid"] for each in again]
    assert all(each["dtstart"].dt.date() >= TODAY - timedelta(days=1) for each in events)
