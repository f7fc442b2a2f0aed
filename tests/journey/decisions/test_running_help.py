"""Is a no, or a part, to help that somebody has taken for what it is: less? And is the answer to a hearing answered?

Less needs a reason, a yes in the citizen's own words or a hearing, a day, and guidance (S-65).
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from enplan.journey.decisions.facts import Choice, Element, Hearing, Part, Result, Weight
from enplan.journey.decisions.rules import composing
from enplan.journey.decisions.rules.checking import checks
from enplan.journey.plan.facts import Responsible
from enplan.law.lawbook import lawbook
from tests.builders_decisions import DAY, FOR_ALL, FREJA, METTE, a_choice, a_hearing, a_setting, an_element
from tests.builders_plan import a_measure, a_promise
from tests.journey.decisions.test_granting_rules import a_part

HAS = an_element("mentorstoette", had="2 timer om ugen til den 5. april 2027", ends=date(2027, 4, 5))
LAW = lawbook().on(DAY)
WORDS = "Jeg kan selv nu."


def found(element: Element, choice: Choice, *hearings: Hearing) -> dict[str, Weight]:
    setting, answers = a_setting(), {element.id: choice}
    parts = composing.compose([element], answers, setting, hearings)
    all_found = checks(
        [element],
        answers,
        parts,
        hearings=hearings,
        setting=setting,
        plan_open=frozenset({METTE, FREJA}),
        assessed=frozenset({METTE}),
        signer=FOR_ALL,
    )
    return {check.key: check.weight for check in all_found}


def a_no(**what: Any) -> Choice:
    return a_choice(HAS, Result.REFUSED, **what)


def heard(answer: str = "Det passer ikke.") -> Hearing:
    answered = {"answer": answer, "answered_at": datetime(2026, 11, 24, 12, tzinfo=UTC), "answered_by": "Mette"}
    return a_hearing(HAS, **answered)


def outcome(choice: Choice, element: Element = HAS) -> str:
    (part,) = composing.compose([element], {element.id: choice}, a_setting())
    return part.words.outcome


@pytest.mark.parametrize(
    ("choice", "key"),
    [
        pytest.param(a_no(), "less-not-heard", id="a no to what she has, without a word from her"),
        pytest.param(a_choice(HAS, Result.PARTLY), "less-not-heard", id="a part of it, without a word from her"),
        pytest.param(a_no(agreed=WORDS), "last-day-missing", id="no last day"),
        pytest.param(a_choice(HAS, Result.PARTLY, agreed=WORDS), "first-day-missing", id="no first day"),
        pytest.param(a_no(ends=DAY - timedelta(days=1)), "taken-back-in-time", id="the last day was yesterday"),
        pytest.param(a_no(facts=""), "facts-missing", id="no reason"),
    ],
)
def test_less_than_one_has_holds_the_signing_up(choice: Choice, key: str) -> None:
    assert found(HAS, choice)[key] is Weight.MUST


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param(a_no(agreed=WORDS, ends=DAY), id="a no, from tomorrow"),
        pytest.param(a_choice(HAS, Result.PARTLY, agreed=WORDS, starts=DAY), id="a part, from today"),
        pytest.param(a_choice(HAS), id="all of it"),
    ],
)
def test_with_her_yes_and_a_day_it_can_be_signed(choice: Choice) -> None:
    assert found(HAS, choice) == {}


def test_who_does_not_say_yes_is_heard_first_and_the_reason_is_asked_for() -> None:
    """The authority may stop help against somebody's will, but never in silence."""
    choice = a_no(ends=DAY, reply="Vi har talt med mentoren igen.")

    assert found(HAS, choice, heard()) == {"less-against": Weight.SHOULD}


def test_help_that_nobody_has_yet_is_refused_as_before() -> None:
    new = an_element("mentorstoette")

    assert found(new, a_choice(new, Result.REFUSED)) == {}
    assert outcome(a_choice(new, Result.REFUSED), new) == "Nej. Vi giver ikke denne hjælp."


def test_the_letter_says_what_there_was_until_when_and_what_she_said() -> None:
    said = outcome(a_no(agreed=WORDS, ends=date(2026, 12, 31)))

    assert "Vi giver ikke denne hjælp længere." in said
    assert "Før: 2 timer om ugen til den 5. april 2027. Nu: ingen hjælp." in said
    assert "Hjælpen gives til og med torsdag den 31. december 2026." in said
    assert f"»{WORDS}«" in said
    partly = outcome(a_choice(HAS, Result.PARTLY, agreed=WORDS, starts=date(2026, 12, 1), granted="En time"))
    assert "mindre end før" in partly
    assert "Det gælder fra tirsdag den 1. december 2026." in partly
    assert "Det giver vi: En time." in partly


@pytest.mark.parametrize(
    ("first", "last", "has"),
    [
        pytest.param(DAY, DAY, True, id="on its only day"),
        pytest.param(DAY + timedelta(days=1), None, False, id="from tomorrow"),
        pytest.param(date(2026, 1, 1), DAY - timedelta(days=1), False, id="until yesterday"),
        pytest.param(date(2026, 1, 1), None, True, id="without end"),
    ],
)
def test_what_a_sector_plan_gives_today_is_had(first: date, last: date | None, has: bool) -> None:
    measure = a_measure(promised=(a_promise(starts=first, ends=last),), responsible=Responsible())

    assert bool(composing.element_of(measure, ("mentorstoette",), LAW).had) is has


@pytest.mark.parametrize(
    ("part", "starts", "has"),
    [
        pytest.param(a_part(), DAY, True, id="granted, and begun"),
        pytest.param(a_part(Result.PARTLY), DAY, True, id="granted in part, and begun"),
        pytest.param(a_part(), DAY + timedelta(days=1), False, id="granted from tomorrow"),
        pytest.param(a_part(Result.REFUSED), DAY, False, id="refused"),
    ],
)
def test_what_a_letter_has_given_is_had_from_its_first_day(part: Part, starts: date, has: bool) -> None:
    measure = a_measure(starts=starts, promised=())

    (element,) = composing.needing_decision([measure], [], LAW, [replace(part, element_id=measure.id)])

    assert bool(element.had) is has


def test_an_answer_to_a_hearing_is_dealt_with_before_a_no_is_signed() -> None:
    """What the party said is read, and the letter says so."""
    new = an_element("mentorstoette")
    no = a_choice(new, Result.REFUSED)

    assert found(new, no, heard())["reply-missing"] is Weight.MUST
    assert "reply-missing" not in found(new, replace(no, reply="Vi har talt med mentoren."), heard())
    assert "reply-missing" not in found(new, a_choice(new), heard())
    (part,) = composing.compose([new], {new.id: replace(no, reply="Vi har spurgt igen.")}, a_setting(), [heard()])
    assert "Svaret var: Det passer ikke." in part.words.said
    assert part.words.reply == "Vi har spurgt igen."
