"""Can every version of the plan be read as it was frozen, and not only what changed?"""

import pytest

from enplan.journey.plan.commands import change_measure
from tests.builders_plan import COORDINATOR, MENTOR, measure_called, noon, proposed
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db


def test_a_version_is_read_as_it_was_frozen() -> None:
    story, version = proposed()
    mentor = measure_called(story, MENTOR)
    sight = story.sight(COORDINATOR, noon(story, 1))
    change_measure(sight, at=noon(story, 1), measure_id=mentor.id, title="Mentor i butik")

    page = as_(story.actor("mette")).get("/min-plan/udgaver/").content.decode()

    assert f"Læs hele udgave {version.number}" in page
    assert MENTOR in page
    assert version.goals[0].text in page
    assert "Mentor i butik" not in page
