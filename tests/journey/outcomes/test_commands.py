"""What happens when readings are recorded and cases counted, and what do leaders see of it?"""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import transaction

from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.outcomes.commands import record_reading, tally_case
from enplan.journey.outcomes.facts import Scale, Tally
from enplan.journey.outcomes.models import ReadingRecord, TallyRecord
from enplan.journey.outcomes.queries import figures, outcomes_page
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.queries import events
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.queries import messages
from tests.builders_stories import mette_with_plans
from tests.worlds import mettes_case

pytestmark = pytest.mark.django_db
SUSANNE, LEADER = "Susanne Brandt", "Thomas Vinther"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


def _read(story: Telling, who: str = "mette", *, days: int = 0, value: int = 4, about: str = "mette") -> None:
    at = story.at(days)
    record_reading(
        story.sight(who, at), at=at, person_id=story.person(about), scale=Scale.WELLBEING, value=value, words="Sådan"
    )


def _count(story: Telling, days: int = 0) -> Tally:
    at = story.at(days)
    return tally_case(open_case(the_clock(), at=at, case_id=story.case_id, errand="tally"), at=at)


def test_a_citizen_says_where_they_stand_and_sees_the_way_come(story: Telling) -> None:
    _read(story, value=3)
    _read(story, days=30, value=6)

    course = outcomes_page(story.sight("mette", story.at(30))).people[0].courses[0]

    assert course.change == 3
    assert course.first.by_citizen
    assert events(story.sight("mette", story.at(30)))[0].event == "outcomes.reading_recorded"
    assert messages(story.actor(SUSANNE))[0].message == "outcomes.reading_recorded"


def test_a_professional_writes_down_what_was_said(story: Telling) -> None:
    _read(story, SUSANNE)

    course = outcomes_page(story.sight("mette", story.at(0))).people[0].courses[0]
    assert not course.last.by_citizen
    assert messages(story.actor("mette"))[0].message == "outcomes.reading_recorded"


@pytest.mark.parametrize("value", [-1, 11])
def test_a_reading_is_on_the_scale(story: Telling, value: int) -> None:
    with pytest.raises(Unfit) as caught:
        _read(story, value=value)

    assert caught.value.reason == "outcomes.off_the_scale"


def test_a_child_records_nothing_about_a_parent(story: Telling) -> None:
    with pytest.raises(Refused):
        _read(story, "freja", about="mette")


def test_a_reading_of_another_case_is_not_shown(story: Telling) -> None:
    _read(story)
    other = mettes_case(story.cast)

    assert all(not each.courses for each in outcomes_page(other.sight(SUSANNE)).people)
    with pytest.raises(Missing):
        story.sight("kenneth", story.at(0))


def test_a_count_holds_numbers_and_no_words(story: Telling) -> None:
    """S-41, S-42: lead times and contact persons, and nothing a person could be known by."""
    found = _count(story)

    assert found.days_to_answer == 3
    assert found.plans_before == 5
    assert found.contacts_before is not None
    assert found.days_to_plan is None
    words = {field.name for field in fields(Tally) if field.type in {"str", str}}
    assert words == {"kind"}


def test_the_same_count_again_is_not_kept(story: Telling) -> None:
    _count(story)
    _count(story, days=7)

    tell_actor(the_clock())
    assert TallyRecord.objects.count() == 1
    kept = [each.event for each in events(story.sight("mette", story.at(7)))]
    assert kept.count("outcomes.case_tallied") == 1


def test_only_the_clock_and_the_contact_person_count(story: Telling) -> None:
    for who in ("mette", "Henrik Dam"):
        with pytest.raises(Refused), transaction.atomic():
            tally_case(story.sight(who, story.at(0)), at=story.at(0))


def test_leaders_see_no_figure_of_few(story: Telling) -> None:
    """One case counted is one case hidden."""
    _read(story)
    _read(story, days=1, value=7)
    _count(story, days=2)

    found = figures(story.actor(LEADER), on=story.day(40))

    assert found.cases.hidden
    assert all(each.hidden for each in (*found.by_kind, *found.counted, *found.changes))


def test_leaders_see_figures_of_five_cases(story: Telling) -> None:
    tell_actor(the_clock())
    at = story.at(0)
    _count(story)
    for _ in range(4):
        other = mettes_case(story.cast)
        tally_case(open_case(the_clock(), at=at, case_id=other.case_id, errand="tally"), at=at)

    found = figures(story.actor(LEADER), on=story.day(40))

    assert found.cases.count == 5
    assert figures(story.actor(LEADER), on=story.today).cases.hidden  # this month is not over


def test_a_leader_is_not_left_with_the_clocks_eyes(story: Telling) -> None:
    """Afterwards the database shows the leader no reading at all."""
    _read(story)
    leader = story.actor(LEADER)

    figures(leader, on=story.today + timedelta(days=40))

    assert ReadingRecord.objects.count() == 0
    assert TallyRecord.objects.count() == 0


@pytest.mark.parametrize("who", ["mette", SUSANNE])
def test_figures_are_for_leaders(story: Telling, who: str) -> None:
    with pytest.raises(Refused) as caught:
        figures(story.actor(who), on=story.today)

    assert caught.value.reason == "outcomes.leaders_only"
