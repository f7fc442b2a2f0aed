"""Does a citizen find the complaint over a no, its answer and the new answer among their letters? (S-67, S-68)"""

import re

import pytest
from django.test import Client

from enplan.demo.cast import Cast
from enplan.journey.appeals.commands import answer_appeal, complain_over_refusal
from enplan.journey.appeals.facts import Appeal
from enplan.journey.decisions.facts import Outcome
from enplan.journey.entrance.facts import Request
from tests.builders_people import answers
from tests.doors.signed_in import as_
from tests.worlds import NOW, a_municipality
from tests.worlds_appeals import ANNE, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


@pytest.fixture
def asked(cast: Cast) -> Request:
    return refused(cast)


@pytest.fixture
def birgit(cast: Cast) -> Client:
    return as_(cast.citizens["birgit"])


def complained(cast: Cast, asked: Request, outcome: Outcome | None) -> Appeal:
    made = complain_over_refusal(cast.citizens["birgit"], at=NOW, request_id=asked.id, text="Der er to planer.")
    if outcome is None:
        return made
    said = {"outcome": outcome, "reasons": "Vi har talt med dig igen.", "answers": answers()}
    return answer_appeal(cast.professionals[ANNE], at=NOW, appeal_id=made.id, **said)  # type: ignore[arg-type]


def text(client: Client, address: str) -> str:
    return re.sub(r"</?time[^>]*>", "", client.get(address).content.decode())


@pytest.mark.parametrize(
    ("outcome", "said"), [(Outcome.UPHELD, "Vi ændrer det ikke."), (Outcome.CHANGED, "Du har fået ret.")]
)
def test_the_complaint_and_its_answer_are_letters(
    cast: Cast, birgit: Client, asked: Request, outcome: Outcome, said: str
) -> None:
    complained(cast, asked, outcome)
    mine = f"/soeg-en-plan/{asked.id}/klage/"

    page = text(birgit, "/min-plan/breve/")
    for address in (mine, f"{mine}brev/", f"{mine}brev.pdf"):
        assert f'href="{address}"' in page
    letter = text(birgit, f"{mine}brev/")
    for part in ("Svar på din klage", said, "Vi har talt med dig igen.", "Der er to planer."):
        assert part in letter
    assert birgit.get(f"{mine}brev.pdf").content.startswith(b"%PDF")
    assert as_(cast.citizens["mette"]).get(f"{mine}brev/").status_code == 404


def test_a_complaint_without_answer_is_listed_and_has_no_letter(cast: Cast, birgit: Client, asked: Request) -> None:
    complained(cast, asked, None)
    mine = f"/soeg-en-plan/{asked.id}/klage/"

    page = text(birgit, "/min-plan/breve/")
    assert f'href="{mine}"' in page
    assert f"{mine}brev" not in page
    assert birgit.get(f"{mine}brev/").status_code == 404


def test_the_old_request_says_that_a_new_answer_has_come(cast: Cast, birgit: Client, asked: Request) -> None:
    new = complained(cast, asked, Outcome.CHANGED).new_request_id
    anne = as_(cast.professionals[ANNE])

    page = text(birgit, f"/soeg-en-plan/{asked.id}/")
    assert "du har fået ret" in page
    assert f'href="/soeg-en-plan/{new}/"' in page
    desk = text(anne, f"/arbejde/henvendelser/{asked.id}/")
    assert "Borgeren klagede og fik ret" in desk
    assert f'href="/arbejde/henvendelser/{new}/"' in desk
    assert text(anne, "/arbejde/henvendelser/").count("Nyt svar efter klage") == 1


def test_an_upheld_no_stays_the_answer(cast: Cast, birgit: Client, asked: Request) -> None:
    complained(cast, asked, Outcome.UPHELD)

    assert "Vi tilbyder dig ikke én plan nu" in text(birgit, f"/soeg-en-plan/{asked.id}/")
    assert "Nyt svar efter klage" not in text(as_(cast.professionals[ANNE]), "/arbejde/henvendelser/")
