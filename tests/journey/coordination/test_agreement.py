"""Do two readings of the same text find the same, in the worked cases and in thousands of invented households?"""

import json
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from tests.journey.coordination import naive, naive_duties, naive_law
from tests.journey.coordination.asking import ask, determined, smallest
from tests.journey.coordination.households import CASES, MANY, a_crowded_day, a_household, shared
from tests.journey.coordination.naive_world import open_up

pytestmark = pytest.mark.slow  # thousands of invented households

SMALL_BLOCKS, PER_BLOCK, LARGE_BLOCKS, PER_LARGE_BLOCK = 24, 125, 4, 6

Json = dict[str, Any]


@pytest.mark.parametrize("case", CASES)
def test_both_readings_agree_on_the_worked_cases(case: str) -> None:
    household = shared("cases", f"{case}.json")
    if household is None:
        pytest.skip("the worked cases are not here")

    assert difference(household) == []


@pytest.mark.parametrize("block", range(SMALL_BLOCKS * MANY))
def test_both_readings_agree_on_small_households(block: int) -> None:
    for seed in range(block * PER_BLOCK, (block + 1) * PER_BLOCK):
        must_agree(a_household(Random(seed)), seed)


@pytest.mark.parametrize("block", range(LARGE_BLOCKS * MANY))
def test_both_readings_agree_on_large_households(block: int) -> None:
    for seed in range(block * PER_LARGE_BLOCK, (block + 1) * PER_LARGE_BLOCK):
        must_agree(a_household(Random(f"large {seed}"), large=True), seed)


def test_both_readings_agree_on_crowded_days() -> None:
    for seed in range(400 * MANY):
        must_agree(a_crowded_day(Random(seed)), seed)


def test_both_readings_agree_on_another_day_than_the_file_names() -> None:
    for seed in range(150 * MANY):
        rng = Random(f"another day {seed}")
        household = a_household(rng)
        other = date.fromisoformat(household["on"]) + timedelta(days=rng.randint(-200, 200))
        if household["plans"] and rng.random() < 0.5:
            del household["on"]

        assert difference(household, other) == [], (seed, other)


def test_what_may_wait_is_told_apart_from_what_goes_in_a_circle() -> None:
    """A plan that its own measure waits for, and a measure that waits for itself, are circles and no chain."""
    household = a_household(Random(0), on=date(2026, 11, 25))
    plan = {"id": "p", "plan_type": "min-plan", "person": household["persons"][0]["id"], "department": "Jobcenter"}
    measure = {"measure_type": "mentorstoette", "starts": "2026-12-01"}
    household["plans"] = [
        {
            **plan,
            "measures": [
                {"id": "of-itself", "needs": [{"measure": "p/of-itself", "state": "finished"}], **measure},
                {"id": "of-its-plan", "waits_for": ["p"], **measure},
            ],
        }
    ]

    assert difference(household) == []
    circles = [finding for finding in ask(household)["findings"] if finding["kind"] == "waiting-in-circle"]
    assert [circle["items"] for circle in circles] == [["p", "p/of-its-plan"], ["p/of-itself"]]


@pytest.mark.parametrize(
    ("ends", "longest", "days"),
    [
        pytest.param("2026-11-30", [], 0, id="the day before: nobody waits"),
        pytest.param("2026-12-01", ["p/first", "p/then"], 7, id="the same day"),
        pytest.param(None, ["p/first", "p/then"], None, id="an open end"),
    ],
)
def test_a_chain_holds_up_only_from_the_day_the_other_is_to_start(
    ends: str | None, longest: list[str], days: int | None
) -> None:
    first = {"id": "first", "measure_type": "danskuddannelse", "starts": "2026-11-02"}
    then = {"id": "then", "measure_type": "mentorstoette", "starts": "2026-12-01", "waits_for": ["p/first"]}
    plan = {"id": "p", "plan_type": "min-plan", "person": "a", "department": "Jobcenter"}
    household = {
        "format": "enplan.household/1",
        "on": "2026-11-25",
        "persons": [{"id": "a", "born": "1990-01-01"}],
        "plans": [{**plan, "measures": [{**first, "ends": ends} if ends else first, then]}],
    }

    assert difference(household) == []
    assert ask(household)["waiting"] == {"longest": longest, "days": days, "head": "Jobcenter" if longest else None}


def must_agree(household: Json, seed: int) -> None:
    """On a difference: the smallest household that shows it, ready to be read by hand."""
    if difference(household):
        small = smallest(household, lambda less: difference(less) != [])
        told = "\n".join(difference(small))
        pytest.fail(f"seed {seed}\n{json.dumps(small, ensure_ascii=False, indent=1)}\n{told}")


def difference(household: Json, on: date | None = None) -> list[str]:
    """What only one of the two readings says."""
    plain, product = naive.answer(household, on), determined(ask(household, on))
    told = []
    for key in plain:
        if plain[key] == product[key]:
            continue
        if key == "waiting" and product[key] in naive.may_be_told_as_waiting(household, on):
            continue
        told.append(f"{key}:")
        if key == "findings":
            told += [f"  only naive: {finding}" for finding in plain[key] if finding not in product[key]]
            told += [f"  only engine: {finding}" for finding in product[key] if finding not in plain[key]]
        told += [f"  naive:  {plain[key]}", f"  engine: {product[key]}"] if len(told) == 1 else []
    return told


def test_the_proposed_joint_meetings_meet_every_demand_they_can() -> None:
    """As many rows as the minimum says, on different working days, each inside the windows of the duties it names."""
    proposed = 0
    for seed in range(300 * MANY):
        household = a_household(Random(seed))
        rows = ask(household)["joint_meetings"]
        days = [date.fromisoformat(row["day"]) for row in rows]
        windows = naive_duties.windows(open_up(household))
        proposed += len(rows)

        assert len(rows) == naive.answer(household)["joint_meetings_minimum"]
        assert days == sorted(set(days))
        assert all(naive_law.is_working_day(day) for day in days)
        assert all(len(set(days) & set(window)) >= number for _, window, number in windows)
        for row, day in zip(rows, days, strict=True):
            assert row["duties"] == sorted(set(row["duties"]))
            assert all(any(day in window for name, window, _ in windows if name == duty) for duty in row["duties"])
    assert proposed > 50
