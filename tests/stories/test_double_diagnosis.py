"""Does Jimmi come all the way, with his ombud beside him and the region at the table? (S-72, S-79)"""

from enplan.demo.stories import double_diagnosis
from enplan.journey.plan.queries import plan_page
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.category import Category
from tests.stories.telling import StoryTest


class TestJimmi(StoryTest):
    told = double_diagnosis

    def test_the_ombud_sees_what_jimmi_has_granted_and_not_his_health(self) -> None:
        """S-79."""
        seen = plan_page(self.story.sight("birgit", self.story.at(0)), at=self.story.at(0))
        kinds = {measure.category for measure in seen.measures}
        assert Category.SOCIAL in kinds
        assert not kinds & {Category.HEALTH, Category.ADDICTION}
        assert seen.withheld > 0

    def test_the_regions_plans_stay_the_regions(self) -> None:
        """S-71."""
        page = plan_page(self.story.sight(double_diagnosis.COORDINATOR, self.story.at(0)), at=self.story.at(0))
        regional = [each for each in page.measures if any(item.startswith("psykiatri/") for item in each.origins)]
        assert regional
        assert all(measure.beside for measure in regional)

    def test_the_ombud_stands_beside_the_meeting_and_is_not_its_subject(self) -> None:
        laid = household_of(self.story.sight(double_diagnosis.COORDINATOR, self.story.at(0)), on=self.story.today)
        meeting = next(
            each for plan in laid.household.plans for each in plan.appointments if each.name == "boform/netvaerksmoede"
        )
        assert meeting.persons == ("jimmi",)
        assert any(attendee.name == "Birgit Aagaard" for attendee in meeting.attendees)
