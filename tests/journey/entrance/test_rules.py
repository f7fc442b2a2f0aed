"""Is every request answered in time and with reasons? (S-59, S-67, S-68)"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from enplan.journey.entrance.facts import COMMON, Criterion, Stage
from enplan.journey.entrance.rules import asking, screening
from enplan.journey.entrance.rules.deadlines import days_left, due_day, is_due_soon, is_late
from enplan.journey.entrance.rules.naming import short_name
from enplan.kernel.errors import Unfit
from enplan.law.lawbook import lawbook
from enplan.law.regime import Weight
from tests.builders_people import BECAUSE, TODAY, a_draft, a_request, answers
from tests.worlds import NOW

PLAN = lawbook().regimes["hop-2018"]


def test_the_answer_is_due_on_the_day_that_was_promised() -> None:
    assert due_day(a_request(days=28)) == TODAY + timedelta(days=28)


def test_the_promised_day_is_counted_from_the_danish_day() -> None:
    late_evening = NOW.replace(day=22, hour=23, minute=30)

    assert due_day(a_request(asked_at=late_evening, days=1)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days_on", "late", "soon"),
    [
        pytest.param(0, False, False, id="the first day"),
        pytest.param(21, False, True, id="a week before"),
        pytest.param(28, False, True, id="the promised day"),
        pytest.param(29, True, False, id="the day after"),
    ],
)
def test_a_request_is_late_the_day_after_the_promised_one(days_on: int, late: bool, soon: bool) -> None:
    on = TODAY + timedelta(days=days_on)

    assert (is_late(a_request(), on), is_due_soon(a_request(), on, 7)) == (late, soon)
    assert days_left(a_request(), on) == 28 - days_on


def test_an_answered_request_is_never_late() -> None:
    assert not is_late(a_request(answered_at=NOW), TODAY + timedelta(days=100))


@pytest.mark.parametrize(
    ("taken_up", "answered", "offered", "stage"),
    [
        (False, False, None, Stage.RECEIVED),
        (True, False, None, Stage.CONSIDERED),
        (True, True, True, Stage.OFFERED),
        (True, True, False, Stage.DECLINED),
        (True, True, None, Stage.ANSWERED),
    ],
)
def test_a_request_has_come_so_far(taken_up: bool, answered: bool, offered: bool | None, stage: Stage) -> None:
    request = replace(
        a_request(), taken_up_at=NOW if taken_up else None, answered_at=NOW if answered else None, offered=offered
    )

    assert request.stage is stage


@pytest.mark.parametrize("missing", screening.criteria_of(PLAN, Weight.TARGET))
def test_all_three_tests_must_be_met(missing: Criterion) -> None:
    assert screening.in_target_group(answers(), PLAN)
    assert not screening.in_target_group(answers(missing), PLAN)


def test_a_full_answer_is_accepted() -> None:
    screening.must_be_reasoned(a_draft(), PLAN)
    screening.must_be_reasoned(a_draft(Criterion.SEVERAL_PLANS, offered=False), PLAN)


@pytest.mark.parametrize("criterion", COMMON)
def test_no_criterion_can_be_passed_over(criterion: Criterion) -> None:
    lacking = tuple(each for each in answers() if each.criterion is not criterion)
    empty = (*lacking, replace(answers()[COMMON.index(criterion)], reason="ok"))

    for given in (lacking, empty):
        with pytest.raises(Unfit, match=rf"screening\.{criterion.value}_missing"):
            screening.must_be_reasoned(replace(a_draft(), answers=given), PLAN)


def test_a_criterion_is_answered_once() -> None:
    with pytest.raises(Unfit, match=r"screening\.criterion_twice"):
        screening.must_be_reasoned(replace(a_draft(), answers=(*answers(), answers()[0])), PLAN)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        pytest.param(a_draft(reasons=" ja "), "screening.reasons_missing", id="no reasons"),
        pytest.param(a_draft(Criterion.COVERED, judgement=BECAUSE), "screening.outside_the_acts", id="law says no"),
        pytest.param(a_draft(Criterion.SEVERAL_PLANS), "screening.judgement_missing", id="a yes against the tests"),
        pytest.param(a_draft(offered=False), "screening.judgement_missing", id="a no though all are met"),
        pytest.param(
            a_draft(Criterion.COVERED, offered=False, said=""), "screening.citizen_not_heard", id="nobody asked her"
        ),
        pytest.param(
            a_draft(Criterion.COVERED, offered=False, guidance=""), "screening.guidance_missing", id="no guidance"
        ),
    ],
)
def test_an_answer_without_its_grounds_is_refused(draft: object, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        screening.must_be_reasoned(draft, PLAN)  # type: ignore[arg-type]  # pytest hands it on untyped


def test_professional_judgement_may_depart_from_the_boxes_with_a_reason() -> None:
    """S-11: the target group is those who do not fit the usual boxes."""
    screening.must_be_reasoned(a_draft(Criterion.SEVERAL_PLANS, judgement=BECAUSE), PLAN)
    screening.must_be_reasoned(a_draft(offered=False, judgement=BECAUSE), PLAN)


@pytest.mark.parametrize(("regime", "usable"), [("hop-2018", True), ("hoi-2022", False), ("sektor", False)])
def test_only_rules_in_force_carry_one_plan(regime: str, usable: bool) -> None:
    found = lawbook().regimes.on(regime, TODAY)

    if usable:
        screening.must_be_usable(found, TODAY)
    else:
        with pytest.raises(Unfit, match=r"screening\.regime_not_in_force"):
            screening.must_be_usable(found, TODAY)


def test_the_trial_that_has_ended_carries_no_new_plan() -> None:
    trial = lawbook().regimes["frikommune-2017"]

    screening.must_be_usable(trial, date(2018, 1, 1), "Furesø Kommune")
    with pytest.raises(Unfit, match=r"screening\.regime_of_others"):
        screening.must_be_usable(trial, date(2018, 1, 1), "Nordby Kommune")
    with pytest.raises(Unfit, match=r"screening\.regime_not_in_force"):
        screening.must_be_usable(trial, TODAY, "Furesø Kommune")


def test_an_answer_to_a_criterion_of_another_regime_is_refused() -> None:
    stray = replace(answers()[0], criterion=Criterion.POTENTIAL)
    with pytest.raises(Unfit, match=r"screening\.criterion_of_others"):
        screening.must_be_reasoned(replace(a_draft(), answers=(*answers(), stray)), PLAN)


def test_every_criterion_of_the_law_has_a_name_in_the_product_and_the_common_ones_stand_in_every_regime() -> None:
    for regime in lawbook().regimes:
        if regime.criteria:
            assert set(COMMON) <= set(screening.criteria_of(regime))
            assert len(screening.criteria_of(regime)) == len(regime.criteria)
        assert (regime.meetings == "depart") == bool(regime.discharges)


@pytest.mark.parametrize(
    ("name", "born", "wish", "reason"),
    [
        (" ", date(1983, 4, 12), "hjælp", "request.name_missing"),
        ("Mette", TODAY + timedelta(days=1), "hjælp", "request.born_unlikely"),
        ("Mette", date(1880, 1, 1), "hjælp", "request.born_unlikely"),
        ("Mette", date(1983, 4, 12), "  ", "request.wish_missing"),
    ],
)
def test_a_request_says_who_and_what(name: str, born: date, wish: str, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        asking.must_be_answerable(name, born, wish, TODAY)


@pytest.mark.parametrize(
    ("name", "taken", "short"),
    [
        ("Mette Holm Andersen", (), "mette"),
        ("Mette Holm", ("mette", "mette-2"), "mette-3"),
        ("Åse-Lykke Bæk", (), "aase-lykke"),
        ("李 明", (), "person"),
    ],
)
def test_a_person_has_a_short_name_of_their_own(name: str, taken: tuple[str, ...], short: str) -> None:
    assert short_name(name, taken) == short
