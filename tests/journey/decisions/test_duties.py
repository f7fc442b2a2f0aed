"""Is a duty called a duty in every letter, also one that was agreed to rest while a treatment lasts?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.decisions.facts import Drafted, Result
from enplan.journey.decisions.rules import composing
from enplan.journey.plan.facts import Column, PlanMeasure
from enplan.journey.plan.rules.duty import duty_from
from enplan.kernel.ids import MeasureId
from tests.builders_decisions import PEOPLE, a_choice, a_setting, named
from tests.builders_plan import METTE as PLANNED_FOR
from tests.builders_plan import a_measure, a_promise

STARTS, ENDS = date(2027, 4, 12), date(2027, 6, 30)
LAW = a_setting().law
WORK = a_measure(
    id=MeasureId(named("work")),
    measure_type="nytteindsats",
    title="Nytteindsats",
    starts=STARTS,
    ends=ENDS,
    demand="offer",
    promised=(a_promise(measure_type="nytteindsats", demand="obligation"),),
    legal_basis=(),
)
OFFERED = "Det er aftalt, at det er et tilbud. Det er ikke en pligt."


def a_treatment(**changes: Any) -> PlanMeasure:
    """What must not be disturbed, by default until the day before the work begins."""
    first, last = date(2026, 10, 1), STARTS - timedelta(days=1)
    plain: dict[str, Any] = {"starts": first, "ends": last, "protected": True, "demand": "treatment", "promised": ()}
    return a_measure(id=MeasureId(named("treatment")), measure_type="stofmisbrugsbehandling", **{**plain, **changes})


def letter_on(*measures: PlanMeasure) -> Drafted:
    """What the letter says of the work."""
    found = composing.needing_decision(measures, (), LAW)
    (work,) = [each for each in found if each.id == WORK.id]
    people = {PLANNED_FOR: replace(next(iter(PEOPLE.values())), person_id=PLANNED_FOR)}
    (part,) = composing.compose([work], {work.id: a_choice(work, Result.GRANTED)}, replace(a_setting(), people=people))
    return part


def test_a_duty_that_rested_for_a_treatment_is_a_duty_again_when_it_begins_after_it() -> None:
    """It was settled that the demand comes back when the treatment is over."""
    part = letter_on(WORK, a_treatment())

    assert part.words.word == "Du skal deltage."
    assert "Det er en pligt." in part.words.outcome
    assert "lov om aktiv socialpolitik §§ 35-37" in part.words.outcome
    assert part.guidance is not None


def test_one_that_begins_before_the_treatment_is_over_is_an_offer_until_then() -> None:
    part = letter_on(WORK, a_treatment(ends=STARTS))

    assert part.words.word == "Ja."
    assert "Til og med mandag den 12. april 2027 er det et tilbud." in part.words.outcome
    assert "Fra tirsdag den 13. april 2027 er det en pligt." in part.words.outcome
    assert "sygedagpengeloven § 21" in part.words.outcome


@pytest.mark.parametrize("changes", [{"ends": None}, {"ends": ENDS}])
def test_one_that_rests_all_the_time_is_said_to_be_an_offer(changes: dict[str, Any]) -> None:
    part = letter_on(WORK, a_treatment(**changes))

    assert OFFERED in part.words.outcome
    assert "pligt. Sig til os" not in part.words.outcome
    assert "§§ 35-37" not in part.words.outcome


@pytest.mark.parametrize(
    "others",
    [
        pytest.param((), id="it is not seen why it rests"),
        pytest.param((a_treatment(protected=False),), id="nothing in it must be left in peace"),
        pytest.param((a_treatment(column=Column.STOPPED),), id="it was stopped"),
    ],
)
def test_nobody_is_bound_to_a_duty_without_a_reason_that_is_seen(others: tuple[PlanMeasure, ...]) -> None:
    assert OFFERED in letter_on(WORK, *others).words.outcome


def test_what_was_an_offer_from_the_first_is_not_called_one_by_agreement() -> None:
    plain = replace(WORK, promised=(a_promise(measure_type="nytteindsats", demand="offer"),))

    assert OFFERED not in letter_on(plain, a_treatment()).words.outcome
    assert "pligt" not in letter_on(plain, a_treatment()).words.outcome


@given(st.integers(-400, 400))
def test_the_duty_begins_the_day_after_the_treatment_and_never_before_the_help(days: int) -> None:
    last = STARTS + timedelta(days)
    first = duty_from(WORK, [a_treatment(ends=last)], LAW)

    if last < STARTS:
        assert first == STARTS
    elif last < ENDS:
        assert first == last + timedelta(days=1)
    else:
        assert first is None


def test_what_begins_after_the_work_is_over_stands_against_nothing() -> None:
    later = a_treatment(starts=ENDS + timedelta(days=1), ends=None)
    same_day = a_treatment(starts=ENDS, ends=None)

    assert duty_from(WORK, [later], LAW) == STARTS
    assert duty_from(WORK, [same_day], LAW) is None
