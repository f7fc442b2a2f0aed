"""When does an occasion of the clock begin?"""

from datetime import datetime

import pytest

from enplan.doors.jobs.schedule import JOBS, last_monday_night, last_night
from enplan.kernel.calendar import DENMARK


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DENMARK)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        pytest.param("2026-11-23T04:00", "2026-11-23T04:00", id="on the stroke"),
        pytest.param("2026-11-23T03:59", "2026-11-22T04:00", id="a minute before"),
        pytest.param("2026-11-23T23:59", "2026-11-23T04:00", id="late in the evening"),
        pytest.param("2026-10-25T03:30", "2026-10-24T04:00", id="the night the clocks go back"),
    ],
)
def test_a_night_begins_at_four(now: str, night: str) -> None:
    assert last_night(at(now)) == at(night)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        pytest.param("2026-11-23T04:00", "2026-11-23T04:00", id="on the stroke"),
        pytest.param("2026-11-23T03:00", "2026-11-16T04:00", id="the night before it"),
        pytest.param("2026-11-29T23:00", "2026-11-23T04:00", id="on the Sunday"),
        pytest.param("2027-01-02T12:00", "2026-12-28T04:00", id="across the year"),
    ],
)
def test_a_week_begins_on_the_night_to_monday(now: str, monday: str) -> None:
    assert last_monday_night(at(now)) == at(monday)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_the_occasion_before_lies_before(job: object) -> None:
    now = at("2026-11-23T12:00")
    occasion = next(each for each in JOBS if each is job).occasion(now)

    assert occasion.before < occasion.began <= now
    assert (occasion.began - occasion.before).days in {1, 7}
