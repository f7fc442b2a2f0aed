"""Can anybody ask for one plan, and follow what becomes of it? (S-67, S-68)"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.demo.cast import Cast
from enplan.doors.parts import sorry
from enplan.journey.entrance.commands import delay_answer, screen_request, take_up_request
from enplan.journey.entrance.facts import Criterion
from enplan.journey.entrance.queries import Receipt, own_requests
from enplan.kernel.actor import Actor
from tests.builders_people import BECAUSE, TODAY, answers
from tests.doors.signed_in import as_
from tests.worlds import NOW, a_municipality

pytestmark = pytest.mark.django_db
ASK = "/soeg-en-plan/"


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


def test_a_stranger_reads_how_to_ask_without_signing_in() -> None:
    page = Client().get(ASK).content.decode()

    assert "Kan du ikke logge ind?" in page
    assert "70 10 20 30" in page


def test_a_stranger_writes_in_nobodys_name() -> None:
    answer = Client().post(ASK, {"wish": "Hjælp"})

    assert answer.status_code == 401
    assert "/log-ind/" in answer.content.decode()


def test_a_citizen_asks_and_lands_on_the_receipt(cast: Cast) -> None:
    mette = as_(cast.citizens["mette"])
    answer = mette.post(ASK, {"wish": "Jeg har fire planer.", "phone": "20 30 40 50"})
    assert answer.status_code == 303

    page = mette.get(answer["Location"]).content.decode()
    assert "Tak. Vi har modtaget din henvendelse." in page
    assert "Jeg har fire planer." in page
    assert "senest" in page


def test_an_empty_request_is_kept_with_a_kind_word(cast: Cast) -> None:
    answer = as_(cast.citizens["mette"]).post(ASK, {"wish": "", "phone": "20 30 40 50"})

    assert answer.status_code == 422
    assert "Skriv kort, hvad du ønsker hjælp til." in answer.content.decode()
    assert "20 30 40 50" in answer.content.decode()


def test_what_was_typed_survives_a_refusal(cast: Cast) -> None:
    mette = as_(cast.citizens["mette"])
    mette.post(ASK, {"wish": "Første gang"})
    answer = mette.post(ASK, {"wish": "Anden gang, med meget mere tekst"})

    assert answer.status_code == 422
    assert "venter på svar" in answer.content.decode()
    assert "Anden gang, med meget mere tekst" in answer.content.decode()
    assert len(own_requests(cast.citizens["mette"], on=TODAY)) == 1


def test_a_relative_asks_for_another(cast: Cast) -> None:
    carsten = as_(cast.citizens["carsten"])
    form = {"who": "relative", "name": "Mette Holm Andersen", "born": "12-04-1983", "wish": "Hun har brug for hjælp."}
    form |= {"mail_way": "collected"}
    answer = carsten.post(ASK + "?anden", form)

    assert answer.status_code == 303
    assert "Henvendelse om Mette Holm Andersen" in carsten.get(answer["Location"]).content.decode()
    wrong = carsten.post(ASK + "?anden", form | {"born": "den tolvte", "name": "En anden"})
    assert "Datoen kan ikke læses" in wrong.content.decode()


def test_the_citizen_follows_the_stages_to_a_reasoned_no(cast: Cast) -> None:
    mette, anne = as_(cast.citizens["mette"]), cast.professionals["Anne Lykkegaard"]
    receipt = mette.post(ASK, {"wish": "Jeg har fire planer."})["Location"]
    request = own_requests(cast.citizens["mette"], on=TODAY)[0].request

    take_up_request(anne, at=NOW, request_id=request.id)
    assert "Anne Lykkegaard ser på henvendelsen" in mette.get(receipt).content.decode()
    screen_request(
        anne,
        at=NOW,
        request_id=request.id,
        answers=answers(Criterion.SEVERAL_PLANS),
        offered=False,
        reasons="Du har kun én plan i dag.",
        citizen_said=BECAUSE,
        guidance="Du kan søge igen, når jobcenteret har lavet sin plan.",
    )
    page = mette.get(receipt).content.decode()
    assert "Du har kun én plan i dag." in page
    assert "Du kan søge igen" in page
    assert "/rettigheder/" in page


def test_anothers_receipt_does_not_exist(cast: Cast) -> None:
    receipt = as_(cast.citizens["mette"]).post(ASK, {"wish": "Jeg har fire planer."})["Location"]

    assert as_(cast.citizens["kenneth"]).get(receipt).status_code == 404
    assert Client().get(receipt).status_code == 302
    assert as_(cast.professionals["Henrik Dam"]).get(receipt).status_code == 403


def test_the_page_costs_few_queries(cast: Cast) -> None:
    mette = as_(cast.citizens["mette"])
    mette.post(ASK, {"wish": "Jeg har fire planer."})
    with CaptureQueriesContext(connection) as queries:
        mette.get(ASK)

    assert len(queries) <= 6


def test_whoever_has_asked_reads_on_every_page_how_far_it_is_and_when_the_answer_comes(cast: Cast) -> None:
    lone = as_(cast.citizens["lone"])
    assert "Bed om én plan" in lone.get("/min-plan/").content.decode()
    receipt = lone.post(ASK, {"wish": "Jeg har for mange planer."})["Location"]

    for address in ("/min-plan/", "/min-plan/moeder/"):
        page = lone.get(address).content.decode()
        assert "Du har bedt om én plan" in page
        assert "Du får svar senest" in page
        assert f'href="{receipt}"' in page
        assert 'aria-current="step">Modtaget' in page
        assert "Du har ikke en plan endnu" not in page


def test_a_message_leads_to_its_page_by_the_name_the_page_has(cast: Cast) -> None:
    lone = as_(cast.citizens["lone"])
    lone.post(ASK, {"wish": "Jeg har for mange planer."})

    page = lone.get("/min-plan/beskeder/").content.decode()

    assert '<a href="/soeg-en-plan/">Gå til Bed om én plan</a>' in page
    assert "<h1>Bed om én plan</h1>" in lone.get(ASK).content.decode()
    assert "Søg én plan" not in page


def test_the_answer_and_the_new_day_are_on_the_first_page_and_among_the_letters_of_somebody_without_a_plan(
    cast: Cast,
) -> None:
    """S-68: as words and as a letter in PDF."""
    lone, anne = as_(cast.citizens["lone"]), cast.professionals["Anne Lykkegaard"]
    lone.post(ASK, {"wish": "Jeg har for mange planer."})
    request = own_requests(cast.citizens["lone"], on=TODAY)[0].request
    delay_answer(anne, at=NOW, request_id=request.id, new_day=TODAY + timedelta(days=42), reason=BECAUSE)
    for address in ("/min-plan/", "/min-plan/breve/"):
        page = lone.get(address).content.decode()
        assert "Svaret er forsinket. Du får svar senest mandag den 4. januar 2027" in page
        assert BECAUSE in page
        assert "Hent brev om ny dag som PDF" in page

    screen_request(
        anne,
        at=NOW,
        request_id=request.id,
        answers=answers(Criterion.SEVERAL_PLANS),
        offered=False,
        reasons="Du har kun én plan i dag.",
        citizen_said=BECAUSE,
        guidance="Du kan søge igen, når jobcenteret har lavet sin plan.",
    )
    for address in ("/min-plan/", "/min-plan/breve/"):
        page = lone.get(address).content.decode()
        assert "Du har kun én plan i dag." in page
        assert "Læs svaret" in page
    letters = re.findall(r'href="(/soeg-en-plan/[^"]*/brev/[^"]*)"', page)
    assert len(letters) == 6
    assert [lone.get(each).status_code for each in letters] == [200] * 6
    assert lone.get(next(each for each in letters if each.endswith("answer-citizen.pdf"))).content.startswith(b"%PDF")
    assert as_(cast.citizens["kenneth"]).get(letters[0]).status_code == 404


def test_the_letters_of_the_entrance_stay_among_the_letters_when_there_is_a_plan(cast: Cast) -> None:
    """Receipt, new day, a first no and the yes: each to read and on paper; nobody else's."""
    lone, anne = as_(cast.citizens["lone"]), cast.professionals["Anne Lykkegaard"]
    lone.post(ASK, {"wish": "Jeg har for mange planer."})
    first = own_requests(cast.citizens["lone"], on=TODAY)[0].request
    delay_answer(anne, at=NOW, request_id=first.id, new_day=TODAY + timedelta(days=42), reason=BECAUSE)
    no: dict[str, Any] = {"offered": False, "reasons": BECAUSE, "citizen_said": BECAUSE, "guidance": BECAUSE}
    screen_request(anne, at=NOW, request_id=first.id, answers=answers(Criterion.SEVERAL_PLANS), **no)
    lone.post(ASK, {"wish": "Nu har jeg fire planer."})
    second = own_requests(cast.citizens["lone"], on=TODAY)[0].request
    screen_request(anne, at=NOW, request_id=second.id, answers=answers(), offered=True, reasons=BECAUSE)
    as_(cast.citizens["carsten"]).post(ASK, {"wish": "Det er mit."})

    page = lone.get("/min-plan/breve/")

    assert page.status_code == 200
    assert "<h1>Breve og afgørelser</h1>" in page.content.decode()
    letters = re.findall(r'href="(/soeg-en-plan/[^"]*/brev/[^"]*)"', page.content.decode())
    assert sorted(each.split("/brev/")[1].partition("-")[0] for each in letters if each.endswith(".pdf")) == [
        "answer",
        "answer",
        "delay",
        "receipt",
        "receipt",
    ]
    assert {each.split("/")[2] for each in letters} == {str(first.id), str(second.id)}
    assert [lone.get(each).status_code for each in letters] == [200] * 10


