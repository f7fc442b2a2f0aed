"""Is what consent does not open counted right, also where a row takes several consents at once?"""

from django.db import connection

from enplan.demo.stories import mother_without_work
from enplan.demo.stories.mother_without_work import COORDINATOR
from enplan.journey.access.commands import open_case
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.kernel.category import Category
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import count_withheld, tell_sight
from tests.stories.telling import StoryTest

TABLES = (
    "answer", "decision_part", "discharge", "document", "plan_goal", "plan_measure", "progress", "reading",
    "resolution", "sector_plan", "statement",
)  # fmt: skip


def rows(table: str) -> int:
    """How many the one who was let in last sees."""
    with connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{table}"')
        row: tuple[int] = cursor.fetchone()
    return row[0]


class TestWithheld(StoryTest):
    told = mother_without_work

    def take_back(self, *kinds: Category) -> None:
        """Mette takes back what she has shared of these kinds."""
        at = self.story.at(0)
        for consent in consents_in_force(self.story.sight("mette", at), on=self.story.today):
            if consent.scope.category in kinds:
                withdraw_consent(self.story.sight("mette", at), at=at, consent_id=consent.id)

    def test_shown_and_withheld_make_the_whole(self) -> None:
        self.take_back(Category.FAMILY, Category.SOCIAL)
        clock = open_case(the_clock(), at=self.story.at(0), case_id=self.story.case_id, errand="remind")
        whole = {table: rows(table) for table in TABLES}
        assert {table: sum(count_withheld(clock, table).values()) for table in TABLES} == dict.fromkeys(TABLES, 0)

        for who in (COORDINATOR, "Peter Kvist", "freja"):
            sight = self.story.sight(who, self.story.at(0))
            withheld = {table: sum(count_withheld(sight, table).values()) for table in TABLES}
            assert {table: rows(table) + withheld[table] for table in TABLES} == whole
            if who == COORDINATOR:
                assert withheld["decision_part"] > 0
                assert withheld["sector_plan"] > 0

    def test_counting_shows_nothing_that_was_not_shown_before(self) -> None:
        self.take_back(Category.SOCIAL)
        sight = self.story.sight("Peter Kvist", self.story.at(0))
        before = rows("sector_plan")

        count_withheld(sight, "sector_plan", "living_items")

        assert rows("sector_plan") == before
        tell_sight(sight)
        assert rows("sector_plan") == before
