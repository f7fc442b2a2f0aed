"""Can everybody see what falls due, why that day, whose turn it is, and what nobody can count? (S-67)"""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from enplan.demo.stories.telling import Telling
from enplan.journey.entrance.commands import receive_request
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.followup.commands import count_week, remind
from enplan.journey.followup.facts import DueKind
from enplan.journey.followup.queries import my_deadlines, noted_page
from enplan.journey.followup.rules.deadlines import DueCount, DueWeek, When
from enplan.journey.followup.rules.starting import UNKNOWN
from enplan.journey.outcomes import queries
from enplan.kernel.calendar import DENMARK
from enplan.law.lawbook import lawbook
from enplan.registers.accounts.queries import the_clock
from tests.builders_stories import mette_with_draft
from tests.clock import TODAY
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db
SUSANNE, LEADER, INTAKE = "Susanne Brandt", "Thomas Vinther", "Anne Lykkegaard"


@pytest.fixture
def story() -> Telling:
    told = mette_with_draft(TODAY)
    at = told.at((TODAY - told.today).days)
    remind(told.sight(SUSANNE, at), at=at)
    return told


@pytest.fixture
def client(story: Telling) -> Client:
    return as_(story.actor(SUSANNE))


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_case_tells_each_day_with_section_computation_turn_and_what_if(story: Telling, client: Client) -> None:
    page = client.get(f"/arbejde/sager/{story.case_id}/frister/")

    assert page.status_code == 200
    said = text(page)
    for words in (
        "Hvorfor den dag?",
        "Fristen tæller fra",
        "Den skal handle:",
        "Overskrides den:",
        "Kommunens tur",
        "§",
    ):
        assert words in said
    assert "Kalender" in said


def test_the_deadlines_of_a_case_are_closed_to_who_is_not_in_the_team(story: Telling) -> None:
    page = as_(story.actor("Jette Munk")).get(f"/arbejde/sager/{story.case_id}/frister/")

    assert page.status_code == 404


def test_a_citizen_has_no_desk(story: Telling) -> None:
    assert as_(story.actor("mette")).get("/arbejde/frister/").status_code == 403


def test_my_deadlines_tell_who_and_when_and_nothing_of_what_it_is_about(client: Client, story: Telling) -> None:
    said = text(client.get("/arbejde/frister/"))

    assert "Mette Holm Andersen" in said
    assert "Senest" in said
    titles = {each.label for each in lawbook().deadlines}
    assert [title for title in titles if title in said] == []
    assert my_deadlines(story.actor(SUSANNE), on=TODAY).total > 0


@pytest.mark.parametrize("turn", ["ours", "citizen", "others", "nobody", ""])
@pytest.mark.parametrize("page", ["", "1", "99", "-1", "x"])
def test_any_choice_of_turn_and_page_gives_a_page(client: Client, turn: str, page: str) -> None:
    assert client.get("/arbejde/frister/", {"tur": turn, "side": page}).status_code == 200


def test_my_calendar_names_nobody(client: Client, story: Telling) -> None:
    answer = client.get("/arbejde/frister/kalender.ics")

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"].startswith("text/calendar")
    assert len(events) == sum(row.day >= TODAY for row in my_deadlines(story.actor(SUSANNE), on=TODAY).rows)
    assert all(str(each["summary"]).startswith("Frist: ") for each in events)
    assert b"DTSTART;VALUE=DATE:" in answer.content
    assert b"Mette" not in answer.content


def test_the_entrance_sees_the_requests_that_wait(story: Telling) -> None:
    receive_request(
        story.actor(INTAKE),
        at=story.at(0),
        origin=Origin.CITIZEN,
        channel=Channel.PHONE,
        about_name="Ny Borger",
        about_born=date(1990, 1, 1),
        wish="Én plan",
    )

    said = text(as_(story.actor(INTAKE)).get("/arbejde/frister/"))

    assert "Henvendelser uden svar" in said
    assert "Ny Borger" in said


def test_what_nobody_can_count_is_listed_with_the_reason(client: Client) -> None:
    said = text(client.get("/arbejde/frister/kan-ikke-regnes-ud/"))

    in_force = [each for each in UNKNOWN if lawbook().deadlines[each].in_force(TODAY)]
    assert [each for each in in_force if lawbook().deadlines[each].label not in said] == []


