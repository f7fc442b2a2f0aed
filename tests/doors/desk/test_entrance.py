"""Is every request walked through criterion by criterion, and answered with reasons? (S-59, S-66 to S-68)"""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.demo.cast import Cast
from enplan.journey.entrance.facts import COMMON, Criterion, Stage
from enplan.journey.entrance.queries import own_requests, request_board
from enplan.journey.team.queries import intake_board
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.rules import TEXTS
from tests.builders_people import BECAUSE, TODAY
from tests.doors.signed_in import as_
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db
HERE = "/arbejde/henvendelser/"
BY_PHONE = {
    "channel": "phone",
    "origin": "citizen",
    "asked_by": "Ukendt Borger",
    "about_name": "Ukendt Borger",
    "about_born": "01-05-1990",
    "phone": "20 30 40 50",
    "mail_way": "post",
    "mail_to": "Havnegade 4, 2. tv, 9999 Nordby",
    "wish": "Jeg kan ikke overskue alle de møder.",
}


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


@pytest.fixture
def anne(cast: Cast) -> Client:
    """The one at the entrance."""
    return as_(cast.professionals["Anne Lykkegaard"])


def answered(*not_met: Criterion, offered: str = "ja", **other: str) -> dict[str, str]:
    """The form of a screening, filled in."""
    form = {f"{each.value}_met": "nej" if each in not_met else "ja" for each in COMMON}
    form |= {f"{each.value}_reason": BECAUSE for each in COMMON}
    return form | {"offered": offered, "reasons": BECAUSE, "regime": "hop-2018", "person": ""} | other


def a_request(anne: Client) -> str:
    """Written down from a phone call: the address of its page."""
    answer = anne.post(HERE + "ny/", BY_PHONE)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def test_a_phone_call_becomes_a_card_with_its_deadline(anne: Client) -> None:
    address = a_request(anne)
    page = anne.get(HERE).content.decode()

    assert address in page
    assert "Svar senest" in page
    assert "Borgeren selv i telefonen" in page


def test_what_is_missing_is_named_and_what_was_typed_is_kept(anne: Client) -> None:
    answer = anne.post(HERE + "ny/", BY_PHONE | {"about_born": "maj 1990", "asked_by": ""})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Skriv, hvem der spørger." in page
    assert "Datoen kan ikke læses" in page
    assert "Jeg kan ikke overskue alle de møder." in page


def test_a_request_goes_through_its_stages_to_a_contact_person(anne: Client, cast: Cast) -> None:
    address = a_request(anne)
    assert anne.post(address + "vurder/").status_code == 303
    assert "Anne Lykkegaard gik i gang" in anne.get(address).content.decode()
    assert anne.post(address, answered()).status_code == 303

    page = anne.get(address).content.decode()
    assert "Vælg kontaktperson" in page
    board = anne.get(HERE).content.decode()
    assert "Svar skrevet, brev mangler (1)" in board
    assert "Mangler også en kontaktperson" in board
    anne.post(address + "sendt/", {"letter": "answer-citizen", "handed": "collected", "sent_day": "23-11-2026"})
    assert "Mangler kontaktperson (1)" in anne.get(HERE).content.decode()
    susanne = cast.professionals["Susanne Brandt"]
    assert anne.post(address + "kontaktperson/", {"professional": str(susanne.professional_id)}).status_code == 303
    assert [each.coordinator for each in intake_board(cast.professionals["Anne Lykkegaard"], on=TODAY)] == [
        "Susanne Brandt"
    ]
    again = anne.post(address + "kontaktperson/", {"professional": str(susanne.professional_id)})
    assert again.status_code == 409


def test_no_request_is_closed_without_reasons(anne: Client, cast: Cast) -> None:
    address = a_request(anne)
    lacking = anne.post(address, answered(Criterion.SEVERAL_PLANS, offered="nej", complex_reason=""))
    assert lacking.status_code == 422
    assert "Skriv en begrundelse på mindst 10 tegn." in lacking.content.decode()

    unheard = anne.post(address, answered(Criterion.SEVERAL_PLANS, offered="nej"))
    assert unheard.status_code == 422
    assert "Borgeren er ikke hørt." in unheard.content.decode()
    assert BECAUSE in unheard.content.decode()
    cards = request_board(cast.professionals["Anne Lykkegaard"], on=TODAY)
    assert [card.request.stage for card in cards] == [Stage.RECEIVED]

    no = answered(Criterion.SEVERAL_PLANS, offered="nej", citizen_said=BECAUSE, guidance=BECAUSE)
    assert anne.post(address, no).status_code == 303
    assert "Svar skrevet, brev mangler" in anne.get(address).content.decode()
    anne.post(address + "sendt/", {"letter": "answer-citizen", "handed": "collected", "sent_day": "23-11-2026"})
    assert "Ikke tilbudt" in anne.get(address).content.decode()


