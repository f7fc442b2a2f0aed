"""Can the citizen read, write and answer their plan on one page, without script, and lose nothing?"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.telling import Telling
from enplan.journey.consent.commands import show_to_one, withdraw_consent
from enplan.journey.consent.facts import ConsentKind
from enplan.journey.consent.queries import consents_page
from enplan.journey.plan.commands import add_measure, change_measure
from enplan.journey.plan.facts import Standing
from enplan.journey.plan.queries import PlanPage, plan_page
from enplan.journey.team.commands import register_companion
from enplan.journey.team.facts import CompanionKind
from enplan.kernel.category import Category
from tests.builders_plan import (
    COORDINATOR,
    MENTOR,
    drafted,
    goal_about,
    measure_called,
    meet_all_demands,
    noon,
    proposed,
    ready,
)
from tests.doors.refusing import card_of, refuse
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db


def plan(story: Telling, who: str = "mette") -> PlanPage:
    """The plan as it stands."""
    return plan_page(story.sight(who, noon(story)), at=noon(story))


def text(client: Client, address: str = "/min-plan/") -> str:
    """The page as a browser shows it, on one line."""
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_says_what_happens_now_who_helps_and_what_both_sides_do() -> None:
    story, _ = proposed()
    page = text(as_(story.actor("mette")))

    for words in ("Hej Mette", "Det sker nu", "Du skal svare:", "Susanne Brandt", "Det gør jeg", "Det gør kommunen"):
        assert words in page
    assert page.index("Det sker nu") < page.index("Hverdagen")
    assert 'role="img"' in page
    assert page.count('class="button button-primary"') == 1
    assert "barnets-lov" not in page


def test_nothing_leads_with_the_law_and_every_measure_says_why_in_a_fold_out() -> None:
    story, _ = proposed()
    page = text(as_(story.actor("mette")))

    assert page.count("Hvorfor?</span>") >= len(plan(story).measures)
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_why_shows_no_law_that_has_been_repealed() -> None:
    """The entry of a measure names what came before barnets lov; on a day in 2026 it is no longer law."""
    story, _ = proposed()
    page = text(as_(story.actor("mette")))

    assert "Barnets lov" in page
    assert "før barnets lov" not in page


def test_twelve_queries_at_most_and_as_many_for_thirty_actions() -> None:
    story, _ = proposed()
    client = as_(story.actor("mette"))
    text(client)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/min-plan/")
        return len([each for each in found.captured_queries if "SAVEPOINT" not in each["sql"]])

    before = asked()
    for number in range(30):
        sight = story.sight("mette", noon(story))
        add_measure(sight, at=noon(story), person_id=story.person("mette"), title=f"Gåtur {number}")

    assert before == asked()
    assert before <= 12


def test_what_the_letter_says_no_to_is_said_on_its_card_and_is_nobodys_to_do() -> None:
    story, version = proposed()
    mette, mentor = as_(story.actor("mette")), measure_called(story, MENTOR)
    mette.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    week = f"/min-plan/?uge={story.today + timedelta(days=7)}"  # after the last day with the help
    agreed = text(mette, week)

    refuse(story, mentor)

    page = text(mette, week)
    card = card_of(page, mentor)
    assert all(words in card_of(agreed, mentor) for words in ("Aftalt", "Det gør jeg", "Det gør kommunen"))
    assert 'Kommunen har sagt nej</span> <span class="ep-quiet">Brev af ' in card
    for gone in ("Aftalt", "Det gør jeg", "Det gør kommunen", "Planlagt"):
        assert gone not in card
    assert "Loven siger, at du kan få det" not in card
    assert "Kommunen har afgjort det efter disse regler." in card
    rest = page.replace(card, "")
    assert f'<td data-title="Hvad">{MENTOR}' in agreed
    assert f'<td data-title="Hvad">{MENTOR}' not in rest
    assert "Hjælpen gives til og med" in card


def test_a_letter_that_says_no_costs_the_page_no_query_more_than_twelve() -> None:
    story, version = proposed()
    mette = as_(story.actor("mette"))
    mette.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    refuse(story, measure_called(story, MENTOR))
    text(mette)

    with CaptureQueriesContext(connection) as found:
        page = text(mette)

    assert "Kommunen har sagt nej" in page
    assert len([each for each in found.captured_queries if "SAVEPOINT" not in each["sql"]]) <= 12


def test_a_wish_is_written_where_one_reads() -> None:
    story = drafted()
    client = as_(story.actor("mette"))
    wrong = client.post("/min-plan/oensker/", {"nyt-text": " ", "nyt-domain": "work"})
    right = client.post("/min-plan/oensker/", {"nyt-text": "Jeg vil have en have", "nyt-domain": "daily-life"})

    assert wrong.status_code == 422
    assert "Skriv, hvad du gerne vil" in wrong.content.decode()
    assert right.status_code == 303
    assert "Jeg vil have en have" in text(client)


def test_from_a_goal_one_comes_to_a_word_about_that_goal() -> None:
    story = drafted()
    mette, goal = as_(story.actor("mette")), goal_about(story, "full-time-work")
    link = f"/min-plan/fremgang/?om=goal:{goal.id}"

    assert f'<a href="{link}#how_about">Skriv, hvordan det går med målet</a>' in text(mette)
    assert f'<option value="goal:{goal.id}" selected>' in text(mette, link)
    assert 'id="how_about"' in text(mette, link)


def test_the_slower_one_sees_both_texts_and_nothing_typed_is_lost() -> None:
    story = drafted()
    goal = goal_about(story, "full-time-work")
    client = as_(story.actor("mette"))
    address = f"/min-plan/maal/{goal.id}/"
    assert client.post(address, {"text": "Først", "revision": goal.revision}).status_code == 303

    late = client.post(address, {"text": "Min lange tekst", "revision": goal.revision})

    page = late.content.decode()
    assert late.status_code == 409
    assert "Din udgave" in page
    assert page.count("Min lange tekst") >= 2
    assert "Først" in page
    assert next(each.text for each in plan(story).goals if each.id == goal.id) == "Først"


def test_own_actions_are_added_and_done() -> None:
    story = drafted()
    goal = goal_about(story, "full-time-work")
    client = as_(story.actor("mette"))
    client.post(f"/min-plan/maal/{goal.id}/jeg-goer/", {"title": "Jeg ringer til gartneriet", "by": "2026-12-01"})
    own = next(each for each in plan(story).measures if each.is_own)
    assert "Jeg har gjort det" in text(client)
    client.post(f"/min-plan/handling/{own.id}/", {"til": "done"})

    assert next(each.column for each in plan(story).measures if each.is_own) == "done"


def test_goals_move_up() -> None:
    story = drafted()
    work = [each for each in plan(story).goals if each.domain == "work"]
    client = as_(story.actor("mette"))

    assert client.post(f"/min-plan/maal/{work[1].id}/op/").status_code == 303
    assert [each.id for each in plan(story).goals if each.domain == "work"] == [work[1].id, work[0].id]


def test_each_element_and_the_whole_are_answered_for_me_and_my_child() -> None:
    story, version = proposed()
    mentor = measure_called(story, MENTOR)
    client = as_(story.actor("mette"))
    no = f"/min-plan/svar/{version.id}/{mentor.id}/"

    assert "Skriv kort, hvorfor du siger nej" in client.post(no, {"answer": "nej"}, follow=True).content.decode()
    client.post(no, {"answer": "nej", "reason": "Jeg har allerede en."})
    assert "Du har sagt nej" in text(client)
    held = client.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"}, follow=True).content.decode()
    assert "Du har sagt nej til en del af planen" in held
    client.post(no, {"answer": "ja"})
    client.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})

    approved = plan(story).approved
    assert approved is not None
    assert approved.standing is Standing.APPROVED
    assert "Aftalt" in text(client)


def test_the_whole_can_be_refused_with_a_reason() -> None:
    story, version = proposed()
    client = as_(story.actor("mette"))
    client.post(f"/min-plan/godkend/{version.id}/", {"answer": "nej", "reason": "Det er for meget på én gang."})

    page = text(client)
    assert "Vi har fået dit nej. Vent på et nyt forslag. Susanne Brandt laver det" in page
    assert ">Godkend planen</button>" not in page
    assert "Jeg har skiftet mening" in page


def test_versions_tell_what_changed() -> None:
    story, version = proposed()
    client = as_(story.actor("mette"))
    client.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    mentor = measure_called(story, MENTOR)
    change_measure(
        story.sight(COORDINATOR, noon(story, 1)), at=noon(story, 1), measure_id=mentor.id, title="Mentor i butik"
    )
    proposed(story, 1)

    page = text(client, "/min-plan/udgaver/")
    assert page.index("Udgave 2") < page.index("Udgave 1")
    assert "Mentor på vej mod arbejde → Mentor i butik" in page


def test_a_child_sees_the_childs_part_and_how_much_is_not_shown() -> None:
    story, _ = proposed()
    page = text(as_(story.actor("freja")))

    assert "Hej Freja" in page
    assert MENTOR not in page
    assert "oplysninger i planen er ikke vist, fordi der ikke er samtykke" in page
    assert "Godkend planen" not in page


def test_the_door_is_the_citizens() -> None:
    story = drafted()

    assert as_(story.actor(COORDINATOR)).get("/min-plan/").status_code == 403
    assert Client().get("/min-plan/").status_code == 302


def test_nobody_reads_what_another_does_as_their_own() -> None:
    story, _ = proposed()
    page = text(as_(story.actor("mette")))

    assert "Det gør Freja</p><p>Freja kommer tirsdag kl. 15-17." in page
    assert "Jeg kommer tirsdag kl. 15-17" not in page
    assert "Det gør jeg</p><p>Jeg kommer tirsdag kl. 15-17." in text(as_(story.actor("freja")))


def test_whoever_is_not_asked_is_told_who_answers_and_not_that_they_have() -> None:
    story, _ = proposed()
    page = text(as_(story.actor("freja")))

    assert "Du har svaret" not in page
    assert "Planen venter på svar fra Mette, som svarer for dig. Du skal ikke selv svare." in page


def test_a_dot_is_what_changed_since_the_plan_was_approved() -> None:
    story, version = proposed()
    client = as_(story.actor("mette"))
    assert "Det nye har en prik" in text(client)
    client.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    mentor = measure_called(story, MENTOR)
    change_measure(
        story.sight(COORDINATOR, noon(story, 1)), at=noon(story, 1), measure_id=mentor.id, title="Mentor i butik"
    )
    proposed(story, 1)

    page = text(client)
    assert page.count("(ændret, siden planen blev godkendt)") == 1
    assert "Mentor i butik<span" in page
    assert "Det, der er ændret, siden du godkendte planen, har en prik" in page


def test_a_part_that_gives_less_is_named_with_a_link_before_the_whole_can_be_approved() -> None:
    story = ready()
    mentor = measure_called(story, MENTOR)
    sight = story.sight(COORDINATOR, noon(story))
    change_measure(sight, at=noon(story), measure_id=mentor.id, ends=story.day(30), reason="Du får en anden hjælp.")
    _, version = proposed(story)
    client = as_(story.actor("mette"))
    page = text(client)

    assert f'Sig først ja eller nej til:</p> <ul><li><a href="#del-{mentor.id}">{MENTOR}</a>' in page
    assert ">Godkend planen</button>" not in page

    client.post(f"/min-plan/svar/{version.id}/{mentor.id}/", {"answer": "nej", "reason": "Jeg har brug for den."})
    page = text(client)
    assert page.count(f'Vi har fået dit nej til <a href="#del-{mentor.id}">{MENTOR}</a>. Vent på et nyt forslag.') == 2
    assert ">Godkend planen</button>" not in page

    client.post(f"/min-plan/svar/{version.id}/{mentor.id}/", {"answer": "ja", "words": "Jeg prøver det andet."})
    assert ">Godkend planen</button>" in text(client)


def test_when_the_yes_to_one_plan_is_taken_back_the_page_says_so_and_what_holds_now() -> None:
    story, version = proposed()
    client = as_(story.actor("mette"))
    client.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    assert "Din plan er godkendt" in text(client)
    given = consents_page(story.sight("mette", noon(story)), on=story.today).given
    about = [each.consent for each in given if each.consent.scope.kind is ConsentKind.PLAN]
    mine = next(each for each in about if each.scope.person_id == story.person("mette"))
    withdraw_consent(story.sight("mette", noon(story)), at=noon(story), consent_id=mine.id)

    page = text(client)

    assert "Den fælles plan er stoppet." in page
    assert "Hver afdeling laver nu sin egen plan igen." in page
    assert "Vil du have én plan igen?" in page
    for gone in ("Din plan er godkendt", ">Aftalt<", "Godkend planen"):
        assert gone not in page
    susanne = as_(story.actor(COORDINATOR))
    for at_the_desk in ("", "plan/"):
        told = text(susanne, f"/arbejde/sager/{story.case_id}/{at_the_desk}")
        assert "Den fælles plan er stoppet" in told
        assert "Mette Holm Andersen tog sit ja til én plan tilbage" in told


def test_the_stages_stand_on_the_page_until_the_plan_is_in_force() -> None:
    story = drafted()
    client = as_(story.actor("mette"))
    assert 'aria-current="step">Planen bliver skrevet' in text(client)

    meet_all_demands(story)
    _, version = proposed(story)
    assert 'aria-current="step">Du svarer' in text(client)
    client.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    assert "Hvor langt er planen?" not in text(client)


def test_a_reader_who_is_not_in_the_case_reads_the_persons_name() -> None:
    story, version = proposed()
    as_(story.actor("mette")).post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    sight, birgit = story.sight("mette", noon(story)), story.cast.persons["birgit"]
    kind = CompanionKind.OMBUD
    register_companion(sight, at=noon(story), companion_id=birgit.id, for_person=story.person("mette"), kind=kind)
    show_to_one(
        story.sight("mette", noon(story)),
        at=noon(story),
        for_person=story.person("mette"),
        recipient_id=birgit.id,
        categories=[Category.PLAN],
        purpose="Så Birgit kan støtte mig",
    )
    page = text(as_(story.actor("birgit")))

    assert "Planen for Mette" in page
    for words in ("Planen er godkendt og gælder", "for Mette</h2>", "Kontaktpersonen er"):
        assert words in page
    for words in ("Din plan", "Din uge", "Din kontaktperson", "Hvem har kigget"):
        assert words not in page

    birgit_reads = as_(story.actor("birgit"))
    for address in re.findall(r'href="(/min-plan/[a-z-]*/?)"', page):
        told = text(birgit_reads, address)
        for words in ("Dine samtykker", "Dine møder", "Mine mål", "Din plan på papir"):
            assert words not in told
