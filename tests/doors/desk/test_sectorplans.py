"""Can a professional take in, write, correct and withdraw sector plans, and is every fault said with its place?"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from enplan.journey.sectorplans.commands import take_in_household, take_in_plan
from enplan.journey.sectorplans.facts import Household, Person, Received, SectorPlan
from enplan.journey.sectorplans.queries import plans_in_force
from enplan.journey.sectorplans.rules.document import document_of
from enplan.partners.sector_systems.household import read_household
from tests.builders_sectorplans import a_full_plan, a_household, a_measure, a_plan
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


def newest(world: World) -> Received:
    """The plan in force."""
    return plans_in_force(world.sight("Henrik Dam"))[0]


def lone_plan() -> SectorPlan:
    """A plan with one item of each kind that refers to nothing outside."""
    return replace(a_full_plan(), measures=(a_measure(goals=("jobcenter/job",)),))


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

    assert "6 oplysninger er ikke vist" in said
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


# By hand.


HEAD = {"person": "mette", "plan_type": "min-plan", "department": "Jobcenter Nordby", "made": "2026-09-07"}


def test_a_plan_is_written_by_hand_item_by_item(world: World, client: Client) -> None:
    client.post(f"{root(world)}ny/", {**HEAD, "contact_name": "Henrik Dam", "contact_role": "jobkonsulent"})
    plan = newest(world)
    assert (plan.plan.person, plan.plan.department, plan.version) == ("mette", "Jobcenter Nordby", 1)

    def add(kind: str, fields: dict[str, Any]) -> None:
        now = newest(world)
        answer = client.post(f"{root(world)}{now.id}/{kind}/ny/", {"shown": now.version, **fields})
        assert answer.status_code == 302, text(answer)

    add("goals", {"text": "Mette er i arbejde.", "aim": "full-time-work", "person": "mette"})
    goal = newest(world).plan.goals[0]
    add(
        "measures",
        {
            "measure_type": "mentorstoette",
            "title": "Mentor",
            "persons": ["mette"],
            "starts": "2026-11-23",
            "ends": "2027-01-31",
            "demand": "offer",
            "goals": [goal.name],
            "contact_name": "Bo Lindgren",
            "contact_role": "mentor",
            "lines": "2",
            "session_0_day": "2026-11-23",
            "session_0_start": "09:00",
            "session_0_end": "10:00",
            "session_0_until": "2027-01-18",
            "session_0_place": "Rådhuset",
            "session_0_off": "2026-12-28",
        },
    )
    add("duties", {"meeting_rule": "lab-2026-75-pct", "person": "mette", "since": "2026-08-17", "held": "2"})
    duty = newest(world).plan.duties[0]
    add(
        "appointments",
        {
            "persons": ["mette"],
            "day": "2026-11-23",
            "start": "11:00",
            "end": "12:00",
            "duty": duty.name,
            "attendees": "Bo\n",
        },
    )
    add(
        "questions",
        {
            "item": "psykisk-helbred",
            "assessment": "lab-visitation",
            "person": "mette",
            "asked": "2026-08-24",
            "answered": "2026-09-07",
        },
    )
    add("statements", {"kind": "LÆ 145", "items": ["fysisk-helbred"], "person": "mette", "requested": "2026-10-19"})

    written = newest(world)
    expected = a_full_plan(written.plan.id)
    assert written.version == 7
    assert written.plan.contact == expected.contact
    without_names = {"id": "", "goals": (), "needs": ()}
    measure, model = written.plan.measures[0], a_measure(written.plan.id)
    for name in measure.__slots__:
        if name not in without_names:
            assert getattr(measure, name) == getattr(model, name), name
    assert measure.goals == (goal.name,)
    assert written.plan.appointments[0].duty == duty.name
    assert [each.name for each in written.plan.appointments[0].attendees] == ["Bo"]
    assert (written.plan.duties[0].held, written.plan.questions[0].answered) == (2, date(2026, 9, 7))
    assert written.plan.statements[0].items == ("fysisk-helbred",)


def test_an_item_is_corrected_and_the_page_of_the_form_shows_what_stands_there(world: World, client: Client) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())
    address = f"{root(world)}{received.id}/measures/mentor/"

    shown = client.get(address).content.decode()
    for part in ('value="Mentor"', 'value="2026-11-23"', 'value="09:00"', 'value="2026-12-28"', 'name="session_2_day"'):
        assert part in shown

    fields = {
        "shown": "1",
        "measure_type": "mentorstoette",
        "persons": ["mette"],
        "starts": "2026-11-23",
        "demand": "offer",
        "lines": "0",
    }
    client.post(address, {**fields, "title": "Mentor i praktikken"})

    measure = newest(world).plan.measures[0]
    assert (measure.title, measure.ends, measure.sessions, measure.id) == ("Mentor i praktikken", None, (), "mentor")


def test_a_fault_stands_at_its_field_and_what_was_typed_is_kept(world: World, client: Client) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())
    fields = {
        "shown": "1",
        "measure_type": "mentorstoette",
        "title": "En lang titel",
        "starts": "2026-11-23",
        "ends": "2026-11-01",
        "demand": "offer",
        "lines": "2",
        "session_1_day": "2026-11-23",
        "session_1_start": "10:00",
        "session_1_end": "09:00",
    }

    answer = client.post(f"{root(world)}{received.id}/measures/ny/", fields)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="id_ends_error"' in page
    assert 'id="id_session_1_end_error"' in page
    assert 'value="En lang titel"' in page
    assert newest(world).version == 1


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("goals", {"aim": "full-time-work", "person": "mette"}, "text"),
        ("goals", {"text": "Hej", "aim": "noget-andet", "person": "mette"}, "aim"),
        ("appointments", {"day": "2026-11-23", "start": "11:00", "end": "10:00"}, "end"),
        ("duties", {"meeting_rule": "lab-2026-75-pct", "person": "mette"}, "since"),
        (
            "questions",
            {
                "item": "netvaerk",
                "assessment": "vum",
                "person": "mette",
                "asked": "2026-09-02",
                "answered": "2026-09-01",
            },
            "answered",
        ),
        ("statements", {"kind": "LÆ 145", "person": "mette", "requested": "2026-09-02"}, "items"),
    ],
)
def test_every_form_says_what_is_wrong_at_the_field(
    world: World, client: Client, kind: str, fields: dict[str, str], field: str
) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())

    answer = client.post(f"{root(world)}{received.id}/{kind}/ny/", {"shown": "1", **fields})

    assert answer.status_code == 400
    assert f"id_{field}" in re.findall(r'href="#(id_\w+)"', answer.content.decode())[0]


def test_the_head_is_corrected(world: World, client: Client) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())
    address = f"{root(world)}{received.id}/oplysninger/"
    assert 'value="Jobcenter Nordby"' in client.get(address).content.decode()

    client.post(
        address, {"shown": "1", "plan_type": "min-plan", "department": "Jobcenter Syd", "follow_up": "2027-01-01"}
    )

    assert (newest(world).plan.department, newest(world).plan.follow_up) == ("Jobcenter Syd", date(2027, 1, 1))
    assert len(newest(world).plan.measures) == 1


def test_an_item_is_deleted_after_asking_and_the_earlier_version_is_kept(world: World, client: Client) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())
    address = f"{root(world)}{received.id}/goals/job/slet/"
    assert "Mette er i arbejde." in text(client.get(address))

    client.post(address, {"shown": "1"})

    assert (newest(world).plan.goals, newest(world).plan.measures[0].goals) == ((), ())
    assert "Det her er en tidligere udgave" in text(client.get(f"{root(world)}{received.id}/"))


def test_the_slower_of_two_is_told_sees_both_versions_and_keeps_what_was_typed(world: World, client: Client) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())
    address = f"{root(world)}{received.id}/goals/job/"
    fields = {"aim": "full-time-work", "person": "mette"}
    client.post(address, {"shown": "1", "text": "Den hurtige.", **fields})

    slow = client.post(address, {"shown": "1", "text": "Den langsomme.", **fields})

    assert slow.status_code == 409
    said = text(slow)
    assert "En anden har ændret planen, mens du skrev" in said
    assert said.count("Den langsomme.") == 2  # side by side, and in the field
    assert "Den hurtige." in said
    assert newest(world).plan.goals[0].text == "Den hurtige."

    again = client.post(address, {"shown": "2", "text": "Begge dele.", **fields})
    assert again.status_code == 302
    assert newest(world).plan.goals[0].text == "Begge dele."


def test_a_plan_is_withdrawn_with_a_reason(world: World, client: Client) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())
    address = f"{root(world)}{received.id}/traek-tilbage/"
    assert "Skriv, hvorfor planen trækkes tilbage." in text(client.post(address, {"reason": " "}))

    answer = client.post(address, {"reason": "Forkert borger"}, follow=True)

    assert "Forkert borger" in text(answer)
    assert plans_in_force(world.sight("Henrik Dam")) == []
    assert client.get(f"{root(world)}{received.id}/goals/job/").status_code == 409


@pytest.mark.parametrize("what", ["sko/ny/", "goals/findes-ikke/", "goals/findes-ikke/slet/"])
def test_what_is_not_there_is_not_found(world: World, client: Client, what: str) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())

    assert client.get(f"{root(world)}{received.id}/{what}").status_code == 404
