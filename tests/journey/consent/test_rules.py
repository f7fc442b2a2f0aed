"""Who must say yes, how long does it last, what is missing, and what stops without it? (S-40, S-74 to S-76)"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from enplan.journey.consent.facts import ConsentKind, ConsentRequest, ConsentScope, Recipient
from enplan.journey.consent.rules import asking, deciding, gaps, lasting
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import ConsentRequestId, PersonId
from enplan.kernel.period import Period
from enplan.law.lawbook import lawbook
from tests.builders_people import TODAY, a_consent, a_member, a_scope
from tests.worlds import NOW

PERSON, MOTHER, FATHER = sorted(PersonId(uuid4()) for _ in range(3))
AGES = deciding.thresholds_of(lawbook().on(TODAY))
PLAN = a_scope(PERSON, kind=ConsentKind.PLAN)
HEALTH = a_scope(PERSON, Category.HEALTH)
SCHOOL = a_scope(PERSON, Category.EDUCATION)


def a_question(scope: ConsentScope, *, last: date | None = None, accepted: bool | None = None) -> ConsentRequest:
    return ConsentRequest(
        ConsentRequestId(uuid4()),
        scope,
        NOW,
        "Susanne",
        "Fordi",
        Period(TODAY - timedelta(days=90), last),
        None,
        accepted,
    )


def test_the_ages_and_the_year_are_the_laws() -> None:
    assert (AGES.own_health, AGES.own_plan, AGES.of_age) == (15, 16, 18)
    assert AGES.health_lasts is not None
    assert AGES.health_lasts.after(TODAY) == date(2027, 11, 23)


@pytest.mark.parametrize(
    ("scope", "age", "groups"),
    [
        pytest.param(HEALTH, 40, [{PERSON}], id="an adult alone"),
        pytest.param(PLAN, 18, [{PERSON}], id="of age"),
        pytest.param(HEALTH, 14, [{MOTHER, FATHER}], id="one of those with custody for a child's health"),
        pytest.param(HEALTH, 15, [{PERSON}], id="own health from 15"),
        pytest.param(a_scope(PERSON, Category.ADDICTION), 15, [{PERSON}], id="own treatment from 15"),
        pytest.param(SCHOOL, 17, [{MOTHER, FATHER}], id="other information until 18"),
        pytest.param(PLAN, 15, [{MOTHER}, {FATHER}], id="a plan needs all with custody"),
        pytest.param(PLAN, 16, [{PERSON}, {MOTHER}, {FATHER}], id="and the young person from 16"),
    ],
)
def test_who_must_say_yes(scope: ConsentScope, age: int, groups: list[set[PersonId]]) -> None:
    demand = deciding.who_must(scope, age, [MOTHER, FATHER], AGES)

    assert sorted(map(sorted, demand.groups)) == sorted(map(sorted, groups))


@pytest.mark.parametrize("scope", [PLAN, SCHOOL])
def test_for_a_child_nobody_decides_while_custody_is_unknown(scope: ConsentScope) -> None:
    demand = deciding.who_must(scope, 16, [], AGES)

    assert not demand.met_by([PERSON])
    assert demand.lacking([]) == ()


def test_a_demand_is_met_when_each_group_has_said_yes() -> None:
    demand = deciding.who_must(PLAN, 16, [MOTHER, FATHER], AGES)

    assert demand.lacking([PERSON]) == (MOTHER, FATHER)
    assert not demand.met_by([PERSON, MOTHER])
    assert demand.met_by([PERSON, MOTHER, FATHER])


@pytest.mark.parametrize(
    ("scope", "born", "last"),
    [
        pytest.param(HEALTH, date(1983, 4, 12), date(2027, 11, 23), id="health lapses after a year"),
        pytest.param(a_scope(PERSON, Category.WORK), date(1983, 4, 12), None, id="work lasts until taken back"),
        pytest.param(PLAN, date(2011, 2, 27), date(2027, 2, 26), id="a plan until the young person must say it"),
        pytest.param(PLAN, date(2010, 1, 1), date(2027, 12, 31), id="then until they are of age"),
        pytest.param(HEALTH, date(2012, 1, 31), date(2027, 1, 30), id="a child's health until 15"),
        pytest.param(SCHOOL, date(2012, 2, 29), date(2030, 2, 28), id="born on the leap day: eighteen on 1 March"),
    ],
)
def test_a_consent_lasts_no_longer_than_law_and_birthdays_allow(
    scope: ConsentScope, born: date, last: date | None
) -> None:
    assert lasting.last_possible_day(scope, born, TODAY, [MOTHER], AGES) == last


def test_a_yes_is_never_for_more_days_than_were_asked_for() -> None:
    asked = Period(TODAY - timedelta(days=5), TODAY + timedelta(days=100))

    assert lasting.within(asked, None, TODAY, None) == Period(TODAY, TODAY + timedelta(days=100))
    shorter = Period(TODAY, TODAY + timedelta(days=30))
    assert lasting.within(asked, shorter, TODAY, None) == shorter
    assert lasting.within(asked, None, TODAY, TODAY + timedelta(days=50)).last == TODAY + timedelta(days=50)
    with pytest.raises(Unfit, match=r"consent\.longer_than_asked"):
        lasting.within(asked, Period(TODAY), TODAY, None)


def test_a_lapsed_question_cannot_be_answered() -> None:
    with pytest.raises(Unfit, match=r"consent\.question_lapsed"):
        lasting.within(Period(TODAY - timedelta(days=9), TODAY - timedelta(days=1)), None, TODAY, None)


@pytest.mark.parametrize(
    ("scope", "why", "reason"),
    [
        pytest.param(replace(HEALTH, purpose=" "), "Fordi", "consent.names_no_purpose", id="no purpose"),
        pytest.param(HEALTH, " ", "consent.says_not_why", id="no explanation"),
        pytest.param(replace(PLAN, category=Category.HEALTH), "Fordi", "consent.two_kinds_in_one", id="both kinds"),
        pytest.param(
            replace(PLAN, source="Psykiatrien"), "Fordi", "consent.two_kinds_in_one", id="a plan with a source"
        ),
        pytest.param(
            replace(HEALTH, recipient=Recipient.PERSON), "Fordi", "consent.names_no_recipient", id="a person, but which"
        ),
        pytest.param(
            replace(HEALTH, recipient_id=uuid4()), "Fordi", "consent.names_no_recipient", id="team and person"
        ),
        pytest.param(
            replace(HEALTH, category=Category.PLAN), "Fordi", "consent.names_no_category", id="all and nothing"
        ),
    ],
)
def test_a_question_names_all_its_parts(scope: ConsentScope, why: str, reason: str) -> None:
    asking.must_name_its_parts(HEALTH, "Fordi")
    asking.must_name_its_parts(PLAN, "Fordi")
    with pytest.raises(Unfit, match=reason):
        asking.must_name_its_parts(scope, why)


def test_nobody_is_asked_for_the_same_twice() -> None:
    """S-20"""
    other_words = replace(HEALTH, purpose="Noget andet")

    with pytest.raises(Unfit, match=r"consent\.asked_already"):
        asking.must_be_new(HEALTH, [a_question(other_words)], [], TODAY)
    with pytest.raises(Unfit, match=r"consent\.given_already"):
        asking.must_be_new(HEALTH, [], [a_consent(other_words)], TODAY)


def test_what_was_declined_lapsed_or_taken_back_may_be_asked_again() -> None:
    questions = [a_question(HEALTH, accepted=False), a_question(HEALTH, last=TODAY - timedelta(days=1))]

    asking.must_be_new(HEALTH, questions, [a_consent(HEALTH, withdrawn=True)], TODAY)
    asking.must_be_new(HEALTH, [a_question(SCHOOL)], [a_consent(SCHOOL)], TODAY)


JOBCENTRE = a_member("Jobcenter", Category.WORK, coordinator=True)
CLINIC = a_member("Sundhed", Category.HEALTH)


def test_a_missing_consent_is_a_gap_with_those_who_cannot_see() -> None:
    found = gaps.find_gaps([PERSON], [JOBCENTRE, CLINIC], [], [a_question(HEALTH)], TODAY)

    assert [(gap.kind, gap.category, gap.blind, gap.asked) for gap in found] == [
        (ConsentKind.PLAN, Category.PLAN, (), False),
        (ConsentKind.INFORMATION, Category.HEALTH, ("Jobcenter",), True),
        (ConsentKind.INFORMATION, Category.WORK, ("Sundhed",), False),
    ]


def test_what_is_given_is_no_gap() -> None:
    given = [a_consent(PLAN), a_consent(HEALTH), a_consent(a_scope(PERSON, Category.WORK))]

    assert gaps.find_gaps([PERSON], [JOBCENTRE, CLINIC], given, [], TODAY) == []
    lapsed = [replace(each, period=Period(TODAY - timedelta(days=9), TODAY - timedelta(days=1))) for each in given]
    assert len(gaps.find_gaps([PERSON], [JOBCENTRE, CLINIC], lapsed, [], TODAY)) == 3


def test_a_plan_consent_is_no_consent_to_share() -> None:
    """The two kinds are never one."""
    found = gaps.find_gaps([PERSON], [JOBCENTRE, CLINIC], [a_consent(PLAN)], [], TODAY)

    assert {gap.category for gap in found} == {Category.HEALTH, Category.WORK}


def test_taking_a_consent_back_stops_what_no_other_consent_opens() -> None:
    to_team = a_consent(HEALTH)
    to_jobcentre = a_consent(
        replace(HEALTH, recipient=Recipient.DEPARTMENT, recipient_id=JOBCENTRE.membership.department_id)
    )

    assert gaps.what_stops(to_team, [JOBCENTRE, CLINIC], [to_team], TODAY) == ("Jobcenter",)
    assert gaps.what_stops(to_team, [JOBCENTRE, CLINIC], [to_team, to_jobcentre], TODAY) == ()


def test_a_yes_opens_for_those_it_names_and_who_could_not_see_before() -> None:
    third = a_member("Skolen", Category.EDUCATION)
    to_school = a_scope(
        PERSON, Category.HEALTH, recipient=Recipient.DEPARTMENT, recipient_id=third.membership.department_id
    )

    team = [JOBCENTRE, CLINIC, third]
    assert gaps.what_opens(a_question(HEALTH), team, [], TODAY) == ("Jobcenter", "Skolen")
    assert gaps.what_opens(a_question(to_school), team, [], TODAY) == ("Skolen",)
