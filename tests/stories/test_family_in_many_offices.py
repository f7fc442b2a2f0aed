"""Do Kenneth and Tina come all the way, each seeing their own? (S-30)"""

from enplan.demo.stories import family_in_many_offices
from enplan.journey.decisions.queries import letters_page
from enplan.journey.plan.facts import Standing, Way
from enplan.journey.plan.queries import plan_page, versions
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.category import Category
from tests.stories.telling import StoryTest


class TestTheFamily(StoryTest):
    told = family_in_many_offices

    def test_both_parents_have_said_yes_for_themselves_and_the_children(self) -> None:
        newest = versions(self.story.sight("tina", self.story.at(0)))[0]
        assert newest.standing is Standing.APPROVED
        said = {(approval.for_person, approval.by_person) for approval in newest.approvals if not approval.element_id}
        assert {
            (self.story.person("sofie"), self.story.person("tina")),
            (self.story.person("kenneth"), self.story.person("kenneth")),
        } <= said

    def test_each_parent_gets_a_letter_about_their_own(self) -> None:
        """One person's treatment is nobody else's letter."""
        hers = letters_page(self.story.sight("tina", self.story.at(0)), on=self.story.today)
        his = letters_page(self.story.sight("kenneth", self.story.at(0)), on=self.story.today)
        assert hers.letters
        assert his.letters
        assert "tofbehandling" not in str(hers)
        assert "tofbehandling" in str(his)

    def test_the_other_parent_does_not_see_the_treatment_in_the_plan(self) -> None:
        hers = plan_page(self.story.sight("tina", self.story.at(0)), at=self.story.at(0))
        assert not any(measure.category is Category.ADDICTION for measure in hers.measures)
        assert hers.withheld > 0

    def test_whoever_gets_less_has_said_yes_in_words_and_reads_it_in_the_letter(self) -> None:
        """S-65: what they may read alone they answer on the portal, the rest at the table with who was there."""
        coordinator = self.story.sight(family_in_many_offices.COORDINATOR, self.story.at(0))
        version, less = versions(coordinator)[0], versions(coordinator)[0].given_less
        assert less
        assert all(each.words and each.reason for each in less)
        assert {each.way for each in version.agreements} == {Way.PORTAL, Way.MEETING}
        assert all(each.present for each in version.agreements if each.way is Way.MEETING)
        his = letters_page(self.story.sight("kenneth", self.story.at(0)), on=self.story.today)
        assert "Det er mindre end før. Før: " in str(his)

    def test_all_seven_plans_of_the_family_are_there(self) -> None:
        laid = household_of(self.story.sight(family_in_many_offices.COORDINATOR, self.story.at(0)), on=self.story.today)
        assert len(laid.household.plans) == 7
