"""Does a professional see what needs them first, their cases, the case on one page, follow-up and messages?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.telling import Telling
from enplan.doors.parts.reasons import sentences
from enplan.doors.parts.templatetags.said import errand_of_desk
from enplan.journey.followup.commands import remind
from enplan.journey.followup.queries import my_day, progress_page
from enplan.journey.meetings.commands import answer_invitation, plan_meeting
from enplan.journey.meetings.facts import Form
from enplan.journey.outcomes.queries import outcomes_page
from enplan.registers.outbox.queries import unread
from tests.builders_stories import mette_with_draft
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.worlds import NOW, mettes_case

pytestmark = pytest.mark.django_db
SUSANNE, LEADER = "Susanne Brandt", "Thomas Vinther"


@pytest.fixture
def story() -> Telling:
    told = mette_with_draft(TODAY)
    at = told.at((TODAY - told.today).days)
    remind(told.sight(SUSANNE, at), at=at)
    return told


@pytest.fixture
def client(story: Telling) -> Client:
    return as_(story.actor(SUSANNE))


def root(story: Telling) -> str:
    return f"/arbejde/sager/{story.case_id}/"


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_my_day_begins_with_what_needs_me_first(client: Client) -> None:
    page = client.get("/arbejde/")

    assert page.status_code == 200
    assert "Begynd her" in text(page)
    assert "Mette Holm Andersen" in text(page)


def test_my_day_is_empty_for_who_has_no_case(story: Telling) -> None:
    page = as_(story.actor("Jette Munk")).get("/arbejde/")

    assert "Du er ikke med i et forløb endnu" in text(page)
    assert "Mette" not in text(page)


def test_who_is_not_the_contact_person_reads_that_nothing_waits_for_them_and_whose_it_is(story: Telling) -> None:
    henrik = as_(story.actor("Henrik Dam"))

    assert "Intet venter på dig" in text(henrik.get("/arbejde/"))
    assert "kontaktpersonens opgave" in text(henrik.get("/arbejde/sager/"))
    assert "Det er kontaktpersonens opgave" in text(henrik.get(root(story)))
    susanne = as_(story.actor(SUSANNE))
    for page in ("/arbejde/sager/", root(story)):
        assert "kontaktpersonens opgave" not in text(susanne.get(page))


def test_a_meeting_that_others_asked_me_to_waits_on_my_day_until_i_answer(story: Telling) -> None:
    day = (TODAY - story.today).days
    at, susanne = story.at(day), story.sight(SUSANNE, story.at(day))
    meeting = plan_meeting(
        susanne,
        at=at,
        starts_at=story.at(day + 40),
        ends_at=story.at(day + 40, 11),
        form=Form.OFFICE,
        purpose="Status",
        persons=[story.person("mette")],
        professionals=[story.professional(SUSANNE), story.professional("Henrik Dam")],
    )
    where = f"{root(story)}moeder/{meeting.id}/"
    henrik = as_(story.actor("Henrik Dam"))

    assert f'class="button button-primary" href="{where}"' in henrik.get("/arbejde/").content.decode()
    assert where not in as_(story.actor(SUSANNE)).get("/arbejde/").content.decode()  # she has called it herself
    answer_invitation(story.sight("Henrik Dam", at), at=at, meeting_id=meeting.id, accept=True)
    assert where not in henrik.get("/arbejde/").content.decode()


def test_my_day_knows_a_case_whose_coordinator_was_just_named(story: Telling) -> None:
    world = mettes_case(story.cast)
    susanne = story.actor(SUSANNE)
    on = NOW.date()

    assert world.case_id in {each.id for each in my_day(susanne, at=NOW, on=on).new}
    assert world.case_id in {each.id for each in my_day(susanne, at=NOW, on=on + timedelta(days=13)).new}
    assert world.case_id not in {each.id for each in my_day(susanne, at=NOW, on=on + timedelta(days=14)).new}
    assert my_day(story.actor("Henrik Dam"), at=NOW, on=on).new == ()


@pytest.mark.parametrize(
    ("page", "untrue"),
    [
        ("samordning/", "Planerne passer sammen"),
        ("moeder/", "Ingen lovpligtige møder mangler"),
        ("opfoelgning/", "Alt går, som det er aftalt"),
    ],
)
def test_a_case_without_plans_is_told_the_first_step_and_nothing_untrue(page: str, untrue: str) -> None:
    world = mettes_case()
    told = text(as_(world.actor(SUSANNE)).get(f"/arbejde/sager/{world.case_id}/{page}"))

    assert untrue not in told
    assert "Her ser I" in told or "Her lægger I" in told


def test_the_overview_does_not_speak_to_the_citizen(client: Client, story: Telling) -> None:
    client.get(root(story))
    told = text(client.get(root(story)))

    assert "Så overblikket over forløbet" in told
    assert "dit forløb" not in told


@pytest.mark.parametrize("key", [key for key in sentences() if key.startswith("errand.")])
def test_no_errand_says_you_at_the_desk(key: str) -> None:
    assert not re.search(r"\b(du|dig|din|dit|dine)\b", errand_of_desk(key.removeprefix("errand.")))


def test_my_cases_say_who_what_first_and_by_when(client: Client) -> None:
    page = client.get("/arbejde/sager/")

    row = page.context["page"].rows[0]
    assert row.case.citizen.name in text(page)
    assert row.first is not None
    assert "Dig" in text(page)


def test_my_cases_cost_the_same_for_one_and_for_thirty(client: Client, story: Telling) -> None:
    with CaptureQueriesContext(connection) as one:
        client.get("/arbejde/sager/")
    with CaptureQueriesContext(connection) as one_day:
        client.get("/arbejde/")
    for _ in range(29):
        mettes_case(story.cast)
    with CaptureQueriesContext(connection) as thirty:
        page = client.get("/arbejde/sager/")
    with CaptureQueriesContext(connection) as thirty_day:
        client.get("/arbejde/")

    assert (len(thirty), len(thirty_day)) == (len(one), len(one_day))
    assert (page.context["page"].total, len(page.context["page"].rows)) == (30, 25)
    assert len(client.get("/arbejde/sager/?side=2").context["page"].rows) == 5


def test_the_case_on_one_page(client: Client, story: Telling) -> None:
    page = client.get(root(story))

    assert page.status_code == 200
    for words in ("Vejen", "Frister", "Hvem har kigget", "Kontaktperson", SUSANNE, "uafklarede fund"):
        assert words in text(page)


def test_somebody_outside_the_team_is_shown_whom_to_ring(story: Telling) -> None:
    answer = as_(story.actor("Jette Munk")).get(root(story))

    assert answer.status_code == 302
    assert answer["Location"] == f"{root(story)}kontakt/"


def test_the_follow_up_notes_progress_and_readings(client: Client, story: Telling) -> None:
    at = root(story) + "opfoelgning/"
    page = client.get(at)
    goal = page.context["page"].progress.goals[0].goal

    noted = client.post(
        at, {"act": "note", "about": f"goal:{goal.id}", "state": "going-well", "scale": "6", "words": "Fint"}
    )
    read = client.post(at, {"act": "read", "person": str(story.person("mette")), "scale": "wellbeing", "value": "4"})

    seen = progress_page(story.sight(SUSANNE, story.at(30)))
    assert (noted.status_code, read.status_code) == (303, 303)
    assert next(row for row in seen.goals if row.goal.id == goal.id).noted[0].words == "Fint"
    assert outcomes_page(story.sight(SUSANNE, story.at(30))).has_any
    assert "Fint" in text(client.get(at))


def test_the_plan_is_gone_through_and_sent_back_to_the_draft(client: Client, story: Telling) -> None:
    at = root(story) + "opfoelgning/"

    wrong = client.post(at, {"act": "review", "words": "Ja", "next_day": "01-01-2020"})
    done = client.post(
        at,
        {"act": "review", "words": "Det går", "changed": "Flyttet", "back_to_draft": "on", "next_day": "01-06-2030"},
    )

    assert wrong.status_code == 422
    assert "skal ligge efter i dag" in text(wrong)
    assert done.status_code == 303
    assert "Tilbage til udkast" in text(client.get(at))


def test_a_case_is_ended_by_its_page(client: Client, story: Telling) -> None:
    at = root(story) + "opfoelgning/"

    refused = client.post(at, {"act": "close", "reason": "goals-reached", "words": "Slut"})
    done = client.post(at, {"act": "close", "reason": "citizen-wishes", "words": "Tak for denne gang"})

    assert refused.status_code == 422
    assert "Ikke alle mål er nået" in text(refused)
    assert done.status_code == 303
    assert "Tak for denne gang" in text(client.get(root(story)))
    assert "1 forløb er afsluttet" in text(client.get("/arbejde/sager/"))


def test_a_message_is_read_once(client: Client, story: Telling) -> None:
    mette = as_(story.actor("mette"))
    page = mette.get("/min-plan/beskeder/")
    before = unread(story.actor("mette"))
    first = page.context["inbox"].told[0]

    answer = mette.post(f"/min-plan/beskeder/{first.message.id}/laest/")

    assert "Ny:" in text(page)
    assert answer.status_code == 303
    assert unread(story.actor("mette")) == before - 1
    assert client.get("/arbejde/beskeder/").status_code == 200


def test_all_messages_are_read_at_once_but_only_ones_own(client: Client, story: Telling) -> None:
    answer = client.post("/arbejde/beskeder/laest/")

    assert answer.status_code == 303
    assert unread(story.actor(SUSANNE)) == 0
    assert unread(story.actor("mette")) > 0
    assert "Mette Holm Andersen" in text(client.get("/arbejde/beskeder/"))


def test_nobody_reads_the_messages_of_another(client: Client, story: Telling) -> None:
    mettes = as_(story.actor("mette")).get("/min-plan/beskeder/").context["inbox"].told[0]

    client.post(f"/arbejde/beskeder/{mettes.message.id}/laest/")

    assert as_(story.actor("mette")).get("/min-plan/beskeder/").context["inbox"].told[0].is_new


def test_leaders_see_figures_and_no_persons(story: Telling) -> None:
    page = as_(story.actor(LEADER)).get("/ledelse/")

    assert page.status_code == 200
    assert "Ingen gennemsnit kan vises endnu" in text(page)
    assert "Der er endnu færre end 5 forløb" in text(page)
    assert "<td" not in page.content.decode()  # what cannot be shown is said in a sentence, not row by row
    assert "Mette" not in text(page)


@pytest.mark.parametrize("who", [SUSANNE, "mette"])
def test_figures_are_for_leaders(story: Telling, who: str) -> None:
    assert as_(story.actor(who)).get("/ledelse/").status_code == 403
