"""Is what is due done once, in every case, whatever happens to one case or to the worker?"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from enplan.demo.stories.telling import Telling
from enplan.doors.jobs import schedule, worker
from enplan.doors.jobs.schedule import JOBS, Job
from enplan.doors.jobs.watch_deadlines import watch_deadlines
from enplan.doors.jobs.worker import Worker
from enplan.journey.access.models import OpeningRecord
from enplan.journey.appeals.commands import complain_over_refusal
from enplan.journey.consent.commands import ask_for_consent
from enplan.journey.followup.commands import close_case
from enplan.journey.followup.facts import ClosureReason
from enplan.journey.followup.queries import due_of_week, my_cases
from enplan.journey.outcomes.models import TallyRecord
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId
from enplan.kernel.period import Period
from enplan.kernel.sight import Relation, Sight
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.queries import messages
from tests.builders_people import a_scope
from tests.builders_stories import mette_with_draft
from tests.worlds import a_case
from tests.worlds_appeals import ANNE, refused

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"


@pytest.fixture
def story() -> Telling:
    return mette_with_draft()


@pytest.fixture
def other(story: Telling) -> CaseId:
    """A second case, so that there is one to hold up."""
    return a_case(story.cast, "jimmi", coordinator="Henrik Dam").case_id


def visits(errand: str = "remind") -> list[CaseId]:
    """The cases that the clock has been to, in the order of time."""
    tell_actor(the_clock())
    rows = OpeningRecord.objects.filter(relation=Relation.SYSTEM.value, errand=errand)
    return [CaseId(case_id) for case_id in rows.order_by("at", "id").values_list("case_id", flat=True)]


def a_worker(at: datetime, *jobs: Job) -> Worker:
    return Worker(jobs or JOBS, clock=lambda: at)


def failing(case_id: CaseId) -> Job:
    """The watch over deadlines, with one case in which it breaks."""

    def does(sight: Sight, *, at: datetime) -> None:
        if sight.case_id == case_id:
            raise ZeroDivisionError
        watch_deadlines(sight, at=at)

    return Job("watch_deadlines", "remind", does, schedule.last_night, follows_events=True)


def test_a_night_brings_the_lists_in_step_and_tells_the_contact_person(story: Telling) -> None:
    a_worker(story.at(0)).work()

    row = my_cases(story.actor(SUSANNE), on=story.today).rows[0]
    assert row.first is not None
    assert "followup.something_is_due" in {each.message for each in messages(story.actor(SUSANNE))}


def test_a_night_reminds_the_entrance_of_a_complaint_over_a_no_once(story: Telling) -> None:
    cast = story.cast
    request = refused(cast, at=story.at(-1))
    complain_over_refusal(cast.citizens["birgit"], at=story.at(-1, 13), request_id=request.id)
    for hours in (0, 1, 24):
        a_worker(story.at(0) + timedelta(hours=hours)).work()

    told = [each.message for each in messages(cast.professionals[ANNE])]
    assert told.count("appeal.something_is_due") == 1


def test_a_case_is_counted_once_a_week(story: Telling) -> None:
    for hours in (0, 1, 30):
        a_worker(story.at(0) + timedelta(hours=hours)).work()

    assert visits("tally") == [story.case_id]
    tell_actor(the_clock())
    assert TallyRecord.objects.filter(case_id=story.case_id).count() == 1


def test_the_same_night_does_nothing_twice(story: Telling, other: CaseId) -> None:
    for minutes in (0, 5, 10):
        a_worker(story.at(0, 20) + timedelta(minutes=minutes)).work()

    assert sorted(visits()) == sorted([story.case_id, other])


def test_what_people_do_brings_the_lists_in_step_at_once(story: Telling) -> None:
    a_worker(story.at(0, 20)).work()
    at = story.at(0, 20, 30)
    scope = a_scope(story.person("mette"), Category.JUSTICE)
    ask_for_consent(
        story.sight(SUSANNE, at), at=at, scope=scope, why="Sagen", period=Period(story.today, story.day(90))
    )

    a_worker(at + timedelta(seconds=5)).work()
    a_worker(at + timedelta(seconds=10)).work()

    assert visits() == [story.case_id] * 2


def test_one_failing_case_holds_up_no_other(story: Telling, other: CaseId, caplog: pytest.LogCaptureFixture) -> None:
    broken = a_worker(story.at(0), failing(story.case_id))

    with caplog.at_level(logging.ERROR, "enplan.jobs"):
        broken.work()

    assert visits() == [other]
    assert list(broken.failed) == [("watch_deadlines", story.case_id)]
    assert str(story.case_id) in caplog.text


def test_a_case_that_failed_is_tried_again_later(story: Telling, other: CaseId) -> None:
    moment = [story.at(0)]
    broken = Worker((failing(story.case_id),), clock=lambda: moment[0])
    broken.work()
    broken.jobs = JOBS[:1]

    moment[0] += timedelta(minutes=50)
    broken.work()
    assert visits() == [other]

    moment[0] += timedelta(minutes=20)
    broken.work()
    assert visits() == [other, story.case_id]
    assert broken.failed == {}


def test_cases_are_done_some_at_a_time_until_none_is_left(
    story: Telling, other: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SHARE", 0)  # the look took no time worth to speak of
    looks: list[int] = []
    asked = a_worker(story.at(0), JOBS[0])
    does = asked.do_some

    def one(_: Worker, job: Job, tried: set[CaseId]) -> int:
        looks.append(does(job, tried, 1))
        return looks[-1]

    monkeypatch.setattr(Worker, "do_some", one)

    asked.work()

    assert looks == [1, 1, 0]
    assert sorted(visits()) == sorted([story.case_id, other])


def test_a_look_that_took_long_is_followed_by_a_long_batch(
    story: Telling, other: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SHARE", 1_000_000)
    asked = a_worker(story.at(0), JOBS[0])

    assert asked.do_some(JOBS[0], set(), 1) == 2

    assert sorted(visits()) == sorted([story.case_id, other])


def test_a_case_that_fails_is_tried_once_in_a_round(
    story: Telling, other: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SHARE", 0)
    tried: set[CaseId] = set()
    broken = a_worker(story.at(0), failing(story.case_id))

    assert [broken.do_some(broken.jobs[0], tried, 1) for _ in range(3)] == [1, 1, 0]
    assert tried == {story.case_id, other}


def test_the_logs_are_sealed_also_in_the_middle_of_a_long_night(
    story: Telling, other: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [story.at(0)]
    sealed: list[datetime] = []

    def slowly(sight: Sight, *, at: datetime) -> None:
        moments.append(moments[-1] + timedelta(minutes=5))

    def seals(*, at: datetime) -> bool:
        sealed.append(at)
        return True

    monkeypatch.setattr(worker, "seal_log", seals)
    Worker((Job("watch_deadlines", "remind", slowly, schedule.last_night),), clock=lambda: moments[-1]).work()

    assert sealed == [story.at(0), story.at(0) + timedelta(minutes=5), story.at(0) + timedelta(minutes=10)]


@pytest.mark.parametrize(("well", "times"), [(True, 1), (False, 3)])
def test_what_could_not_be_sealed_is_tried_again_at_once(
    story: Telling, other: CaseId, monkeypatch: pytest.MonkeyPatch, well: bool, times: int
) -> None:
    tries: list[datetime] = []

    def seals(*, at: datetime) -> bool:
        tries.append(at)
        return well

    monkeypatch.setattr(worker, "seal_log", seals)
    a_worker(story.at(0), JOBS[0]).work()

    assert len(tries) == times


def test_a_worker_that_rests_goes_on_sealing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LONGEST_REST", 0.01)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test lives in one
    resting = a_worker(datetime(2026, 11, 23, 8, tzinfo=UTC))

    def seals(*, at: datetime) -> bool:
        resting.stopping.set()
        return True

    monkeypatch.setattr(worker, "seal_log", seals)
    resting._rest(300.0)

    assert resting.sealed is not None


def test_the_first_look_counts_the_week_for_the_leaders_and_the_next_does_not(story: Telling) -> None:
    worked = a_worker(story.at(0))
    worked.work()
    first = due_of_week(the_clock(), on=story.today)
    a_worker(story.at(0, 20)).work()

    assert first is not None
    assert due_of_week(the_clock(), on=story.today) == first


def test_a_killed_worker_loses_nothing(story: Telling, other: CaseId) -> None:
    def killed(sight: Sight, *, at: datetime) -> None:
        watch_deadlines(sight, at=at)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        a_worker(story.at(0), Job("watch_deadlines", "remind", killed, schedule.last_night)).work()
    assert visits() == []

    a_worker(story.at(0)).work()
    assert sorted(visits()) == sorted([story.case_id, other])


def test_a_worker_that_is_asked_to_stop_ends_the_case_it_is_in(
    story: Telling, other: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test lives in one
    asked = a_worker(story.at(0))

    def stops(sight: Sight, *, at: datetime) -> None:
        asked.stopping.set()

    asked.jobs = (Job("watch_deadlines", "remind", stops, schedule.last_night),)
    asked.work_on()

    assert len(visits()) == 1


@pytest.fixture
def another_worker() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection of its own to the same database, in the middle of its work."""
    known = connection.get_connection_params()
    with psycopg.connect(host=known["host"], user=known["user"], dbname=known["dbname"]) as there:
        yield there