def test_who_asked_for_another_reads_when_and_not_why_nor_what(cast: Cast) -> None:
    carsten, anne = as_(cast.citizens["carsten"]), cast.professionals["Anne Lykkegaard"]
    form = {"who": "relative", "name": "Kai Test", "born": "12-04-1983", "wish": "Han har brug for hjælp."}
    address = carsten.post(ASK + "?anden", form | {"mail_way": "ukendt"})["Location"]
    request = own_requests(cast.citizens["carsten"], on=TODAY)[0].request
    delay_answer(anne, at=NOW, request_id=request.id, new_day=TODAY + timedelta(days=42), reason=BECAUSE)

    page = carsten.get(address).content.decode()
    assert "Vi svarer <strong>senest" in page
    assert "Du får svar" not in page
    assert BECAUSE not in page
    for each in re.findall(r'href="(/soeg-en-plan/[^"]*/brev/[^"]*/)"', page):
        letter = carsten.get(each).content.decode()
        assert "Svaret går til Kai Test." in letter
        assert BECAUSE not in letter


def test_a_professional_says_title_and_workplace(cast: Cast) -> None:
    """S-66"""
    carsten = as_(cast.citizens["carsten"])
    form = {"who": "professional", "name": "Kai Test", "born": "12-04-1983", "wish": "Han har brug for hjælp."}
    form |= {"mail_way": "ukendt"}
    bare = carsten.post(ASK + "?anden", form)
    assert "Skriv fagpersonens stilling og arbejdssted" in bare.content.decode()

    answer = carsten.post(ASK + "?anden", form | {"title": "læge", "workplace": "Lægehuset Søparken"})
    assert "læge, Lægehuset Søparken" in carsten.get(answer["Location"]).content.decode()


def test_what_somebody_has_asked_for_is_read_in_a_transaction_of_its_own(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the page is over by then: outside one the database forgets who asks, and nothing would be shown."""
    deep, outside = [], len(connection.savepoint_ids)

    def looked(by: Actor, *, on: date) -> list[Receipt]:
        deep.append(len(connection.savepoint_ids) - outside)
        return []

    monkeypatch.setattr(sorry, "own_letters", looked)
    as_(cast.citizens["lone"]).get("/min-plan/")

    assert deep == [1]
