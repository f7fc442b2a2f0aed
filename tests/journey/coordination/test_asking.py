"""Is the same asked or ordered twice, and which answer is there to use? (S-numbers of asking once)"""

from datetime import date, timedelta

import pytest

from enplan.journey.coordination.facts import Kind, QuestionAskedTwice, StatementOrderedTwice
from tests.builders_coordination import ON, a_household, a_question, a_statement, found

EARLY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("answered", "newest"),
    [
        pytest.param((None, None), None, id="nobody has"),
        pytest.param((EARLY, None), EARLY, id="one has"),
        pytest.param((EARLY, date(2026, 11, 1)), date(2026, 11, 1), id="the newest"),
        pytest.param((EARLY, ON), ON, id="today counts"),
        pytest.param((EARLY, ON + timedelta(days=1)), EARLY, id="tomorrow does not"),
    ],
)
def test_the_newest_answer_there_is(answered: tuple[date | None, date | None], newest: date | None) -> None:
    one, other = answered
    (finding,) = found(
        a_household(a_question("job/q", answered=one), a_question("voksen/q", answered=other)),
        Kind.QUESTION_ASKED_TWICE,
    )
    assert finding.facts == QuestionAskedTwice("netvaerk", newest, "ask-once-confirm")


def test_what_is_asked_for_each_purpose_is_no_repetition() -> None:
    household = a_household(a_question("job/q", "traumer-og-vold"), a_question("voksen/q", "traumer-og-vold"))
    assert not found(household, Kind.QUESTION_ASKED_TWICE)


def test_twice_in_one_plan_is_that_plans_own_affair_until_another_asks() -> None:
    twice = (a_question("job/q1"), a_question("job/q2"))
    assert not found(a_household(*twice), Kind.QUESTION_ASKED_TWICE)
    (finding,) = found(a_household(*twice, a_question("voksen/q")), Kind.QUESTION_ASKED_TWICE)
    assert finding.items == ("job/q1", "job/q2", "voksen/q")


def test_the_same_about_two_people_is_no_repetition() -> None:
    household = a_household(a_question("job/q"), a_question("voksen/q", person="freja"))
    assert not found(household, Kind.QUESTION_ASKED_TWICE)


def test_an_answer_that_stands_is_used_and_one_that_may_have_changed_is_confirmed() -> None:
    for item, confirm in (("boern-i-hjemmet", False), ("netvaerk", True)):
        household = a_household(a_question("job/q", item, answered=EARLY), a_question("voksen/q", item))
        (finding,) = found(household, Kind.QUESTION_ASKED_TWICE)
        assert finding.proposals[0].change == {"reuse": "job/q", "for": ["voksen/q"], "confirm": confirm}
        assert finding.legal_basis, "the law that asks is named"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_answers_from_one_day_the_last_by_name_is_used_in_whatever_order_they_came(order: tuple[int, ...]) -> None:
    questions = (
        a_question("job/q", answered=EARLY),
        a_question("voksen/q", answered=EARLY),
        a_question("boern/q"),
    )
    (finding,) = found(a_household(*(questions[number] for number in order)), Kind.QUESTION_ASKED_TWICE)
    assert finding.proposals[0].change == {"reuse": "voksen/q", "for": ["boern/q"], "confirm": True}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_questions_from_one_day_the_first_by_name_is_asked_in_whatever_order_they_came(
    order: tuple[int, ...],
) -> None:
    questions = (a_question("job/q"), a_question("voksen/q"))
    (finding,) = found(a_household(*(questions[number] for number in order)), Kind.QUESTION_ASKED_TWICE)
    assert finding.proposals[0].change == {"ask_once": "job/q", "share_with": ["voksen/q"]}


@pytest.mark.parametrize(
    ("received", "valid_until", "state"),
    [
        pytest.param(None, None, "on-its-way", id="not there yet"),
        pytest.param(date(2026, 11, 3), None, "on-its-way", id="came the day after"),
        pytest.param(date(2026, 11, 2), None, "valid", id="came that day"),
        pytest.param(EARLY, None, "valid", id="without an end"),
        pytest.param(EARLY, date(2026, 11, 2), "valid", id="valid to that day"),
        pytest.param(EARLY, date(2026, 11, 1), None, id="run out the day before"),
    ],
)
def test_a_statement_ordered_while_another_will_do(
    received: date | None, valid_until: date | None, state: str | None
) -> None:
    household = a_household(
        a_statement("voksen/s", EARLY, "netvaerk", received=received, valid_until=valid_until),
        a_statement("job/s", date(2026, 11, 2), "netvaerk", "arbejdsevne"),
    )
    findings = found(household, Kind.STATEMENT_ORDERED_TWICE)
    facts = StatementOrderedTwice("voksen/s", "job/s", state or "", ("netvaerk",))
    assert [finding.facts for finding in findings] == ([facts] if state else [])


def test_of_two_ordered_on_one_day_the_first_by_name_is_the_earlier() -> None:
    household = a_household(a_statement("voksen/s", EARLY, "netvaerk"), a_statement("job/s", EARLY, "netvaerk"))
    (finding,) = found(household, Kind.STATEMENT_ORDERED_TWICE)
    assert finding.facts == StatementOrderedTwice("job/s", "voksen/s", "on-its-way", ("netvaerk",))


def test_what_is_collected_for_each_purpose_is_nothing_in_common() -> None:
    household = a_household(
        a_statement("voksen/s", EARLY, "traumer-og-vold"), a_statement("job/s", ON, "traumer-og-vold", "netvaerk")
    )
    assert not found(household, Kind.STATEMENT_ORDERED_TWICE)


def test_a_new_order_keeps_only_what_the_earlier_lacks() -> None:
    household = a_household(
        a_statement("voksen/s", EARLY, "netvaerk"), a_statement("job/s", ON, "arbejdsevne", "netvaerk")
    )
    (finding,) = found(household, Kind.STATEMENT_ORDERED_TWICE)
    assert {"item": "job/s", "set": {"items": ["arbejdsevne"]}} in [way.change for way in finding.proposals]
