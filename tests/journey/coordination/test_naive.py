"""Is the naive reading itself to be trusted, and are the invented households rich enough to compare two readings on?"""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from tests.journey.coordination import naive, naive_duties, naive_law
from tests.journey.coordination.households import CASES, a_household, shared

pytestmark = pytest.mark.slow  # thousands of invented households


@pytest.mark.parametrize("case", CASES)
def test_the_naive_reading_finds_what_was_read_by_hand(case: str) -> None:
    household, expected = shared("cases", f"{case}.json"), shared("cases", f"{case}.expected.json")
    if household is None or expected is None:
        pytest.skip("the worked cases are not here")

    found = naive.answer(household)

    assert {key: found[key] for key in expected} == expected


def test_the_invented_households_trip_over_everything() -> None:
    """Agreement on nothing would prove nothing: every kind, with each of its reasons and states, comes up."""
    seen: Counter[str] = Counter()
    for seed in range(600):
        answered = naive.answer(a_household(Random(seed)))
        for finding in answered["findings"]:
            seen[finding["kind"]] += 1
            details = [*finding.get("reasons", []), finding.get("measure"), finding.get("state"), finding.get("reuse")]
            seen.update(f"{finding['kind']}: {detail}" for detail in details if detail)
            if finding["kind"] == "waiting-in-circle":
                seen[f"circle of {min(len(finding['items']), 3)}"] += 1
            if finding["kind"] == "must-wait":
                seen[f"must-wait: until {'a day' if finding['until'] else 'never'}"] += 1
            seen["several persons"] += len(finding["persons"]) > 1
        seen.update(row["fate"] for row in answered["draft"]["fates"])
        seen["chain of three"] += len(answered["waiting"]["longest"]) > 2
        seen["chain without an end"] += bool(answered["waiting"]["longest"]) and answered["waiting"]["days"] is None
        seen["several joint meetings"] += answered["joint_meetings_minimum"] > 1
        seen["week 53"] += any(row["week"].endswith("W53") for rows in answered["load"].values() for row in rows)
        for gap in [finding["least_minutes"] for finding in answered["findings"] if "least_minutes" in finding]:
            seen["no minute between"] += gap == 0
            seen["29 or 25 minutes between"] += gap in (25, 29)
        hours = [row["hours"] for rows in answered["load"].values() for row in rows]
        seen["hours that are no quarters"] += any(hour * 4 % 1 for hour in hours)

    rare = {name: seen[name] for name in [*naive.FACTS, *DETAILS] if seen[name] < 5}
    assert rare == {}


DETAILS = (
    "outside-agreed-hours: free-day",
    "outside-agreed-hours: not-after",
    "outside-agreed-hours: not-before",
    "overload: hours",
    "overload: contacts",
    "opposing-demands: demand",
    "opposing-demands: types",
    "statement-ordered-twice: on-its-way",
    "statement-ordered-twice: valid",
    "question-asked-twice: ask-once",
    "question-asked-twice: ask-once-confirm",
    "must-wait: started",
    "must-wait: finished",
    "must-wait: until a day",
    "must-wait: until never",
    "circle of 1",
    "circle of 2",
    "circle of 3",
    "several persons",
    "carried",
    "merged",
    "kept-beside",
    "chain of three",
    "chain without an end",
    "several joint meetings",
    "week 53",
    "hours that are no quarters",
    "no minute between",
    "29 or 25 minutes between",
)


def test_taking_the_latest_days_first_is_as_few_as_trying_everything() -> None:
    """The known optimum for windows of days, tried out where everything can be tried."""
    for seed in range(400):
        rng = Random(seed)
        days = [date(2026, 11, 2) + timedelta(days=n) for n in range(rng.randint(1, 12))]
        needs = []
        for _ in range(rng.randint(1, 5)):
            first, last = sorted((rng.randrange(len(days)), rng.randrange(len(days))))
            window = frozenset(days[first : last + 1])
            needs.append((window, rng.randint(0, min(3, len(window)))))

        assert naive_duties.fewest_latest_first(needs) == naive_duties.fewest_by_trying(needs), seed


@pytest.mark.parametrize(
    "sunday",
    ["2018-04-01", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"],
)
def test_easter_of_the_naive_reading(sunday: str) -> None:
    assert naive_law.easter(int(sunday[:4])).isoformat() == sunday
