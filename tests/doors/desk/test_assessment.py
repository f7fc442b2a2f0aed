"""Does the desk hold one conversation for all laws, and say who has asked before?"""

import re
from typing import Any

import pytest
from django.test import Client

from enplan.journey.assessment.commands import answer_question
from enplan.journey.assessment.queries import answers, conclusions
from enplan.journey.consent.commands import ask_for_consent, give_consent, withdraw_consent
from enplan.journey.consent.facts import ConsentKind, ConsentScope, Way
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.kernel.category import Category
from enplan.kernel.period import Period
from tests.builders_sectorplans import a_full_plan
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, mettes_case
from tests.worlds_decisions import consent

pytestmark = pytest.mark.django_db
BOTH = ("Susanne Brandt", "Henrik Dam")


@pytest.fixture
def world() -> World:
    """Mette's case with her plan at the job centre."""
    world = mettes_case()
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
    return world


def root(world: World) -> str:
    """The address of the overview."""
    return f"/arbejde/sager/{world.case_id}/udredning/"


def theme(world: World, slug: str, ref: str = "mette") -> str:
    """The address of one part of life."""
    return f"{root(world)}{world.cast.persons[ref].id}/{slug}/"


def text(response: Any) -> str:
    """What the page says, tags and needless space left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def with_consent_to_the_plan(world: World) -> None:
    """Mette consents to one plan."""
    scope = ConsentScope(ConsentKind.PLAN, world.cast.persons["mette"].id, "Én plan")
    period = Period(NOW.date().replace(day=1))
    question = ask_for_consent(
        world.sight("Susanne Brandt"), at=NOW, scope=scope, why="For at lave én plan", period=period
    )
    give_consent(world.sight("mette"), at=NOW, request_id=question.id, way=Way.PORTAL)


def texts(world: World) -> list[str]:
    """What the gathered assessments say, as Mette reads them."""
    return [each.words.text for each in conclusions(world.sight("mette")) if each.words]


def test_a_professional_asks_within_their_own_sector_and_is_told_what_is_not_shown(world: World) -> None:
    henrik = as_(world.actor("Henrik Dam"))
    said = text(henrik.get(root(world)))

    assert "Arbejdserfaring og CV" in said
    assert "Psykisk helbred" not in said
    assert re.search(r"\d+ spørgsmål er ikke vist, fordi der ikke er samtykke", said)
    assert henrik.get(theme(world, "arbejde-og-uddannelse")).status_code == 200
    assert henrik.get(theme(world, "helbred")).status_code == 404


def test_an_answer_is_written_down_with_who_said_it(world: World) -> None:
    client = as_(world.actor("Henrik Dam"))
    fields = {"text_arbejdserfaring-cv": "Ti år i butik.", "text_uddannelsesbaggrund": "9. klasse."}

    page = client.post(
        theme(world, "arbejde-og-uddannelse"), {**fields, "source_uddannelsesbaggrund": "Eksamensbevis"}, follow=True
    )

    assert "2 svar er gemt." in text(page)
    found = {each.item: (each.text, each.source) for each in answers(world.sight("Henrik Dam"))}
    assert found == {
        "arbejdserfaring-cv": ("Ti år i butik.", "Mette Holm Andersen, i samtale"),
        "uddannelsesbaggrund": ("9. klasse.", "Eksamensbevis"),
    }
    assert "Svaret er fra Eksamensbevis" in text(page)
    assert "Kan bruges" in text(page)


def test_the_question_is_there_to_be_asked_aloud(world: World) -> None:
    said = text(as_(world.actor("Henrik Dam")).get(theme(world, "arbejde-og-uddannelse")))

    assert "Spørg for eksempel: Hvor har du arbejdet før? Hvad lavede du?" in said


def test_the_overview_says_how_far_each_theme_has_come_and_where_one_goes_on(world: World) -> None:
    """S-13: strengths and wishes come before what is hard."""
    client = as_(world.actor("Henrik Dam"))
    page = client.get(root(world))
    slugs = re.findall(rf'<a href="{theme(world, "").removesuffix("/")}([a-z-]+)/">', page.content.decode())

    assert slugs[0] == page.context["onward"].slug
    assert f"Begynd med »{page.context['onward'].theme.label}«" in text(page)

    client.post(theme(world, "arbejde-og-uddannelse"), {"text_arbejdserfaring-cv": "Ti år i butik."})
    said = text(client.get(root(world)))

    assert "Fortsæt med »Arbejde og uddannelse«" in said
    assert re.search(r"1 af \d+ er besvaret\. \d+ mangler", said)
    assert "Sidst skrevet 23. november 2026 af Henrik Dam" in said


def test_a_saved_theme_leads_to_the_next_one_and_the_last_to_the_overview(world: World) -> None:
    client = as_(world.actor("Henrik Dam"))
    slugs = [stop.slug for stop in client.get(root(world)).context["stops"]]
    here = theme(world, slugs[0])

    stays = client.post(here, {"knap": "her"})
    goes = [client.post(theme(world, slug), {"knap": "videre"})["Location"] for slug in slugs]

    assert stays["Location"] == here
    assert goes == [*(theme(world, slug) for slug in slugs[1:]), theme(world, "").removesuffix("/")]
    assert "Du har ikke skrevet noget nyt." in text(client.get(here))  # said to the one who stays


def test_what_each_law_still_lacks_is_listed(world: World) -> None:
    """S-18: and each question says which laws it serves."""
    client = as_(world.actor("Henrik Dam"))

    assert "CV-oplysninger på Jobnet" in text(client.get(root(world)))
    assert "Lov om en aktiv beskæftigelsesindsats" in text(client.get(theme(world, "arbejde-og-uddannelse")))


def test_an_assessment_is_gathered_with_strengths_and_wishes_filled_in(world: World) -> None:
    with_consent_to_the_plan(world)
    person = world.cast.persons["mette"].id
    answer_question(world.sight("mette"), at=NOW, person_id=person, item="egne-styrker", text="Jeg bager.")
    client = as_(world.actor("Susanne Brandt"))

    page = client.get(f"{root(world)}samling/?person=mette")
    assert "Jeg bager." in text(page)
    assert text(page).index("Det, der virker") < text(page).index("Samlet vurdering")

    lacking = client.post(
        f"{root(world)}samling/?person=mette",
        {"strengths": "Hun bager.", "wishes": "", "conclusion": "Ro.", "kinds": ["plan"]},
    )
    assert lacking.status_code == 400
    assert "Skriv, hvad personen selv vil." in text(lacking)
    assert "Hun bager." in text(lacking)

    client.post(
        f"{root(world)}samling/?person=mette",
        {
            "strengths": "Hun bager.",
            "wishes": "Arbejde.",
            "conclusion": "Ro først.",
            "despite": "Lægen svarer senere.",
            "kinds": ["plan"],
        },
    )
    concluded = conclusions(world.sight("mette"))[0].words
    assert concluded
    assert (concluded.strengths, concluded.despite) == ("Hun bager.", "Lægen svarer senere.")
    assert "Ro først." in text(as_(world.actor("mette")).get("/min-plan/udredning/"))


def test_nobody_concludes_without_consent_and_the_text_is_kept(world: World) -> None:
    client = as_(world.actor("Henrik Dam"))

    answer = client.post(
        f"{root(world)}samling/?person=mette",
        {"strengths": "Flittig.", "wishes": "Arbejde.", "conclusion": "Ro først.", "kinds": ["work"]},
    )

    assert answer.status_code == 400
    assert "Det kræver samtykke til én plan for personen." in text(answer)
    assert "Ro først." in text(answer)
    assert conclusions(world.sight("mette")) == []


def test_the_others_of_the_team_read_what_it_came_to(world: World) -> None:
    with_consent_to_the_plan(world)
    here = f"{root(world)}samling/?person=mette"
    said = {
        "strengths": "Hun bager.",
        "wishes": "Arbejde.",
        "conclusion": "Ro først.",
        "despite": "Lægen svarer senere.",
        "kinds": ["plan"],
    }
    henrik = as_(world.actor("Henrik Dam"))
    assert "Udredningen er ikke samlet endnu" in text(henrik.get(here))
    assert as_(world.actor("Susanne Brandt")).post(here, said).status_code == 303

    page = henrik.get(here)
    assert "Ro først." in text(page)
    assert "<textarea" not in page.content.decode()
    assert "Læs den samlede vurdering" in text(henrik.get(root(world)))
    refused = henrik.post(here, {**said, "conclusion": "Arbejde først."})
    assert refused.status_code == 400
    assert "Det er kontaktpersonen, der samler udredningen." in text(refused)
    assert texts(world) == ["Ro først."]


def test_consent_taken_back_closes_the_words_for_the_team_and_keeps_what_somebody_was_writing(world: World) -> None:
    """Nobody reads what rests on health without her yes (S-74), and what was typed is not lost."""
    with_consent_to_the_plan(world)
    consent(world, "mette", ConsentKind.INFORMATION, Category.HEALTH)
    here, susanne, henrik = f"{root(world)}samling/?person=mette", *map(as_, map(world.actor, BOTH))
    said = {"strengths": "Hun bager.", "wishes": "Arbejde.", "conclusion": "Ryggen først.", "despite": "Sådan."}
    assert susanne.post(here, {**said, "kinds": ["plan", "health"]}).status_code == 303
    assert "Ryggen først." in text(henrik.get(here))
    shown = susanne.get(here).context["form"]["shown"].value()

    given = consents_in_force(world.sight("mette"), on=NOW.date())
    (health,) = (each.id for each in given if each.scope.category is Category.HEALTH)
    withdraw_consent(world.sight("mette"), at=NOW, consent_id=health)

    for who in (susanne, henrik):
        for page in (here, root(world)):
            assert "Ryggen først." not in text(who.get(page))
            assert "Teksten bygger på oplysninger, du ikke må se." in text(who.get(page))
    late = susanne.post(here, {**said, "conclusion": "Ryggen og ro.", "kinds": ["plan", "health"], "shown": shown})
    assert late.status_code == 400
    assert "Du må ikke længere se det, du har krydset af." in text(late)
    assert "Ryggen og ro." in text(late)
    assert texts(world) == ["Ryggen først."], "she reads her own, whatever she lets others see"


def test_a_person_who_is_not_there_and_a_stranger_are_not_found(world: World) -> None:
    assert as_(world.actor("mette")).get(root(world)).status_code == 403
    assert as_(world.actor("Henrik Dam")).get(theme(world, "", "carsten").removesuffix("/")).status_code == 404
    assert as_(world.actor("Henrik Dam")).get(theme(world, "findes-ikke")).status_code == 404
    assert as_(world.actor("Jette Munk")).get(root(world)).status_code == 404


def test_without_any_consent_the_page_says_the_first_step(world: World) -> None:
    client: Client = as_(world.actor("Morten Friis"))

    said = text(client.get(root(world)))

    assert "samtykke" in said


def test_who_gathers_after_somebody_faster_sees_both_and_may_then_save(world: World) -> None:
    with_consent_to_the_plan(world)
    one, other = as_(world.actor("Susanne Brandt")), as_(world.actor("Susanne Brandt"))  # in two windows
    here = f"{root(world)}samling/?person=mette"
    shown = one.get(here).context["form"]["shown"].value() or ""
    said: dict[str, Any] = {
        "strengths": "Hun bager.", "wishes": "Arbejde.", "despite": "Lægen svarer senere.", "shown": shown,
    }  # fmt: skip
    said["kinds"] = ["plan"]

    assert other.post(here, {**said, "conclusion": "Arbejde først."}).status_code == 303
    refused = one.post(here, {**said, "conclusion": "Ro først."})

    assert refused.status_code == 400
    assert "En anden har ændret det samme" in text(refused)
    assert "Arbejde først." in text(refused)
    assert "Ro først." in text(refused)
    assert texts(world) == ["Arbejde først."]
    now = {**said, "conclusion": "Ro først.", "shown": refused.context["form"]["shown"].value()}
    assert one.post(here, now).status_code == 303
    assert texts(world) == ["Ro først."]
