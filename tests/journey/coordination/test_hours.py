"""Do two things at once, tight changes and agreed hours come out right, on the minute and on odd days?"""

from datetime import date, datetime, time, timedelta

import pytest

from enplan.journey.coordination.facts import Kind, OutsideAgreedHours, TightChange, TimeClash
from enplan.journey.coordination.rules.occurrences import count_occurrences, occurrences
from enplan.journey.sectorplans.facts import Capacity, Session
from tests.builders_coordination import LAST, ON, a_household, a_measure, a_meeting, at, found


@pytest.mark.parametrize(
    ("start", "end", "clashes"),
    [
        pytest.param("09:00", "10:00", 0, id="ends when the other begins"),
        pytest.param("09:00", "10:01", 1, id="a minute into it"),
        pytest.param("10:59", "11:30", 1, id="the last minute of it"),
        pytest.param("11:00", "11:30", 0, id="begins when the other ends"),
        pytest.param("10:15", "10:30", 1, id="inside it"),
        pytest.param("10:00", "11:00", 1, id="the same time"),
    ],
)
def test_two_meetings_on_one_day_clash_when_they_share_a_minute(start: str, end: str, clashes: int) -> None:
    household = a_household(a_meeting("job/a", ON, "10:00", "11:00"), a_meeting("voksen/b", ON, start, end))
    assert len(found(household, Kind.TIME_CLASH)) == clashes


def test_a_weekly_clash_is_one_finding_with_its_first_moment_and_its_count() -> None:
    household = a_household(
        a_measure("job/a", at(ON, "10:00", "11:00", until=LAST)),
        a_measure("voksen/b", at(ON + timedelta(days=7), "10:30", "12:00", until=LAST)),
    )
    (finding,) = found(household, Kind.TIME_CLASH)
    assert finding.facts == TimeClash(datetime(2026, 11, 30, 10, 30), 25)
    assert finding.items == ("job/a", "voksen/b")
    assert finding.who_decides == ("JOB", "VOKSEN", "mette")


def test_two_sessions_of_one_measure_do_not_clash_with_each_other() -> None:
    household = a_household(a_measure("job/a", at(ON, "10:00", "11:00"), at(ON, "10:30", "11:30")))
    assert not found(household, Kind.TIME_CLASH)


def test_what_does_not_need_the_same_person_does_not_clash() -> None:
    household = a_household(
        a_meeting("job/a", ON, "10:00", "11:00"), a_meeting("voksen/b", ON, "10:00", "11:00", persons=("freja",))
    )
    assert not found(household, Kind.TIME_CLASH)


def test_two_people_who_both_need_both_are_two_findings() -> None:
    both = ("mette", "freja")
    household = a_household(
        a_meeting("job/a", ON, "10:00", "11:00", persons=both),
        a_meeting("voksen/b", ON, "10:00", "11:00", persons=both),
    )
    assert [finding.persons for finding in found(household, Kind.TIME_CLASH)] == [("freja",), ("mette",)]


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        pytest.param(a_measure("job/a", at(ON, "10:00", "11:00", until=LAST)), 26, id="every week of the horizon"),
        pytest.param(
            a_measure("job/a", at(ON, "10:00", "11:00", until=LAST + timedelta(1))), 26, id="not the day after"
        ),
        pytest.param(
            a_measure("job/a", at(ON, "10:00", "11:00", until=LAST), ends=ON + timedelta(7)),
            2,
            id="on its last day too",
        ),
        pytest.param(
            a_measure("job/a", at(ON, "10:00", "11:00", until=LAST), starts=ON + timedelta(1)),
            25,
            id="not before it starts",
        ),
        pytest.param(a_measure("job/a", at(ON, "10:00", "11:00", until=ON)), 1, id="weekly until its own day"),
        pytest.param(a_measure("job/a", at(ON, "10:00", "11:00")), 1, id="once"),
        pytest.param(a_measure("job/a", at(ON - timedelta(1), "10:00", "11:00")), 0, id="yesterday"),
        pytest.param(
            a_measure("job/a", at(ON - timedelta(700), "10:00", "11:00", until=LAST), starts=ON - timedelta(700)),
            26,
            id="begun a hundred weeks ago",
        ),
        pytest.param(
            a_measure("job/a", at(ON, "10:00", "11:00", until=LAST, skip=[ON, ON + timedelta(7), ON + timedelta(8)])),
            24,
            id="less its holidays, those on another weekday for nothing",
        ),
    ],
)
def test_sessions_happen_within_measure_horizon_and_holidays(measure: object, count: int) -> None:
    household = a_household(measure)  # type: ignore[arg-type]  # the table holds measures only
    assert len(occurrences(household, ON)) == count
    assert count_occurrences(household.plans, ON) == count


