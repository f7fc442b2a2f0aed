"""Does a household that is moved to another week still keep Christmas and days of rest?"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from enplan.demo.households import household, household_day
from enplan.journey.coordination.rules.occurrences import occurrences
from enplan.kernel.calendar import closed_days, is_working_day

NAMES = ["mor-uden-arbejde", "familie-i-mange-kontorer", "dobbelt-diagnose"]
THERAPY = "voksen/psykolog"


def days(name: str, weeks: int) -> Iterator[tuple[str, date]]:
    """What happens, and when, in a year from the household's day."""
    moved = household(name, weeks)
    for each in occurrences(moved, household_day(name) + timedelta(weeks=weeks), 365):
        yield each.item, each.day


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("weeks", [-30, -1, 2, 20])
def test_nothing_is_on_a_day_of_rest(name: str, weeks: int) -> None:
    assert not [(item, day) for item, day in days(name, weeks) if day in closed_days(day.year)]
    plans = household(name, weeks).plans
    assert all(is_working_day(one.day) for plan in plans for one in plan.appointments)


@pytest.mark.parametrize("weeks", [-1, 1])
def test_the_break_of_the_therapy_is_at_christmas(weeks: int) -> None:
    therapy = [day for item, day in days("mor-uden-arbejde", weeks) if item == THERAPY]

    assert date(2026, 12, 14) in therapy
    assert [day for day in therapy if date(2026, 12, 15) <= day < date(2027, 1, 4)] == []
    assert date(2027, 1, 4) in therapy


def test_a_measure_that_would_begin_on_a_day_of_rest_begins_when_it_first_happens() -> None:
    course = next(
        one for plan in household("mor-uden-arbejde", -1).plans for one in plan.measures if one.id == "smertekursus"
    )

    assert course.starts == date(2027, 1, 8)


def test_on_its_own_day_the_household_is_as_its_file_says() -> None:
    course = next(
        one for plan in household("mor-uden-arbejde").plans for one in plan.measures if one.id == "smertekursus"
    )

    assert [session.except_days for session in course.sessions] == [frozenset()]
