"""Can a citizen see, answer and take home their meetings, and say how it goes?"""

import re
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from enplan.demo.stories.telling import Telling
from enplan.doors.parts.templatetags.said import where
from enplan.journey.meetings.commands import plan_meeting
from enplan.journey.meetings.facts import Form, Meeting, Reply
from enplan.journey.meetings.queries import meeting_of
from tests.builders_stories import mette_with_draft
from tests.clock import TODAY
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"


@pytest.fixture
def story() -> Telling:
    return mette_with_draft(TODAY)


@pytest.fixture
def client(story: Telling) -> Client:
    return as_(story.actor("mette"))


@pytest.fixture
def meeting(story: Telling) -> Meeting:
    today = (TODAY - story.today).days
    at = story.at(today - 5)
    return plan_meeting(
        story.sight(SUSANNE, at),
        at=at,
        starts_at=story.at(today + 3, 9),
        ends_at=story.at(today + 3, 10),
        form=Form.WALK,
        purpose="Status; på planen",
        place="Søen, den lille bænk",
        persons=[story.person("mette")],
        professionals=[story.professional(SUSANNE)],
    )


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_an_empty_page_says_what_it_is_for(client: Client) -> None:
    assert "Du har ingen møder lige nu" in text(client.get("/min-plan/moeder/"))


def test_my_next_meeting_is_said_as_people_say_it(client: Client, meeting: Meeting) -> None:
    page = text(client.get("/min-plan/moeder/"))

    assert "Dit næste møde" in page
    assert "kl. 9" in page
    assert "Du mangler at svare på 1 møde" in page


def test_i_say_yes_and_bring_my_sister(client: Client, meeting: Meeting, story: Telling) -> None:
    given = {"answer": "ja", "for_person": str(story.person("mette")), "brings": "Min søster"}

    answer = client.post(f"/min-plan/moeder/{meeting.id}/", given)

    mine = meeting_of(story.sight("mette", story.at(0)), meeting.id).of_person(story.person("mette"))
    assert answer.status_code == 303
    assert mine is not None
    assert (mine.reply, mine.brings) == (Reply.ACCEPTED, "Min søster")


def test_another_time_without_a_time_keeps_the_page_and_says_what_to_do(
    client: Client, meeting: Meeting, story: Telling
) -> None:
    answer = client.post(f"/min-plan/moeder/{meeting.id}/", {"answer": "nej", "for_person": str(story.person("mette"))})

    assert answer.status_code == 422
    assert "Skriv, hvornår du kan i stedet" in text(answer)


def test_the_calendar_file_says_when_and_where_and_nothing_of_the_law(client: Client, meeting: Meeting) -> None:
    answer = client.get(f"/min-plan/moeder/{meeting.id}/kalender.ics")

    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer["Content-Type"].startswith("text/calendar")
    assert str(event["SUMMARY"]) == "Status; på planen"
    assert str(event["LOCATION"]) == "Søen, den lille bænk"
    assert event.decoded("DTSTART") == meeting.starts_at
    assert "§" not in answer.content.decode()


def test_all_my_meetings_in_one_file(client: Client, meeting: Meeting) -> None:
    found = Calendar.from_ical(client.get("/min-plan/moeder/kalender.ics").content).walk("VEVENT")

    ids = [str(event["UID"]).split("@", maxsplit=1)[0] for event in found]
    assert ids.count(str(meeting.id)) == 1


def test_my_childs_account_does_not_see_my_meeting(story: Telling, meeting: Meeting) -> None:
    freja = as_(story.actor("freja"))

    assert "Status" not in text(freja.get("/min-plan/moeder/"))
    assert freja.get(f"/min-plan/moeder/{meeting.id}/").status_code == 404
    assert freja.get(f"/min-plan/moeder/{meeting.id}/kalender.ics").status_code == 404


def test_i_write_how_it_goes_in_my_own_words(client: Client) -> None:
    page = client.get("/min-plan/fremgang/")
    goal = page.context["page"].goals[0].goal

    answer = client.post(
        "/min-plan/fremgang/",
        {"act": "note", "about": f"goal:{goal.id}", "state": "going-well", "words": "Jeg sover nu"},
    )

    assert page.status_code == 200
    assert answer.status_code == 303
    assert "Jeg sover nu" in text(client.get("/min-plan/fremgang/"))


def test_a_standstill_asks_what_is_in_the_way_and_keeps_the_page(client: Client) -> None:
    goal = client.get("/min-plan/fremgang/").context["page"].goals[0].goal

    answer = client.post("/min-plan/fremgang/", {"act": "note", "about": f"goal:{goal.id}", "state": "stands-still"})

    assert answer.status_code == 422
    assert "hvad der står i vejen" in text(answer)


def test_i_say_where_i_stand(client: Client, story: Telling) -> None:
    given = {
        "act": "read",
        "person": str(story.person("mette")),
        "scale": "mastery",
        "value": "5",
        "words": "Midt imellem",
    }

    answer = client.post("/min-plan/fremgang/", given)

    assert answer.status_code == 303
    assert "Midt imellem" in text(client.get("/min-plan/fremgang/"))


def test_a_professional_does_not_come_in_by_this_door(story: Telling) -> None:
    for address in ("/min-plan/moeder/", "/min-plan/fremgang/", "/min-plan/beskeder/"):
        assert as_(story.actor(SUSANNE)).get(address).status_code == 403


def test_a_place_that_says_how_people_meet_says_it_once() -> None:
    assert where("home", "Hjemme hos Mette") == "Hjemme hos Mette"
    assert where("home", "Havnegade 4") == "Hjemme, Havnegade 4"
    assert where("home", "") == "Hjemme"


def test_the_page_says_for_whom_an_answer_is_lacking(story: Telling, client: Client, meeting: Meeting) -> None:
    page = text(client.get("/min-plan/moeder/"))

    assert "Du mangler at svare på 1 møde for Mette Holm Andersen." in page