def test_a_noted_day_is_a_deadline_until_it_is_done(client: Client, story: Telling) -> None:
    there = f"/arbejde/sager/{story.case_id}/frister/"
    typed = {"happening": "sickness-benefit", "person": str(story.person("mette")), "day": "2026-08-03"}

    answer = client.post(f"{there}noterede-dage/", typed)

    assert answer.status_code == 303
    page = text(client.get(f"{there}noterede-dage/"))
    assert "Kommunen begyndte at udbetale sygedagpenge : mandag den 3. august 2026" in page
    assert "Revurdering af sygedagpenge: senest mandag den 4. januar 2027" in page
    assert "Revurdering af sygedagpenge" in text(client.get(there))

    noted = noted_page(story.sight(SUSANNE, story.at(0)), on=TODAY).followed[0].noted.id
    refused = client.post(f"{there}noterede-dage/{noted}/", {"ended_as": "perhaps"})
    assert refused.status_code == 409
    assert "Vælg, om det er gjort" in text(refused)
    done = client.post(
        f"{there}noterede-dage/{noted}/", {"ended_as": "done", "deadline": "sygedagpenge-revurdering-22-uger"}
    )
    assert done.status_code == 303
    assert "Revurdering af sygedagpenge" not in text(client.get(there))
    assert "Ikke længere fulgt" in text(client.get(f"{there}noterede-dage/"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({}, "Vælg, hvad der skete.", id="nothing"),
        pytest.param({"day": "31-02-2026"}, "Datoen findes ikke", id="no such day"),
        pytest.param({"day": "24-11-2026"}, "Dagen er ikke kommet endnu", id="tomorrow"),
        pytest.param({"day": "01-01-1900"}, "Dagen ligger, før personen blev født", id="before birth"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_nothing_typed_is_lost(
    client: Client, story: Telling, typed: dict[str, str], said: str
) -> None:
    there = f"/arbejde/sager/{story.case_id}/frister/noterede-dage/"
    whole = {"happening": "sickness-benefit", "person": str(story.person("mette"))} if typed else {}

    answer = client.post(there, whole | typed)

    assert answer.status_code == 422
    assert said in text(answer)
    assert all(value in answer.content.decode() for value in typed.values())
    assert noted_page(story.sight(SUSANNE, story.at(0)), on=TODAY).followed == ()


def _a_week(*counts: DueCount, monday: date = TODAY) -> DueWeek:
    return DueWeek(monday, datetime(2026, 11, 23, 4, tzinfo=DENMARK), counts)


def test_leaders_see_whole_fives_of_cases_and_nobody_by_name(story: Telling, monkeypatch: pytest.MonkeyPatch) -> None:
    """S-42: nobody can be found in the figures."""
    week = _a_week(
        DueCount("Jobcenter Nordby", DueKind.START, When.LATE, 13),
        DueCount("Jobcenter Nordby", DueKind.START, When.LATER, 4),
        DueCount("Familieafdelingen", DueKind.READY, When.LATE, 3),
    )
    monkeypatch.setattr(queries, "due_of_week", lambda *_, **__: week)

    said = text(as_(story.actor(LEADER)).get("/ledelse/frister/"))

    assert "Hjælp, der er lovet, skal begynde Kommunens tur 10 skjult skjult" in said
    assert "undersøgelse eller en aktindsigt skal være færdig" not in said
    assert "Familieafdelingen 1 slags frist er skjult" not in said  # two kinds, none of which can be told
    assert "13" not in said.split("Jobcenter Nordby")[1].split("Tilbage")[0]
    assert "Gjort op mandag den 23. november 2026 kl. 4" in said


@pytest.mark.parametrize(
    ("monday", "said"),
    [
        pytest.param(TODAY, "da ugen begyndte mandag den 23. november 2026", id="this week"),
        pytest.param(TODAY - timedelta(days=7), "Denne uge er ikke gjort op endnu", id="last week"),
        pytest.param(None, "Fristerne er ikke gjort op endnu", id="never"),
    ],
)
def test_leaders_are_told_of_which_week_the_figures_are(
    story: Telling, monkeypatch: pytest.MonkeyPatch, monday: date | None, said: str
) -> None:
    week = _a_week(monday=monday) if monday else None
    monkeypatch.setattr(queries, "due_of_week", lambda *_, **__: week)

    assert said in text(as_(story.actor(LEADER)).get("/ledelse/frister/"))


def test_only_leaders_see_the_figures(client: Client) -> None:
    assert client.get("/ledelse/frister/").status_code == 403


def test_counting_for_leaders_names_a_department_and_no_case(story: Telling) -> None:
    count_week(the_clock(), at=datetime(2026, 11, 23, 4, tzinfo=DENMARK))

    page = as_(story.actor(LEADER)).get("/ledelse/frister/")

    assert page.status_code == 200
    assert "Gjort op" in text(page)
    assert "Mette" not in text(page)


def test_an_agreed_day_cites_no_law_and_what_lapses_is_ours_to_ask_about(story: Telling, client: Client) -> None:
    page = client.get(f"/arbejde/sager/{story.case_id}/frister/").content.decode()
    items = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in page.split("<li>")]

    agreed = [each for each in items if "Aftalt dag: den står i sektorplanen. Ingen lov sætter den." in each]
    lapsing = [each for each in items if "Samtykket er givet til og med" in each]
    assert agreed
    assert not any("§" in each for each in agreed)
    assert lapsing
    assert all("Kommunens tur" in each and "Den skal handle: Kommunen, hvis" in each for each in lapsing)