def test_judgement_against_the_boxes_needs_its_reason(anne: Client) -> None:
    address = a_request(anne)
    bare = anne.post(address, answered(Criterion.SEVERAL_PLANS))
    assert "skriv den faglige vurdering" in bare.content.decode()

    assert anne.post(address, answered(Criterion.SEVERAL_PLANS, judgement=BECAUSE)).status_code == 303


def test_a_known_person_is_found_by_name_and_birth_day(anne: Client, cast: Cast) -> None:
    jimmi = cast.persons["jimmi"]
    about = {"about_name": jimmi.name, "about_born": f"{jimmi.born:%d-%m-%Y}"}
    address = anne.post(HERE + "ny/", BY_PHONE | about)["Location"]
    page = anne.get(address).content.decode()
    assert "ingen forløb" in page

    anne.post(address, answered(person=str(jimmi.id)))
    assert own_requests(cast.citizens["jimmi"], on=TODAY)[0].request.stage is Stage.OFFERED


def test_the_law_is_in_a_fold_out(anne: Client) -> None:
    page = anne.get(a_request(anne)).content.decode()

    assert "Hvorfor?" in page
    assert "Lov nr. 707 af 8. juni 2018" in page


def test_a_colleague_refers_and_sees_only_their_own(cast: Cast, anne: Client) -> None:
    a_request(anne)
    henrik = as_(cast.professionals["Henrik Dam"])
    form = {
        "about_name": "Mette Holm Andersen",
        "about_born": "12-04-1983",
        "mail_way": "ukendt",
        "reason": "Fire planer, der støder sammen.",
    }
    refused = henrik.post(HERE + "henvis/", form)
    assert refused.status_code == 422
    assert "Borgeren har ikke sagt ja til henvisningen." in refused.content.decode()

    assert henrik.post(HERE + "henvis/", form | {"agreed": "on"}).status_code == 303
    page = henrik.get(HERE).content.decode()
    assert "Mette Holm Andersen" in page
    assert "Ukendt Borger" not in page


def test_only_the_entrance_comes_to_the_entrance(cast: Cast, anne: Client) -> None:
    address = a_request(anne)
    for other, status in (
        (as_(cast.professionals["Henrik Dam"]), 403),
        (as_(cast.citizens["mette"]), 403),
        (Client(), 302),
    ):
        assert other.get(address).status_code == status
        assert other.get(HERE + "ny/").status_code == status
        assert other.post(address, answered()).status_code == (401 if status == 302 else status)


def test_the_board_costs_the_same_for_one_and_for_many(anne: Client) -> None:
    costs = []
    for number in range(6):
        anne.post(HERE + "ny/", BY_PHONE | {"about_name": f"Borger {number}"})
        if number in {0, 5}:
            with CaptureQueriesContext(connection) as queries:
                anne.get(HERE)
            costs.append(len(queries))

    assert costs[0] == costs[1]


def test_a_delay_is_told_with_its_day_and_reason(anne: Client) -> None:
    """S-67: the lawful notice with the new day (retssikkerhedsloven § 3 stk. 2)."""
    address = a_request(anne)
    early = anne.post(address + "ny-dag/", {"new_day": "01-12-2026", "reason": BECAUSE})
    assert early.status_code == 422
    page = early.content.decode()
    assert "Den nye dag skal ligge efter mandag den 21. december 2026" in page
    assert BECAUSE in page

    assert anne.post(address + "ny-dag/", {"new_day": "04-01-2027", "reason": BECAUSE}).status_code == 303
    page = anne.get(address).content.decode()
    assert "i stedet for <time" in page
    assert BECAUSE in page
    assert "Udsat fra" in anne.get(HERE).content.decode()


def test_the_receipt_is_a_letter_that_says_how_the_day_was_counted(anne: Client) -> None:
    """S-67: who rang gets it on paper."""
    address = a_request(anne)
    page = anne.get(address + "brev/receipt-asker/").content.decode()
    assert "Kvittering for din henvendelse" in page
    assert "Dagen selv tæller ikke med. Kommunen lover svar inden 28 dage." in page
    assert "mandag den 21. december 2026" in page

    anne.post(address + "ny-dag/", {"new_day": "04-01-2027", "reason": BECAUSE})
    assert "Ny dag" not in anne.get(address + "brev/receipt-asker/").content.decode()
    later = anne.get(re.findall(r"[^\"]*brev/delay-asker-[^\"]*/(?=\")", anne.get(address).content.decode())[0])
    assert "Vi kan ikke svare senest mandag den 21. december 2026" in later.content.decode()
    assert BECAUSE in later.content.decode()


