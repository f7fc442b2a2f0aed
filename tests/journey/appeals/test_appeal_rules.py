"""Does a complaint over a no to one plan follow the days of other complaints? (S-67, S-68)"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from enplan.journey.appeals.facts import Appeal, AppealClock, Told
from enplan.journey.appeals.rules import clock, last_day, must_be_between, to_tell
from enplan.journey.decisions.facts import Channel, Outcome
from enplan.journey.entrance.facts import Reach, Screening
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import RequestId
from enplan.law.lawbook import lawbook
from tests.builders_people import BECAUSE, a_request, answers

LAW = lawbook().on(date(2026, 11, 23))
ID = RequestId(UUID(int=1))
NO = Screening(
    id=UUID(int=2),
    request_id=ID,
    at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    screened_by="Anne",
    answers=answers(),
    offered=False,
    reasons=BECAUSE,
    judgement="",
    citizen_said=BECAUSE,
    guidance=BECAUSE,
    complaint=BECAUSE,
    reach=Reach.PORTAL,
    regime="hop-2018",
    person_id=None,
    case_id=None,
)


def clocked(received: date, reach: Reach = Reach.PORTAL, **what: object) -> AppealClock:
    came = Appeal(UUID(int=3), ID, Channel.PHONE, received, NO.at, "Anne", "")
    return clock(replace(came, **what), a_request(asked_at=NO.at, answered_at=NO.at), replace(NO, reach=reach), LAW)  # type: ignore[arg-type]  # named by the test


@pytest.mark.parametrize(
    ("reach", "day"),
    [
        pytest.param(Reach.PORTAL, date(2026, 12, 21), id="read on the portal the same day"),
        pytest.param(Reach.HANDED, date(2026, 12, 21), id="given in the hand"),
        pytest.param(Reach.LETTER, date(2026, 12, 28), id="five working days on the way"),
    ],
)
def test_one_complains_within_four_weeks_from_the_day_the_no_was_received(reach: Reach, day: date) -> None:
    """RSL § 67."""
    assert last_day(replace(NO, reach=reach), LAW).day == day


def test_a_letter_that_was_sent_later_is_complained_over_later() -> None:
    """RSL § 67: the weeks run from when the citizen had it, not from when it was written."""
    no = replace(NO, reach=Reach.LETTER)

    assert last_day(no, LAW, date(2026, 12, 7)).day == date(2027, 1, 11)


@pytest.mark.parametrize(
    ("received", "late", "outcomes"),
    [
        pytest.param(date(2026, 12, 21), False, (Outcome.CHANGED, Outcome.UPHELD), id="on the last day"),
        pytest.param(date(2026, 12, 22), True, (Outcome.UPHELD,), id="a day too late: only sent on"),
    ],
)
def test_what_comes_too_late_is_only_sent_on(received: date, late: bool, outcomes: tuple[Outcome, ...]) -> None:
    found = clocked(received)

    assert (found.late, found.reconsiders, found.outcomes) == (late, not late, outcomes)


def test_it_is_looked_at_again_within_four_weeks_and_sent_on_within_the_same() -> None:
    """RSL § 66."""
    waiting = clocked(date(2026, 11, 24))
    upheld = clocked(date(2026, 11, 24), outcome=Outcome.UPHELD)
    sent = clocked(date(2026, 11, 24), outcome=Outcome.UPHELD, forwarded_day=date(2026, 12, 22))

    assert (waiting.due.day, waiting.open, waiting.to_forward) == (date(2026, 12, 22), True, False)
    assert (upheld.open, upheld.to_forward) == (True, True)
    assert (sent.open, sent.forwarded_late) == (False, False)
    assert clocked(date(2026, 11, 24), outcome=Outcome.UPHELD, forwarded_day=date(2026, 12, 23)).forwarded_late
    assert [waiting.overdue(date(2026, 12, day)) for day in (22, 23)] == [False, True]
    assert not sent.overdue(date(2026, 12, 31))


@pytest.mark.parametrize("day", [23, 24, 25])
def test_a_day_that_is_written_down_lies_where_it_can(day: int) -> None:
    must_be_between(date(2026, 11, day), date(2026, 11, 23), date(2026, 11, 25), "appeal.received_day")


@pytest.mark.parametrize("day", [22, 26])
def test_a_day_before_or_after_is_named(day: int) -> None:
    with pytest.raises(Unfit, match=r"appeal\.received_day"):
        must_be_between(date(2026, 11, day), date(2026, 11, 23), date(2026, 11, 25), "appeal.received_day")


MORNING = datetime(2026, 12, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "day", "told"),
    [
        pytest.param({}, 14, None, id="longer ahead than one looks"),
        pytest.param({}, 15, Told.DUE, id="as far ahead as one looks"),
        pytest.param({}, 22, Told.DUE, id="on the last day"),
        pytest.param({"told_ahead_at": MORNING}, 22, None, id="it was told before"),
        pytest.param({"told_ahead_at": MORNING}, 23, Told.LATE, id="the day after"),
        pytest.param({}, 23, Told.LATE, id="the day after, and never told"),
        pytest.param({"told_late_at": MORNING}, 31, None, id="it was told that it is late"),
        pytest.param({"outcome": Outcome.UPHELD}, 23, Told.LATE, id="upheld, and not sent on"),
        pytest.param({"outcome": Outcome.UPHELD, "forwarded_day": date(2026, 12, 22)}, 31, None, id="sent on"),
        pytest.param({"outcome": Outcome.CHANGED}, 31, None, id="one plan was offered"),
    ],
)
def test_the_entrance_is_reminded_once_before_the_day_and_once_after(
    what: dict[str, Any], day: int, told: Told | None
) -> None:
    """The last day is 22 December, and one looks a week ahead."""
    assert to_tell(clocked(date(2026, 11, 24), **what), date(2026, 12, day), timedelta(days=7)) is told
