"""Does Mette come all the way from five plans to one? (S-03)"""

from datetime import date

from enplan.demo.stories import mother_without_work
from enplan.demo.stories.mother_without_work import COORDINATOR, TEAM
from enplan.journey.access.queries import openings
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.coordination.queries import findings_page
from enplan.journey.decisions.queries import decision_page, letters_page
from enplan.journey.evidence.queries import EvidencePage, evidence_page
from enplan.journey.followup.facts import DueKind
from enplan.journey.followup.queries import case_deadlines, followup_page
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

    def test_what_comes_after_the_practice_is_settled_by_its_agreed_last_day(self) -> None:
        """The job centre's plan ends it on 26 February; agreed is five weeks more. Two weeks before is due."""
        page = case_deadlines(self.story.sight(COORDINATOR, self.story.at(0)), on=self.story.today)
        (found,) = [each.law for each in page.lines if each.law and each.law.deadline == "rsl-foer-ophoer-2-uger"]
        assert (found.since, found.day) == (date(2027, 4, 2), date(2027, 3, 19))

    def test_a_deadline_about_freja_stands_under_her_and_an_agreed_day_cites_no_section(self) -> None:
        page = case_deadlines(self.story.sight(COORDINATOR, self.story.at(0)), on=self.story.today)
        about = {each.person for each in page.lines if each.law and each.law.deadline == "boernefaglig-4-maaneder"}
        agreed = [each for each in page.lines if each.line.kind is DueKind.PLAN_FOLLOW_UP]
        assert about == {self.story.cast.persons["freja"].name}
        assert agreed
        assert not any(each.citations for each in agreed)

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


class TestHowWellMettesCaseIsLit(StoryTest):
    """S-69, S-70: should it come to a pension, the page names exactly what is there and what is missing."""

    told = mother_without_work

    def page(self, who: str = COORDINATOR) -> EvidencePage:
        return evidence_page(self.story.sight(who, self.story.at(0, 16)), on=self.story.today)

    def test_it_names_exactly_what_is_missing(self) -> None:
        lacking = {
            each.document.id: {seen.point.key for seen in each.missing} for each in self.page("mette").light.needed
        }

        assert {document: points for document, points in lacking.items() if points} == MISSING

    def test_it_names_what_is_not_needed_and_why(self) -> None:
        light = self.page().light

        assert {each.document.id: each.not_needed.key for each in light.documents if each.not_needed} == {
            "rehabteam-indstilling": "no-longer",
            "forgaeves-eller-aabenbart": "instead-of-try-out",
            "speciallaege": "when-needed",
            "konkrete-arbejdsfunktioner": "when-refusing",
            "ansoegning-foreliggende-grundlag": "if-citizen-asks",
        }

    def test_it_names_who_gets_what_and_what_is_overdue(self) -> None:
        seen = {each.document.id: each for each in self.page().light.documents}

        getting = seen["virksomhedsafproevning"].getting
        assert getting is not None
        assert (getting.who, getting.by_day) == ("Henrik Dam", self.story.day(140))
        late = {(each.what, each.due) for each in seen["laegeattest-rehab"].coming if each.due}
        assert late == {("LÆ 145", self.story.day(-5))}  # ordered on 19 October, answered within 30 days

    def test_the_team_sees_what_mette_has_opened_and_is_told_that_there_is_more(self) -> None:
        treatment = self.page().light.named("behandlingsmuligheder")

        assert treatment is not None
        assert treatment.hidden == 1
        assert "rusmidler" not in {seen.point.key for seen in treatment.points}


MISSING = {
    "hidtidig-indsats": {"hidtidig-beskaeftigelsesindsats", "hidtidig-social-indsats", "tried"},
    "foreliggende-helbredsdokumenter": {"fysisk-helbred"},
    "notat-og-partshoering": {"hearing"},
    "rehabiliteringsplan": {
        *("job-uddannelsesmaal", "arbejdserfaring-cv", "uddannelsesbaggrund", "netvaerk", "familieforhold", "plan"),
    },
    "relevante-indsatser-udtoemt": {"hidtidig-beskaeftigelsesindsats", "arbejdsevne", "tried-work"},
    "behandlingsmuligheder": {"rusmidler", "treatment"},
    "faglig-forklaring-varig": {"arbejdsevne", "mentale-funktioner", "fysiske-funktioner", "paper"},
    "faglig-forklaring-selvforsoergelse": {"arbejdsevne", "paper"},
    "overgangstidspunkt": {"paper"},
    "moede-med-beslutter": {"meeting"},
    "funktion-i-hverdagen": {"egenomsorg", "praktiske-opgaver", "mobilitet-transport", "netvaerk", "plan"},
    "laegeattest-rehab": {"fysisk-helbred", "egen-vurdering-af-helbred", "rusmidler", "arbejdsevne"},
    "virksomhedsafproevning": {"arbejdsevne", "tried-practice", "paper"},
}
