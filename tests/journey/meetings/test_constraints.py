"""Does the database itself hold meetings together, and show them to nobody else?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from enplan.demo.stories.telling import Telling
from enplan.journey.meetings.commands import plan_meeting
from enplan.journey.meetings.facts import Form, Meeting
from enplan.journey.meetings.models import AttendanceRecord, DischargeRecord, MeetingRecord
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


@pytest.fixture
def meeting(story: Telling) -> Meeting:
    at = story.at(0)
    return plan_meeting(
        story.sight(SUSANNE, at),
        at=at,
        starts_at=story.at(3),
        ends_at=story.at(3, 11),
        form=Form.OFFICE,
        purpose="Status",
        persons=[story.person("mette")],
        professionals=[story.professional(SUSANNE)],
    )


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_meeting_ends_after_it_starts", "ends_at = starts_at"),
        ("a_held_meeting_says_when", "state = 'held'"),
        ("a_cancelled_meeting_says_why", "state = 'cancelled'"),
        ("a_meeting_says_what_it_is_for", "purpose = ''"),
        ("a_meeting_is_with_somebody_of_the_case", "persons = '{}'"),
    ],
)
def test_a_meeting_is_whole(meeting: Meeting, name: str, change: str) -> None:
    with pytest.raises(IntegrityError, match=name), connection.cursor() as cursor:
        cursor.execute(f"update meeting set {change} where id = %s", [meeting.id])


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("an_invitation_is_for_one", {}),
        ("a_person_is_invited_once", {"person": True}),
        ("a_professional_is_invited_once", {"professional": True}),
    ],
)
def test_an_invitation_is_for_one_and_once(story: Telling, meeting: Meeting, name: str, who: dict[str, bool]) -> None:
    ids: dict[str, Any] = {"person": story.person("mette"), "professional": story.professional(SUSANNE)}
    row = AttendanceRecord(case_id=story.case_id, meeting_id=meeting.id, name="x", reply="invited")
    for key in who:
        setattr(row, f"{key}_id", ids[key])

    with pytest.raises(IntegrityError, match=name):
        row.save(force_insert=True)


def test_a_meeting_meets_a_duty_once(story: Telling, meeting: Meeting) -> None:
    what: dict[str, Any] = {
        "case_id": story.case_id, "meeting_id": meeting.id, "person_id": story.person("mette"), "category": "work",
        "duty": "a/b", "meeting_rule": "r", "label": "l", "section": "§", "effect": "stays", "regime": "hop-2018",
    }  # fmt: skip
    DischargeRecord(**what).save(force_insert=True)

    with pytest.raises(IntegrityError, match="a_meeting_meets_a_duty_once"), transaction.atomic():
        DischargeRecord(**what).save(force_insert=True)


def test_the_database_shows_a_meeting_to_those_in_it_and_to_nobody_who_may_not_see_their_plans(
    story: Telling, meeting: Meeting
) -> None:
    """A meeting tells where somebody will be. Freja is in the case, but not in the meeting."""
    at = story.at(1)
    seen: dict[str, tuple[int, int]] = {}
    for who in ("mette", SUSANNE, "Henrik Dam", "freja"):
        story.sight(who, at + timedelta(minutes=len(seen)))
        seen[who] = (MeetingRecord.objects.count(), AttendanceRecord.objects.count())

    assert seen == {"mette": (1, 2), SUSANNE: (1, 2), "Henrik Dam": (1, 2), "freja": (0, 0)}


def test_the_discharge_is_shown_only_with_its_kind_of_information(story: Telling, meeting: Meeting) -> None:
    """What a meeting discharges tells which department helps; without consent the row is not there."""
    story.sight(SUSANNE, story.at(0))
    what: dict[str, Any] = {
        "case_id": story.case_id, "meeting_id": meeting.id, "person_id": story.person("mette"),
        "duty": "a/b", "meeting_rule": "r", "label": "l", "section": "§", "effect": "stays", "regime": "hop-2018",
    }  # fmt: skip
    story.sight("mette", story.at(0))
    DischargeRecord(category="addiction", **what).save(force_insert=True)

    story.sight(SUSANNE, story.at(1))

    assert DischargeRecord.objects.count() == 0
