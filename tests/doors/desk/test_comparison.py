"""Does the same household stand under every regime on a page, for its team and, from a file, for leaders?"""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from enplan.demo.stories.telling import Telling
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.sectorplans.facts import Household
from enplan.kernel.category import Category
from enplan.partners.sector_systems.household import household_json
from tests.builders_coordination import a_duty, a_goal, a_household, a_measure
from tests.builders_stories import mette_with_draft
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db
SUSANNE, LEADER = "Susanne Brandt", "Thomas Vinther"
ON = date(2026, 11, 23)
FOR_OTHERS = "Nej, kun for andre kommuner, kun undersøges"
NOT_NOW = "Nej, gælder ikke på dagen, kun undersøges"
NOT_ENACTED = "Nej, ikke vedtaget, kun undersøges"


@pytest.fixture
def story() -> Telling:
    return mette_with_draft(ON)


@pytest.fixture
def leader(story: Telling) -> Client:
    return as_(story.actor(LEADER))


def rows(page: Any) -> dict[str, list[str]]:
    """The table by what is counted."""
    cells = re.findall(
        r"<tr><th scope=\"row\">(?:<a[^>]*>)?([^<]*)(?:</a>)?</th>(.*?)</tr>", page.content.decode(), re.DOTALL
    )
    return {label: re.findall(r"<td[^>]*>([^<]+?) ?<", found) for label, found in cells}


def sent(content: bytes, **fields: str) -> dict[str, Any]:
    return {"household": SimpleUploadedFile("husstand.json", content, "application/json"), **fields}


def written(household: Household) -> bytes:
    return json.dumps(household_json(household)).encode()


def test_the_team_sees_the_case_under_every_regime_with_the_sections(story: Telling) -> None:
    page = as_(story.actor(SUSANNE)).get(f"/arbejde/sager/{story.case_id}/samordning/ordninger/")
    table = rows(page)
    assert table["Kan bruges på dagen"] == ["Ja", NOT_NOW, "Ja", NOT_ENACTED]
    assert len(table) == 8
    plans = [int(number) for number in table["Planer"]]
    assert plans[0] > plans[2] >= 1
    assert "Lov om social service § 141" in page.content.decode()


def test_nobody_outside_the_team_sees_it(story: Telling, leader: Client) -> None:
    page = leader.get(f"/arbejde/sager/{story.case_id}/samordning/ordninger/")
    assert page.status_code == 404  # not even that there is such a case


def test_what_consent_does_not_let_through_is_counted_nowhere_and_that_is_said(story: Telling) -> None:
    where = f"/arbejde/sager/{story.case_id}/samordning/ordninger/"
    everything = int(rows(as_(story.actor(SUSANNE)).get(where))["Planer"][0])
    at = story.at(0, 12)
    health = [
        each for each in consents_in_force(story.sight("mette", at), on=ON) if each.scope.category is Category.HEALTH
    ]
    for each in health:
        withdraw_consent(story.sight("mette", at), at=at, consent_id=each.id)

    page = as_(story.actor(SUSANNE)).get(where)

    assert int(rows(page)["Planer"][0]) == everything - 1
    assert "er ikke vist, fordi der ikke er samtykke" in page.content.decode()


def test_a_leader_sees_any_household_file_and_nothing_is_kept(leader: Client) -> None:
    household = a_household(a_goal("job/maal"), a_measure("job/mentor"), a_duty("job/pligt", "lab-2026-75-pct", ON))
    page = leader.post("/ledelse/ordninger/", sent(written(household), on="2026-11-23"))
    assert page.status_code == 200
    assert rows(page)["Planer"] == ["1", "1", "1", "1"]
    assert rows(page)["Lovpligtige møder, der mangler nu eller inden for 26 uger"][1] == "0"
    assert "Mette" not in leader.get("/ledelse/ordninger/").content.decode()


def test_asked_for_another_day_the_law_of_that_day_counts(leader: Client) -> None:
    page = leader.post(
        "/ledelse/ordninger/", sent(written(a_household(a_goal("job/maal"), a_measure("job/mentor"))), on="2018-06-30")
    )
    assert rows(page)["Kan bruges på dagen"] == [
        "Ja",
        "Nej, kun for andre kommuner, kun undersøges",
        NOT_NOW,
        NOT_ENACTED,
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"{", "json"), (b'{"format": "enplan.household/1"}', "persons"), (b"", "Filen er tom")],
)
def test_a_bad_file_is_refused_with_the_place(leader: Client, content: bytes, said: str) -> None:
    page = leader.post("/ledelse/ordninger/", sent(content))
    assert page.status_code == 400
    assert said.lower() in page.content.decode().lower()


def test_a_file_of_more_than_10_mb_is_refused_before_it_is_read(leader: Client) -> None:
    page = leader.post("/ledelse/ordninger/", sent(b"x"), CONTENT_LENGTH="10200000")
    assert page.status_code == 413
    assert "10 MB" in page.content.decode()


def test_the_team_sees_what_the_law_demands_and_what_may_be_set_aside(story: Telling) -> None:
    """S-14, S-43, S-44: process and content apart, each with its section and how sure it is."""
    where = f"/arbejde/sager/{story.case_id}/samordning/loven/"
    told = re.sub(r"<[^>]+>", " ", as_(story.actor(SUSANNE)).get(where).content.decode())
    assert "Helhedsorienteret plan" in told
    assert "Loven kræver: Formålet med indsatsen" in told
    assert "Lov om en aktiv beskæftigelsesindsats § 41" in told
    assert "Rehabiliteringsplanens forberedende del." in told


def test_on_another_day_and_under_another_regime_the_page_says_what_held_then(story: Telling) -> None:
    where = f"/arbejde/sager/{story.case_id}/samordning/loven/?dag=01-07-2018&regime=frikommune-2017"
    told = re.sub(r"<[^>]+>", " ", as_(story.actor(SUSANNE)).get(where).content.decode())
    assert "Nej, kun for andre kommuner" in told
    assert "Allerød, Ballerup" in told
    assert "»Barnets plan« gælder ikke den 1. juli 2018. Den dag er det »Handleplan for børn og unge«" in told
    assert "ikke efterprøvet" in told


def test_an_unreadable_day_is_named_and_the_law_of_today_is_shown(story: Telling) -> None:
    page = as_(story.actor(SUSANNE)).get(f"/arbejde/sager/{story.case_id}/samordning/loven/?dag=i+morgen&regime=x")
    assert page.status_code == 200
    assert "form-error" in page.content.decode()


def test_nobody_outside_the_team_sees_what_holds(story: Telling, leader: Client) -> None:
    assert leader.get(f"/arbejde/sager/{story.case_id}/samordning/loven/").status_code == 404
