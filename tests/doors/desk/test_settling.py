"""Can a leader settle the municipality's own matters on a page, and is a citizen told of it? (S-58, S-67)"""

from datetime import timedelta

import pytest
from django.test import Client

from enplan.demo.cast import Cast
from enplan.registers.organisation.commands import settle
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import four_eyes, number_on
from tests.clock import MORNING, TODAY
from tests.doors.signed_in import as_
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db
HERE = "/ledelse/indstillinger/"
TOMORROW = TODAY + timedelta(days=1)
GIVEN = {"value": "14", "first_day": TOMORROW.isoformat(), "why": "Besluttet af byrådet den 12. november."}


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


@pytest.fixture
def leader(cast: Cast) -> Client:
    return as_(cast.professionals["Thomas Vinther"])


def test_a_leader_settles_a_deadline_and_reads_when_it_begins(leader: Client) -> None:
    assert leader.post(HERE + "?ret=answer-days", GIVEN).status_code == 303

    page = leader.get(HERE).content.decode()
    assert "Fra <time" in page
    assert "Besluttet af byrådet den 12. november." in page
    assert number_on(Matter.ANSWER_DAYS, on=TOMORROW) == 14


def test_a_leader_chooses_that_two_stand_behind_a_decision(leader: Client) -> None:
    form = leader.get(HERE + "?ret=four-eyes").content.decode()
    assert "Ja, en kollega godkender svarene" in form
    assert leader.post(HERE + "?ret=four-eyes", GIVEN | {"value": "måske"}).status_code == 422

    assert leader.post(HERE + "?ret=four-eyes", GIVEN | {"value": "yes"}).status_code == 303

    page = leader.get(HERE).content.decode()
    assert "Nej, kontaktpersonen underskriver alene" in page
    assert "</span> Ja, en kollega godkender svarene" in page
    assert [four_eyes(on=day) for day in (TODAY, TOMORROW)] == [False, True]


def test_what_cannot_be_is_told_and_what_was_typed_is_kept(leader: Client) -> None:
    answer = leader.post(HERE + "?ret=answer-days", GIVEN | {"first_day": TODAY.isoformat(), "value": "15"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "tidligst gælde fra i morgen" in page
    assert 'value="15"' in page


def test_an_unknown_matter_is_no_form(leader: Client) -> None:
    page = leader.get(HERE + "?ret=klage-ast-4-uger").content.decode()

    assert "Gem fra den dag" not in page


def test_a_caseworker_is_told_to_ask_their_leader(cast: Cast) -> None:
    answer = as_(cast.professionals["Susanne Brandt"]).get(HERE)

    assert answer.status_code == 403
    assert "Kun ledere ændrer" in answer.content.decode()


def test_whoever_thinks_of_asking_reads_the_published_deadline(client: Client) -> None:
    page = client.get("/soeg-en-plan/").content.decode()

    assert "senest svar efter 28 dage" in page
    assert "Én plan er for dig, der får hjælp flere steder fra" in page


def test_whoever_thinks_of_applying_reads_the_published_deadline_of_each_area(cast: Cast, client: Client) -> None:
    """Retssikkerhedsloven § 3 stk. 2."""
    leader = cast.professionals["Thomas Vinther"]
    why = "Besluttet af byrådet den 12. november."
    at = MORNING - timedelta(days=2)
    settle(leader, at=at, matter=Matter.AREA_FAMILY, value="42", first_day=TODAY, why=why)

    page = client.get("/soeg-en-plan/").content.decode()

    assert "Hjælp til børn og familier: 42 dage" in page
    assert "Støtte til voksne: 56 dage" in page
    mine = as_(cast.citizens["lone"]).get("/soeg-en-plan/").content.decode()
    assert "Hjælp til børn og familier: 42 dage" in mine
