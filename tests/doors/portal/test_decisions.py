"""Can a citizen read the letter, print it, answer and complain, and does each see only what is theirs?"""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.journey.decisions.commands import open_hearing, reassess_decision
from enplan.journey.decisions.facts import Outcome, Result
from enplan.journey.decisions.queries import letters_page
from tests.doors.signed_in import as_
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_no, a_plan_to_decide

pytestmark = pytest.mark.django_db
LETTERS = "/min-plan/breve/"


@pytest.fixture
def plan() -> Planned:
    return a_plan_to_decide()


@pytest.fixture
def mette(plan: Planned) -> Client:
    return as_(plan.world.actor("mette"))


def test_before_there_is_a_letter_the_page_says_what_it_is_for(mette: Client) -> None:
    assert "Her kommer brevet" in mette.get(LETTERS).content.decode()


def test_the_letter_is_read_on_the_page_and_on_paper(plan: Planned, mette: Client) -> None:
    decision = plan.issue("support")

    page = mette.get(LETTERS).content.decode()
    letter = mette.get(f"{LETTERS}{decision.id}/").content.decode()
    pdf = mette.get(f"{LETTERS}{decision.id}/brev.pdf")

    assert "Afgørelser om din plan" in page
    assert "Freja Holm Andersen" in letter
    assert "Klage til Ankestyrelsen" in letter
    assert "Sådan er klagefristen regnet ud" in letter
    assert "mandag den 21. december 2026" in letter
    assert letter.count("<h1") == 1
    assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
    assert pdf["Cache-Control"] == "no-store"


def test_the_plan_is_printed(plan: Planned, mette: Client) -> None:
    assert mette.get(f"{LETTERS}plan.pdf").content.startswith(b"%PDF")


def test_a_child_reads_only_what_is_about_itself(plan: Planned) -> None:
    decision = plan.issue("mentor")

    letter = as_(plan.world.actor("freja")).get(f"{LETTERS}{decision.id}/").content.decode()

    assert "Familiebehandling" in letter
    assert "Mentor" not in letter


def test_a_complaint_over_one_part_is_sent_and_followed(plan: Planned, mette: Client) -> None:
    decision = plan.issue("support")
    (support,) = (part for part in decision.parts if part.measure_type == "socialpaedagogisk-stoette")
    sent = mette.post(f"{LETTERS}{decision.id}/klage/", {"parts": [str(support.id)], "text": "", "key": str(uuid4())})

    page = mette.get(LETTERS).content.decode()

    assert sent.status_code == 302
    assert "Vi ser på sagen igen" in page
    assert "Sådan er dagen regnet ud" in page


def test_a_part_of_somebody_elses_letter_cannot_be_chosen(plan: Planned, mette: Client) -> None:
    decision = plan.issue()

    answer = mette.post(f"{LETTERS}{decision.id}/klage/", {"parts": [str(uuid4())], "key": str(uuid4())})

    assert answer.status_code == 422
    assert "Den del findes ikke i brevet" in answer.content.decode()


def test_a_hearing_stands_first_and_is_answered(plan: Planned, mette: Client) -> None:
    hearing = open_hearing(
        plan.world.sight(COORDINATOR), at=NOW, element_id=plan.measures["mentor"].id, facts="Du kom ikke."
    )
    address = f"{LETTERS}hoering/{hearing.id}/"

    assert address in mette.get(LETTERS).content.decode()
    assert mette.post(address, {"text": ""}).status_code == 422
    assert mette.post(address, {"text": "Jeg var syg."}).status_code == 302
    assert "Jeg var syg." in mette.get(address).content.decode()


def test_after_a_partly_favourable_answer_the_citizen_says_whether_the_complaint_goes_on(
    plan: Planned, mette: Client
) -> None:
    decision = plan.issue("support")
    (support,) = (part for part in decision.parts if part.measure_type == "socialpaedagogisk-stoette")
    (complaint,) = plan.complain(decision, parts=(support.id,))
    done = reassess_decision(
        plan.world.sight(COORDINATOR),
        at=NOW,
        complaint_part_id=complaint.parts[0].id,
        outcome=Outcome.PARTLY,
        reasons="Lidt mere.",
        choice=a_no(support.element_id, Result.PARTLY, "En time om ugen"),
    )
    address = f"{LETTERS}klage/{done.id}/"

    assert address in mette.get(LETTERS).content.decode()
    assert mette.post(address, {"kept": "ja"}).status_code == 302
    assert "Du holder fast i klagen" in mette.get(LETTERS).content.decode()
    assert letters_page(plan.world.sight("mette"), on=NOW.date()).clocks[0].forward_by is not None


def test_rights_are_for_everybody() -> None:
    page = Client().get("/rettigheder/").content.decode()

    assert all(word in page for word in ("klage", "bisidder", "ombud", "aktindsigt"))


def test_letters_cost_the_same_number_of_queries_however_many_parts(plan: Planned, mette: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert mette.get(LETTERS).status_code == 200
        return len(queries)

    cost()  # the first one chooses the case
    plan.complain(plan.issue("support"))
    one = cost()
    plan.complain(plan.issue("support"))

    assert cost() == one


def test_a_stranger_has_no_letters(plan: Planned) -> None:
    decision = plan.issue()

    assert as_(plan.world.actor("carsten")).get(f"{LETTERS}{decision.id}/").status_code == 404
