"""Does a granted complaint give something, is it held against what there was, and does the plan show it? (S-65)"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from enplan.journey.decisions.facts import Choice, Part, PartWords, Result
from enplan.journey.decisions.rules import composing, granting
from enplan.journey.outcomes.rules.counting import Lessening, lessening
from enplan.journey.plan.facts import Column, Given, Reduction, ReductionKind
from enplan.journey.plan.rules.answered import as_answered, ends_at_once, given_less
from enplan.journey.plan.rules.calendar import given_week
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.parting import parted
from enplan.kernel.category import Category
from enplan.kernel.ids import DecisionId
from enplan.law.lawbook import lawbook
from tests.builders_decisions import DAY, named
from tests.builders_plan import a_measure, a_promise, a_version
from tests.journey.plan.test_joining_hours import joined

LAW = lawbook().on(DAY)
LATER = a_measure(starts=date(2027, 1, 25), promised=(a_promise(starts=date(2026, 11, 30)),))
LESS = reductions([LATER])


def a_part(result: Result = Result.GRANTED, **what: object) -> Part:
    part = Part(
        id=named("part"),
        decision_id=DecisionId(named("letter")),
        person_id=LATER.person_id,
        category=LATER.category,
        element_id=LATER.id,
        measure_type="mentorstoette",
        result=result,
        route="ast-beskaeftigelse",
        bases=(),
        words=PartWords("Mentor", "Ja."),
        guidance=None,
    )
    return replace(part, **what)  # type: ignore[arg-type]  # a test names fields of its own


def granted(**what: object) -> Choice:
    return Choice(LATER.id, Result.GRANTED, facts="Du har ret.", discretion="Det er aftalt.", **what)  # type: ignore[arg-type]  # as above


def test_granted_in_full_is_back_to_what_there_was_before() -> None:
    full = granting.what_was_asked(LATER, LESS, granted())

    assert (full.starts, full.ends, full.hours) == (date(2026, 11, 30), date(2027, 4, 5), Decimal(2))
    element = granting.given_anew(LATER, full, LESS, "mentorstoette", LAW)
    assert (element.starts, element.reduced) == (date(2026, 11, 30), False)
    assert composing.fully_met(element, full)


def test_what_had_no_last_day_gets_none_back() -> None:
    """Of several that became one it is enough that one had none; a last day that is typed counts first."""
    shorter = a_measure(promised=(a_promise(), a_promise(item="voksen/stoette", ends=None)))
    full = granting.what_was_asked(shorter, reductions([shorter]), granted())

    assert (full.ends, full.open_ended) == (None, True)
    assert granting.changes_something(shorter, a_part(), full)
    assert granting.given_anew(shorter, full, [], "mentorstoette", LAW).ends is None
    again = granting.as_it_stands(shorter, a_part(open_ended=True))
    assert again.ends is None
    assert not granting.changes_something(again, a_part(open_ended=True), granted(open_ended=True))
    typed = granting.what_was_asked(shorter, reductions([shorter]), granted(ends=date(2028, 4, 5)))
    assert (typed.ends, typed.open_ended) == (date(2028, 4, 5), False)


def test_the_last_day_of_a_no_is_not_what_is_asked_for() -> None:
    added = a_measure(promised=())
    no = a_part(Result.REFUSED, ends=date(2026, 12, 31))

    full = granting.what_was_asked(granting.as_it_stands(added, no), [], granted())

    assert (full.ends, full.open_ended) == (date(2027, 4, 5), False)


def test_what_is_still_less_keeps_reasons_and_guidance() -> None:
    """A week earlier than the plan is still later than the sector plan promised."""
    choice = granting.what_was_asked(LATER, LESS, granted(starts=date(2027, 1, 18)))

    element = granting.given_anew(LATER, choice, LESS, "mentorstoette", LAW)

    assert element.reduced
    assert [after for _, after in element.less] == ["fra den 18. januar 2027"]
    assert not composing.fully_met(element, choice)
    assert not element.not_agreed  # it is more than the answer before: nobody says yes to that in words


@pytest.mark.parametrize(
    ("what", "less"),
    [
        ({}, False),
        ({"hours": Decimal(2)}, False),
        ({"hours": Decimal("1.75")}, True),
        ({"hours": Decimal(3), "starts": LATER.starts}, False),
        ({"hours": Decimal(3), "starts": date(2027, 1, 26)}, True),  # more hours, and a day later
        ({"starts": date(2027, 1, 24)}, False),
        ({"ends": LATER.ends}, False),
        ({"ends": date(2027, 4, 4)}, True),
        ({"open_ended": True}, False),
    ],
)
def test_nobody_gets_less_for_having_complained(what: dict[str, Any], less: bool) -> None:
    assert granting.gives_less(LATER, a_part(), granted(**what)) is less
    assert granting.gives_less(LATER, a_part(starts=LATER.starts, ends=LATER.ends), granted(**what)) is less
    assert not granting.gives_less(LATER, a_part(Result.REFUSED), granted(**what))  # there was nothing to lose


def test_help_without_a_last_day_gets_none_by_a_complaint() -> None:
    endless = a_measure(ends=None)

    assert granting.gives_less(endless, a_part(), granted(ends=date(2035, 1, 1)))
    assert granting.gives_less(endless, a_part(open_ended=True), granted(ends=date(2035, 1, 1)))


def test_a_yes_that_gives_the_same_as_the_answer_before_changes_nothing() -> None:
    same = granted(starts=LATER.starts, ends=LATER.ends, hours=Decimal(2))

    assert not granting.changes_something(LATER, a_part(), same)
    assert granting.changes_something(LATER, a_part(), replace(same, starts=date(2026, 11, 30)))
    assert granting.changes_something(LATER, a_part(), replace(same, granted="En anden mentor."))
    assert granting.changes_something(LATER, a_part(Result.REFUSED), same)


def test_a_measure_that_was_to_stop_goes_on_when_the_complaint_is_granted() -> None:
    stopped = a_measure(column=Column.STOPPED, promised=(a_promise(),))
    less = reductions([stopped])

    choice = granting.what_was_asked(stopped, less, granted())
    element = granting.given_anew(stopped, choice, less, "mentorstoette", LAW)

    assert granting.changes_something(stopped, a_part(), choice)
    assert not element.stops
    assert not element.reduced


def test_a_second_new_answer_starts_from_the_first() -> None:
    once = granting.as_it_stands(LATER, a_part(starts=date(2026, 12, 7)))

    assert once.starts == date(2026, 12, 7)
    assert granting.as_it_stands(LATER, a_part()) == LATER


def test_the_plan_shows_what_the_letters_say_otherwise() -> None:
    days = {named("letter"): DAY}
    earlier = granting.answered([a_part(starts=date(2026, 11, 30))], days)[LATER.id]
    no = granting.answered([a_part(Result.REFUSED)], days)[LATER.id]
    until = granting.answered([a_part(Result.REFUSED, ends=date(2026, 12, 31))], days)[LATER.id]

    assert granting.answered([a_part()], days) == {}
    assert as_answered(LATER, earlier).starts == date(2026, 11, 30)
    assert (no.given, ends_at_once(no)) == (Given.NONE, True)
    assert (as_answered(LATER, until).ends, ends_at_once(until)) == (date(2026, 12, 31), False)
    without_end = granting.answered([a_part(open_ended=True)], days)[LATER.id]
    assert as_answered(LATER, without_end).ends is None
    part = granting.answered([a_part(), a_part(Result.REFUSED)], days)[LATER.id]
    assert part.given is Given.SOME


def laid(answer: Part, known: list[Reduction]) -> list[tuple[str, str]]:
    answers = granting.answered([answer], {named("letter"): DAY})
    return [(each.before, each.after) for each in given_less([LATER], known, answers)]


def test_before_and_after_are_held_against_the_letters_too() -> None:
    """A no to help that runs is less, whatever the plan says; a complaint that was granted is less no more."""
    assert laid(a_part(), LESS) == [("fra den 30. november 2026", "fra den 25. januar 2027")]
    assert laid(a_part(starts=date(2026, 11, 30)), LESS) == []
    assert laid(a_part(Result.REFUSED), []) == [("Mentor", "gives ikke længere")]
    assert laid(a_part(Result.REFUSED, ends=date(2026, 12, 31)), []) == [
        ("Mentor", "gives til og med den 31. december 2026")
    ]
    assert laid(a_part(Result.PARTLY, granted="En time."), []) == [("Mentor", "En time")]


def test_a_no_to_one_kind_of_help_takes_nothing_from_what_it_stands_together_with() -> None:
    """It is counted once, it has its own last day, and what goes on beside it runs as long as it did (S-16, S-65)."""
    support = a_measure(
        title="Bostøtte", measure_type="socialpaedagogisk-stoette", category=Category.SOCIAL, ends=None,
        origins=("voksen/bostoette",),
        promised=(a_promise(item="voksen/bostoette", measure_type="socialpaedagogisk-stoette", ends=None),),
    )  # fmt: skip
    whole = joined(support, a_measure())
    _, mentor = parted(whole)
    yes = a_part(element_id=whole.id, measure_id=whole.id)
    no = a_part(Result.REFUSED, element_id=mentor.id, measure_id=whole.id, ends=date(2026, 12, 31))
    answers = granting.answered([yes, no], {named("letter"): DAY})

    assert answers[whole.id].given is Given.SOME
    assert as_answered(whole, answers[whole.id]).ends is None
    assert [(each.item, each.kind, each.after) for each in given_less([whole], [], answers)] == [
        ("jobcenter/mentor", ReductionKind.FEWER, "gives til og med den 31. december 2026")
    ]
    assert lessening(a_version(measures=(whole,)), answers) == Lessening(1, Decimal(2), 0, (whole.category.value,))
    alone = granting.answered([no], {named("letter"): DAY})  # the other kind takes no decision
    assert [each.item for each in given_less([whole], [], alone)] == ["jobcenter/mentor"]


@pytest.mark.parametrize(
    ("said", "together"),
    [
        ({"hours": Decimal(1)}, Decimal(3)),  # and the mentor's two hours as before
        ({"hours": Decimal(3)}, Decimal(5)),
        ({"hours": None}, Decimal(4)),
    ],
)
def test_an_answer_to_one_kind_takes_nothing_from_what_it_was_put_together_with(
    said: dict[str, Any], together: Decimal
) -> None:
    support = a_measure(
        measure_type="socialpaedagogisk-stoette", ends=None, origins=("voksen/bostoette",), starts=date(2026, 3, 2),
        promised=(a_promise(item="voksen/bostoette", measure_type="socialpaedagogisk-stoette", ends=None),),
    )  # fmt: skip
    whole = joined(support, a_measure())
    first, mentor = parted(whole)
    answers = granting.answered([a_part(element_id=first.id, measure_id=whole.id, **said)], {named("letter"): DAY})
    given = as_answered(whole, answers.get(whole.id))

    assert given_week(given.times, given.hours_per_week) == together
    assert (given.starts, given.ends) == (whole.starts, whole.ends)
    later = a_part(element_id=mentor.id, measure_id=whole.id, starts=date(2027, 2, 1), hours=Decimal(2))
    moved = as_answered(whole, granting.answered([later], {named("letter"): DAY})[whole.id])
    assert (moved.starts, moved.ends) == (date(2026, 3, 2), None)  # the support goes on as it does


def test_what_the_plan_gives_less_of_is_still_told_beside_a_no_to_the_other_kind() -> None:
    support = a_measure(
        measure_type="socialpaedagogisk-stoette", starts=date(2026, 11, 2), origins=("voksen/bostoette",),
        promised=(a_promise(item="voksen/bostoette", measure_type="socialpaedagogisk-stoette"),),
    )  # fmt: skip
    whole = joined(support, a_measure(starts=date(2026, 11, 2)))
    _, mentor = parted(whole)
    no = a_part(Result.REFUSED, element_id=mentor.id, measure_id=whole.id)
    yes = a_part(element_id=whole.id, measure_id=whole.id)
    answers = granting.answered([yes, no], {named("letter"): DAY})

    found = given_less([whole], reductions([whole]), answers)

    assert [(each.item, each.kind) for each in found] == [
        ("voksen/bostoette", ReductionKind.LATER),
        ("jobcenter/mentor", ReductionKind.FEWER),
    ]
