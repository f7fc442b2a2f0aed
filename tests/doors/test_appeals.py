"""Can a no to one plan be complained over on the portal, taken down at the desk, answered and sent on? (S-67, S-68)"""

import re
from datetime import timedelta

import pytest
from django.test import Client

from enplan.demo.cast import Cast
from enplan.journey.appeals.queries import refusal_page
from enplan.journey.entrance.facts import COMMON, Request
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.worlds import a_municipality
from tests.worlds_appeals import ANNE, refused

pytestmark = pytest.mark.django_db
CRITERIA = {
    f"{each.value}_{part}": value
    for each in COMMON
    for part, value in (("met", "ja"), ("reason", "Det står i de to planer."))
}
ANSWER = {"reasons": "Vi har læst de to planer.", "judgement": "", "regime": "hop-2018", **CRITERIA}


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


@pytest.fixture
def asked(cast: Cast) -> Request:
    return refused(cast)


@pytest.fixture
def birgit(cast: Cast) -> Client:
    return as_(cast.citizens["birgit"])


@pytest.fixture
def anne(cast: Cast) -> Client:
    return as_(cast.professionals[ANNE])


def text(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.sub(r"</?time[^>]*>", "", page)


def test_the_citizen_complains_from_the_receipt_and_follows_it(birgit: Client, anne: Client, asked: Request) -> None:
    receipt, mine = f"/soeg-en-plan/{asked.id}/", f"/soeg-en-plan/{asked.id}/klage/"

    assert f'href="{mine}"' in text(birgit, receipt)
    assert "Du kan klage til og med mandag den 21. december 2026" in text(birgit, mine)
    assert birgit.post(mine, {"text": "Der er to planer."}).status_code == 303

    page = text(birgit, mine)
    assert "Du får besked senest <strong>mandag den 21. december 2026" in page
    assert "Send klagen</button>" not in page
    assert "1 klage over et nej" in text(anne, "/arbejde/henvendelser/")
    assert "1 klage over et nej venter" in text(anne, "/arbejde/")
    assert "se på svaret igen" in text(anne, "/arbejde/frister/")


def test_the_entrance_answers_no_hands_over_the_file_and_writes_when_it_was_sent(
    birgit: Client, anne: Client, asked: Request
) -> None:
    desk = f"/arbejde/henvendelser/{asked.id}/klage/"
    taken = anne.post(desk, {"channel": "phone", "received_day": TODAY.isoformat(), "text": "Hun ringede."})
    before = anne.get(f"{desk}sagen.pdf")
    answered = anne.post(f"{desk}svar/", {**ANSWER, "outcome": "upheld"})
    page, pdf = text(anne, desk), anne.get(f"{desk}sagen.pdf")
    wrong = anne.post(f"{desk}sendt/", {"day": (TODAY + timedelta(days=1)).isoformat()})
    sent = anne.post(f"{desk}sendt/", {"day": TODAY.isoformat()})

    assert f'href="{desk}"' in text(anne, f"/arbejde/henvendelser/{asked.id}/")
    assert (taken.status_code, answered.status_code, wrong.status_code, sent.status_code) == (303, 303, 422, 303)
    assert (before.status_code, pdf.status_code) == (200, 200)
    assert pdf.content.startswith(b"%PDF")
    assert "Send klagen senest mandag den 21. december 2026" in page
    assert "Dagen kan ikke passe" in wrong.content.decode()
    assert "Sendt videre" in text(anne, desk)
    assert "Vi sendte klagen til Ankestyrelsen" in text(birgit, f"/soeg-en-plan/{asked.id}/klage/")
    assert "over et nej" not in text(anne, "/arbejde/henvendelser/")


def test_the_entrance_answers_yes_and_a_contact_person_can_be_named(
    cast: Cast, birgit: Client, anne: Client, asked: Request
) -> None:
    desk, mine = f"/arbejde/henvendelser/{asked.id}/klage/", f"/soeg-en-plan/{asked.id}/klage/"
    birgit.post(mine, {"text": ""})

    missing = anne.post(f"{desk}svar/", {**ANSWER, "outcome": "changed", "covered_met": "nej"})
    done = anne.post(f"{desk}svar/", {**ANSWER, "outcome": "changed"})

    assert (missing.status_code, done.status_code) == (422, 303)
    assert "Det står i de to planer." in missing.content.decode()
    found = refusal_page(cast.citizens["birgit"], request_id=asked.id, on=TODAY).clock
    assert found is not None
    assert "Du har fået ret" in text(birgit, mine)
    assert "Vi tilbyder dig én plan" in text(birgit, f"/soeg-en-plan/{found.appeal.new_request_id}/")
    assert "Vælg kontaktperson" in text(anne, f"/arbejde/henvendelser/{found.appeal.new_request_id}/")


def test_others_find_nothing_there(cast: Cast, asked: Request) -> None:
    assert as_(cast.citizens["mette"]).get(f"/soeg-en-plan/{asked.id}/klage/").status_code == 404
    assert as_(cast.professionals["Susanne Brandt"]).get(f"/arbejde/henvendelser/{asked.id}/klage/").status_code == 403
    assert as_(cast.professionals[ANNE]).get(f"/arbejde/henvendelser/{asked.id}/klage/svar/").status_code == 404
