"""When does the clock come to a case?"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from enplan.journey.followup.rules.visiting import Known, Occasion, cases_due
from enplan.kernel.ids import CaseId

NIGHT = datetime(2026, 11, 23, 3, tzinfo=UTC)
NOON = NIGHT + timedelta(hours=9)
CASE, OTHER = CaseId(UUID(int=1)), CaseId(UUID(int=2))
DAILY = Occasion(NIGHT, NIGHT - timedelta(days=1), follows_events=True)
WEEKLY = Occasion(NIGHT, NIGHT - timedelta(days=7))


def due(
    occasion: Occasion = DAILY,
    *,
    now: datetime = NOON,
    visited: datetime | None = None,
    event: datetime | None = None,
    ended: datetime | None = None,
) -> bool:
    def known(at: datetime | None) -> dict[CaseId, datetime]:
        return {CASE: at} if at else {}

    return CASE in cases_due([CASE], Known(known(visited), known(event), known(ended)), occasion, now)


def test_a_case_that_was_never_visited_is_due() -> None:
    assert due()


def test_a_case_is_visited_once_on_an_occasion() -> None:
    assert due(visited=NIGHT - timedelta(seconds=1))
    assert not due(visited=NIGHT)


@pytest.mark.parametrize(
    ("event", "now", "expected"),
    [
        pytest.param(-60, 1, False, id="long before the visit"),
        pytest.param(1, 2, True, id="after the visit"),
        pytest.param(-10, 1, False, id="just before it, and it may still become visible"),
        pytest.param(-10, 50, True, id="just before it, and now all is visible"),
    ],
)
def test_what_people_do_brings_the_clock(event: int, now: int, expected: bool) -> None:
    visit = NIGHT + timedelta(hours=3)
    done, later = visit + timedelta(seconds=event), visit + timedelta(seconds=now)

    assert due(visited=visit, event=done, now=later) is expected
    assert not due(WEEKLY, visited=visit, event=done, now=later)


def test_the_visit_after_everything_has_become_visible_is_the_last() -> None:
    event = NIGHT + timedelta(hours=3)

    assert not due(event=event, visited=event + timedelta(minutes=1), now=event + timedelta(minutes=2))


def test_a_case_that_has_ended_is_visited_once_more_and_then_left_in_peace() -> None:
    assert due(ended=NIGHT - timedelta(hours=1))
    assert not due(ended=NIGHT - timedelta(days=2))
    assert due(WEEKLY, ended=NIGHT - timedelta(days=2))


def test_the_case_that_waited_longest_comes_first_and_says_since_when() -> None:
    earlier = NIGHT - timedelta(hours=20)
    known = Known({CASE: NIGHT - timedelta(hours=1), OTHER: earlier}, {}, {})

    assert list(cases_due([CASE, OTHER], known, DAILY, NOON).items()) == [
        (OTHER, earlier),
        (CASE, NIGHT - timedelta(hours=1)),
    ]


def test_where_people_have_just_done_something_comes_before_what_has_waited_longer() -> None:
    visits = {CASE: NIGHT - timedelta(hours=20), OTHER: NIGHT - timedelta(hours=1)}
    known = Known(visits, {OTHER: NOON - timedelta(minutes=5)}, {})

    assert list(cases_due([CASE, OTHER], known, DAILY, NOON)) == [OTHER, CASE]
    assert list(cases_due([CASE, OTHER], known, WEEKLY, NOON)) == [CASE, OTHER]
