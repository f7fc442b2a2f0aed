"""When does a meeting duty fall due, and which meetings count for it? Line by line of coordination.md, 3.1."""

from datetime import date, timedelta

import pytest

from enplan.journey.coordination.facts import DutyGap, DutyRow, Kind
from enplan.journey.sectorplans.facts import Appointment, Household
from tests.builders_coordination import LAST, ON, a_duty, a_household, a_meeting, ask, found


def rows(household: Household) -> list[tuple[date | None, int]]:
    """The due days and what is demanded by each."""
    return [(row.due, row.demanded) for row in ask(household).duties]


@pytest.mark.parametrize(
    ("on", "rule", "since", "expected"),
    [
        pytest.param(ON, "bl-opfoelgning", date(2026, 8, 31), [(date(2026, 11, 30), 1)], id="the last of the month"),
        pytest.param(
            date(2025, 11, 24), "bl-opfoelgning", date(2025, 11, 30), [(date(2026, 2, 28), 1)], id="28 February"
        ),
        pytest.param(
            date(2027, 11, 29), "bl-opfoelgning", date(2027, 11, 30), [(date(2028, 2, 29), 1)], id="29 February"
        ),
        pytest.param(ON, "lab-barsel", date(2027, 5, 31), [(date(2027, 2, 28), 1)], id="before the event ends"),
        pytest.param(ON, "lab-2026-75-pct", date(2026, 8, 17), [(date(2027, 2, 17), 4)], id="a number in a window"),
        pytest.param(
            date(2026, 4, 1),
            "sygedagpenge-nu",
            date(2026, 3, 2),
            [(date(2026, 4, 27), 1), (date(2026, 9, 2), 4)],
            id="one by the first due day, four in the window",
        ),
        pytest.param(
            date(2018, 12, 3),
            "lab2016-kontanthjaelp-loebende",
            date(2017, 1, 15),
            [(date(2019, 1, 15), 8)],
            id="rolling",
        ),
        pytest.param(
            ON, "specialundervisning-aarlig", date(2024, 2, 29), [(date(2027, 2, 28), 3)], id="yearly from 29 February"
        ),
        pytest.param(
            date(2019, 6, 3),
            "sel-opfoelgning-boern",
            date(2019, 3, 31),
            [(date(2019, 6, 30), 1)],
            id="then every six months, the second beyond the horizon",
        ),
        pytest.param(
            date(2019, 11, 1),
            "lab2016-dagpenge",
            date(2019, 8, 31),
            [(date(2019, 11, 30), 3), (date(2019, 12, 31), 4), (date(2020, 1, 31), 5), (date(2020, 2, 29), 6)],
            id="monthly, six in all, none after the window",
        ),
        pytest.param(ON, "lab-foertidspensionist", ON, [(None, 3)], id="a number and no day"),
        pytest.param(ON, "sel-148-opfoelgning", ON, [(None, 0)], id="no number and no day"),
        pytest.param(ON, "lab-dagpenge-16-mdr", date(2025, 12, 1), [(date(2027, 4, 1), 1)], id="sixteen months"),
    ],
)
def test_due_days_follow_the_rule(on: date, rule: str, since: date, expected: list[tuple[date | None, int]]) -> None:
    assert rows(a_household(a_duty("job/d", rule, since), on=on)) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(date(2026, 6, 30), [(None, 0)], id="the day before it is in force it asks for nothing"),
        pytest.param(date(2026, 7, 1), [(date(2027, 1, 1), 4)], id="its first day"),
    ],
)
def test_the_rule_in_force_on_the_day_the_duty_arises_decides(since: date, expected: object) -> None:
    assert rows(a_household(a_duty("job/d", "lab-2026-75-pct", since))) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(date(2026, 6, 30), [(date(2026, 12, 30), 4)], id="its last day"),
        pytest.param(date(2026, 7, 1), [(None, 0)], id="the day after"),
    ],
)
def test_a_rule_that_was_repealed_still_holds_for_what_began_under_it(since: date, expected: object) -> None:
    assert rows(a_household(a_duty("job/d", "lab-oevrige-6-mdr", since))) == expected


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        pytest.param(ON - timedelta(1), [(None, 0)], id="yesterday is overdue, not ahead"),
        pytest.param(ON, [(ON, 1)], id="today"),
        pytest.param(LAST, [(LAST, 1)], id="the last day of the horizon"),
        pytest.param(LAST + timedelta(1), [(None, 0)], id="the day after it"),
    ],
)
def test_only_due_days_in_the_horizon_have_rows(due: date, shown: object) -> None:
    household = a_household(a_duty("job/d", "lab-foerste-samtale", due - timedelta(weeks=1)))
    assert rows(household) == shown


