"""Is a finding known again by its key, and are the ways out played through?"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from enplan.journey.coordination.facts import DutyGap, Finding, Heaviest, Kind, Overload, Severity, TimeClash, Week
from enplan.journey.coordination.rules.keys import finding_key
from enplan.journey.coordination.rules.load import load_of
from enplan.journey.coordination.rules.resolving import resolved, whose
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.sectorplans.facts import Appointment, Capacity, Household, Measure, Person, SectorPlan, Session
from enplan.law.lawbook import lawbook

MONDAY = date(2026, 11, 23)
CLASH = Finding(
    Kind.TIME_CLASH, Severity.MUST, ("mette",), ("a/1", "b/1"), ("A", "B"), TimeClash(datetime(2026, 11, 25, 10), 3)
)


def a_duty(due: date) -> Finding:
    """A duty without its meeting."""
    return Finding(Kind.DUTY_UNPLANNED, Severity.MUST, ("mette",), ("a/d",), ("A",), DutyGap(due, 1, 0))


def an_overload(measure: str, last: int) -> Finding:
    """Too much in some weeks."""
    facts = Overload(measure, (Week(2026, 48), Week(2026, last)), Heaviest(Week(2026, 48), Decimal(20)), Decimal(18))
    return Finding(Kind.OVERLOAD, Severity.SHOULD, ("mette",), ("a/1",), ("A",), facts)


def test_a_key_does_not_move_with_the_calendar() -> None:
    later = replace(CLASH, facts=TimeClash(datetime(2026, 12, 2, 10), 2), first_day=date(2026, 12, 2))

    assert finding_key(later) == finding_key(CLASH)
    assert finding_key(CLASH).startswith("time-clash-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(CLASH, replace(CLASH, items=("a/1", "c/1")), id="other items"),
        pytest.param(CLASH, replace(CLASH, persons=("freja",)), id="another person"),
        pytest.param(CLASH, replace(CLASH, kind=Kind.TIGHT_CHANGE), id="another kind"),
        pytest.param(a_duty(date(2026, 12, 1)), a_duty(date(2027, 3, 1)), id="another due day"),
        pytest.param(an_overload("hours", 50), an_overload("contacts", 50), id="another measure"),
        pytest.param(an_overload("hours", 50), an_overload("hours", 52), id="another run"),
    ],
)
def test_two_findings_have_two_keys(one: Finding, other: Finding) -> None:
    assert finding_key(one) != finding_key(other)


WEEKLY = Session(MONDAY, time(9), time(12), MONDAY + timedelta(weeks=3))
OTHER = Session(MONDAY + timedelta(weeks=1), time(10), time(11), MONDAY + timedelta(weeks=2))


def a_household() -> Household:
    """Mette with two measures on Mondays: three hours for four weeks, one hour for two."""
    measures = [
        Measure("a", "1", "virksomhedspraktik", ("mette",), MONDAY, sessions=(WEEKLY,)),
        Measure("b", "1", "mentorstoette", ("mette",), MONDAY, sessions=(OTHER,)),
    ]
    plans = tuple(SectorPlan(each.plan, "min-plan", "mette", each.plan, measures=(each,)) for each in measures)
    return Household((Person("mette", date(1983, 4, 12), "Mette", Capacity(Decimal(2))),), plans)


def hours(household: Household) -> list[Decimal]:
    """What the first four weeks hold."""
    rows = load_of(Spread(household, lawbook(), MONDAY)).rows()["mette"]
    found = {each.week: each.hours for each in rows}
    return [found.get(Week.of(MONDAY + timedelta(weeks=week)), Decimal(0)) for week in range(4)]


@pytest.mark.parametrize(
    ("change", "theirs"),
    [
        ({}, set()),
        ({"item": "a/1", "set": {"starts": "2026-12-01"}}, {"a"}),
        ({"item": "b/1", "stop_waiting_for": ["a/1"]}, set()),
        ({"merge": ["a/1", "b/1"], "into": "a/1"}, {"b"}),
        ({"keep": ["a/1", "b/1"]}, set()),
        ({"person": "mette", "set": {"hours_per_week": 3}}, set()),
    ],
)
def test_it_is_known_whose_plan_a_way_out_changes(change: dict[str, object], theirs: set[str]) -> None:
    assert whose(a_household(), change) == theirs


@pytest.mark.parametrize(
    ("change", "after"),
    [
        pytest.param({}, [3, 4, 4, 3], id="nothing"),
        pytest.param({"item": "a/1", "except": ["2026-11-23"]}, [0, 4, 4, 3], id="cancelled once"),
        pytest.param({"item": "a/1", "skip_when": "b/1", "from": "2026-12-07"}, [3, 4, 1, 3], id="skips a clash"),
        pytest.param({"item": "a/1", "pause": "2026-W49"}, [3, 1, 4, 3], id="a week's pause"),
        pytest.param({"item": "a/1", "set": {"starts": "2026-12-01"}}, [0, 1, 4, 3], id="begins later"),
        pytest.param({"item": "a/1", "set": {"ends": "2026-12-07"}}, [3, 4, 4, 0], id="ends earlier"),
        pytest.param({"merge": ["a/1", "b/1"], "into": "a/1"}, [3, 3, 3, 3], id="two become one"),
        pytest.param({"keep": ["a/1", "b/1"]}, [3, 4, 4, 3], id="both stay"),
        pytest.param(
            {"item": "a/1", "move": {"from_weekday": 0, "weekday": 2, "start": "09:00", "end": "10:00"}}, [1, 2, 2, 1],
            id="another weekday",
        ),
        pytest.param({"item": "a/1", "shift_minutes": 30}, [3, 4, 4, 3], id="half an hour later"),
    ],
)  # fmt: skip
def test_a_way_out_is_played_through(change: dict[str, object], after: list[int]) -> None:
    assert hours(resolved(a_household(), [change])) == [Decimal(each) for each in after]


def test_what_happens_once_is_moved_to_another_day() -> None:
    once = replace(WEEKLY, weekly_until=None)
    plan = a_household().plans[0]
    household = replace(a_household(), plans=(replace(plan, measures=(replace(plan.measures[0], sessions=(once,)),)),))
    move = {"from": "2026-11-23", "day": "2026-12-01", "start": "09:00", "end": "10:00"}

    assert hours(resolved(household, [{"item": "a/1", "move": move}])) == [0, 1, 0, 0]


def test_what_begins_later_begins_on_the_first_day_it_happens() -> None:
    saturday = resolved(a_household(), [{"item": "a/1", "set": {"starts": "2026-12-05"}}])
    never = resolved(a_household(), [{"item": "a/1", "set": {"starts": "2027-01-02"}}])

    assert [saturday.plans[0].measures[0].starts, never.plans[0].measures[0].starts] == [
        date(2026, 12, 7),
        date(2027, 1, 2),
    ]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        pytest.param(
            {"move": {"from": "2026-11-25", "day": "2026-12-01", "start": "13:00", "end": "14:00"}},
            [(date(2026, 12, 1), time(13), time(14))],
            id="moved",
        ),
        pytest.param(
            {"move": {"from": "2026-11-26", "day": "2026-12-01", "start": "13:00", "end": "14:00"}},
            [(date(2026, 11, 25), time(9), time(10))],
            id="has been moved already",
        ),
        pytest.param({"shift_minutes": 15}, [(date(2026, 11, 25), time(9, 15), time(10, 15))], id="a little later"),
        pytest.param({"pause": "2026-W48"}, [], id="called off"),
        pytest.param({"pause": "2026-W49"}, [(date(2026, 11, 25), time(9), time(10))], id="another week"),
    ],
)
def test_an_appointment_is_moved_too(change: dict[str, object], after: list[tuple[date, time, time]]) -> None:
    booked = Appointment("a", "m", ("mette",), date(2026, 11, 25), time(9), time(10), place="Rådhuset")
    household = a_household()
    household = replace(household, plans=(replace(household.plans[0], appointments=(booked,)), household.plans[1]))
    found = resolved(household, [{"item": "a/m", **change}]).plans[0].appointments

    assert [(each.day, each.start, each.end) for each in found] == after
    assert all(each.place == "Rådhuset" for each in found)


def test_an_agreed_limit_can_be_raised() -> None:
    household = resolved(a_household(), [{"person": "mette", "set": {"hours_per_week": 4, "contacts_per_week": 6}}])

    assert household.persons[0].capacity == Capacity(Decimal(4), 6)
