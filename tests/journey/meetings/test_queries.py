"""What do pages show of meetings, and in how many queries?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.telling import Telling
from enplan.journey.meetings.commands import cancel_meeting, plan_meeting
from enplan.journey.meetings.facts import Form, Meeting
from enplan.journey.meetings.queries import meetings_of_professional, meetings_page, my_meetings
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


def _plan(story: Telling, days: int, *persons: str) -> Meeting:
    at = story.at(0)
    return plan_meeting(
        story.sight(SUSANNE, at),
        at=at,
        starts_at=story.at(days),
        ends_at=story.at(days, 11),
        form=Form.OFFICE,
        purpose=f"Møde {days}",
        persons=[story.person(each) for each in persons or ("mette",)],
        professionals=[story.professional(SUSANNE)],
    )


def test_my_meetings_come_next_first_with_my_own_invitation(story: Telling) -> None:
    for days in (9, 2):
        _plan(story, days)

    page = my_meetings(story.sight("mette", story.at(1)), on=story.day(1))

    assert [each.meeting.purpose for each in page.upcoming] == ["Møde 2", "Møde 9"]
    assert [each.name for each in page.upcoming[0].mine] == ["Mette Holm Andersen"]
    assert [each.name for each in page.upcoming[0].others] == [SUSANNE]
    assert page.unanswered == 2


def test_a_child_does_not_see_the_parents_meeting(story: Telling) -> None:
    _plan(story, 2, "mette")
    _plan(story, 3, "freja")

    page = my_meetings(story.sight("freja", story.at(1)), on=story.day(1))

    assert [each.meeting.purpose for each in page.upcoming] == ["Møde 3"]


def test_the_calendar_shows_meetings_among_everything_else(story: Telling) -> None:
    _plan(story, 2)

    page = meetings_page(story.sight(SUSANNE, story.at(0)), on=story.today)

    entries = [entry for week in page.calendar for _, found in week.days for entry in found]
    assert len(page.calendar) == 5
    assert [entry.title for entry in entries if entry.meeting] == ["Møde 2"]
    assert any(entry.meeting is None for entry in entries)


def test_a_cancelled_meeting_is_out_of_the_calendar_but_not_forgotten(story: Telling) -> None:
    meeting = _plan(story, 2)
    at = story.at(1)
    cancel_meeting(story.sight(SUSANNE, at), at=at, meeting_id=meeting.id, reason="Syg")

    page = meetings_page(story.sight(SUSANNE, at), on=story.day(1))

    assert not any(entry.meeting for week in page.calendar for _, found in week.days for entry in found)
    assert [each.cancelled_because for each in page.cancelled] == ["Syg"]


def _queries(story: Telling) -> tuple[int, int, int]:
    desk = story.sight(SUSANNE, story.at(0))
    with CaptureQueriesContext(connection) as of_desk:
        meetings_page(desk, on=story.today)
    portal = story.sight("mette", story.at(0))
    with CaptureQueriesContext(connection) as of_portal:
        my_meetings(portal, on=story.today)
    with CaptureQueriesContext(connection) as of_day:
        meetings_of_professional(story.actor(SUSANNE), after=story.at(0), until=story.at(60))
    return len(of_desk), len(of_portal), len(of_day)


def test_thirty_meetings_cost_no_more_queries_than_one(story: Telling) -> None:
    _plan(story, 1)
    one = _queries(story)
    for days in range(2, 31):
        _plan(story, days)

    assert _queries(story) == one
