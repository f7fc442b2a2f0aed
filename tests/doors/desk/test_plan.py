"""Can the team draft, write and propose the plan on one page, and settle what does not fit?"""

import re
from typing import Any

import pytest
from django.test import Client

from enplan.demo.stories.telling import Telling
from enplan.journey.plan.facts import PlanMeasure
from enplan.journey.plan.queries import PlanPage, draft_page, plan_page
from tests.builders_plan import (
    COORDINATOR,
    MENTOR,
    SUPPORT,
    agree,
    drafted,
    goal_about,
    measure_called,
    noon,
    proposed,
    ready,
)
from tests.builders_stories import mette_with_plans
from tests.doors.refusing import card_of, refuse
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db


def address(story: Telling, rest: str = "plan/") -> str:
    """A page of the case."""
    return f"/arbejde/sager/{story.case_id}/{rest}"


def plan(story: Telling) -> PlanPage:
    """The plan as it stands."""
    return plan_page(story.sight(COORDINATOR, noon(story)), at=noon(story))


def text(client: Client, story: Telling, rest: str = "plan/") -> str:
    """The page as a browser shows it, on one line."""
    response = client.get(address(story, rest))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def as_typed(measure: PlanMeasure, **changes: Any) -> dict[str, Any]:
    """The form of a measure as a browser sends it."""
    given: dict[str, Any] = {
        "title": measure.title,
        "citizen_does": measure.citizen_does,
        "municipality_does": measure.municipality_does,
        "starts": measure.starts.isoformat() if measure.starts else "",
        "ends": measure.ends.isoformat() if measure.ends else "",
        "responsible_name": measure.responsible.name,
        "responsible_role": measure.responsible.role,
        "responsible_department": measure.responsible.department,
        "goals": [str(goal) for goal in measure.goals],
        "revision": measure.revision,
    }
    return {**given, **changes}


def test_the_draft_is_one_click_and_says_where_everything_went() -> None:
    story = mette_with_plans()
    client = as_(story.actor(COORDINATOR))
    assert "Lav udkast" in text(client, story)

    assert client.post(address(story, "plan/udkast/")).status_code == 303

    page = text(client, story)
    assert "Hvor blev alt af? (26 ting)" in page
    assert "Loven kræver, at planen siger noget om dette" in page
    assert "Foreslå planen" not in page


def test_a_goal_and_a_measure_are_written_where_they_stand() -> None:
    story = drafted()
    client = as_(story.actor(COORDINATOR))
    goal, mentor = goal_about(story, "full-time-work"), measure_called(story, MENTOR)

    assert "Gem målet" in text(client, story, f"plan/?ret={goal.id}")
    words = {
        "text": goal.text,
        "domain": "work",
        "state": "working",
        "wanted_by": "2027-06-01",
        "revision": goal.revision,
    }
    assert client.post(address(story, f"plan/maal/{goal.id}/"), words).status_code == 303
    assert (
        client.post(address(story, f"plan/indsats/{mentor.id}/"), as_typed(mentor, title="Mentor i butik")).status_code
        == 303
    )

    now = plan(story)
    assert next(str(each.wanted_by) for each in now.goals if each.id == goal.id) == "2027-06-01"
    assert "Mentor i butik" in {each.title for each in now.measures}


