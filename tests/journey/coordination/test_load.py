"""Is a week's load added exactly, and is a run of too heavy weeks one finding?"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from enplan.journey.coordination.facts import Heaviest, Kind, Overload, Week, WeekLoad
from enplan.journey.sectorplans.facts import Capacity, Household
from tests.builders_coordination import LAST, ON, a_household, a_measure, a_meeting, ask, at, found

THREE_TIMES_7_4 = tuple(
    replace(a_measure(f"job/m{number}", ends=ON + timedelta(days=6)), hours_per_week=Decimal("7.4"))
    for number in range(3)
)


@pytest.mark.parametrize(
    ("limit", "findings"),
    [
        pytest.param("22.2", 0, id="exactly met"),
        pytest.param("22.19", 1, id="a hundredth less"),
        pytest.param("22.199999999999999999999999999999999999", 1, id="less by what no float can hold"),
    ],
)
def test_three_times_7_4_hours_are_22_2_hours(limit: str, findings: int) -> None:
    household = a_household(*THREE_TIMES_7_4, capacity=Capacity(hours_per_week=Decimal(limit)))
    assert len(found(household, Kind.OVERLOAD)) == findings


def test_twenty_minutes_three_times_are_an_hour() -> None:
    household = a_household(
        *(a_meeting(f"job/m{number}", ON, f"{10 + number}:00", f"{10 + number}:20") for number in range(3)),
        capacity=Capacity(hours_per_week=Decimal(1)),
    )
    assert not found(household, Kind.OVERLOAD)
    assert ask(household).load["mette"] == (WeekLoad(Week(2026, 48), Decimal(1), 3),)


def test_hours_are_rounded_half_up_only_when_shown() -> None:
    household = a_household(replace(a_measure("job/m", ends=ON), hours_per_week=Decimal("0.125")))
    assert ask(household).load["mette"] == (WeekLoad(Week(2026, 48), Decimal("0.13"), 0),)


def test_heavy_weeks_side_by_side_are_one_finding_and_a_light_week_parts_them() -> None:
    days = [ON + timedelta(days=7 * week) for week in (0, 1, 3)]
    household = a_household(
        *(a_meeting(f"job/m{number}", day, "10:00", f"{11 + number}:00") for number, day in enumerate(days)),
        capacity=Capacity(hours_per_week=Decimal("0.5")),
    )
    first, second = found(household, Kind.OVERLOAD)
    assert first.facts == Overload(
        "hours", (Week(2026, 48), Week(2026, 49)), Heaviest(Week(2026, 49), Decimal(2)), Decimal("0.5")
    )
    assert (first.items, first.first_day) == (("job/m0", "job/m1"), ON)
    assert (second.items, second.first_day) == (("job/m2",), ON + timedelta(days=21))


def test_the_first_of_equally_heavy_weeks_is_named() -> None:
    household = a_household(
        a_measure("job/m", at(ON, "10:00", "12:00", until=LAST)), capacity=Capacity(hours_per_week=Decimal(1))
    )
    (finding,) = found(household, Kind.OVERLOAD)
    assert isinstance(finding.facts, Overload)
    assert finding.facts.heaviest.week == Week(2026, 48)
    assert finding.facts.weeks == (Week(2026, 48), Week(2027, 20))


def test_hours_and_contacts_are_two_findings_each_where_it_was_agreed() -> None:
    measure = replace(a_measure("job/untimed", ends=ON), hours_per_week=Decimal(9))
    meeting = a_meeting("job/timed", ON, "10:00", "11:00")
    both = Capacity(hours_per_week=Decimal(5), contacts_per_week=0)
    findings = found(a_household(measure, meeting, capacity=both), Kind.OVERLOAD)
    assert [finding.items for finding in findings] == [("job/timed",), ("job/timed", "job/untimed")]
    assert not found(a_household(measure, meeting), Kind.OVERLOAD)


def a_single_day(on: date, starts: date, ends: date) -> Household:
    """A measure of seven hours a week, without sessions."""
    return a_household(replace(a_measure("job/m", starts=starts, ends=ends), hours_per_week=Decimal(7)), on=on)


@pytest.mark.parametrize(
    ("on", "starts", "ends", "weeks"),
    [
        pytest.param(date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 4), ["2026-W53", "2027-W01"], id="week 53"),
        pytest.param(ON + timedelta(6), ON, ON + timedelta(6), ["2026-W48"], id="one day counts the week"),
        pytest.param(ON + timedelta(7), ON, ON + timedelta(6), [], id="a week that is past"),
        pytest.param(date(2028, 2, 28), date(2028, 2, 29), date(2028, 2, 29), ["2028-W09"], id="29 February"),
    ],
)
def test_weekly_hours_count_in_every_week_the_measure_touches(
    on: date, starts: date, ends: date, weeks: list[str]
) -> None:
    rows = ask(a_single_day(on, starts, ends)).load["mette"]
    assert [str(row.week) for row in rows] == weeks
    assert all(row.hours == 7 for row in rows)


def test_sessions_count_by_their_length_and_not_by_the_hours_of_the_measure() -> None:
    measure = replace(a_measure("job/m", at(ON, "10:00", "11:00")), hours_per_week=Decimal(30))
    assert ask(a_household(measure)).load["mette"] == (WeekLoad(Week(2026, 48), Decimal(1), 1),)


def test_everybody_in_the_file_has_a_load_if_only_an_empty_one() -> None:
    assert ask(a_household()).load == {"mette": (), "freja": (), "carsten": ()}
