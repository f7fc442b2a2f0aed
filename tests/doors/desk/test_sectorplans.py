"""Can a professional take in sector plans as files, and is every fault said with file and place?"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.journey.sectorplans.commands import take_in_household, take_in_plan
from enplan.journey.sectorplans.facts import Household, Person
from enplan.journey.sectorplans.queries import plans_in_force
from enplan.journey.sectorplans.rules.document import document_of
from enplan.partners.sector_systems.household import read_household
from tests.builders_sectorplans import a_full_plan, a_household, a_plan
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


@pytest.fixture
def client(world: World) -> Client:
    """The job consultant's browser."""
    return as_(world.actor("Henrik Dam"))


def root(world: World) -> str:
    """The address of the list."""
    return f"/arbejde/sager/{world.case_id}/sektorplaner/"


def a_file(household: Household, name: str = "plan.json") -> SimpleUploadedFile:
    """A household file with Mette and Freja."""
    content = {
        "format": "enplan.household/1",
        "persons": [{"id": each.id, "name": each.name, "born": each.born.isoformat()} for each in household.persons],
        "plans": [document_of(plan) for plan in household.plans],
    }
    return SimpleUploadedFile(name, json.dumps(content).encode(), "application/json")


def text(response: Any) -> str:
    """What the page says, tags and needless space left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# The list and one plan.


def test_an_empty_list_says_what_the_page_is_for(world: World, client: Client) -> None:
    page = client.get(root(world))

    assert page.status_code == 200
    assert "Der er ingen sektorplaner endnu" in text(page)


def test_the_list_and_the_plan_show_what_was_taken_in(world: World, client: Client) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())

    listed, plan = client.get(root(world)), client.get(f"{root(world)}{received.id}/")

    assert "Min Plan" in text(listed)
    assert "Oplysninger om arbejde og beskæftigelse" in text(listed)
    said = text(plan)
    for part in (
        "Mette er i arbejde.",
        "Mentor",
        "hver mandag kl. 9 til 10",
        "Psykisk helbred",
        "LÆ 145",
        "Bo Lindgren, mentor",
    ):
        assert part in said
    assert "noget, der ikke er vist" not in said  # a word of what is hidden is not even hinted at


def test_what_is_withheld_is_said_and_never_named(world: World) -> None:
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())

    said = text(as_(world.actor("Peter Kvist")).get(root(world)))

    assert "6 oplysninger fra sektorplanerne er ikke vist" in said
    assert "Min Plan" not in said


def test_a_stranger_and_a_citizen_are_turned_away(world: World) -> None:
    assert Client().get(root(world)).status_code == 302
    assert as_(world.actor("mette")).get(root(world)).status_code == 403
    assert as_(world.actor("Jette Munk")).get(root(world)).status_code == 404


def test_the_worked_case_can_be_shown_whole(world: World, shared: Path) -> None:
    file = read_household((shared / "cases" / "mor-uden-arbejde.json").read_bytes())
    own = Household(persons=file.persons, plans=tuple(plan for plan in file.plans if plan.id == "jobcenter"))
    received = take_in_household(world.sight("Henrik Dam"), at=NOW, household=own)

    said = text(as_(world.actor("Henrik Dam")).get(f"{root(world)}{received[0].id}/"))

    assert "Virksomhedspraktik i Nordby Genbrug" in said


# Files.


def test_several_files_are_taken_in_at_once(world: World, client: Client) -> None:
    files = [a_file(a_household(a_plan("et")), "a.json"), a_file(a_household(a_plan("to"), a_plan("tre")), "b.json")]

    answer = client.post(f"{root(world)}upload/", {"plan_files": files}, follow=True)

    assert "3 planer er lagt ind." in text(answer)
    assert [each.plan.id for each in plans_in_force(world.sight("Henrik Dam"))] == ["et", "to", "tre"]


def test_all_faults_of_all_files_come_together_with_file_and_place_and_nothing_is_stored(
    world: World, client: Client
) -> None:
    broken = {"format": "enplan.household/1", "persons": [], "plans": [{"id": "X"}]}
    files = [
        a_file(a_household(a_plan("god")), "god.json"),
        SimpleUploadedFile("gal.json", json.dumps(broken).encode()),
        SimpleUploadedFile("kaput.json", b"{"),
        a_file(a_household(a_plan("sundhed", "genoptraeningsplan")), "sundhed.json"),
        a_file(a_household(a_plan("god")), "igen.json"),
    ]

    answer = client.post(f"{root(world)}upload/", {"plan_files": files})

    assert answer.status_code == 400
    said = text(answer)
    assert "Intet er gemt" in said
    for part in (
        "gal.json plans[0].id",
        "gal.json persons",
        "kaput.json",
        "sundhed.json plans[0] : Du kan ikke lægge planen ind, fordi der mangler samtykke til oplysninger om helbred",
        "igen.json plans[0].id",
    ):
        assert part in said
    assert plans_in_force(world.sight("Henrik Dam")) == []


def test_an_empty_file_and_one_that_is_no_text_are_named_beside_the_faults_of_the_others(
    world: World, client: Client
) -> None:
    files = [
        SimpleUploadedFile("tom.json", b""),
        SimpleUploadedFile("billede.json", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff"),
        SimpleUploadedFile("gammel.json", '{"navn": "Søren"}'.encode("latin-1")),
        SimpleUploadedFile("kaput.json", b"{"),
        a_file(a_household(), "ingen.json"),
    ]

    answer = client.post(f"{root(world)}upload/", {"plan_files": files})

    assert answer.status_code == 400
    said = text(answer)
    for part in (
        "tom.json : Filen er tom.",
        "billede.json : Filen er ikke en tekstfil",
        "gammel.json : Linje 1: Filen er ikke gemt som UTF-8.",
        "kaput.json : Linje 1: Filen er ikke gyldig JSON",
        "ingen.json plans : Der er ingen planer i filen.",
    ):
        assert part in said
    assert "planer er lagt ind" not in said


def test_a_stranger_in_a_file_is_named(world: World, client: Client) -> None:
    persons = (Person("peter", date(1970, 1, 1), "Peter Bo"),)
    file = a_file(a_household(a_plan(person="peter"), persons=persons))

    assert "Planen nævner Peter Bo (plans[0].person), som ikke er med i forløbet" in text(
        client.post(f"{root(world)}upload/", {"plan_files": [file]})
    )


class Untouched:
    """A body that must not be read."""

    def read(self, *_: object) -> bytes:
        """Fail when somebody does."""
        raise AssertionError("a file that is too large was read")

    readline = read

    def __iter__(self) -> Iterator[bytes]:
        raise AssertionError("a file that is too large was read")


def test_a_file_over_ten_megabytes_is_refused_before_it_is_read(world: World, client: Client) -> None:
    answer = client.generic(
        "POST",
        f"{root(world)}upload/",
        b"",
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Untouched(), "CONTENT_LENGTH": "10200000"},  # type: ignore[arg-type]  # parts of the WSGI environment
    )

    assert answer.status_code == 413
    assert "mere end 10 MB" in text(answer)
    assert plans_in_force(world.sight("Henrik Dam")) == []


def test_an_upload_is_protected_against_forgery(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = as_(world.actor("Henrik Dam")).cookies

    answer = browser.post(f"{root(world)}upload/", {"plan_files": [a_file(a_household(a_plan()))]})

    assert answer.status_code == 403


def test_no_file_is_a_kind_error(world: World, client: Client) -> None:
    assert "Vælg mindst én fil." in text(client.post(f"{root(world)}upload/", {}))


def test_thirty_plans_take_as_many_queries_as_one(world: World, client: Client) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
    pages = [root(world), f"{root(world)}{received.id}/", f"/arbejde/sager/{world.case_id}/udredning/"]
    few = [queries(page) for page in pages]
    for number in range(30):
        take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan(f"plan-{number}"))

    assert [queries(page) for page in pages] == few
