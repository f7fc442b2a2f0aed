"""Does the desk show what is known, and does it answer an order with what is already there?"""

import re
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from enplan.journey.assessment.commands import answer_question
from enplan.journey.dossier.commands import request_statement
from enplan.journey.dossier.queries import documents, statements
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.kernel.category import Category
from tests.builders_sectorplans import a_full_plan
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


@pytest.fixture
def client(world: World) -> Client:
    """The physiotherapist's browser."""
    return as_(world.actor("Peter Kvist"))


def root(world: World) -> str:
    """The address of the page."""
    return f"/arbejde/sager/{world.case_id}/sagens-oplysninger/"


def text(response: Any) -> str:
    """What the page says, tags and needless space left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def a_document(world: World, **fields: str) -> dict[str, str]:
    """What is typed about her back."""
    person = str(world.cast.persons["mette"].id)
    given = {"person": person, "category": "health", "title": "Ryggen", "text": "Må løfte 5 kg.", "source": "Egen læge"}
    return {**given, "day": "02-11-2026", **fields}


def an_order(world: World, **fields: Any) -> dict[str, Any]:
    """An order of a statement."""
    person = str(world.cast.persons["mette"].id)
    return {"person": person, "category": "health", "kind": "LÆ 135", "purpose": "Træning", **fields}


def test_an_empty_page_says_the_first_step(world: World, client: Client) -> None:
    assert "Der er ingen dokumenter endnu" in text(client.get(root(world)))


def test_a_document_is_added_and_shown_with_its_source(world: World, client: Client) -> None:
    answer = client.post(f"{root(world)}dokument/ny/", a_document(world), follow=True)

    assert "Fra Egen læge, 2. november 2026 . Tilføjet af Peter Kvist." in text(answer)
    assert [each.day for each in documents(world.sight("Peter Kvist"))] == [date(2026, 11, 2)]


def test_only_kinds_that_may_be_seen_can_be_chosen(world: World, client: Client) -> None:
    page = client.get(f"{root(world)}dokument/ny/").content.decode()

    assert 'value="health"' in page
    assert 'value="work"' not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Skriv med få ord, hvad det handler om."),
        ({"day": "i går"}, "Datoen kan ikke læses."),
        ({"day": "01-01-2100"}, "Datoen ligger ude i fremtiden."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    world: World, client: Client, fields: dict[str, str], said: str
) -> None:
    answer = client.post(f"{root(world)}dokument/ny/", a_document(world, text="Min lange tekst.", **fields))

    assert answer.status_code == 400
    assert said in text(answer)
    assert "Min lange tekst." in text(answer)
    assert documents(world.sight("Peter Kvist")) == []


def test_a_statement_is_ordered_received_and_used_again(world: World, client: Client) -> None:
    page = client.post(f"{root(world)}erklaering/ny/", an_order(world), follow=True)
    assert "På vej" in text(page)
    one = statements(world.sight("Peter Kvist"))[0]
    assert (one.kind, one.items, one.category) == ("LÆ 135", ("fysisk-helbred",), Category.HEALTH)

    address = f"{root(world)}erklaering/{one.id}/"
    assert 'name="revision" value="1"' in client.get(address).content.decode()
    client.post(address, {"text": "Kan løfte lidt.", "revision": "1", "valid_until": "01-05-2099"})
    assert "Gyldig" in text(client.get(root(world)))

    client.post(address, {"purpose": "Rehabilitering"})
    assert "til Rehabilitering" in text(client.get(address))


def test_an_order_is_answered_with_what_a_sector_plan_has_on_its_way(world: World) -> None:
    """S-21: block a repeat, or require the reason."""
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
    client = as_(world.actor("Henrik Dam"))
    order = an_order(world, category="work")

    answer = client.post(f"{root(world)}erklaering/ny/", order)

    assert "Der er allerede en erklæring på vej: LÆ 145 (Jobcenter Nordby) om fysisk helbred." in text(answer)
    assert statements(world.sight("Henrik Dam")) == []
    assert "LÆ 145 om Mette Holm Andersen hos Jobcenter Nordby" in text(client.get(root(world)))

    client.post(f"{root(world)}erklaering/ny/", {**order, "again_because": "Ryggen er blevet værre"})
    assert "Ryggen er blevet værre" in text(client.get(root(world)))


def test_another_statement_needs_a_name_and_something_to_be_about(world: World, client: Client) -> None:
    said = text(client.post(f"{root(world)}erklaering/ny/", an_order(world, kind="andet")))

    assert "Skriv, hvilken udtalelse det er." in said
    assert "Vælg mindst én oplysning, som erklæringen skal handle om." in said


def test_the_slower_of_two_who_receive_is_told_and_keeps_the_text(world: World, client: Client) -> None:
    client.post(f"{root(world)}erklaering/ny/", an_order(world))
    one = statements(world.sight("Peter Kvist"))[0]
    address = f"{root(world)}erklaering/{one.id}/"

    slow = client.post(address, {"text": "Min lange tekst.", "revision": "7"})

    assert "En anden har ændret det samme, mens du skrev." in text(slow)
    assert "Min lange tekst." in text(slow)


def test_without_consent_nothing_is_shown_but_how_much(world: World, client: Client) -> None:
    client.post(f"{root(world)}dokument/ny/", a_document(world))
    client.post(f"{root(world)}erklaering/ny/", an_order(world))
    one = statements(world.sight("Peter Kvist"))[0]
    other = as_(world.actor("Henrik Dam"))

    said = text(other.get(root(world)))

    assert "2 oplysninger er ikke vist, fordi der ikke er samtykke." in said
    assert "Ryggen" not in said
    assert as_(world.actor("mette")).get(root(world)).status_code == 403
    assert other.get(f"{root(world)}erklaering/{one.id}/").status_code == 404


def test_the_register_says_how_each_stands_and_whose_turn_it_is(world: World, client: Client) -> None:
    """S-21: one list of all statements, and overdue ones are chased from it."""
    before, items = NOW - timedelta(days=15), ["fysisk-helbred"]
    sight, mette = world.sight("Peter Kvist"), world.cast.persons["mette"].id
    request_statement(sight, at=before, person_id=mette, kind="LÆ 125", items=items, purpose="Træning")

    page = client.get(f"{root(world)}erklaeringer/")
    assert "1 svar er forsinket" in text(page)
    assert "14 dage efter bestillingen" in text(page)
    one = statements(world.sight("Peter Kvist"))[0]
    assert f"../erklaering/{one.id}/ryk/" in page.content.decode()
    answer = client.post(f"{root(world)}erklaering/{one.id}/ryk/", {"words": "Ringede."}, follow=True)
    assert "Rykkeren er noteret." in text(answer)
    assert "Rykket 1 gang" in text(answer)
    assert "Den, der skal svare" in text(answer)


def test_what_is_wrong_with_a_chase_is_said_and_nothing_is_lost(world: World, client: Client) -> None:
    client.post(f"{root(world)}erklaering/ny/", an_order(world, kind="LÆ 125"))
    one = statements(world.sight("Peter Kvist"))[0]

    answer = client.post(f"{root(world)}erklaering/{one.id}/ryk/", {"words": "Ringede til lægehuset."})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "Svaret er ikke forsinket endnu" in text(answer)
    assert "Ringede til lægehuset." in answer.content.decode()


def test_a_promise_and_a_calling_off_are_noted(world: World, client: Client) -> None:
    client.post(f"{root(world)}erklaering/ny/", an_order(world, kind="LÆ 125"))
    one = statements(world.sight("Peter Kvist"))[0]
    address = f"{root(world)}erklaering/{one.id}/"

    told = {"promised_day": "20-12-2026", "seen_day": "", "revision": 1}
    assert "20. december 2026 (lovet)" in text(client.post(f"{address}aftale/", told, follow=True))
    off = client.post(f"{address}afbestil/", {"because": "Lægen har ikke tid.", "revision": 2}, follow=True)
    assert "Afbestilt Lægen har ikke tid." in text(off)
    assert "Ingen venter på svaret." in text(client.get(address))


def test_the_municipality_sets_the_day_of_a_sickness_statement(world: World, client: Client) -> None:
    answer = client.post(f"{root(world)}erklaering/ny/", an_order(world, kind="LÆ 285"))

    assert "Kommunen sætter selv dagen" in text(answer)


def test_whoever_is_about_to_order_sees_who_has_asked_before(world: World, client: Client) -> None:
    """S-20: already asked, by whom and when, before anything is written."""
    mette = world.cast.persons["mette"].id
    assert "Der er spurgt i forvejen" not in text(client.get(f"{root(world)}erklaering/ny/"))
    answer_question(world.sight("mette"), at=NOW, person_id=mette, item="fysisk-helbred", text="Ondt i ryggen.")

    page = text(client.get(f"{root(world)}erklaering/ny/"))

    assert "Der er spurgt i forvejen" in page
    assert "Mette Holm Andersen, 23. november 2026 (Udredningen). Svar 23. november 2026" in page
    assert "Ondt i ryggen" not in page, "what was answered is read where answers are read"
