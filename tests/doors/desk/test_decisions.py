"""Can the letter be written, checked, signed and answered for at the desk, without losing a word that was typed?"""

import re
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.journey.consent.facts import ConsentKind
from enplan.journey.decisions.commands import issue_decision, open_hearing, save_choice
from enplan.journey.decisions.facts import Choice, Outcome, Result
from enplan.journey.decisions.queries import decision_page, parts_in_force
from enplan.journey.plan.commands import add_measure, change_measure
from enplan.kernel.category import Category
from tests.doors.signed_in import as_
from tests.worlds import NOW
from tests.worlds_decisions import (
    COORDINATOR,
    STARTS,
    Planned,
    a_no,
    a_plan_to_decide,
    consent,
    propose_and_approve,
    want_four_eyes,
)

pytestmark = pytest.mark.django_db
DECIDED = ("mentor", "support", "family")

NOBODY = UUID("00000000-0000-4000-8000-000000000000")  # the same in every process of the tests


@pytest.fixture
def plan() -> Planned:
    return a_plan_to_decide()


@pytest.fixture
def desk(plan: Planned) -> Client:
    return as_(plan.world.actor(COORDINATOR))


def root(plan: Planned) -> str:
    return f"/arbejde/sager/{plan.world.case_id}/afgoerelse/"


def typed(plan: Planned, **answers: dict[str, str]) -> dict[str, str]:
    """What a browser sends: the form of each measure."""
    return {
        f"{plan.measures[name].id}-{field}": value
        for name in DECIDED
        for field, value in {"revision": "0", **answers.get(name, {})}.items()
    }


YES = {"result": "granted"}
NO = {"result": "refused", "facts": "Du har en mentor.", "discretion": "Vi lægger vægt på den støtte, du har."}


def test_the_page_says_how_many_decisions_the_law_sees_and_what_is_missing(plan: Planned, desk: Client) -> None:
    page = desk.get(root(plan)).content.decode()

    assert "Mentorstøtte: Der mangler et svar" in page
    assert "Der mangler 3 svar eller oplysninger" in page
    assert "Patientrettet" not in page  # it takes no decision
    assert "Underskriv og send</button>" not in page


def test_answers_are_saved_previewed_signed_and_read(plan: Planned, desk: Client) -> None:
    saved = desk.post(root(plan), typed(plan, mentor=NO, support=YES, family=YES))
    page = desk.get(root(plan)).content.decode()
    preview = desk.get(root(plan) + "udkast/").content.decode()
    sent = desk.post(
        root(plan) + "underskriv/", {"version": str(plan.version.id), "replaces": "", "delivery": "digital"}
    )

    assert (saved.status_code, sent.status_code) == (302, 302)
    assert "Brevet samler 3 afgørelser" in page
    assert "LIX" in page
    assert "Udkast. Brevet er ikke underskrevet" in preview
    letter = desk.get(sent["Location"]).content.decode()
    assert "Nr. 1: Mentorstøtte" in letter
    assert "Lov om en aktiv beskæftigelsesindsats §§ 167-171" in letter
    assert "Klage til Ankestyrelsens Beskæftigelsesudvalg" in letter
    assert desk.get(sent["Location"] + "brev.pdf").content.startswith(b"%PDF")


def test_a_double_click_on_sign_sends_one_letter(plan: Planned, desk: Client) -> None:
    desk.post(root(plan), typed(plan, mentor=YES, support=YES, family=YES))
    form = {"version": str(plan.version.id), "replaces": "", "delivery": "digital"}

    assert (
        desk.post(root(plan) + "underskriv/", form)["Location"]
        == desk.post(root(plan) + "underskriv/", form)["Location"]
    )


def test_signing_too_early_says_what_is_missing_and_sends_nothing(plan: Planned, desk: Client) -> None:
    answer = desk.post(
        root(plan) + "underskriv/", {"version": str(plan.version.id), "replaces": "", "delivery": "digital"}
    )

    assert answer.status_code == 409
    assert "Der mangler et svar" in answer.content.decode() or "Svar på mindst én" in answer.content.decode()


def test_words_without_an_answer_are_kept_and_the_answer_is_asked_for(plan: Planned, desk: Client) -> None:
    answer = desk.post(root(plan), typed(plan, mentor={"facts": "Du sover dårligt."}))

    assert answer.status_code == 422
    assert "Vælg et svar" in answer.content.decode()
    assert "Du sover dårligt." in answer.content.decode()


def test_one_who_was_slower_sees_both_texts_and_loses_none(plan: Planned, desk: Client) -> None:
    choice = Choice(plan.measures["mentor"].id, Result.REFUSED, facts="Den andens tekst.")
    save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)

    answer = desk.post(root(plan), typed(plan, mentor=NO, support=YES))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Den andens tekst." in page
    assert "Du har en mentor." in page


