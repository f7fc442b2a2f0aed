"""Do periods overlap and cover as one reads them?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.kernel.period import Period

FIRST = date(2026, 1, 1)
days = st.integers(0, 40).map(lambda count: FIRST + timedelta(days=count))
periods = st.tuples(days, st.none() | st.integers(0, 20)).map(
    lambda made: Period(made[0], None if made[1] is None else made[0] + timedelta(days=made[1]))
)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(FIRST, FIRST - timedelta(days=1))


def test_both_ends_are_included() -> None:
    week = Period(FIRST, FIRST + timedelta(days=6))
    assert week.holds(FIRST)
    assert week.holds(FIRST + timedelta(days=6))
    assert not week.holds(FIRST + timedelta(days=7))
    assert Period(FIRST).holds(date(2199, 12, 31))


@given(periods, periods)
def test_two_overlap_when_some_day_lies_in_both(one: Period, other: Period) -> None:
    common = [FIRST + timedelta(days=step) for step in range(120)]
    common = [day for day in common if one.holds(day) and other.holds(day)]
    assert one.overlaps(other) == other.overlaps(one) == bool(common)
    assert one.first_common_day(other) == (common[0] if common else None)


@given(periods, periods)
def test_one_covers_another_when_each_of_its_days_lies_in_it(one: Period, other: Period) -> None:
    inside = all(one.holds(day) for step in range(120) if other.holds(day := FIRST + timedelta(days=step)))
    open_end = other.last is None and one.last is not None
    assert one.covers(other) == (inside and not open_end)