def test_a_case_in_which_another_worker_is_is_left_to_it(
    story: Telling, other: CaseId, another_worker: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    another_worker.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"remind:{story.case_id}"])

    a_worker(story.at(0)).work()

    assert visits() == [other]


def test_what_another_worker_has_just_done_is_not_done_again(story: Telling) -> None:
    """Both have seen the case due; the second finds out when it gets there."""
    first, second = a_worker(story.at(0)), a_worker(story.at(0, 10, 1))
    seen = second._due(JOBS[0])
    first.work()

    for case_id, since in seen.items():
        second._try(JOBS[0], case_id, since)

    assert second.done == 0
    assert visits() == [story.case_id]


def test_an_ended_case_is_left_in_peace(story: Telling) -> None:
    at = story.at(0)
    close_case(story.sight(SUSANNE, at), at=at, reason=ClosureReason.CITIZEN_WISHES, words="Mette vil selv")
    a_worker(story.at(7)).work()
    assert visits("tally") == [story.case_id]

    a_worker(story.at(21)).work()

    assert visits("tally") == [story.case_id]


def test_the_command_says_how_much_it_did(story: Telling, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("jobs")

    assert "Gjort i 2 forløb" in capsys.readouterr().out  # one job each


def test_the_command_fails_when_a_case_did(story: Telling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "JOBS", (failing(story.case_id),))

    with pytest.raises(CommandError, match="1 mislykkedes"):
        call_command("jobs")
