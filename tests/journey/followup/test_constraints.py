"""Does the database itself hold progress, reviews, ends and reminders together?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.utils import ProgrammingError

from enplan.demo.stories.telling import Telling
from enplan.journey.followup.models import (
    ClosureRecord,
    FarewellRecord,
    NotedDayRecord,
    ProgressRecord,
    ReminderRecord,
    ReviewRecord,
)
from enplan.registers.base.barrier import tell_actor
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


def _rows(story: Telling) -> dict[str, models.Model]:
    at, mette = story.at(0), story.person("mette")
    said: dict[str, Any] = {"case_id": story.case_id, "by_name": "Susanne Brandt", "at": at}
    about: dict[str, Any] = {"person_id": mette, "category": "plan"}
    return {
        "progress": ProgressRecord(
            **said, **about, about="goal", about_id=story.case_id, state="begun", scale=11, by_citizen=False
        ),
        "review": ReviewRecord(**said, **about, words="", back_to_draft=False, next_day=story.day(9)),
        "farewell": FarewellRecord(case_id=story.case_id, words=""),
        "noted": NotedDayRecord(**said, **about, happening="access-asked", day=story.day(0), ended_at=at),
        "reminder": ReminderRecord(
            case_id=story.case_id, kind="duty", key="x", day=story.day(1), told_at=at, settled_at=at - timedelta(days=1)
        ),
    }


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("progress", "progress_is_measured_from_0_to_10"),
        ("review", "a_review_says_how_it_went"),
        ("farewell", "an_end_is_explained"),
        ("noted", "a_noted_day_is_ended_as_something"),
        ("reminder", "a_reminder_is_settled_after_it_was_told"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_name(story: Telling, row: str, name: str) -> None:
    story.sight("Susanne Brandt", story.at(0))

    with pytest.raises(IntegrityError, match=name):
        _rows(story)[row].save(force_insert=True)


def test_one_is_reminded_of_a_thing_once_while_it_is_to_be_done(story: Telling) -> None:
    story.sight("Susanne Brandt", story.at(0))
    what: dict[str, Any] = {
        "case_id": story.case_id,
        "kind": "duty",
        "key": "x",
        "day": story.day(1),
        "told_at": story.at(0),
    }
    ReminderRecord(**what, settled_at=story.at(1)).save(force_insert=True)
    ReminderRecord(**what).save(force_insert=True)

    with pytest.raises(IntegrityError, match="one_is_reminded_of_a_thing_once"):
        ReminderRecord(**what).save(force_insert=True)


def test_a_case_ends_once_and_what_was_said_stays(story: Telling) -> None:
    story.sight("Susanne Brandt", story.at(0))
    what: dict[str, Any] = {"case_id": story.case_id, "reason": "moved", "by_name": "Susanne Brandt", "at": story.at(0)}
    ClosureRecord(**what).save(force_insert=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClosureRecord(**what).save(force_insert=True)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from closure")


def test_reminders_are_shown_to_the_team_and_not_to_the_people_of_the_case(story: Telling) -> None:
    """A reminder says that the authority is behind; the citizen reads it in the plan, not in a list of the staff."""
    story.sight("Susanne Brandt", story.at(0))
    ReminderRecord(case_id=story.case_id, kind="duty", key="x", day=story.day(1), told_at=story.at(0)).save(
        force_insert=True
    )
    seen = []
    for who in ("Susanne Brandt", "Jette Munk", "mette"):
        tell_actor(story.actor(who))
        seen.append(ReminderRecord.objects.count())

    assert seen == [1, 0, 0]
