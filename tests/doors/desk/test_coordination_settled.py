"""Does the page of findings say what a choice has ended, and ask anew what it has caused?"""

import re
from typing import Any

import pytest

from enplan.demo.stories.telling import Telling
from enplan.doors.desk.forms.coordination import ResolveForm
from enplan.journey.coordination.facts import Kind
from enplan.journey.coordination.queries import FindingsPage, Row
from tests.builders_plan import COORDINATOR
from tests.builders_stories import jimmi_with_plans, mette_with_plans
from tests.clock import TODAY
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db


def address(story: Telling) -> str:
    return f"/arbejde/sager/{story.case_id}/samordning/"


def shown(story: Telling) -> tuple[FindingsPage, str]:
    """The page, and what it says."""
    answer: Any = as_(story.actor(COORDINATOR)).get(address(story))
    assert answer.status_code == 200
    return answer.context["page"], " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def settle(story: Telling, row: Row, *, way: str = "") -> Any:
    """Somebody chooses the first way out on the page."""
    form = ResolveForm(ways=[each.text for each in row.finding.proposals], deciders=[])
    first = form.fields["solution"].choices[0][0]  # type: ignore[attr-defined]  # a choice field
    given = {
        "key": row.key,
        f"{row.key}-solution": way or first,
        f"{row.key}-reason": "Sådan passer det bedst.",
        f"{row.key}-decided_by": [row.finding.departments[0]],
    }
    return as_(story.actor(COORDINATOR)).post(address(story), given)


def clashes(page: FindingsPage) -> list[Row]:
    """The open findings about things at the same time."""
    return [row for row in page.open if row.finding.kind is Kind.TIME_CLASH]


def test_every_clash_can_be_settled_without_a_new_one() -> None:
    story = mette_with_plans(TODAY)
    first, _ = shown(story)
    page, settled = first, 0
    while clashes(page) and settled < 10:
        assert settle(story, clashes(page)[0]).status_code == 303
        page, settled = shown(story)[0], settled + 1

    assert clashes(first)
    assert not clashes(page)
    assert len(page.resolved) == settled


def test_what_is_settled_stands_with_its_solution_and_what_that_has_ended_is_named() -> None:
    story = mette_with_plans(TODAY)
    before, _ = shown(story)
    waiting = next(row for row in before.open if row.finding.kind is Kind.MUST_WAIT)
    assert settle(story, waiting).status_code == 303
    after, text = shown(story)

    assert "Afklaret (1)" in text
    assert waiting.finding.proposals[0].text in text
    assert after.solved
    assert {row.key for row in after.solved} <= {row.key for row in before.open} - {row.key for row in after.open}
    assert f"Løst, og væk fra planerne ({len(after.solved)})" in text
    assert "Løst af det, der er aftalt om andet." in text


def test_a_way_out_that_has_changed_meanwhile_is_not_taken_for_another() -> None:
    story = mette_with_plans(TODAY)
    row = clashes(shown(story)[0])[0]
    answer = settle(story, row, way="0-12345678")

    assert answer.status_code == 422
    assert "Vejene ud er ændret, mens du skrev." in answer.content.decode()
    assert "Sådan passer det bedst." in answer.content.decode()


def test_what_has_been_solved_meanwhile_is_told() -> None:
    story = mette_with_plans(TODAY)
    before, _ = shown(story)
    assert settle(story, next(row for row in before.open if row.finding.kind is Kind.MUST_WAIT)).status_code == 303
    ended = shown(story)[0].solved[0]

    assert "Det, du ville løse, er væk." in settle(story, ended).content.decode()


def test_a_way_out_says_when_it_puts_help_off_past_the_day_of_the_law() -> None:
    """The region's assessment may not wait until somebody else is done, unless all know what the law says (S-65)."""
    story = jimmi_with_plans(TODAY)
    client = as_(story.actor("Hanne Lykke"))

    page = " ".join(client.get(address(story)).content.decode().split())
    deadlines = " ".join(client.get(address(story).replace("samordning", "frister")).content.decode().split())

    assert "(Sundhedsloven § 82 b)" in page
    assert page.count("Loven siger senest den") >= 1
    assert "Efter planen begynder det først" in deadlines
    assert "(Sundhedsloven § 82 c)" in deadlines
