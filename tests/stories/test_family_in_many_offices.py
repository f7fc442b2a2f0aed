"""Do Kenneth and Tina come all the way, each seeing their own? (S-30)"""

from enplan.demo.stories import family_in_many_offices
from enplan.demo.stories.telling import Telling
from enplan.journey.decisions.queries import letters_page
from enplan.journey.plan.facts import Standing
from enplan.journey.plan.queries import plan_page, versions
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.category import Category


def test_both_parents_have_said_yes_for_themselves_and_the_children(family: Telling) -> None:
    newest = versions(family.sight("tina", family.at(0)))[0]
    assert newest.standing is Standing.APPROVED
    said = {(approval.for_person, approval.by_person) for approval in newest.approvals if not approval.element_id}
    assert {
        (family.person("sofie"), family.person("tina")),
        (family.person("kenneth"), family.person("kenneth")),
    } <= said


def test_each_parent_gets_a_letter_about_their_own(family: Telling) -> None:
    """One person's treatment is nobody else's letter."""
    hers = letters_page(family.sight("tina", family.at(0)), on=family.today)
    his = letters_page(family.sight("kenneth", family.at(0)), on=family.today)
    assert hers.letters
    assert his.letters
    assert "tofbehandling" not in str(hers)
    assert "tofbehandling" in str(his)


def test_the_other_parent_does_not_see_the_treatment_in_the_plan(family: Telling) -> None:
    hers = plan_page(family.sight("tina", family.at(0)), at=family.at(0))
    assert not any(measure.category is Category.ADDICTION for measure in hers.measures)
    assert hers.withheld > 0


def test_all_seven_plans_of_the_family_are_there(family: Telling) -> None:
    laid = household_of(family.sight(family_in_many_offices.COORDINATOR, family.at(0)), on=family.today)
    assert len(laid.household.plans) == 7