def test_bad_input_names_the_field_and_keeps_what_was_typed() -> None:
    story = drafted()
    client = as_(story.actor(COORDINATOR))
    mentor = measure_called(story, MENTOR)

    answer = client.post(
        address(story, f"plan/indsats/{mentor.id}/"),
        as_typed(mentor, ends="2020-01-01", citizen_does="Min lange tekst"),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Slutdatoen ligger før startdatoen" in page
    assert page.count('role="alert"') == 1
    assert page.index('<article class="ep-card" id="del-') < page.index('role="alert" tabindex="-1" autofocus')
    assert "Min lange tekst" in page
    assert "Din udgave" not in page


def test_the_slower_one_sees_both_and_can_save_again() -> None:
    story = drafted()
    client = as_(story.actor(COORDINATOR))
    mentor = measure_called(story, MENTOR)
    where = address(story, f"plan/indsats/{mentor.id}/")
    client.post(where, as_typed(mentor, citizen_does="Den hurtiges tekst"))

    late = client.post(where, as_typed(mentor, citizen_does="Den langsommes tekst"))

    page = late.content.decode()
    assert late.status_code == 422
    assert "Din udgave" in page
    assert "Den hurtiges tekst" in page
    assert page.count("Den langsommes tekst") >= 2
    assert "<title>Fejl: Én plan" in page
    assert page.count('role="alert"') == 1
    assert page.index(f'id="del-{mentor.id}"') < page.index('role="alert" tabindex="-1" autofocus')
    assert f'action="{where}"' in page  # an address with a place in it would keep the browser from the message
    revision = re.search(r'name="revision" value="(\d+)"', page[page.index("Gem indsatsen") - 9000 :])
    again = as_typed(mentor, citizen_does="Begges tekst", revision=measure_called(story, MENTOR).revision)
    assert revision
    assert client.post(where, again).status_code == 303


def test_measures_are_moved_merged_and_suggested() -> None:
    story = drafted()
    client = as_(story.actor(COORDINATOR))
    mentor, support = measure_called(story, MENTOR), measure_called(story, SUPPORT)

    assert client.post(address(story, f"plan/indsats/{mentor.id}/flyt/"), {"flyt-column": "stopped"}).status_code == 422
    merged = {"saml-merged": str(mentor.id), "saml-reason": "Én kan gøre begge dele."}
    assert client.post(address(story, f"plan/indsats/{support.id}/saml/"), merged).status_code == 303
    new = {"ny-person": str(story.person("mette")), "ny-measure_type": "stoette-kontaktperson"}
    assert client.post(address(story, "plan/indsats/"), new).status_code == 303
    goal = {"maal-person": str(story.person("freja")), "maal-text": "Freja vil spille bold", "maal-domain": "relations"}
    assert client.post(address(story, "plan/maal/"), goal).status_code == 303

    page = text(client, story)
    assert "lagt sammen med en anden" in page
    assert "Freja vil spille bold" in page


def test_a_demand_is_met_and_the_plan_is_proposed_and_answered_in_a_meeting() -> None:
    story = drafted()
    client = as_(story.actor(COORDINATOR))
    for each in draft_page(story.sight(COORDINATOR, noon(story)), at=noon(story)).demands:
        if not each.met_by:
            words = {
                "person": each.person_id,
                "plan_type": each.plan_type,
                "key": each.key,
                "revision": 0,
                "text": "Ja",
            }
            assert client.post(address(story, "plan/krav/"), words).status_code == 303
    assert "Foreslå planen" in text(client, story)

    assert client.post(address(story, "plan/foreslaa/")).status_code == 303

    version = plan(story).proposed
    assert version is not None
    to = address(story, f"plan/svar/{version.id}/")
    for ref in ("mette", "freja"):
        pair = f"{story.person(ref)}/{story.person('mette')}"
        said = {"moede-pair": pair, "moede-way": "meeting", "moede-answer": "ja"}
        assert client.post(to, said).status_code == 303
    assert plan(story).approved is None
    assert "Carsten Bro Andersen har også forældremyndigheden over Freja Holm Andersen, men er ikke" in text(
        client, story
    )
    mine = as_(story.actor("mette")).get("/min-plan/").content.decode()
    assert "Carsten Bro Andersen har også forældremyndigheden over Freja Holm Andersen, men er ikke med her" in mine

    his = {"moede-pair": f"{story.person('freja')}/{story.person('carsten')}", "moede-way": "paper"}
    silent = client.post(to, {**his, "moede-answer": "nej"})
    assert (silent.status_code, plan(story).proposed is not None) == (422, True)
    because = "Hun skal blive på sin skole"
    assert client.post(to, {**his, "moede-answer": "nej", "moede-words": because}).status_code == 303
    assert because in text(client, story)

    assert client.post(to, {**his, "moede-answer": "ja"}).status_code == 303
    assert plan(story).approved is not None


def test_what_is_not_ready_says_why() -> None:
    story = drafted()
    answer = as_(story.actor(COORDINATOR)).post(address(story, "plan/foreslaa/"), follow=True)

    assert "Der mangler noget, som loven kræver" in answer.content.decode()


def test_a_finding_stands_beside_the_measure_it_is_about() -> None:
    story = drafted()
    page = text(as_(story.actor(COORDINATOR)), story)

    assert "../samordning/#time-clash-" in page


def test_what_must_be_resolved_is_a_warning_before_the_plan_is_proposed_and_no_bar() -> None:
    story = ready()
    page = text(as_(story.actor(COORDINATOR)), story)

    assert "Fund, der skal løses og ikke er afklaret endnu" in page
    assert "Foreslå planen" in page


def test_the_page_of_an_approved_plan_tells_its_versions() -> None:
    story, version = proposed()
    client = as_(story.actor(COORDINATOR))

    assert f"Udgave {version.number} venter på svar" in text(client, story)


def test_what_the_letter_in_force_refuses_is_no_agreement_any_more() -> None:
    story, version = proposed()
    as_(story.actor("mette")).post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    client, mentor = as_(story.actor(COORDINATOR)), measure_called(story, MENTOR)
    before = card_of(text(client, story), mentor)

    refuse(story, mentor)

    page = text(client, story)
    assert "Det gør kommunen" in before
    assert page.count("Kommunen har sagt nej") == 1
    assert 'Kommunen har sagt nej</span> <span class="ep-quiet">Brev af ' in card_of(page, mentor)
    for gone in ("Aftalt", "Det gør kommunen", "Planlagt"):
        assert gone not in card_of(page, mentor)


def test_strangers_and_citizens_stay_outside() -> None:
    story = ready()

    assert as_(story.actor("Anne Lykkegaard")).get(address(story)).status_code == 404
    assert as_(story.actor("mette")).get(address(story)).status_code == 403


# What does not fit.


def test_findings_stand_side_by_side_with_both_owners_and_their_ways_out() -> None:
    story = mette_with_plans()
    agree(story)
    page = text(as_(story.actor(COORDINATOR)), story, "samordning/")

    for words in ("Skal løses (", "Bør løses (", "Jobcenter Nordby", "Voksenstøtte", "Bo Lindgren, mentor", "Hvorfor?"):
        assert words in page
    assert page.count('role="img"') == 2
    assert "Den stiplede linje er det aftalte: 18 timer" in page


def test_one_form_settles_one_finding() -> None:
    story = mette_with_plans()
    client = as_(story.actor(COORDINATOR))
    page = text(client, story, "samordning/")
    keys = re.findall(r'name="key" value="(time-clash-[^"]+)"', page)
    key = keys[0]
    way = re.findall(rf'name="{key}-solution" value="(0-[^"]+)"', page)[0]

    half = client.post(address(story, "samordning/"), {"key": key, f"{key}-solution": "egen", f"{key}-reason": "Fordi"})
    assert half.status_code == 422
    assert "Skriv, hvad I gør i stedet" in half.content.decode()
    assert "Fordi" in half.content.decode()
    whole = {
        "key": key,
        f"{key}-solution": way,
        f"{key}-reason": "Det er bedst for Mette.",
        f"{key}-decided_by": ["Mette Holm Andersen", "Jobcenter Nordby"],
    }
    assert client.post(address(story, "samordning/"), whole).status_code == 303

    after = text(client, story, "samordning/")
    assert "Afklaret (1)" in after
    assert "Bestemt af Mette Holm Andersen, Jobcenter Nordby" in after