SINCE = date(2026, 11, 2)
DUE = date(2027, 2, 2)


@pytest.mark.parametrize(
    ("meeting", "counts"),
    [
        pytest.param(
            a_meeting("voksen/m", SINCE, "10:00", "11:00", duty="job/d"), True, id="of any plan, on the first day"
        ),
        pytest.param(a_meeting("job/m", DUE, "10:00", "11:00", duty="job/d"), True, id="on the due day"),
        pytest.param(
            a_meeting("job/m", SINCE - timedelta(1), "10:00", "11:00", duty="job/d"), False, id="before it arose"
        ),
        pytest.param(a_meeting("job/m", DUE + timedelta(1), "10:00", "11:00", duty="job/d"), False, id="too late"),
        pytest.param(a_meeting("job/m", DUE, "10:00", "11:00", duty="job/other"), False, id="for another duty"),
        pytest.param(a_meeting("job/m", DUE, "10:00", "11:00"), False, id="for no duty"),
        pytest.param(
            a_meeting("job/m", DUE, "10:00", "11:00", duty="job/d", persons=("freja",)), False, id="without its person"
        ),
    ],
)
def test_which_meetings_count(meeting: Appointment, counts: bool) -> None:
    other = a_duty("job/other", "sel-148-opfoelgning", SINCE)
    household = a_household(a_duty("job/d", "bl-opfoelgning", SINCE), other, meeting)
    assert bool(found(household, Kind.DUTY_UNPLANNED)) is not counts
    row = next(row for row in ask(household).duties if row.duty == "job/d")
    assert row == DutyRow("job/d", DUE, 1, 0, (meeting.name,) if counts else ())


def test_meetings_held_and_booked_count_together() -> None:
    booked = a_meeting("job/m", DUE, "10:00", "11:00", duty="job/d")
    household = a_household(a_duty("job/d", "lab-2026-75-pct", date(2026, 8, 17), held=2), booked)
    (finding,) = found(household, Kind.DUTY_UNPLANNED)
    assert finding.facts == DutyGap(date(2027, 2, 17), 4, 3)
    assert [basis.law for basis in finding.legal_basis] == ["lov-1750-2025"]
    assert finding.proposals[0].change == {"book": "job/d", "count": 1, "by": "2027-02-17"}


def test_a_meeting_before_an_event_counts_on_any_day() -> None:
    early = a_meeting("job/m", date(2026, 1, 5), "10:00", "11:00", duty="job/d")
    assert not found(a_household(a_duty("job/d", "lab-barsel", date(2027, 5, 31)), early), Kind.DUTY_UNPLANNED)


@pytest.mark.parametrize(
    ("held", "day", "booked"),
    [
        pytest.param(0, None, 0, id="nothing was held"),
        pytest.param(1, None, None, id="it was held"),
        pytest.param(0, date(2026, 11, 20), None, id="held late, but held"),
        pytest.param(0, ON, 0, id="today is not held yet"),
    ],
)
def test_an_overdue_meeting(held: int, day: date | None, booked: int | None) -> None:
    meetings = [a_meeting("job/m", day, "10:00", "11:00", duty="job/d")] if day else []
    household = a_household(a_duty("job/d", "lab-foerste-samtale", date(2026, 11, 2), held=held), *meetings)
    findings = found(household, Kind.DUTY_OVERDUE)
    assert [finding.facts for finding in findings] == (
        [] if booked is None else [DutyGap(date(2026, 11, 9), 1, booked)]
    )


def test_only_the_latest_overdue_day_is_a_finding() -> None:
    household = a_household(a_duty("job/d", "specialundervisning-aarlig", date(2020, 11, 1), held=2))
    (finding,) = found(household, Kind.DUTY_OVERDUE)
    assert finding.facts == DutyGap(date(2026, 11, 1), 6, 2)


def test_the_same_household_on_another_day_is_judged_by_its_own_due_days() -> None:
    duty = a_duty("job/d", "bl-opfoelgning", date(2026, 8, 31))
    assert found(a_household(duty, on=date(2026, 11, 30)), Kind.DUTY_UNPLANNED)
    assert not found(a_household(duty, on=date(2026, 11, 30)), Kind.DUTY_OVERDUE)
    assert not found(a_household(duty, on=date(2026, 12, 1)), Kind.DUTY_UNPLANNED)
    assert found(a_household(duty, on=date(2026, 12, 1)), Kind.DUTY_OVERDUE)