def test_readability_is_said_while_one_writes(plan: Planned, desk: Client) -> None:
    answer = desk.post(root(plan) + "laesbarhed/", {"x-facts": "Kommunalbestyrelsen bevilger socialpædagogisk støtte."})

    assert "LIX 79 (meget svær)" in answer.content.decode()


def test_the_party_is_heard_and_an_answer_by_phone_is_noted(plan: Planned, desk: Client) -> None:
    element = plan.measures["mentor"].id
    empty = desk.post(f"{root(plan)}hoer/{element}/", {"facts": ""})
    asked = desk.post(f"{root(plan)}hoer/{element}/", {"facts": "Du kom ikke.", "source": "", "answer_by": ""})
    hearing = decision_page(plan.world.sight(COORDINATOR), on=NOW.date()).hearings[0]
    noted = desk.post(f"{root(plan)}hoeringer/{hearing.id}/", {"text": "Hun var syg."})

    assert (empty.status_code, asked.status_code, noted.status_code) == (422, 302, 302)
    assert "Hun var syg." in desk.get(root(plan)).content.decode()


def test_a_complaint_by_phone_gets_a_clock_and_a_second_look(plan: Planned, desk: Client) -> None:
    decision = plan.issue("support")
    (support,) = (part for part in decision.parts if part.measure_type == "socialpaedagogisk-stoette")
    form = {
        "complainant": str(plan.person("mette")),
        "channel": "phone",
        "received_day": NOW.date().isoformat(),
        "parts": [str(support.id)],
        "key": str(uuid4()),
    }
    taken = desk.post(f"{root(plan)}{decision.id}/klage/", form)
    page = desk.get(root(plan)).content.decode()
    (clock,) = decision_page(plan.world.sight(COORDINATOR), on=NOW.date()).clocks
    part_id = clock.part.id

    assert taken.status_code == 302
    assert "mandag den 21. december 2026" in page
    assert "Fristen er 4 uger" in page
    answer = desk.post(f"{root(plan)}klager/{part_id}/", {"outcome": Outcome.UPHELD.value, "reasons": "Som før."})
    assert answer.status_code == 302
    assert "Send videre senest" in desk.get(root(plan)).content.decode()
    assert_it_is_sent_on(plan, desk, f"{root(plan)}klager/{part_id}/sagen/")


def assert_it_is_sent_on(plan: Planned, desk: Client, address: str) -> None:
    """The day it went to the body above is written down where the file is taken out (RSL § 66)."""
    before = desk.get(address).content.decode()
    wrong = desk.post(address, {"day": "2026-12-24"})
    sent = desk.post(address, {"day": NOW.date().isoformat()})
    letters = as_(plan.world.actor("mette")).get("/min-plan/breve/").content.decode()

    assert "Klagen er sendt</button>" in before
    assert (wrong.status_code, sent.status_code) == (422, 303)
    assert "Dagen kan ikke passe" in wrong.content.decode()
    assert "Sendt videre" in desk.get(root(plan)).content.decode()
    assert "Klagen er sendt</button>" not in desk.get(address).content.decode()
    assert "Vi sendte klagen til Ankestyrelsen" in letters


@pytest.mark.parametrize("path", ["", "udkast/", f"hoer/{NOBODY}/", f"{NOBODY}/", f"klager/{NOBODY}/"])
def test_a_professional_outside_the_team_is_not_let_in(plan: Planned, path: str) -> None:
    assert as_(plan.world.actor("Signe Hald")).get(root(plan) + path).status_code == 404


def test_citizens_are_shown_away(plan: Planned) -> None:
    assert as_(plan.world.actor("mette")).get(root(plan)).status_code == 403


def more(plan: Planned, count: int) -> Planned:
    """A new version with so many measures more."""
    measures = dict(plan.measures)
    for number in range(count):
        measures[f"more {number}"] = add_measure(
            plan.world.sight(COORDINATOR),
            at=NOW,
            person_id=plan.person("mette"),
            measure_type="socialpaedagogisk-stoette",
            title=f"Støtte {number}",
            starts=STARTS,
        )
    return propose_and_approve(plan.world, measures)


def test_forty_measures_cost_no_more_queries_than_three(plan: Planned, desk: Client) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address).status_code == 200
        return len(queries)

    plan.issue("mentor", "support")
    few = cost(root(plan))
    bigger = more(plan, 37)
    decision = bigger.issue(*[name for name in bigger.measures if name.startswith("more")], at=NOW + timedelta(hours=1))

    assert cost(root(plan)) == few
    assert len(decision.parts) == 40
    pdf = desk.get(f"{root(plan)}{decision.id}/brev.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_the_letter_of_another_case_is_not_found(plan: Planned, desk: Client) -> None:
    assert desk.get(f"{root(plan)}{UUID(int=1)}/").status_code == 404


def test_a_hearing_that_waits_is_shown_at_its_measure(plan: Planned, desk: Client) -> None:
    save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=a_no(plan.measures["mentor"].id))
    open_hearing(plan.world.sight(COORDINATOR), at=NOW, element_id=plan.measures["mentor"].id, facts="Du kom ikke.")

    page = desk.get(root(plan)).content.decode()

    assert "Vent på svaret" in page
    assert "Du kom ikke." in page


