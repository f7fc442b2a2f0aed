"""Does a must hold the signing up, and does a should only warn? Is the party heard first?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from enplan.journey.decisions.facts import Choice, Element, Hearing, Result, Weight
from enplan.journey.decisions.rules import composing
from enplan.journey.decisions.rules.checking import checks, hinders
from enplan.journey.decisions.rules.hearing import Heard, heard, last_day_to_answer, leaves_time
from tests.builders_decisions import DAY, METTE, a_choice, a_hearing, a_setting, an_element

MENTOR = an_element("mentorstoette")
SUPPORT = an_element("socialpaedagogisk-stoette")


def found(
    *answers: tuple[Element, Choice | None], hearings: Sequence[Hearing] = (), regime: str = "hop-2018"
) -> dict[str, Weight]:
    setting = a_setting(regime=regime)
    elements = [element for element, _ in answers]
    choices = {element.id: choice for element, choice in answers if choice}
    parts = composing.compose(elements, choices, setting)
    all_found = checks(
        elements,
        choices,
        parts,
        hearings=hearings,
        regime=setting.regime,
        law=setting.law,
        plan_open=frozenset({METTE}),
    )
    assert hinders(all_found) == [check for check in all_found if check.weight is Weight.MUST]
    return {check.key: check.weight for check in all_found}


def test_a_full_yes_can_be_signed_without_a_word_more() -> None:
    assert found((MENTOR, a_choice(MENTOR))) == {}


@pytest.mark.parametrize(
    ("choice", "key"),
    [
        pytest.param(a_choice(MENTOR, Result.REFUSED, facts=" "), "facts-missing", id="a no without facts"),
        pytest.param(a_choice(MENTOR, Result.REFUSED, discretion=""), "discretion-missing", id="or considerations"),
        pytest.param(a_choice(MENTOR, Result.PARTLY, granted=""), "granted-missing", id="partly, but not what"),
        pytest.param(a_choice(MENTOR, Result.PARTLY, facts=""), "facts-missing", id="partly, without facts"),
        pytest.param(a_choice(MENTOR, Result.REFUSED, unknown_against=True), "hearing-due", id="not heard"),
    ],
)
def test_what_holds_the_signing_up(choice: Choice, key: str) -> None:
    assert found((MENTOR, choice))[key] is Weight.MUST


def test_everything_is_answered_before_it_is_signed() -> None:
    assert found((MENTOR, a_choice(MENTOR)), (SUPPORT, None))["unanswered"] is Weight.MUST


def test_a_plan_without_measures_to_decide_makes_no_letter() -> None:
    assert found()["nothing-to-decide"] is Weight.MUST


def test_a_letter_in_which_everything_is_decided_elsewhere_is_no_letter() -> None:
    assert found((MENTOR, a_choice(MENTOR, Result.ELSEWHERE)))["nothing-answered"] is Weight.MUST


def test_nobody_is_decided_about_under_a_regime_that_is_not_law() -> None:
    assert found((MENTOR, a_choice(MENTOR)), regime="hoi-2022")["regime-not-enacted"] is Weight.MUST


def test_a_measure_closed_for_new_cases_is_not_granted() -> None:
    closed = an_element("ressourceforloeb")

    assert found((closed, a_choice(closed)))["closed"] is Weight.MUST
    assert "closed" not in found((closed, a_choice(closed, Result.REFUSED)))


def test_no_letter_is_written_to_somebody_whose_plan_is_closed_to_us() -> None:
    child = an_element("mentorstoette", person_id=a_hearing(SUPPORT).id)
    setting = a_setting()
    answered = {child.id: a_choice(child)}

    all_found = checks(
        [child], answered, [], hearings=[], regime=setting.regime, law=setting.law, plan_open=frozenset({METTE})
    )

    assert "plan-closed" in {check.key for check in all_found}


@pytest.mark.parametrize(
    ("element", "choice", "key"),
    [
        pytest.param(MENTOR, a_choice(MENTOR, facts="x" * 901), "long-text", id="more than anybody reads"),
        pytest.param(replace(MENTOR, beside=True), a_choice(MENTOR), "beside", id="in a plan of its own"),
        pytest.param(replace(MENTOR, starts=date(2026, 11, 1)), a_choice(MENTOR), "begun", id="begun before decided"),
    ],
)
def test_what_only_warns(element: Element, choice: Choice, key: str) -> None:
    assert found((element, choice)) == {key: Weight.SHOULD}


def test_less_than_a_sector_plan_gave_needs_reasons_and_warns() -> None:
    """The target group must not get fewer or poorer offers without a reason (S-65)."""
    less = replace(MENTOR, reduced=True)

    seen = found((less, a_choice(less)))

    assert (seen["reduced"], seen["facts-missing"]) == (Weight.SHOULD, Weight.MUST)


def test_nothing_less_is_signed_before_it_is_agreed_to_in_words() -> None:
    """S-65: also what the approving sight did not show."""
    silent = replace(MENTOR, reduced=True, not_agreed=True)
    answer = a_choice(silent, facts="Ryggen.", discretion="Den skal holde.")

    assert found((silent, answer))["less-not-agreed"] is Weight.MUST
    assert "less-not-agreed" not in found((replace(silent, not_agreed=False), answer))


def test_the_same_considerations_under_two_measures_warn() -> None:
    same = {"discretion": "Efter en konkret vurdering."}

    seen = found(
        (MENTOR, a_choice(MENTOR, Result.REFUSED, **same)), (SUPPORT, a_choice(SUPPORT, Result.REFUSED, **same))
    )

    assert seen == {"same-words": Weight.SHOULD}


AGAINST = a_choice(MENTOR, Result.REFUSED, unknown_against=True)


@pytest.mark.parametrize(
    ("choice", "hearings", "how_far"),
    [
        pytest.param(AGAINST, [], Heard.DUE, id="unknown facts against, and a no"),
        pytest.param(a_choice(MENTOR, unknown_against=True), [], Heard.NOT_DUE, id="a yes hurts nobody"),
        pytest.param(a_choice(MENTOR, Result.REFUSED), [], Heard.NOT_DUE, id="the party knows the facts"),
        pytest.param(AGAINST, [a_hearing(MENTOR)], Heard.OPEN, id="asked, and time is left"),
        pytest.param(AGAINST, [a_hearing(SUPPORT)], Heard.DUE, id="asked about something else"),
        pytest.param(AGAINST, [a_hearing(MENTOR, answer_by=date(2026, 11, 23))], Heard.DONE, id="time has run out"),
        pytest.param(
            AGAINST,
            [a_hearing(MENTOR, answer="Jeg var syg.", answered_at=datetime(2026, 11, 24, tzinfo=UTC))],
            Heard.DONE,
            id="answered",
        ),
        pytest.param(a_choice(MENTOR), [a_hearing(MENTOR)], Heard.OPEN, id="an answer asked for is waited for"),
    ],
)
def test_is_the_party_heard(choice: Choice, hearings: list[Hearing], how_far: Heard) -> None:
    assert heard(choice, hearings, DAY) is how_far


def test_an_open_hearing_names_the_day_it_is_waited_for() -> None:
    assert found((MENTOR, AGAINST), hearings=[a_hearing(MENTOR)])["hearing-open"] is Weight.MUST


def test_a_party_has_two_weeks_and_never_less_than_three_days() -> None:
    assert last_day_to_answer(DAY) == date(2026, 12, 8)
    assert last_day_to_answer(date(2026, 12, 11)) == date(2026, 12, 28)  # Christmas Day, a Friday
    assert not leaves_time(DAY, date(2026, 11, 26))
