"""Does Mette come all the way from five plans to one? (S-03)"""

from enplan.demo.stories import mother_without_work
from enplan.demo.stories.mother_without_work import COORDINATOR, TEAM
from enplan.journey.access.queries import openings
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.coordination.queries import findings_page
from enplan.journey.decisions.queries import decision_page, letters_page
from enplan.journey.followup.queries import followup_page
from enplan.journey.plan.facts import Standing
from enplan.journey.plan.queries import draft_page, plan_page, versions
from enplan.journey.plan.rules.changes import changes
from enplan.journey.sectorplans.queries import household_of
from enplan.journey.team.queries import coordinator_of, members
from enplan.kernel.category import Category
from tests.stories.telling import StoryTest


class TestMette(StoryTest):
    told = mother_without_work

    def test_the_plans_lie_side_by_side_as_they_came(self) -> None:
        laid = household_of(self.story.sight(COORDINATOR, self.story.at(0)), on=self.story.today)
        assert {plan.id for plan in laid.household.plans} == {plan.id for plan in self.story.household.plans}
        assert sum(laid.withheld.values()) == 0

    def test_every_item_has_one_fate_and_none_is_lost(self) -> None:
        page = draft_page(self.story.sight(COORDINATOR, self.story.at(0)), at=self.story.at(0))
        items = [fate.item for fate in page.fates]
        assert len(items) == len(set(items))
        goals = {f"{plan.id}/{goal.id}" for plan in self.story.household.plans for goal in plan.goals}
        assert goals <= set(items)
        assert not page.not_drafted

    def test_she_has_one_contact_person_and_a_team(self) -> None:
        """S-25."""
        sight = self.story.sight("mette", self.story.at(0))
        contact = coordinator_of(sight)
        assert contact is not None
        assert contact.name == COORDINATOR
        assert {each.name for each in members(sight)} == {COORDINATOR, *TEAM}

    def test_her_own_words_stand_in_the_plan(self) -> None:
        """S-64."""
        page = plan_page(self.story.sight("mette", self.story.at(0)), at=self.story.at(0))
        assert any("planter" in goal.text for goal in page.goals)
        assert any(measure.is_own for measure in page.measures)

    def test_a_changed_plan_is_a_new_version_and_the_difference_is_shown(self) -> None:
        newest, oldest = versions(self.story.sight("mette", self.story.at(0)))[:2]
        assert (newest.standing, oldest.standing) == (Standing.PROPOSED, Standing.APPROVED)
        assert any("Moster" in str(difference) for difference in changes(oldest, newest))

    def test_she_gets_one_letter(self) -> None:
        """S-17."""
        assert len(letters_page(self.story.sight("mette", self.story.at(0)), on=self.story.today).letters) == 1

    def test_the_conflicts_were_resolved_by_people(self) -> None:
        page = findings_page(self.story.sight(COORDINATOR, self.story.at(0)), on=self.story.today)
        assert page.resolved
        assert all(row.resolution and row.resolution.reason for row in page.resolved)

    def test_she_can_see_who_has_looked(self) -> None:
        seen = openings(self.story.sight("mette", self.story.at(0)))
        assert {COORDINATOR, "Mette Holm Andersen"} <= {each.name for each in seen}

    def test_when_she_takes_a_consent_back_its_plan_is_gone_and_the_answer_says_how_much(self) -> None:
        """S-74, S-76."""
        at = self.story.at(0, 12)
        health = next(
            each
            for each in consents_in_force(self.story.sight("mette", at), on=self.story.today)
            if each.scope.category is Category.HEALTH
        )
        withdraw_consent(self.story.sight("mette", at), at=at, consent_id=health.id)
        later = self.story.at(0, 13)
        laid = household_of(self.story.sight(COORDINATOR, later), on=self.story.today)
        assert "sundhed" not in {plan.id for plan in laid.household.plans}
        assert laid.withheld[Category.HEALTH] > 0
        page = findings_page(self.story.sight(COORDINATOR, later), on=self.story.today)
        named = {item for row in (*page.open, *page.resolved) for item in row.finding.items}
        assert not any(item.startswith("sundhed") for item in named)
        assert page.withheld > 0
        seen = self.story.sight(COORDINATOR, later)
        hidden = plan_page(seen, at=later).withheld
        assert sum(followup_page(seen, on=self.story.today).progress.withheld_plan.values()) == hidden > 0
        assert sum(decision_page(seen, on=self.story.today).withheld_measures.values()) > 0
        titles = {each.title for each in plan_page(self.story.sight(COORDINATOR, later), at=later).measures}
        assert "Genoptræning efter rygoperation" not in titles
        assert "Genoptræning efter rygoperation" in {
            each.title for each in plan_page(self.story.sight("Peter Kvist", later), at=later).measures
        }