def again(plan: Planned) -> Planned:
    """Whatever is in the draft is proposed and approved."""
    return propose_and_approve(plan.world, plan.measures)


def test_after_a_new_version_only_what_is_new_or_changed_is_asked_for(plan: Planned, desk: Client) -> None:
    first = plan.issue("mentor")
    change_measure(
        plan.world.sight(COORDINATOR), at=NOW, measure_id=plan.measures["support"].id, hours_per_week=Decimal(4)
    )
    newer = more(plan, 1)
    page = desk.get(root(plan)).content.decode()
    asked = [newer.measures["support"], newer.measures["more 0"]]
    typing = {f"{each.id}-revision": "0" for each in asked} | {f"{each.id}-result": "granted" for each in asked}
    overview = desk.get(f"/arbejde/sager/{plan.world.case_id}/").content.decode()
    saved = desk.post(root(plan), typing)
    later = NOW + timedelta(days=1)
    sight = plan.world.sight(COORDINATOR, at=later)
    second = issue_decision(sight, at=later, version_id=newer.version.id, replaces=first.id)

    assert "Svar kun på det, der er nyt eller ændret" in page
    assert [f'id="e-{each.id}"' in page for each in (*asked, plan.measures["mentor"])] == [True, True, False]
    assert f"{root(plan)}{first.id}/" in page.split("Afgjort</h2>")[1].split("</section>")[0]
    assert 'Afgørelse</a><span class="sr-only"> er gjort' not in overview
    assert saved.status_code == 302
    assert {part.element_id for part in second.parts} == {each.id for each in asked}
    assert {part.measure_type for part in parts_in_force(sight) if part.result is Result.REFUSED} == {"mentorstoette"}
    assert "Noget af det, der står her, er der svaret på igen" in desk.get(f"{root(plan)}{first.id}/").content.decode()


def test_a_new_version_with_nothing_to_decide_says_so_and_the_overview_agrees(plan: Planned, desk: Client) -> None:
    plan.issue("mentor")
    add_measure(plan.world.sight(COORDINATOR), at=NOW, person_id=plan.person("mette"), title="Min moster henter mig")
    again(plan)

    page = desk.get(root(plan)).content.decode()
    overview = desk.get(f"/arbejde/sager/{plan.world.case_id}/").content.decode()

    assert "Intet nyt at afgøre" in page
    assert "Der mangler et svar" not in page
    assert "Nej, <a" in page.split("Afgjort</h2>")[1].split("</section>")[0]
    assert 'Afgørelse</a><span class="sr-only"> er gjort' in overview


def test_where_four_eyes_are_wanted_a_colleague_agrees_on_the_same_page(plan: Planned, desk: Client) -> None:
    """The one who signs is told whom it waits for; the colleague reads and agrees; then it is signed."""
    consent(plan.world, "mette", ConsentKind.INFORMATION, Category.SOCIAL)
    colleague = as_(plan.world.actor("Henrik Dam"))
    form = {"version": str(plan.version.id), "replaces": "", "delivery": "digital"}
    want_four_eyes(plan.world)
    desk.post(root(plan), typed(plan, mentor=NO, support=YES, family=YES))
    waiting = desk.get(root(plan)).content.decode()
    early = desk.post(root(plan) + "underskriv/", form)
    page = colleague.get(root(plan)).content.decode()
    agreed = colleague.post(root(plan) + "godkend/", hidden(page, "godkend/"))
    signed = desk.post(root(plan) + "underskriv/", form)

    assert "Bed en kollega i teamet" in waiting
    assert "Underskriv og send</button>" not in waiting
    assert "Godkend svarene som nummer to</button>" in page
    assert "Gem svarene</button>" in waiting
    assert "Gem svarene</button>" not in page  # who agrees reads the answers, and writes none
    assert NO["facts"] in page
    assert (early.status_code, agreed.status_code, signed.status_code) == (409, 302, 302)


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts there."""
    form = next(each for each in page.split("<form")[1:] if action in each.split(">")[0]).split("</form>")[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def test_a_demand_of_the_law_stands_with_its_section(plan: Planned, desk: Client) -> None:
    """Must and should are shown with the section that says so (S-12)."""
    desk.post(root(plan), typed(plan, mentor={"result": "refused"}, support=YES, family=YES))

    page = desk.get(root(plan)).content.decode()

    assert "Forvaltningsloven § 24 stk. 2" in page
