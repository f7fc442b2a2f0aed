"""Does what the municipality settles itself hold from its first day, and never before? (S-58, S-67)"""

import dataclasses
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from enplan.demo.cast import Cast
from enplan.journey.decisions.rules.hearing import TIME_TO_ANSWER
from enplan.journey.dossier.rules.waiting import CHASE_AGAIN
from enplan.journey.evidence.facts import Evidence
from enplan.journey.followup.rules.deviation import QUIET_WEEKS
from enplan.journey.followup.rules.due import Ground
from enplan.journey.outcomes.rules.disclosure import SMALLEST
from enplan.journey.sectorplans.facts import Household
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import category_of
from enplan.kernel.errors import Refused, Unfit
from enplan.law.lawbook import lawbook
from enplan.registers.organisation.commands import settle
from enplan.registers.organisation.facts import Matter, Settled
from enplan.registers.organisation.queries import number_on, settled_matters, values_on
from enplan.registers.organisation.rules import (
    AREA_DAYS,
    CHOICES,
    NUMBERS,
    TEXTS,
    must_be_settable,
    settled_on,
    value_of,
)
from tests.behind_the_barrier import every_event
from tests.worlds import NOW, a_municipality

TODAY = danish_day(NOW)
TOMORROW = TODAY + timedelta(days=1)
WHY = "Besluttet af byrådet den 12. november."
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def a_value(value: str, first_day: date, at: datetime = NOW) -> Settled:
    return Settled(Matter.ANSWER_DAYS, value, first_day, at, "Thomas Vinther", WHY)


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


def set_days(cast: Cast, value: str, first_day: date, *, at: datetime = NOW) -> Settled:
    leader = cast.professionals["Thomas Vinther"]
    return settle(leader, at=at, matter=Matter.ANSWER_DAYS, value=value, first_day=first_day, why=WHY)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        pytest.param(date(2026, 11, 30), "28", id="the day before the first"),
        pytest.param(date(2026, 12, 1), "21", id="the first day"),
        pytest.param(date(2026, 12, 31), "21", id="the last day of the year"),
        pytest.param(date(2027, 1, 1), "14", id="the first day of the next"),
    ],
)
def test_a_value_holds_from_its_first_day_until_the_next(day: date, value: str) -> None:
    history = [a_value("14", date(2027, 1, 1)), a_value("21", date(2026, 12, 1))]

    assert value_of(Matter.ANSWER_DAYS, settled_on(history, day)) == value


def test_of_two_for_the_same_day_the_one_settled_last_counts() -> None:
    history = [a_value("14", TOMORROW, NOW + timedelta(hours=1)), a_value("21", TOMORROW)]

    assert settled_on(history, TOMORROW) == history[0]


@given(first=DAYS, later=DAYS, asked=DAYS)
def test_what_is_settled_for_later_changes_no_earlier_day(first: date, later: date, asked: date) -> None:
    before = [a_value("21", first)]
    after = [*before, a_value("14", later, NOW + timedelta(days=1))]

    if asked < later:
        assert settled_on(after, asked) == settled_on(before, asked)


