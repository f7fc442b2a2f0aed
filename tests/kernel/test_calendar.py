"""Does the kernel count Danish days as people do?"""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.kernel.calendar import (
    add_months,
    add_working_days,
    age_on,
    birthday,
    danish_day,
    easter_sunday,
    is_working_day,
    next_working_day,
)

DAYS = st.dates(date(1900, 1, 1), date(2199, 1, 1))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(
            datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 22), id="winter, a minute before midnight"
        ),
        pytest.param(datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2026, 11, 23), id="winter, midnight"),
        pytest.param(datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2), id="summer, midnight"),
    ],
)
def test_a_moment_has_a_danish_day(moment: datetime, day: date) -> None:
    assert danish_day(moment) == day


def test_a_moment_without_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        danish_day(datetime(2026, 11, 22, 12))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
    ],
)
def test_months_keep_the_day_or_take_the_last(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2011, 2, 27), date(2026, 2, 26), 14),
        (date(2011, 2, 27), date(2026, 2, 27), 15),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age_is_whole_years_on_the_day(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize("year", range(1991, 2100, 7))
def test_easter_is_where_the_calendar_library_has_it(year: int) -> None:
    named = {name: day for day, name in holidays.country_holidays("DK", years=year, language="en_US").items()}
    assert named["Easter Sunday"] == easter_sunday(year)


@pytest.mark.parametrize("year", [2018, 2020, 2022, 2023, 2024, 2026, 2027, 2031])
def test_no_meeting_is_held_on_a_public_holiday(year: int) -> None:
    assert not [day for day in holidays.country_holidays("DK", years=year) if is_working_day(day)]


@pytest.mark.parametrize("day", [date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31), date(2026, 11, 22)])
def test_some_days_are_closed_that_are_no_holidays(day: date) -> None:
    assert not is_working_day(day)


def test_store_bededag_is_a_working_day_since_2024() -> None:
    assert not is_working_day(date(2023, 5, 5))
    assert is_working_day(date(2024, 4, 26))
    assert is_working_day(date(2026, 5, 1))


@given(DAYS, st.integers(1, 100))
def test_somebody_is_a_year_older_on_the_birthday_and_not_the_day_before(born: date, years: int) -> None:
    day = birthday(born, years)
    assert age_on(born, day) == years
    assert age_on(born, day - timedelta(days=1)) == years - 1


@given(DAYS, st.integers(1, 30))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    later = add_working_days(day, count)
    between = [day + timedelta(days=step) for step in range(1, (later - day).days + 1)]
    assert is_working_day(later)
    assert sum(is_working_day(each) for each in between) == count


@given(DAYS)
def test_the_next_working_day_is_the_day_itself_or_the_first_one_after(day: date) -> None:
    found = next_working_day(day)
    assert found >= day
    assert all(not is_working_day(day + timedelta(days=step)) for step in range((found - day).days))
