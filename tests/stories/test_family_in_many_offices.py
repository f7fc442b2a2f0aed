"""Do Kenneth and Tina come all the way, each seeing their own? (S-30)"""

from datetime import date

from enplan.demo.stories import family_in_many_offices
from enplan.journey.decisions.facts import Numbered
from enplan.journey.decisions.queries import decisions_of, letters_page
from enplan.journey.followup.queries import case_deadlines
from enplan.journey.plan.facts import Standing, Way
from enplan.journey.plan.queries import plan_page, versions
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.category import Category
from tests.stories.telling import StoryTest


class TestTheFamily(StoryTest):
    told = family_in_many_offices

    def letter_of(self, who: str) -> dict[int, Numbered]:
        """What they read of the letter, by number."""
        page = letters_page(self.story.sight(who, self.story.at(0)), on=self.story.today)
        return {each.number: each for letter in page.letters for each in letter.parts}

    def test_every_signed_answer_reaches_every_party_under_one_number(self) -> None:
        """S-68: also what is about several of them; who calls about a number means the same help as the others."""
        (signed,) = decisions_of(self.story.sight(family_in_many_offices.COORDINATOR, self.story.at(0)))
        assert [part.number for part in signed.parts] == list(range(1, len(signed.parts) + 1))
        names = {self.story.person(ref): ref for ref in ("kenneth", "tina", "mikkel")}  # Sofie, 8, has her parents
        copies = {ref: self.letter_of(ref) for ref in names.values()}
        for part in signed.parts:
            assert part.persons
            for person in part.persons:
                if person in names:
                    own = copies[names[person]][part.number].part
                    assert (own.id, own.words, own.guidance) == (part.id, part.words, part.guidance)
        about_mikkel = [part for part in signed.parts if self.story.person("mikkel") in part.persons]
        assert {part.number for part in about_mikkel} <= copies["tina"].keys() & copies["kenneth"].keys()
        assert about_mikkel

    def test_what_is_decided_for_the_children_names_them_and_stands_under_them(self) -> None:
        """Familiebehandling and the support in the evening: barnets lov § 32, with a guide to complain by."""
        (signed,) = decisions_of(self.story.sight(family_in_many_offices.COORDINATOR, self.story.at(0)))
        found = {part.words.headline: part for part in signed.parts}
        whole, evening = found["Familiebehandling for hele familien"], found["Støtte hjemme om aftenen"]
        assert whole.person_id == self.story.person("mikkel")
        assert "Afgørelsen er om Mikkel Lund Jensen og Sofie Lund Jensen." in whole.words.outcome
        assert evening.person_id == self.story.person("sofie")
        assert "Afgørelsen er om Sofie Lund Jensen." in evening.words.outcome
        assert all(set(part.persons) >= {self.story.person("tina")} for part in (whole, evening))

    def test_the_plan_shows_the_measure_to_those_it_is_about(self) -> None:
        """The page and the letter that is printed of it: both are read off what the sight shows."""
        for who in ("kenneth", "tina", "mikkel"):
            sight = self.story.sight(who, self.story.at(0))
            living = {each.title for each in plan_page(sight, at=self.story.at(0)).measures}
            agreed = {each.title for each in versions(sight)[0].measures}
            assert "Familiebehandling for hele familien" in living & agreed
        assert "Støtte hjemme om aftenen" in {each.title for each in versions(sight)[0].measures} or who == "mikkel"

    def test_putting_two_together_took_nothing(self) -> None:
        """3 hours of a contact person and 1 of a mentor are 4; the mentor's own days are the ones that count."""
        coordinator = self.story.sight(family_in_many_offices.COORDINATOR, self.story.at(0))
        newest = versions(coordinator)[0]
        assert not any("3 timer" in str(less) for less in newest.given_less)
        mentor = next(
            part
            for letter in decisions_of(coordinator)
            for part in letter.parts
            if part.measure_type == "mentorstoette"
        )
        assert "11. maj" not in mentor.words.outcome
        assert "30. april 2027" in mentor.words.outcome
        assert "mindre end før" not in mentor.words.outcome

    def test_what_comes_after_the_work_that_was_put_off_is_not_due_before_it_begins(self) -> None:
        """It is agreed to begin when the treatment is over; the job centre's plan would have had it ended by then."""
        coordinator = self.story.sight(family_in_many_offices.COORDINATOR, self.story.at(0))
        work = next(each for each in versions(coordinator)[0].measures if each.measure_type == "nytteindsats")
        page = case_deadlines(coordinator, on=self.story.today)
        (found,) = [
            each.law
            for each in page.lines
            if each.law and (each.law.deadline, each.law.person) == ("rsl-foer-ophoer-2-uger", "kenneth")
        ]
        assert (work.starts, work.ends) == (date(2027, 4, 19), date(2027, 7, 3))
        assert (found.since, found.day) == (date(2027, 7, 3), date(2027, 6, 18))  # 19 June is a Saturday

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
