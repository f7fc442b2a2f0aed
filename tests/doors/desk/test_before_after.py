"""Do both doors show every right beside what comes after, and is a yes from a meeting written down? (S-65)"""

import pytest

from enplan.journey.decisions.commands import issue_decision
from enplan.journey.decisions.facts import Choice, Result
from enplan.journey.decisions.queries import decision_page
from enplan.journey.plan.facts import Standing
from enplan.journey.plan.queries import plan_page
from enplan.kernel.errors import Unfit
from tests.builders_plan import COORDINATOR, PLACEMENT, drafted, noon, refusal
from tests.doors.desk.test_plan import address
from tests.doors.portal.test_plan import text
from tests.doors.refusing import gather_assessments
from tests.doors.signed_in import as_
from tests.journey.plan.acts import approve_for_all, with_later_placement

pytestmark = pytest.mark.django_db
WORDS = "Min ryg skal holde først."
MINE = "/min-plan/foer-og-efter/"


def test_without_a_reduction_both_doors_say_so() -> None:
    story = drafted()
    desk = text(as_(story.actor(COORDINATOR)), address(story, "foer-og-efter/"))
    portal = text(as_(story.actor("mette")), MINE)

    assert "Borgeren får ikke mindre end før." in desk
    assert "Du får ikke mindre, end du fik før." in portal
    for page in (desk, portal):
        assert PLACEMENT in page
        assert "Afgørelser og klage" in page
        assert "Som før" in page


def test_the_citizen_reads_what_is_less_and_answers_in_own_words() -> None:
    story, version, placement = with_later_placement()
    client = as_(story.actor("mette"))
    page = text(client, MINE)
    assert "Kortere</span>" in page
    assert "dage i alt. Nu: 26 dage i alt." in page
    assert "Nu: fra den 1. februar 2027." in page
    assert "Begrundelse: Ryggen skal være klar." in page
    assert f'href="/min-plan/#del-{placement.id}"' in page
    assert 'name="words" rows="2" maxlength="2000"></textarea>' in text(client)

    client.post(f"/min-plan/svar/{version.id}/{placement.id}/", {"answer": "ja", "words": " "})
    assert "Der mangler ord." in text(client)
    client.post(f"/min-plan/svar/{version.id}/{placement.id}/", {"answer": "ja", "words": WORDS})

    page = text(client, MINE)
    assert f"<blockquote>{WORDS}</blockquote>" in page
    assert "Læs og svar i planen" not in page


def test_a_yes_from_a_meeting_is_written_down_with_who_was_there() -> None:
    story, version, placement = with_later_placement()
    client, mette = as_(story.actor(COORDINATOR)), story.person("mette")
    here = address(story, "foer-og-efter/")
    assert "Venter på borgerens ja" in text(client, here)
    sent = {
        "ja-answer": f"{placement.id}/{mette}/{mette}",
        "ja-words": WORDS,
        "ja-way": "meeting",
        "ja-present": "",
    }

    refused = client.post(f"{here}ja/{version.id}/", sent)
    assert refused.status_code == 422
    assert "hvem der var til stede" in refused.content.decode()
    assert WORDS in refused.content.decode()
    assert client.post(f"{here}ja/{version.id}/", {**sent, "ja-present": "Mette og Susanne"}).status_code == 303

    page = text(client, here)
    assert f"<blockquote>{WORDS}</blockquote>" in page
    assert "Til stede: Mette og Susanne" in page
    assert "Skriv borgerens ja ned" not in page
    assert "Skriv borgerens ja ned" not in text(as_(story.actor("Henrik Dam")), here)


def test_the_decision_says_what_is_less_repeats_the_words_and_tells_how_to_complain() -> None:
    story, version, placement = with_later_placement()
    client, at = as_(story.actor("mette")), noon(story)
    client.post(f"/min-plan/svar/{version.id}/{placement.id}/", {"answer": "ja", "words": WORDS})
    approve_for_all(story, version.id)
    assert plan_page(story.sight("mette", at), at=at).approved.standing is Standing.APPROVED  # type: ignore[union-attr]  # approved above
    gather_assessments(story)
    rows = decision_page(story.sight(COORDINATOR, at), on=story.today).rows
    bare = [Choice(row.element.id, Result.GRANTED) for row in rows]
    with refusal(Unfit, "decision.check.facts-missing"):
        issue_decision(story.sight(COORDINATOR, at), at=at, version_id=version.id, choices=bare)
    why = [Choice(row.element.id, Result.GRANTED, facts="Ryggen.", discretion=row.element.title) for row in rows]
    decision = issue_decision(story.sight(COORDINATOR, at), at=at, version_id=version.id, choices=why)

    [part] = [each for each in decision.parts if each.element_id == placement.id]
    assert "Det er mindre end før. Før: fra " in part.words.outcome
    assert f"»{WORDS}«" in part.words.outcome
    assert part.guidance is not None
