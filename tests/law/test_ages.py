"""Are the ages that stand in the code the ages of the law? Where a rule is not handed the law, it must not differ."""

import pytest

from enplan.journey.access import rules as access
from enplan.journey.assessment.rules import asking
from enplan.journey.decisions.rules import composing
from enplan.journey.meetings.rules import presence, sharing
from enplan.journey.plan.rules import standing
from enplan.law.lawbook import lawbook


@pytest.mark.parametrize(
    ("in_code", "rule"),
    [
        pytest.param(standing.OWN_YES_FROM, "hop-samtykke-bl", id="a yes of one's own to a plan"),
        pytest.param(standing.OF_AGE, "barn-18", id="approving a plan alone"),
        pytest.param(access.OF_AGE, "barn-18", id="custody no longer opens a case"),
        pytest.param(composing.OF_AGE, "barn-18", id="a letter in one's own name"),
        pytest.param(presence.OF_AGE, "barn-18", id="no child in a meeting"),
        pytest.param(sharing.OF_AGE, "barn-18", id="no child's meeting duty"),
        pytest.param(asking.ADULT, "barn-18", id="asked as an adult"),
    ],
)
def test_an_age_in_the_code_is_the_one_of_the_law(in_code: int, rule: str) -> None:
    assert in_code == lawbook().consent_rules[rule].age


def test_two_rows_that_say_the_same_age_agree() -> None:
    rules = lawbook().consent_rules
    assert rules["barn-16-hop"].age == rules["hop-samtykke-bl"].age
    assert lawbook().deadlines["overgang-start-16-aar"].amount == rules["hop-samtykke-bl"].age
    assert rules["barn-15-behandling"].age == rules["barn-15-helbredsdata"].age
