"""Can a person move a measure in the week, so that everybody sees the new time?"""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from enplan.demo.stories.telling import Telling
from enplan.journey.plan.facts import PlanMeasure
from enplan.journey.plan.queries import plan_page
from tests.builders_plan import COORDINATOR, MENTOR, drafted, measure_called, noon, proposed, ready
from tests.doors.desk.test_plan import address, as_typed, text
from tests.doors.refusing import card_of
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db


def shown(client: Client, story: Telling, measure: PlanMeasure) -> dict[str, Any]:
    """The form of a measure as the page shows it, its times among the rest."""
    page = text(client, story, f"plan/?ret={measure.id}")
    form = page[page.index(f'action="{address(story)}indsats/{measure.id}/') :]
    form = form[: form.index("</form>")]
    found = as_typed(measure)
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="((?:time_|lines)[^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="(time_[^"]+)".*?>(.*?)</select>', form):
        chosen = re.search(r'<option value="(\d)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def send(client: Client, story: Telling, measure: PlanMeasure, given: dict[str, Any]) -> str:
    """What the page answers."""
    answer = client.post(address(story, f"plan/indsats/{measure.id}/"), given, follow=True)
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_new_weekday_and_hour_stand_on_the_page_of_the_citizen_and_in_the_next_version() -> None:
    story, version = proposed()
    staff, mette = as_(story.actor(COORDINATOR)), as_(story.actor("mette"))
    mette.post(f"/min-plan/godkend/{version.id}/", {"answer": "ja"})
    mentor = measure_called(story, MENTOR)
    given = shown(staff, story, mentor)
    assert (given["time_0_weekday"], given["time_0_start"], given["lines"]) == ("2", "10.00", "2")

    page = send(staff, story, mentor, given | {"time_0_weekday": "3", "time_0_start": "13", "time_0_end": "14.30"})

    now = measure_called(story, MENTOR)
    assert "Indsatsen er gemt." in page
    assert [(each.day.weekday(), each.start, each.end) for each in now.times] == [(3, time(13), time(14, 30))]
    assert now.times[0].day - mentor.times[0].day == timedelta(days=1)
    assert now.citizen_does == "Jeg kommer torsdag kl. 13-14.30."
    assert "Tidspunkter: onsdag kl. 10-11" in card_of(text(staff, story), mentor)
    _, second = proposed(story, 0)
    assert second.number == 2
    said = re.sub(r"\s+", " ", mette.get("/min-plan/").content.decode())
    assert "Jeg kommer torsdag kl. 13-14.30." in card_of(said, mentor)
    assert "Jeg kommer onsdag kl. 10-11." not in card_of(said, mentor).split("Ændret, siden")[0]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"time_0_end": "9"}, "Tid 1: Til kl.: Sluttiden ligger ikke efter starttiden. Ret en af dem."),
        ({"time_0_start": "ti"}, "Tid 1: Fra kl.: Klokkeslættet kan ikke læses. Skriv det som 9 eller 9.30."),
        ({"time_0_day": "2026-12-04", "time_0_weekday": "3"}, "Tid 1: Ugedag: Den 4.12.2026 er en fredag."),
        ({"time_0_until": "2020-01-01"}, "Tid 1: Hver uge til og med: Den sidste dag ligger før den første."),
        ({"time_0_off": "jul"}, "Tid 1: Ikke disse dage: »jul« er ingen dato."),
        ({"time_1_weekday": "1"}, "Ny tid: Første gang: Skriv, hvilken dag det er første gang."),
    ],
)
def test_a_time_that_cannot_be_is_told_by_its_field_and_nothing_is_saved(changes: dict[str, str], told: str) -> None:
    story = drafted()
    client, mentor = as_(story.actor(COORDINATOR)), measure_called(story, MENTOR)

    page = send(client, story, mentor, shown(client, story, mentor) | changes)

    assert told in re.sub(r"<[^>]+>", "", page)
    assert measure_called(story, MENTOR).times == mentor.times
    for value in changes.values():
        assert f'value="{value}"' in page


def test_a_time_is_added_and_another_is_taken_away() -> None:
    story = ready()
    client, mentor = as_(story.actor(COORDINATOR)), measure_called(story, MENTOR)
    new = {"time_1_day": "2026-12-04", "time_1_start": "9.15", "time_1_end": "10", "time_1_place": "Biblioteket"}
    send(client, story, mentor, shown(client, story, mentor) | new)
    both = measure_called(story, MENTOR)
    assert [(each.day, each.place, each.weekly_until) for each in both.times[1:]] == [
        (date(2026, 12, 4), "Biblioteket", None)
    ]

    send(client, story, both, shown(client, story, both) | {"time_0_gone": "on"})

    assert measure_called(story, MENTOR).times == both.times[1:]


def test_saving_the_form_as_it_is_shown_changes_no_time() -> None:
    story = drafted()
    client = as_(story.actor(COORDINATOR))
    for each in plan_page(story.sight(COORDINATOR, noon(story)), at=noon(story)).measures:
        send(client, story, each, shown(client, story, each))
        now = measure_called(story, each.title)
        assert (now.times, now.citizen_does) == (each.times, each.citizen_does)
