"""Does the plan say what was agreed with the plans side by side, where one reads of it?"""

import re
from datetime import timedelta

import pytest

from enplan.kernel.category import Category
from tests.builders_plan import COORDINATOR, MENTOR, SUPPORT, drafted, measure_called, noon, proposed, ready
from tests.doors.desk.test_plan import address, text
from tests.doors.refusing import card_of
from tests.doors.signed_in import as_
from tests.journey.plan.test_agreed_kinds import BECAUSE, choose, draft, take_back

pytestmark = pytest.mark.django_db


def test_what_was_agreed_stands_at_the_card_and_the_rest_below() -> None:
    story = drafted()
    at = noon(story)
    client = as_(story.actor(COORDINATOR))
    assert "Nyt siden udkastet" not in text(client, story)
    choose(story, at + timedelta(minutes=1), into="voksen/bostoette")
    choose(story, at + timedelta(minutes=1), follow_up="voksen")
    assert "Nyt siden udkastet" in text(client, story)

    draft(story, at + timedelta(minutes=2))

    page = text(client, story)
    whole = card_of(page, measure_called(story, SUPPORT))
    after = page[page.index(whole) + len(whole) :]
    assert f"Aftalt: lagt sammen med {MENTOR}." in whole
    assert after[: after.index("</ul>")].count("Aftalt <time") == 1
    assert "i én indsats hos " in after[: after.index("</ul>")]
    assert BECAUSE in after[: after.index("</ul>")]
    assert "Også aftalt, da planerne blev lagt side om side (1)" in page
    assert "Nyt siden udkastet" not in page


def test_a_plan_that_was_just_proposed_is_not_offered_to_be_proposed_again() -> None:
    story = ready()
    client = as_(story.actor(COORDINATOR))
    assert "Foreslå planen</button>" in text(client, story)
    assert client.post(address(story, "plan/foreslaa/")).status_code == 303

    page = text(client, story)
    assert "Foreslå planen</button>" not in page
    waits = r"venter på svar fra Carsten Bro Andersen og Mette Holm Andersen\."
    assert re.search(rf"Foreslået i dag kl\. [\d.]+ – {waits} Intet er ændret", page)
    mentor = measure_called(story, MENTOR)
    client.post(address(story, f"plan/indsats/{mentor.id}/flyt/"), {"flyt-column": "done"})
    assert "Foreslå planen</button>" in text(client, story)


def test_every_version_can_be_read_in_full() -> None:
    story, version = proposed()
    page = text(as_(story.actor(COORDINATOR)), story)

    assert f"Læs hele udgave {version.number}" in page
    assert all(each.title in page[page.index("Læs hele udgave") :] for each in version.measures)


def test_a_consent_taken_back_and_a_new_draft_leave_out_what_may_not_be_seen_and_say_so() -> None:
    story, _ = proposed()
    at = noon(story) + timedelta(minutes=5)
    take_back(story, Category.HEALTH, at)
    draft(story, at + timedelta(minutes=5))

    page = text(as_(story.actor(COORDINATOR)), story)
    assert re.search(r"\d+ oplysninger i planen er ikke vist, fordi der ikke er samtykke", page)
    assert "Genoptræning efter rygoperation" not in page


def test_a_text_about_health_is_withheld_with_the_consent_and_the_page_says_so() -> None:
    story = drafted()
    client, mette = as_(story.actor(COORDINATOR)), story.person("mette")
    form = {"person": str(mette), "plan_type": "min-plan", "key": "jobsoegning", "revision": "0"}
    assert re.search(rf'name="about" value="health" id="om-health-{mette}-min-plan-jobsoegning">', text(client, story))
    told = {"text": "Ryggen skal trænes først.", "about": ["health"]}
    assert client.post(address(story, "plan/krav/"), form | told).status_code == 303
    before = text(client, story)
    at = noon(story) + timedelta(minutes=5)
    take_back(story, Category.HEALTH, at)

    page = text(client, story)
    assert "Ryggen skal trænes først." in before
    assert re.search(rf'id="om-health-{mette}-min-plan-jobsoegning" checked', before)
    assert "Ryggen skal trænes først." not in page
    assert "1 oplysning om lovens krav er ikke vist, fordi der ikke er samtykke." in page
    assert "Ryggen skal trænes først." not in as_(story.actor("freja")).get("/min-plan/").content.decode()
