"""Is the plan shown as far as consent goes, and in as many queries for one action as for thirty?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.telling import Telling
from enplan.journey.plan.commands import add_measure, approve_plan, change_measure, set_goal
from enplan.journey.plan.queries import approved_version, draft_page, goals, measures, plan_page, version, versions
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import VersionId
from tests.builders_plan import COORDINATOR, MENTOR, drafted, measure_called, noon, proposed, refusal

pytestmark = pytest.mark.django_db


def queries_of_page(story: Telling) -> int:
    """How many queries Mette's page asks after she has been let in."""
    sight = story.sight("mette", noon(story))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        plan_page(sight, at=noon(story))
    return len(asked)


def test_the_page_asks_four_queries_however_many_actions_there_are() -> None:
    story, _ = proposed()
    before = queries_of_page(story)
    for number in range(30):
        sight = story.sight("mette", noon(story))
        add_measure(sight, at=noon(story), person_id=story.person("mette"), title=f"Gåtur {number}")

    assert before == queries_of_page(story) == 4


def test_the_draft_asks_as_many_queries_for_more_goals() -> None:
    story = drafted()

    def asked() -> int:
        sight = story.sight(COORDINATOR, noon(story))
        with CaptureQueriesContext(connection) as found:
            draft_page(sight, at=noon(story))
        return len(found)

    before = asked()
    for number in range(10):
        set_goal(story.sight("mette", noon(story)), at=noon(story), text=f"Ønske {number}")

    assert asked() == before


def test_nobody_sees_beyond_their_sight_and_is_told_how_much_is_missing() -> None:
    story, proposal = proposed()
    mine = plan_page(story.sight("mette", noon(story)), at=noon(story))
    child = plan_page(story.sight("freja", noon(story)), at=noon(story))
    freja = story.person("freja")

    assert mine.withheld == 0
    assert {each.person_id for each in child.goals} == {freja}
    assert all(freja in each.persons for each in child.measures)
    assert child.withheld == len(mine.goals) + len(mine.measures) - len(child.goals) - len(child.measures)
    seen = version(story.sight("freja", noon(story)), version_id=proposal.id)
    assert {each.id for each in seen.measures} == {each.id for each in child.measures}
    assert {each.person_id for each in seen.goals} == {freja}


def test_what_is_withheld_is_counted_and_never_named() -> None:
    story = drafted()
    sight = story.sight("freja", noon(story))

    assert not sight.shows(story.person("mette"), Category.WORK)
    assert MENTOR not in {each.title for each in measures(sight)}
    assert all(each.person_id == story.person("freja") for each in goals(sight))


def test_dots_show_what_somebody_else_changed_since_the_last_look() -> None:
    story = drafted()
    first, second = noon(story), noon(story) + timedelta(hours=1)
    plan_page(story.sight("mette", first, "read_plan"), at=first)
    later = noon(story) + timedelta(minutes=30)
    mentor = measure_called(story, MENTOR)
    change_measure(story.sight(COORDINATOR, later), at=later, measure_id=mentor.id, title="Mentor i butik")

    sight = story.sight("mette", second, "read_plan")
    page = plan_page(sight, at=second)
    assert page.seen_before == first
    assert [each.title for each in page.measures if page.is_new(each.changed, sight.actor.account_id)] == [
        "Mentor i butik"
    ]
    third = second + timedelta(hours=1)
    again = plan_page(story.sight("mette", third, "read_plan"), at=third)
    assert [each for each in again.measures if again.is_new(each.changed, sight.actor.account_id)] == []


def test_before_any_version_none_is_approved() -> None:
    story = drafted()

    assert approved_version(story.sight("mette", noon(story))) is None
    assert versions(story.sight("mette", noon(story))) == []
    with refusal(Missing):
        version(story.sight("mette", noon(story)), version_id=VersionId(story.person("mette")))


def test_goals_and_measures_carry_their_padlocks() -> None:
    story, proposal = proposed()
    for ref in ("mette", "freja"):
        sight = story.sight("mette", noon(story))
        approve_plan(sight, at=noon(story), version_id=proposal.id, for_person=story.person(ref))

    sight = story.sight("mette", noon(story))
    assert all(each.agreed for each in goals(sight))
    assert all(each.agreed for each in measures(sight))
