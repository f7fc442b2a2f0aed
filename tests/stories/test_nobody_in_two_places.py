"""Is anybody of a story to be in two places at once, when all that was settled, planned and booked is read together?"""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from types import ModuleType

import pytest

from enplan.demo.stories import double_diagnosis, family_in_many_offices, mother_without_work
from enplan.demo.stories.telling import Telling
from enplan.journey.decisions.queries import refusals
from enplan.journey.meetings.queries import my_days
from enplan.journey.meetings.rules.happening import happening
from enplan.journey.plan.queries import measures
from enplan.kernel.calendar import DENMARK
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db
STORIES = [mother_without_work, family_in_many_offices, double_diagnosis]


def double_booked(story: Telling, coordinator: str) -> list[str]:
    """Who should be in two places, and where, in the coming half year."""
    at = story.at(0)
    days = my_days(story.sight(coordinator, at), since=datetime.combine(story.today, time(), DENMARK))
    no = refusals(story.sight(coordinator, at))
    standing = [each for each in measures(story.sight(coordinator, at)) if each.id not in no]
    last = story.today + timedelta(weeks=26)
    found = []
    for person in days.case.persons:
        moments = happening(standing, days.beside, story.today, last, person.person_id)
        assert moments == sorted(moments)
        found += [
            f"{person.name}: {one.day} {one.title} {one.start}-{one.end}, {other.title} {other.start}"
            for one, other in pairwise(moments)
            if one.day == other.day and other.start < one.end
        ]
    return found


@pytest.mark.parametrize("told", [pytest.param(each, id=each.__name__.rpartition(".")[2]) for each in STORIES])
@pytest.mark.parametrize("weeks", [0, 1])
def test_nobody_is_to_be_in_two_places_at_once(told: ModuleType, weeks: int) -> None:
    story = told.tell(a_municipality(), date(2026, 11, 30) - timedelta(weeks=weeks))

    assert double_booked(story, told.COORDINATOR) == []
