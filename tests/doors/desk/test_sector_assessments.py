"""Does the desk show and hand out each sector's own assessment, as far as the viewer sees, and is it written down?"""

import json
import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from enplan.doors.parts.reasons import sentences
from enplan.journey.access.queries import openings
from enplan.journey.assessment.commands import answer_question
from enplan.journey.assessment.facts import OWN_STRENGTHS
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.law.lawbook import lawbook
from tests.builders_sectorplans import a_full_plan
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
WORK = "arbejdserfaring-cv"


@pytest.fixture
def world() -> World:
    """Mette has told of her work and of her back."""
    world = mettes_case()
    mette = world.cast.persons["mette"].id
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
    for item, told in ((WORK, "Ti år i butik."), ("fysisk-helbred", "Ondt i ryggen."), (OWN_STRENGTHS, "Tålmodig.")):
        answer_question(world.sight("mette"), at=NOW, person_id=mette, item=item, text=told)
    return world


@pytest.fixture
def client(world: World) -> Client:
    """The job consultant's browser."""
    return as_(world.actor("Henrik Dam"))


def root(world: World) -> str:
    """The address of the page."""
    return f"/arbejde/sager/{world.case_id}/udredning/love/"


def text(response: Any) -> str:
    """What the page says, tags and needless space left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_each_law_says_what_is_there_what_is_missing_and_why(world: World, client: Client) -> None:
    """S-18: for each sector assessment what is known, what is missing, by which law, and who asks."""
    page = text(client.get(root(world)))

    assert "Lov om en aktiv beskæftigelsesindsats" in page
    assert "Skal bruges af Jobcenter Nordby." in page
    assert "Ingen har svaret endnu. Tag det med i samtalen." in page
    assert (
        page.count("Lov om en aktiv beskæftigelsesindsats §§ 8 og 30") == 1
    )  # the law stands above, not in every line
    assert "Susanne Brandt spørger." in page
    assert "Loven nævner det selv. Ingen har svaret endnu." in page


def test_a_sectors_own_assessment_holds_the_answers_it_needs(world: World, client: Client) -> None:
    page = text(client.get(f"{root(world)}en/?person=mette&udredning=lab-cv"))

    assert "Ti år i butik." in page
    assert "Fra Mette Holm Andersen" in page


def test_the_data_hold_what_the_viewer_may_see_and_nothing_else(world: World, client: Client) -> None:
    """S-20 and the sight: health stays with those whom consent or their sector lets through."""
    answer = client.get(f"{root(world)}en.json?person=mette&udredning=lab-cv")

    assert answer["Content-Disposition"] == 'attachment; filename="udredning-lab-cv-mette.json"'
    told = json.loads(answer.content)
    assert (told["format"], told["person"], told["departments"]) == (
        "enplan-udredning-1",
        {"ref": "mette", "name": "Mette Holm Andersen"},
        ["Jobcenter Nordby"],
    )
    assert {"item": WORK, "text": "Ti år i butik.", "answered_day": "2026-11-23"}.items() <= told["known"][0].items()
    every = [client.get(f"{root(world)}en.json?udredning={one.id}").content.decode() for one in lawbook().assessments]
    assert "Ondt i ryggen" not in " ".join(every)
    assert any(json.loads(each)["withheld"] for each in every if each.startswith("{"))


def test_whoever_hands_it_out_stands_in_the_access_log(world: World, client: Client) -> None:
    client.get(f"{root(world)}en.json?udredning=lab-cv")

    last = openings(world.sight("mette"))[0]
    assert (last.name, last.errand) == ("Henrik Dam", "export_assessment")


@pytest.mark.parametrize("query", ["?udredning=findes-ikke", "?person=ingen"])
def test_what_is_not_there_is_not_found(world: World, client: Client, query: str) -> None:
    assert client.get(f"{root(world)}en/{query}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{root(world)}en.json{query}").status_code == HTTPStatus.NOT_FOUND


def test_a_stranger_is_not_let_in(world: World) -> None:
    assert as_(world.actor("Thomas Vinther")).get(root(world)).status_code == HTTPStatus.NOT_FOUND


def test_every_source_of_the_law_data_has_a_word() -> None:
    named = {each.strip() for item in lawbook().items for each in item.typical_source.split(",")}

    assert {f"source.{each}" for each in named} <= set(sentences())
