"""Does the database itself hold readings and counts together?"""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.utils import ProgrammingError

from enplan.demo.stories.telling import Telling
from enplan.journey.outcomes.models import ReadingRecord, TallyRecord
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Telling:
    told = mette_with_plans()
    told.sight("Susanne Brandt", told.at(0))
    return told


def _reading(story: Telling, value: int) -> ReadingRecord:
    what: dict[str, Any] = {"case_id": story.case_id, "person_id": story.person("mette"), "category": "plan"}
    return ReadingRecord(
        **what, scale="mastery", value=value, at=story.at(0), by_name="Susanne Brandt", by_citizen=False
    )


def test_a_reading_is_from_0_to_10(story: Telling) -> None:
    with pytest.raises(IntegrityError, match="a_reading_is_from_0_to_10"):
        _reading(story, 11).save(force_insert=True)


def test_no_more_is_reached_than_set(story: Telling) -> None:
    row = TallyRecord(
        case_id=story.case_id, day=story.today, at=story.at(0), kind="family", goals=1, goals_reached=2, closed=False
    )

    with pytest.raises(IntegrityError, match="no_more_is_reached_than_set"):
        row.save(force_insert=True)


def test_a_reading_is_never_changed(story: Telling) -> None:
    _reading(story, 5).save(force_insert=True)

    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("update reading set value = 6")


def test_a_reading_is_shown_to_those_who_may_see_the_plan(story: Telling) -> None:
    _reading(story, 5).save(force_insert=True)
    seen = {}
    for who in ("Susanne Brandt", "mette", "freja"):
        story.sight(who, story.at(1))
        seen[who] = ReadingRecord.objects.count()

    assert seen == {"Susanne Brandt": 1, "mette": 1, "freja": 0}
