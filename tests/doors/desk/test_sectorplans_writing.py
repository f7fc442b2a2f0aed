"""Can a professional write a sector plan by hand and correct it, and is every fault said at its field?"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from enplan.journey.assessment.commands import answer_question
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.journey.sectorplans.facts import Received, SectorPlan
from enplan.journey.sectorplans.queries import plans_in_force
from tests.builders_sectorplans import a_full_plan, a_measure
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


def text(response: Any) -> str:
    """What the page says, tags and needless space left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def newest(world: World) -> Received:
    """The plan in force."""
    return plans_in_force(world.sight("Henrik Dam"))[0]


def lone_plan() -> SectorPlan:
    """A plan with one item of each kind that refers to nothing outside."""
    return replace(a_full_plan(), measures=(a_measure(goals=("jobcenter/job",)),))


HEAD = {"person": "mette", "plan_type": "min-plan", "department": "Jobcenter Nordby", "made": "2026-09-07"}


def written_by_hand(world: World, client: Client) -> Received:
    """A plan with one item of each kind, typed one by one."""
    client.post(f"{root(world)}ny/", {**HEAD, "contact_name": "Henrik Dam", "contact_role": "jobkonsulent"})
    for kind, fields in ITEMS.items():
        now = newest(world)
        named = {key: value.format(plan=now.plan) if isinstance(value, str) else value for key, value in fields.items()}
        if kind == "measures":
            named["goals"] = [now.plan.goals[0].name]
        answer = client.post(f"{root(world)}{now.id}/{kind}/ny/", {"shown": now.version, **named})
        assert answer.status_code == 302, text(answer)
    return newest(world)


ITEMS: dict[str, dict[str, Any]] = {
    "goals": {"text": "Mette er i arbejde.", "aim": "full-time-work", "person": "mette"},
    "measures": {
        "measure_type": "mentorstoette",
        "title": "Mentor",
        "persons": ["mette"],
        "starts": "2026-11-23",
        "ends": "2027-01-31",
        "demand": "offer",
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
    "duties": {"meeting_rule": "lab-2026-75-pct", "person": "mette", "since": "2026-08-17", "held": "2"},
    "appointments": {
        "persons": ["mette"],
        "day": "2026-11-23",
        "start": "11:00",
        "end": "12:00",
        "duty": "{plan.duties[0].name}",
        "attendees": "Bo\n",
    },
    "questions": {
        "item": "psykisk-helbred",
        "assessment": "lab-visitation",
        "person": "mette",
        "asked": "2026-08-24",
        "answered": "2026-09-07",
    },
    "statements": {"kind": "LÆ 145", "items": ["fysisk-helbred"], "person": "mette", "requested": "2026-10-19"},
}


def test_a_plan_is_written_by_hand_item_by_item(world: World, client: Client) -> None:
    written = written_by_hand(world, client)

    plan, model = written.plan, a_measure(written.plan.id)
    assert (plan.person, plan.department, plan.contact) == ("mette", "Jobcenter Nordby", a_full_plan().contact)
    assert written.version == 7  # the head, and one for each item
    assert plan.measures == (replace(model, id=plan.measures[0].id, goals=(plan.goals[0].name,)),)
    assert plan.appointments[0].duty == plan.duties[0].name
    assert [each.name for each in plan.appointments[0].attendees] == ["Bo"]
    assert (plan.duties[0].held, plan.questions[0].answered) == (2, date(2026, 9, 7))
    assert plan.statements[0].items == ("fysisk-helbred",)


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


def test_whoever_writes_a_question_sees_who_has_asked_before(world: World, client: Client) -> None:
    """S-20: a department that starts to ask again is told by whom and when it was asked."""
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=lone_plan())
    mette = world.cast.persons["mette"].id
    answer_question(world.sight("mette"), at=NOW, person_id=mette, item="arbejdserfaring-cv", text="Butik.")
    address = f"{root(world)}{newest(world).id}/questions/ny/"

    assert "Der er spurgt i forvejen" in text(client.get(address))
    assert "Der er spurgt i forvejen" not in text(client.get(address.replace("questions", "goals")))
