"""How often does each page ask the database, and does it ask more when there is more to show?"""

import tomllib
from pathlib import Path

from django.test import TestCase

from enplan.demo.cast import Cast
from enplan.demo.stories import mother_without_work
from enplan.demo.stories.telling import Telling
from enplan.journey.entrance.commands import receive_request
from enplan.journey.entrance.facts import Channel, Origin
from tests.clock import TODAY
from tests.doors.growing import grow
from tests.doors.reaching import Looked, Pages
from tests.worlds import a_municipality

BUDGETS: dict[str, int] = tomllib.loads(Path(__file__).with_name("query_counts.toml").read_text("utf-8"))


def _one_waits_for_an_answer(cast: Cast, story: Telling) -> None:
    """What is read of those that wait is read once for all of them, but not where none waits."""
    lone = cast.persons["lone"]
    receive_request(
        cast.citizens["lone"],
        at=story.at(-1),
        origin=Origin.CITIZEN,
        channel=Channel.PORTAL,
        about_name=lone.name,
        about_born=lone.born,
        wish="Jeg vil gerne have én plan.",
    )


class TestQueryCounts(TestCase):
    story: Telling
    looked: dict[str, Looked]

    @classmethod
    def setUpTestData(cls) -> None:
        cast = a_municipality()
        cls.story = mother_without_work.tell(cast, TODAY)
        _one_waits_for_an_answer(cast, cls.story)
        cls.looked = Pages(cls.story).look_at_all()

    def test_every_page_has_a_budget_and_keeps_it(self) -> None:
        asked = {name: len(page.statements) for name, page in self.looked.items()}

        assert sorted(asked) == sorted(BUDGETS)
        assert {name: count for name, count in asked.items() if count > BUDGETS[name]} == {}

    def test_a_look_changes_nothing_but_who_came(self) -> None:
        assert {name: page.writes for name, page in self.looked.items() if page.writes} == {}
        assert any("INSERT" in each for each in self.looked["desk-case"].statements)

    def test_thirty_more_of_everything_ask_no_more_often(self) -> None:
        grow(self.story)

        many = Pages(self.story).look_at_all()

        assert {name: len(page.statements) for name, page in many.items()} == {
            name: len(page.statements) for name, page in self.looked.items()
        }