@pytest.mark.parametrize("changed", [date(2026, 10, 25), date(2027, 3, 28)], ids=["to winter time", "to summer time"])
def test_a_weekly_session_stays_at_its_clock_time_when_the_clock_is_changed(changed: date) -> None:
    first = changed - timedelta(days=7)
    household = a_household(
        a_measure("job/a", at(first, "02:15", "04:15", until=changed + timedelta(days=7)), starts=first), on=first
    )
    times = [(one.day, one.start, one.end) for one in occurrences(household, first)]
    assert times == [(first + timedelta(days=7 * week), time(2, 15), time(4, 15)) for week in range(3)]


@pytest.mark.parametrize(
    ("start", "place", "least"),
    [
        pytest.param("11:00", "Skolen", 0, id="no minute between"),
        pytest.param("11:29", "Skolen", 29, id="one minute too few"),
        pytest.param("11:30", "Skolen", None, id="half an hour"),
        pytest.param("11:10", "Rådhuset", None, id="the same place"),
        pytest.param("11:10", "", None, id="an unknown place"),
        pytest.param("11:10", "rådhuset", 10, id="another place as written"),
        pytest.param("10:59", "Skolen", None, id="an overlap is no change"),
    ],
)
def test_less_than_half_an_hour_between_two_places(start: str, place: str, least: int | None) -> None:
    household = a_household(
        a_meeting("job/a", ON, "10:00", "11:00", place="Rådhuset"),
        a_meeting("voksen/b", ON, start, "12:00", place=place),
    )
    changes = found(household, Kind.TIGHT_CHANGE)
    if least is None:
        assert not changes
    else:
        assert changes[0].facts == TightChange(datetime.combine(ON, time.fromisoformat(start)), 1, least)


def test_a_tight_change_is_seen_whatever_lies_between_and_both_ways() -> None:
    household = a_household(
        a_measure(
            "job/a",
            at(ON, "10:00", "11:00", place="Rådhuset"),
            at(ON + timedelta(1), "12:10", "13:00", place="Rådhuset"),
        ),
        a_measure(
            "voksen/b",
            at(ON, "11:20", "12:00", place="Skolen"),
            at(ON + timedelta(1), "11:00", "12:00", place="Skolen"),
        ),
        a_meeting("social/c", ON, "11:05", "11:15", place="Rådhuset"),
    )
    changes = {finding.items: finding.facts for finding in found(household, Kind.TIGHT_CHANGE)}
    assert changes["job/a", "voksen/b"] == TightChange(datetime(2026, 11, 23, 11, 20), 2, 10)


def test_midnight_is_no_tight_change() -> None:
    household = a_household(
        a_meeting("job/a", ON, "23:00", "23:59", place="Rådhuset"),
        a_meeting("voksen/b", ON + timedelta(days=1), "00:00", "01:00", place="Skolen"),
    )
    assert not found(household, Kind.TIGHT_CHANGE)


AGREED = Capacity(not_before=time(9), not_after=time(15, 30), free_days=frozenset({4}))


@pytest.mark.parametrize(
    ("session", "reasons"),
    [
        pytest.param(at(ON, "09:00", "15:30"), (), id="exactly what was agreed"),
        pytest.param(at(ON, "08:59", "10:00"), ("not-before",), id="a minute early"),
        pytest.param(at(ON, "15:00", "15:31"), ("not-after",), id="a minute late"),
        pytest.param(at(ON + timedelta(4), "10:00", "11:00"), ("free-day",), id="on a Friday"),
        pytest.param(
            at(ON + timedelta(4), "08:00", "16:00"), ("free-day", "not-after", "not-before"), id="all three, sorted"
        ),
    ],
)
def test_outside_the_agreed_hours(session: Session, reasons: tuple[str, ...]) -> None:
    findings = found(a_household(a_measure("job/a", session), capacity=AGREED), Kind.OUTSIDE_AGREED_HOURS)
    assert [finding.facts.reasons for finding in findings if isinstance(finding.facts, OutsideAgreedHours)] == (
        [reasons] if reasons else []
    )


def test_a_proposed_time_is_free_for_everybody_and_inside_what_was_agreed() -> None:
    household = a_household(
        a_measure("job/a", at(ON, "10:00", "11:00", until=LAST)),
        a_measure("voksen/b", at(ON, "10:30", "12:00", until=LAST)),
        capacity=AGREED,
    )
    (clash,) = found(household, Kind.TIME_CLASH)
    move = clash.proposals[0].change["move"]
    assert clash.proposals[0].change["item"] == "job/a"
    assert move == {"from_weekday": 0, "weekday": 1, "start": "10:00", "end": "11:00"}
    assert "Mette" in clash.proposals[0].text


def test_a_meeting_is_moved_to_a_working_day_near_its_own() -> None:
    friday = date(2026, 12, 18)
    household = a_household(
        a_meeting("job/a", friday, "09:00", "15:30"),
        a_measure("voksen/b", at(friday, "09:00", "15:30"), protected=True),
    )
    (clash,) = found(household, Kind.TIME_CLASH)
    assert clash.proposals[0].change["move"] == {
        "from": "2026-12-18",
        "day": "2026-12-21",
        "start": "09:00",
        "end": "15:30",
    }
    assert all(way.change.get("item") != "voksen/b" for way in clash.proposals), "what is protected stays where it is"
