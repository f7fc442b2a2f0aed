"""Can a professional see the duties, plan from a proposal, hold and cancel, all by the pages?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.telling import Telling
from enplan.journey.meetings.commands import plan_meeting
from enplan.journey.meetings.facts import Form, Meeting, State
from enplan.journey.meetings.queries import all_meetings
from tests.builders_stories import mette_with_plans
from tests.clock import TODAY
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans(TODAY)


@pytest.fixture
def client(story: Telling) -> Client:
    return as_(story.actor(SUSANNE))


def root(story: Telling) -> str:
    return f"/arbejde/sager/{story.case_id}/moeder/"


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def a_meeting(story: Telling, *, days: int = 3) -> Meeting:
    """A meeting so many days after today; one that has been is planned in good time before."""
    on = TODAY - story.today
    at = story.at(on.days + min(0, days) - 5)
    return plan_meeting(
        story.sight(SUSANNE, at),
        at=at,
        starts_at=story.at(on.days + days),
        ends_at=story.at(on.days + days, 11),
        form=Form.OFFICE,
        purpose="Status på planen",
        place="Rådhuset",
        persons=[story.person("mette")],
        professionals=[story.professional(SUSANNE)],
    )


def test_the_page_shows_what_the_law_asks_for_and_how_few_will_do(client: Client, story: Telling) -> None:
    page = client.get(root(story))

    assert page.status_code == 200
    assert "lovpligtige møder kan holdes på" in text(page)
    assert "Forslag til fælles møder" in text(page)
    assert "§" in text(page)


def test_a_proposal_is_planned_with_one_look(client: Client, story: Telling) -> None:
    form = client.get(root(story) + "nyt/?forslag=0").context["form"]
    given = {name: form.initial.get(name, field.initial or "") for name, field in form.fields.items()}

    answer = client.post(root(story) + "nyt/?forslag=0", given)

    assert answer.status_code == 303, text(answer)
    planned = all_meetings(story.sight(SUSANNE, story.at(0)))
    assert len(planned) == 1
    assert planned[0].discharges
    assert "Mødet er planlagt" in text(client.get(answer["Location"]))


def test_a_meeting_that_does_not_hold_together_keeps_what_was_typed(client: Client, story: Telling) -> None:
    answer = client.post(
        root(story) + "nyt/", {"purpose": "Kaffe", "day": "01-01-2020", "starts": "10:30", "length": "60"}
    )

    assert answer.status_code == 422
    assert 'value="Kaffe"' in answer.content.decode()
    assert "Vælg mindst én fagperson" in text(answer)


def test_yesterday_is_refused_with_a_kind_word(client: Client, story: Telling) -> None:
    given = {
        "purpose": "Kaffe",
        "day": (TODAY - timedelta(days=1)).strftime("%d-%m-%Y"),
        "starts": "10:30",
        "length": "60",
        "form": "office",
        "persons": [str(story.person("mette"))],
        "professionals": [str(story.professional(SUSANNE))],
    }

    answer = client.post(root(story) + "nyt/", given)

    assert answer.status_code == 422
    assert "Mødet ligger i fortiden" in text(answer)


def test_a_meeting_is_held_by_its_page(client: Client, story: Telling) -> None:
    meeting = a_meeting(story, days=-1)
    there = [str(each.id) for each in meeting.attendances]

    page = client.get(f"{root(story)}{meeting.id}/")
    answer = client.post(
        f"{root(story)}{meeting.id}/",
        {
            "act": "hold",
            "came": there,
            "minutes": "Vi talte",
            "agreements": "Ring\nSkriv",
            "revision": meeting.revision,
        },
    )

    held = all_meetings(story.sight(SUSANNE, story.at(30)))[0]
    assert "Skriv referat" in text(page)
    assert answer.status_code == 303, text(answer)
    assert (held.state, held.agreements) == (State.HELD, ("Ring", "Skriv"))


def test_a_meeting_is_cancelled_by_its_page(client: Client, story: Telling) -> None:
    meeting = a_meeting(story)

    without = client.post(f"{root(story)}{meeting.id}/", {"act": "cancel", "reason": ""})
    answer = client.post(f"{root(story)}{meeting.id}/", {"act": "cancel", "reason": "Syg"})

    assert without.status_code == 422
    assert answer.status_code == 303
    assert all_meetings(story.sight(SUSANNE, story.at(30)))[0].state is State.CANCELLED


def test_a_meeting_of_another_case_is_not_found(client: Client, story: Telling) -> None:
    assert client.get(f"{root(story)}{story.case_id}/").status_code == 404


def test_a_citizen_does_not_come_in_by_this_door(story: Telling) -> None:
    assert as_(story.actor("mette")).get(root(story)).status_code == 403
    assert Client().get(root(story)).status_code == 302


def test_thirty_meetings_cost_no_more_queries_than_one(client: Client, story: Telling) -> None:
    a_meeting(story, days=2)
    client.get(root(story))
    with CaptureQueriesContext(connection) as one:
        client.get(root(story))
    for days in range(3, 32):
        a_meeting(story, days=days)
    with CaptureQueriesContext(connection) as thirty:
        client.get(root(story))

    assert len(thirty) == len(one)
