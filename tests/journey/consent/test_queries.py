"""Does the page of consents cost the same for one and for thirty?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.journey.access.commands import open_case
from enplan.journey.access.queries import who_looked
from enplan.journey.consent.commands import ask_for_consent, give_consent, withdraw_consent
from enplan.journey.consent.facts import ConsentKind, Way
from enplan.journey.consent.queries import consents_page, plan_stopped
from enplan.journey.team.commands import ask_to_join
from enplan.journey.team.queries import team_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Refused
from enplan.kernel.period import Period
from tests.builders_people import TODAY, a_scope
from tests.journey.consent.acts import ask, who, yes
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
KINDS = [each for each in Category if each is not Category.PLAN]


@pytest.fixture
def world() -> World:
    return mettes_case()


def given(world: World, number: int) -> None:
    """A consent like no other: thirty of them differ in source."""
    scope = a_scope(world.cast.persons["mette"].id, KINDS[number % len(KINDS)], source=f"Kilde {number}")
    question = ask_for_consent(world.sight("Susanne Brandt"), at=NOW, scope=scope, why="Fordi", period=Period(TODAY))
    give_consent(world.sight("mette"), at=NOW, request_id=question.id, way=Way.PORTAL)


def test_the_page_of_consents_costs_the_same_for_one_and_for_thirty(world: World) -> None:
    costs = []
    for number in range(30):
        given(world, number)
        if number in {0, 29}:
            sight = world.sight("mette")
            with CaptureQueriesContext(connection) as queries:
                page = consents_page(sight, on=TODAY)
            costs.append(len(queries))

    assert len(page.given) == 30
    assert costs[0] == costs[1] <= 10


def test_the_team_is_told_what_is_missing_and_the_citizen_is_not(world: World) -> None:
    given(world, KINDS.index(Category.HEALTH))
    for_team = consents_page(world.sight("Susanne Brandt"), on=TODAY)
    missing = {(gap.person_id, gap.category) for gap in for_team.missing}

    mette, freja = world.cast.persons["mette"].id, world.cast.persons["freja"].id
    assert (mette, Category.HEALTH) not in missing
    assert {(freja, Category.HEALTH), (mette, Category.WORK), (mette, Category.PLAN)} <= missing
    assert consents_page(world.sight("mette"), on=TODAY).missing == []


def test_the_citizen_reads_who_looked_and_who_asked_to(world: World) -> None:
    outside = world.actor("Lars Overgaard")
    ask_to_join(outside, at=NOW, case_id=world.case_id, ground="Jeg begynder behandling.")
    open_case(world.actor("Henrik Dam"), at=NOW + timedelta(days=1), case_id=world.case_id, errand="read_case")
    page = who_looked(world.sight("mette", at=NOW + timedelta(days=2)))

    first = page.days[0].openings[0]
    assert (first.name, first.department, first.errand) == ("Henrik Dam", "Jobcenter Nordby", "read_case")
    assert [each.name for each in page.questions] == ["Lars Overgaard"]
    assert "Mette Holm Andersen" not in {each.name for day in page.days for each in day.openings}


def test_only_the_people_of_the_case_read_who_looked(world: World) -> None:
    with pytest.raises(Refused, match=r"access\.openings_are_the_citizens"):
        who_looked(world.sight("Susanne Brandt"))


def test_who_looked_comes_a_page_at_a_time_at_the_same_cost(world: World) -> None:
    costs = []
    for number in range(60):
        open_case(world.actor("Henrik Dam"), at=NOW + timedelta(hours=number), case_id=world.case_id, errand="story")
        if number in {0, 59}:
            sight = world.sight("mette")
            with CaptureQueriesContext(connection) as queries:
                page = who_looked(sight)
            costs.append(len(queries))

    assert page.more
    assert costs[0] == costs[1] == 3
    assert not who_looked(world.sight("mette"), page=2).more


def test_the_page_of_people_costs_the_same_whoever_is_around(world: World) -> None:
    sight = world.sight("mette")
    with CaptureQueriesContext(connection) as queries:
        page = team_page(sight)

    assert len(page.members) == 4
    assert len(queries) <= 6


def test_a_plan_has_stopped_since_the_yes_to_it_was_taken_back_and_goes_on_after_a_new_one(world: World) -> None:
    mette, later = who(world, "mette"), NOW + timedelta(days=3)
    scope = a_scope(mette, kind=ConsentKind.PLAN)
    first = yes(world, "mette", ask(world, scope))
    assert plan_stopped(world.sight("mette"), on=TODAY) == {}

    withdraw_consent(world.sight("mette"), at=later, consent_id=first.id)
    for reader in ("mette", "Susanne Brandt"):
        assert plan_stopped(world.sight(reader), on=danish_day(later)) == {mette: danish_day(later)}

    yes(world, "mette", ask(world, scope))
    assert plan_stopped(world.sight("mette"), on=danish_day(later)) == {}
