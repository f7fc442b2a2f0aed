"""Can the team see what a pension case would lack, settle it, and take the whole along?"""

import io
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client

from enplan.demo.stories.telling import Telling
from enplan.doors.letters.render import FONTS
from enplan.journey.access.queries import openings
from enplan.journey.dossier.commands import add_document
from enplan.journey.entrance.commands import receive_request, screen_request
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.team.commands import name_coordinator
from enplan.kernel.category import Category
from tests.builders_people import BECAUSE, answers
from tests.builders_stories import mette_with_plans
from tests.doors.signed_in import as_
from tests.worlds import NOW, a_municipality

NOBODY = "00000000-0000-4000-8000-000000000000"
pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"
DAY = "overgangstidspunkt"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


@pytest.fixture
def desk(story: Telling) -> Client:
    return as_(story.actor(SUSANNE))


def root(story: Telling) -> str:
    return f"/arbejde/sager/{story.case_id}/belysning/"


def send(desk: Client, story: Telling, document: str, **typed: str) -> tuple[int, str]:
    answer = desk.post(f"{root(story)}dokument/?dokument={document}", typed, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_page_names_each_document_each_source_and_what_practice_teaches(story: Telling, desk: Client) -> None:
    page = desk.get(root(story)).content.decode()

    assert "Hvor godt er sagen belyst?" in page
    assert "Tidspunkt for sagens overgang til pensionsreglerne" in page
    assert "LÆ 145 til Jobcenter Nordby er bestilt" in page
    assert "Kravet gjaldt til 30. juni 2026." in page
    assert "Det har vi fra andre, der har læst det." in page
    assert "For gammel" in page


def test_it_is_arranged_who_gets_what_is_missing(story: Telling, desk: Client) -> None:
    status, page = send(desk, story, DAY, act="arrange", who="Henrik Dam", by_day="01-12-2027")

    assert status == 200
    assert "Henrik Dam skaffer det senest 1. december 2027." in page


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(story: Telling, desk: Client) -> None:
    status, page = send(desk, story, DAY, act="arrange", who="Henrik Dam", by_day="01-12-2020")

    assert status == 422
    assert "Dagen er gået" in page
    assert 'value="Henrik Dam"' in page


def test_something_is_not_needed_and_needed_again(story: Telling, desk: Client) -> None:
    _, page = send(desk, story, "virksomhedsafproevning", act="aside", reason="Mette er for syg.")
    assert "Mette er for syg. Det har Susanne Brandt skrevet." in page

    _, page = send(desk, story, "virksomhedsafproevning", act="reopen")
    assert "Mette er for syg." not in page


def test_what_the_law_always_asks_for_offers_no_way_out(story: Telling, desk: Client) -> None:
    page = desk.get(f"{root(story)}dokument/?dokument={DAY}").content.decode()
    status, _ = send(desk, story, DAY, act="aside", reason="Det haster.")

    assert "Loven kræver det i alle sager." in page
    assert status == 422


def test_a_paper_is_filed_and_taken_out(story: Telling, desk: Client) -> None:
    at = story.at(0)
    paper = add_document(
        story.sight(SUSANNE, at),
        at=at,
        person_id=story.person("mette"),
        category=Category.WORK,
        title="Brev om overgang",
        text="1. december.",
        source="Jobcentret",
    )

    send(desk, story, DAY, act="file", paper=str(paper.id), points="paper")
    form = desk.get(f"{root(story)}dokument/?dokument={DAY}").content.decode()
    assert "På plads." in form

    send(desk, story, DAY, act="take-out", paper=str(paper.id))
    assert "Mangler." in desk.get(f"{root(story)}dokument/?dokument={DAY}").content.decode()


@pytest.mark.parametrize(
    "typed", [{"act": "take-out", "paper": "x"}, {"act": "file", "paper": str(uuid4())}, {"act": "?"}]
)
def test_nonsense_changes_nothing(story: Telling, desk: Client, typed: dict[str, str]) -> None:
    status, _ = send(desk, story, DAY, **typed)

    assert status in {404, 422}


@pytest.mark.parametrize("rest", ["?hvem=x", f"?hvem={NOBODY}", "dokument/?dokument=findes-ikke"])
def test_what_is_not_there_is_missing(story: Telling, desk: Client, rest: str) -> None:
    assert desk.get(root(story) + rest).status_code == 404


@pytest.mark.skipif(not list(FONTS.glob("*.ttf")), reason="the fonts are fetched at set-up")
def test_who_takes_the_file_along_stands_in_the_access_log(story: Telling, desk: Client) -> None:
    answer = desk.get(f"{root(story)}belysning.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert "belysning.json" in pikepdf.open(io.BytesIO(answer.content)).attachments
    sight = story.sight("mette", story.at(1))
    assert (SUSANNE, "export_evidence") in {(each.name, each.errand) for each in openings(sight)}


def test_before_anybody_has_agreed_the_page_says_what_it_is_for_and_where_to_go_on() -> None:
    """S-69: a new case is no dead end."""
    cast = a_municipality()
    anne, susanne = cast.professionals["Anne Lykkegaard"], cast.professionals[SUSANNE]
    lone = cast.persons["lone"]
    about: dict[str, Any] = {"about_name": lone.name, "about_born": lone.born, "wish": "Jeg har for mange planer."}
    asked = receive_request(cast.citizens["lone"], at=NOW, origin=Origin.CITIZEN, channel=Channel.PORTAL, **about)
    told: dict[str, Any] = {"answers": answers(), "offered": True, "reasons": BECAUSE}
    case_id = screen_request(anne, at=NOW, request_id=asked.id, **told).case_id
    assert case_id is not None
    assert susanne.professional_id is not None
    name_coordinator(anne, at=NOW, case_id=case_id, professional_id=susanne.professional_id)

    page = as_(susanne).get(f"/arbejde/sager/{case_id}/belysning/")
    assert page.status_code == 200
    assert "når borgeren har givet samtykke" in page.content.decode()
    assert 'href="../samtykker/"' in page.content.decode()
    assert as_(susanne).get(f"/arbejde/sager/{case_id}/belysning/?hvem={NOBODY}").status_code == 404