def test_a_no_on_paper_says_why_and_how_one_complains(anne: Client) -> None:
    """S-68"""
    address = a_request(anne)
    no = answered(Criterion.SEVERAL_PLANS, offered="nej", citizen_said=BECAUSE, guidance=BECAUSE, reach="handed")
    assert anne.post(address, no).status_code == 303

    page = anne.get(address + "brev/answer-citizen/").content.decode()
    assert "Vi tilbyder dig ikke én plan nu." in page
    assert "Klag til kommunen senest 4 uger efter" in page
    assert "udleveret på papir" in anne.get(address).content.decode()
    assert anne.get(address + "brev/answer-citizen.pdf").content.startswith(b"%PDF")


def test_a_letter_is_a_task_until_it_is_written_down_as_sent(anne: Client) -> None:
    """S-68: the board says what lacks, and a refused note keeps what was typed."""
    address = a_request(anne)
    anne.post(address + "sendt/", {"letter": "receipt-asker", "handed": "told", "sent_day": "23-11-2026"})
    no = answered(Criterion.SEVERAL_PLANS, offered="nej", citizen_said=BECAUSE, guidance=BECAUSE)
    assert anne.post(address, no).status_code == 303

    assert "Svar skrevet, brev mangler (1)" in anne.get(HERE).content.decode()
    page = anne.get(address).content.decode()
    assert "1 brev mangler at blive sendt" in page
    assert "Havnegade 4, 2. tv, 9999 Nordby" in page
    sending = {"letter": "answer-citizen", "handed": "post", "address": "", "sent_day": "23-11-2026"}
    bare = anne.post(address + "sendt/", sending)
    assert bare.status_code == 422
    assert "Brevet mangler en adresse." in bare.content.decode()

    assert anne.post(address + "sendt/", sending | {"address": "Havnegade 4, 9999 Nordby"}).status_code == 303
    assert "Besvaret (1)" in anne.get(HERE).content.decode()
    assert "sendt med posten" in anne.get(address).content.decode()
    assert anne.post(address + "sendt/", sending).status_code == 409


def test_a_doctor_who_rings_is_written_down_as_a_doctor(anne: Client) -> None:
    """S-66: and the letter to the citizen says who asked."""
    doctor = {"origin": "professional", "asked_by": "Vibeke Ravn"}
    bare = anne.post(HERE + "ny/", BY_PHONE | doctor)
    assert bare.status_code == 422
    assert "Skriv fagpersonens stilling og arbejdssted" in bare.content.decode()

    told = {"title": "praktiserende læge", "workplace": "Lægehuset Søparken"}
    address = anne.post(HERE + "ny/", BY_PHONE | doctor | told)["Location"]
    who = "Vibeke Ravn, praktiserende læge, Lægehuset Søparken"
    assert who in anne.get(address).content.decode()
    assert who in anne.get(HERE).content.decode()
    no = answered(Criterion.SEVERAL_PLANS, offered="nej", citizen_said=BECAUSE, guidance=BECAUSE)
    anne.post(address, no)
    letter = anne.get(address + "brev/answer-citizen/").content.decode()
    assert f"{who} har mandag den 23. november 2026 spurgt, om du kan få én plan." in letter
    assert "din henvendelse" not in letter


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"phone": "abc"}, "Nummeret kan ikke ringes op."),
        ({"about_born": "12/4/83"}, "Skriv årstallet med fire tal"),
        ({"mail_way": "post", "mail_to": ""}, "Brevet mangler en adresse."),
        ({"mail_way": ""}, "Vælg, hvor breve skal hen."),
    ],
)
def test_what_cannot_be_used_is_told_kindly(anne: Client, change: dict[str, str], said: str) -> None:
    answer = anne.post(HERE + "ny/", BY_PHONE | change)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Jeg kan ikke overskue alle de møder." in answer.content.decode()


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("", True),
        ("?channel=phone", True),
        ("?channel=paper", False),
        ("?stage=received", True),
        ("?channel=phone&stage=considered", False),
        ("?channel=due", True),
    ],
)
def test_the_board_shows_the_channel_and_the_stage_that_were_chosen(anne: Client, chosen: str, shown: bool) -> None:
    a_request(anne)
    page = anne.get(HERE + chosen).content.decode()

    assert ("Ukendt Borger" in page) is shown
    assert ("er ikke vist" in page) is not shown


def test_what_the_municipality_has_settled_stands_where_it_is_answered(anne: Client) -> None:
    """S-58: whom one plan is for, in its own words, before the criteria; and who answers, above the letter."""
    address = a_request(anne)

    assert TEXTS[Matter.TARGET_GROUP] in anne.get(address).content.decode()
    assert f", {TEXTS[Matter.UNIT]}<br>" in anne.get(address + "brev/receipt-asker/").content.decode()
