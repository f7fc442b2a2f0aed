"""Can a complaint be taken down and answered on one page, without losing a word, and is what was replaced marked?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from enplan.journey.decisions.commands import reassess_decision
from enplan.journey.decisions.facts import Choice, Decision, Outcome, Part, Result
from enplan.journey.decisions.queries import decision_page, letters_page, parts_in_force
from tests.builders_plan import COORDINATOR as SUSANNE
from tests.builders_plan import MENTOR, measure_called, proposed, ready
from tests.doors.desk.test_plan import address
from tests.doors.portal.test_plan import text
from tests.doors.refusing import card_of, refuse
from tests.doors.signed_in import as_
from tests.journey.plan.acts import approve_for_all
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_plan_to_decide

pytestmark = pytest.mark.django_db
SUPPORT = "socialpaedagogisk-stoette"
LETTERS = "/min-plan/breve/"


@pytest.fixture
def plan() -> Planned:
    return a_plan_to_decide()


@pytest.fixture
def desk(plan: Planned) -> Client:
    return as_(plan.world.actor(COORDINATOR))


def root(plan: Planned) -> str:
    return f"/arbejde/sager/{plan.world.case_id}/afgoerelse/"


def support_of(decision: Decision) -> Part:
    (part,) = (each for each in decision.parts if each.measure_type == SUPPORT)
    return part


def phoned(decision: Decision, day: str, text: str = "Hun er ked af det.") -> dict[str, object]:
    return {
        "complainant": "another",
        "channel": "phone",
        "received_day": day,
        "parts": [str(support_of(decision).id)],
        "text": text,
        "key": str(uuid4()),
    }


def test_a_wrong_day_keeps_what_was_noted_on_the_phone(plan: Planned, desk: Client) -> None:
    decision = plan.issue("support")
    early = (NOW - timedelta(days=3)).date().isoformat()

    answer = desk.post(f"{root(plan)}{decision.id}/klage/", phoned(decision, early))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dagen for klagen kan ikke passe" in page
    assert "Hun er ked af det." in page


def test_too_short_a_hearing_keeps_what_was_written(plan: Planned, desk: Client) -> None:
    form = {
        "facts": "Du kom ikke de tre gange.",
        "source": "",
        "answer_by": (NOW + timedelta(days=1)).date().isoformat(),
    }

    answer = desk.post(f"{root(plan)}hoer/{plan.measures['mentor'].id}/", form)

    assert answer.status_code == 422
    assert "for kort tid" in answer.content.decode()
    assert "Du kom ikke de tre gange." in answer.content.decode()


def test_a_second_complaint_is_told_of_and_shown_with_the_first(plan: Planned, desk: Client) -> None:
    decision = plan.issue("support")
    today = NOW.date().isoformat()
    desk.post(f"{root(plan)}{decision.id}/klage/", phoned(decision, today))
    again = desk.post(f"{root(plan)}{decision.id}/klage/", phoned(decision, today, "Og en ting til."), follow=True)
    (clock,) = decision_page(plan.world.sight(COORDINATOR), on=NOW.date()).clocks

    page = again.content.decode()

    assert "Borgeren har allerede klaget" in page
    assert "Og en ting til." in page
    assert "Og en ting til." in desk.get(f"{root(plan)}klager/{clock.part.id}/").content.decode()


def test_all_of_a_complaint_is_answered_on_one_page_and_nothing_typed_is_lost(plan: Planned, desk: Client) -> None:
    plan.complain(plan.issue("support", "mentor"))
    mine = [
        each
        for each in decision_page(plan.world.sight(COORDINATOR), on=NOW.date()).clocks
        if each.person.person_id == plan.person("mette")
    ]
    here = f"{root(plan)}klager/{mine[0].part.id}/"
    first, second = (str(each.part.id) for each in mine)
    half = {f"{first}-outcome": "partly", f"{first}-reasons": "Vi kan give noget.", f"{first}-granted": ""}
    full = {
        f"{first}-outcome": "changed",
        f"{first}-reasons": "Du har ret.",
        f"{first}-hours": "4",
        f"{second}-outcome": "upheld",
        f"{second}-reasons": "Det er som før.",
    }

    refused, nothing, sent = desk.post(here, half), desk.post(here, {}), desk.post(here, full)

    assert (refused.status_code, nothing.status_code, sent.status_code) == (422, 422, 302)
    assert "Skriv, hvad borgeren får" in refused.content.decode()
    assert "Vi kan give noget." in refused.content.decode()
    after = desk.get(here).content.decode()
    assert "Klagen er besvaret" in after
    assert "Send svaret</button>" not in after
    assert "Det er som før." in after
    (new,) = [each for each in parts_in_force(plan.world.sight(COORDINATOR)) if each.replaces]
    assert "Omfang: 4 timer om ugen." in new.words.outcome


def looked(plan: Planned, outcome: Outcome = Outcome.CHANGED) -> Decision:
    decision = plan.issue("support")
    (complaint,) = plan.complain(decision, parts=(support_of(decision).id,))
    sight = plan.world.sight(COORDINATOR)
    reassess_decision(
        sight, at=NOW, complaint_part_id=complaint.parts[0].id, outcome=outcome, reasons="Vi har set på det igen."
    )
    return decision


def test_what_has_been_replaced_says_so_on_both_doors(plan: Planned, desk: Client) -> None:
    old = looked(plan)
    mette = as_(plan.world.actor("mette"))
    marked = "erstattet af"

    assert marked in mette.get(LETTERS).content.decode()
    assert marked in mette.get(f"{LETTERS}{old.id}/").content.decode()
    assert marked in desk.get(root(plan)).content.decode()
    assert marked in desk.get(f"{root(plan)}{old.id}/").content.decode()
    form = mette.get(f"{LETTERS}{old.id}/klage/").content.decode()
    assert str(support_of(old).id) not in form
    holds = next(each for each in parts_in_force(plan.world.sight("mette")) if each.replaces)
    settled = desk.get(root(plan)).content.decode().split("Afgjort</h2>")[1].split("</section>")[0]
    assert str(holds.decision_id) in settled


def test_who_complains_again_is_told_so_before_and_after(plan: Planned) -> None:
    decision = plan.issue("support")
    mette = as_(plan.world.actor("mette"))
    here = f"{LETTERS}{decision.id}/klage/"
    form = {"parts": [str(support_of(decision).id)], "text": "Jeg er uenig."}
    mette.post(here, {**form, "key": str(uuid4())})

    before = mette.get(here).content.decode()
    after = mette.post(here, {**form, "text": "Og én ting til.", "key": str(uuid4())}, follow=True).content.decode()

    assert "Du har allerede klaget over:" in before
    assert "Du har allerede klaget mandag den 23. november 2026." in after
    assert "Og én ting til." in after
    assert len(letters_page(plan.world.sight("mette"), on=NOW.date()).clocks) == 1


def test_a_child_reads_a_letter_that_speaks_to_the_child(plan: Planned) -> None:
    decision = plan.issue("family")

    freja = as_(plan.world.actor("freja")).get(f"{LETTERS}{decision.id}/").content.decode()
    mette = as_(plan.world.actor("mette")).get(f"{LETTERS}{decision.id}/").content.decode()

    assert "Din plan er godkendt." in freja
    assert "Planen for Freja" not in freja
    assert "Planen for Freja" in mette


def test_a_no_to_running_help_stands_in_before_and_after_on_both_doors() -> None:
    """Nobody gets less without knowing it, whether the plan or a letter takes it (S-65)."""
    story, version = proposed(ready())
    mette = as_(story.actor("mette"))
    approve_for_all(story, version.id)
    mentor = measure_called(story, MENTOR)

    refuse(story, mentor)

    for page in (
        text(mette, "/min-plan/foer-og-efter/"),
        text(as_(story.actor(SUSANNE)), address(story, "foer-og-efter/")),
    ):
        worse = page.split("Mindre end før</h2>")[1].split("</section>")[0]
        assert "Væk</span>" in worse
        assert "gives til og med" in worse
        assert "Det er i orden." in worse
    assert "Hjælpen gives til og med" in card_of(text(mette), mentor)


def test_a_complaint_that_gave_an_earlier_day_stands_in_the_plan(plan: Planned) -> None:
    decision = plan.issue("support")
    support = support_of(decision)
    (complaint,) = plan.complain(decision, parts=(support.id,))
    day = plan.measures["support"].starts
    assert day
    earlier = Choice(support.element_id, Result.GRANTED, facts="F.", discretion="D.", starts=day - timedelta(days=1))
    reassess_decision(
        plan.world.sight(COORDINATOR),
        at=NOW,
        complaint_part_id=complaint.parts[0].id,
        outcome=Outcome.CHANGED,
        reasons="Du har ret.",
        choice=earlier,
    )

    card = card_of(as_(plan.world.actor("mette")).get("/min-plan/").content.decode(), plan.measures["support"])

    assert "30. november 2026" in card
    assert "Som det står i brev af" in card