@pytest.mark.parametrize(
    ("value", "first_day", "why", "reason"),
    [
        pytest.param("28", TODAY, WHY, "settled.not_backwards", id="from today"),
        pytest.param("28", TODAY - timedelta(days=1), WHY, "settled.not_backwards", id="from yesterday"),
        pytest.param("0", TOMORROW, WHY, "settled.number_out_of_bounds", id="no days at all"),
        pytest.param("91", TOMORROW, WHY, "settled.number_out_of_bounds", id="too many days"),
        pytest.param("fjorten", TOMORROW, WHY, "settled.number_out_of_bounds", id="no number"),
        pytest.param("9" * 400, TOMORROW, WHY, "settled.number_out_of_bounds", id="a number nobody can read"),
        pytest.param("28", TOMORROW, "ok", "settled.why_missing", id="no reason"),
    ],
)
def test_what_cannot_be_settled_is_named(value: str, first_day: date, why: str, reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        must_be_settable(Matter.ANSWER_DAYS, value, first_day, why, TODAY)

    assert refused.value.reason == reason


@pytest.mark.parametrize("value", ["1", "90"])
def test_the_bounds_themselves_can_be_settled(value: str) -> None:
    must_be_settable(Matter.ANSWER_DAYS, value, TOMORROW, WHY, TODAY)


def test_every_matter_is_a_number_a_choice_or_a_text_and_has_something_to_begin_with() -> None:
    assert sorted([*NUMBERS, *TEXTS, *CHOICES]) == sorted(Matter)
    assert all(value_of(each, None) for each in Matter)


@pytest.mark.parametrize("value", ["", "YES", "ja", "1"])
def test_a_choice_is_one_of_those_there_are(value: str) -> None:
    with pytest.raises(Unfit) as refused:
        must_be_settable(Matter.FOUR_EYES, value, TOMORROW, WHY, TODAY)

    assert refused.value.reason == "settled.none_of_the_choices"
    for each in CHOICES[Matter.FOUR_EYES]:
        must_be_settable(Matter.FOUR_EYES, each, TOMORROW, WHY, TODAY)


def test_each_area_that_decides_on_help_has_a_deadline_of_its_own() -> None:
    """Retssikkerhedsloven § 3 stk. 2: for each area, as far as help is decided on there."""
    deciding = {category_of(each.id, each.sector) for each in lawbook().measure_types if each.granted_by_decision}

    assert set(AREA_DAYS) == deciding
    assert len({*AREA_DAYS.values()}) == len(AREA_DAYS)
    assert all(NUMBERS[each].otherwise == 56 for each in AREA_DAYS.values())


def test_the_law_leaves_the_days_of_an_answer_to_the_municipality() -> None:
    rule = lawbook().on(TODAY).deadline("rsl-kommunens-frister")

    assert (rule.unit, rule.amount) == ("set-locally", 0)


@pytest.mark.django_db
class TestSettling:
    def test_a_leader_settles_from_a_day_and_all_is_remembered(self, cast: Cast) -> None:
        set_days(cast, "21", TOMORROW)
        set_days(cast, "14", TOMORROW + timedelta(days=10))

        assert number_on(Matter.ANSWER_DAYS, on=TODAY) == 28
        assert number_on(Matter.ANSWER_DAYS, on=TOMORROW) == 21
        assert number_on(Matter.ANSWER_DAYS, on=TOMORROW + timedelta(days=9)) == 21
        assert number_on(Matter.ANSWER_DAYS, on=TOMORROW + timedelta(days=10)) == 14
        assert every_event()[-2:] == ["organisation.settled"] * 2

        shown = settled_matters(cast.professionals["Thomas Vinther"], on=TOMORROW)[0]
        assert shown.now is not None
        assert (shown.value, shown.now.by, shown.now.why) == ("21", "Thomas Vinther", WHY)
        assert [each.value for each in shown.coming] == ["14"]

    def test_what_was_replaced_before_it_began_stands_in_the_history(self, cast: Cast) -> None:
        set_days(cast, "21", TOMORROW)
        set_days(cast, "14", TOMORROW, at=NOW + timedelta(hours=1))

        shown = settled_matters(cast.professionals["Thomas Vinther"], on=TODAY)[0]
        assert [each.value for each in shown.coming] == ["14"]
        assert [each.value for each in shown.past] == ["21"]

    @pytest.mark.parametrize("who", ["Anne Lykkegaard", "Susanne Brandt"])
    def test_nobody_but_leaders_settles_or_reads_the_history(self, cast: Cast, who: str) -> None:
        by = cast.professionals[who]
        with pytest.raises(Refused, match=r"settled\.leaders_only"), transaction.atomic():
            settle(by, at=NOW, matter=Matter.ANSWER_DAYS, value="9", first_day=TOMORROW, why=WHY)
        with pytest.raises(Refused, match=r"settled\.leaders_only"):
            settled_matters(by, on=TODAY)

    def test_the_text_begins_as_it_came(self, cast: Cast) -> None:
        assert values_on(Matter.TARGET_GROUP, on=TODAY) == {Matter.TARGET_GROUP: TEXTS[Matter.TARGET_GROUP]}

    @pytest.mark.parametrize(
        ("broken", "row"),
        [
            ("what_is_settled_begins_tomorrow_or_later", {"first_day": TODAY}),
            ("what_is_settled_has_a_reason", {"why": ""}),
            ("what_is_settled_has_a_value", {"value": ""}),
            ("only_what_the_municipality_may_settle", {"matter": "klage-ast-4-uger"}),
        ],
    )
    def test_the_database_itself_refuses(self, broken: str, row: dict[str, str | date]) -> None:
        given = {"matter": "answer-days", "value": "9", "first_day": TOMORROW, "why": WHY, **row}
        told = [str(uuid4()), given["matter"], given["value"], given["first_day"], NOW, "Nogen", given["why"]]
        with pytest.raises(IntegrityError, match=broken), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into settled (id, matter, value, first_day, at, by, why) values (%s, %s, %s, %s, %s, %s, %s)",
                told,
            )

    @pytest.mark.parametrize("statement", ["update settled set value = '1'", "delete from settled"])
    def test_what_was_settled_is_never_changed(self, cast: Cast, statement: str) -> None:
        set_days(cast, "21", TOMORROW)

        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_smallest_number_shown_goes_by_fives() -> None:
    must_be_settable(Matter.SMALLEST_SHOWN, "15", TOMORROW, WHY, TODAY)
    with pytest.raises(Unfit, match=r"settled\.number_between_steps"):
        must_be_settable(Matter.SMALLEST_SHOWN, "12", TOMORROW, WHY, TODAY)


def test_rules_that_are_asked_without_a_municipality_take_what_it_is_until_somebody_settles_it() -> None:
    """The engine reads a file without any database, and tests of rules have none either."""
    fields = {each.name: each.default for kind in (Ground, Household, Evidence) for each in dataclasses.fields(kind)}
    assert {
        Matter.AHEAD_DAYS: fields["ahead_days"],
        Matter.QUESTION_DAYS: fields["question_days"],
        Matter.REVIEW_MONTHS: fields["review_months"],
        Matter.ENOUGH_CONTACTS: fields["enough_contacts"],
        Matter.FRESH_MONTHS: fields["fresh_months"],
        Matter.QUIET_WEEKS: QUIET_WEEKS,
        Matter.CHASE_DAYS: CHASE_AGAIN,
        Matter.HEARING_DAYS: TIME_TO_ANSWER,
        Matter.SMALLEST_SHOWN: SMALLEST,
    }.items() <= {matter: bounds.otherwise for matter, bounds in NUMBERS.items()}.items()


def test_every_number_can_be_what_it_is_until_somebody_settles_it() -> None:
    for matter, bounds in NUMBERS.items():
        must_be_settable(matter, str(bounds.otherwise), TOMORROW, WHY, TODAY)
