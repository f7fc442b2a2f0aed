"""Do lists and rules tell the same of what is due, is one told once before and once after, and is nobody else told?"""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.followup import commands
from enplan.journey.followup.commands import count_week, remind
from enplan.journey.followup.facts import QUIET, DueKind, Turn, turn_of
from enplan.journey.followup.models import ReminderRecord
from enplan.journey.followup.models.grounds import ground_of
from enplan.journey.followup.queries import (
    case_deadlines,
    count_due,
    deadlines_ahead,
    due_of_week,
    my_cases,
    my_day,
    my_deadlines,
)
from enplan.journey.followup.rules.deadlines import When, monday_of, not_computed, when
from enplan.journey.followup.rules.due import all_due
from enplan.journey.followup.rules.reminding import Step
from enplan.journey.followup.rules.starting import UNKNOWN
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.queries import messages
from tests.builders_stories import mette_with_draft
from tests.worlds import a_case

pytestmark = pytest.mark.django_db
SUSANNE, HENRIK = "Susanne Brandt", "Henrik Dam"
LATE = "followup.something_is_late"


@pytest.fixture
def story() -> Telling:
    return mette_with_draft()


def _clock(story: Telling, days: int = 0) -> Sight:
    return open_case(the_clock(), at=story.at(days), case_id=story.case_id, errand="remind")


def _remind(story: Telling, days: int = 0) -> None:
    remind(_clock(story, days), at=story.at(days))


def _some(story: Telling, kind: DueKind, day: date, name: str) -> None:
    """A reminder as the clock would write it, of something that no story has."""
    _clock(story)
    ReminderRecord(case_id=story.case_id, kind=kind.value, key=name, day=day, told_at=story.at(-1)).save()


def _told(story: Telling, message: str = LATE) -> int:
    return Counter(each.message for each in messages(story.actor(SUSANNE)))[message]


def test_the_list_holds_what_the_rule_says_and_nothing_else(story: Telling) -> None:
    _remind(story)

    listed = my_deadlines(story.actor(SUSANNE), on=story.today)

    ruled = all_due(ground_of(_clock(story), story.today))
    assert Counter((row.kind, row.day) for row in listed.rows) == Counter((due.kind, due.day) for due in ruled)
    assert listed.total == len(ruled)


def test_the_deadlines_of_the_law_come_into_the_list(story: Telling) -> None:
    law = [each for each in ground_of(_clock(story), story.today).law if each.kind != DueKind.DUTY]

    assert law  # Mette's plans hold something that the law sets a day for


@pytest.mark.parametrize("away", [-1, 0, 6, 7, 8, 60])
def test_the_database_and_the_rule_agree_on_what_is_late(story: Telling, away: int) -> None:
    for days in (-30, -1, 0, 1, 5, 6, 7, 8, 59):
        _some(story, DueKind.START, story.day(days), f"start-{days}")
    on = story.day(away)

    page = my_deadlines(story.actor(SUSANNE), on=on)

    rows = Counter(when(row.day, on) for row in page.rows)
    assert {near: page.counts[near] for near in When} == {near: rows[near] for near in When}
    assert [row.when for row in page.rows] == [when(row.day, on) for row in page.rows]


def test_one_can_see_only_what_is_the_citizens_turn(story: Telling) -> None:
    _some(story, DueKind.CITIZEN_DAY, story.day(3), "theirs")
    _some(story, DueKind.START, story.day(3), "ours")

    page = my_deadlines(story.actor(SUSANNE), on=story.today, turn=Turn.CITIZEN)

    assert {row.turn for row in page.rows} == {Turn.CITIZEN}
    assert page.total == len(page.rows) > 0


def test_what_a_professional_must_not_do_is_not_put_on_their_day(story: Telling) -> None:
    for kind in QUIET:
        _some(story, kind, story.today, kind.value)
    susanne = story.actor(SUSANNE)

    assert not {row.kind for row in my_day(susanne, at=story.at(0), on=story.today).first} & QUIET
    assert not {row.first for row in my_cases(susanne, on=story.today).rows} & QUIET


def test_a_list_asks_no_more_often_for_sixty_deadlines_than_for_one(story: Telling) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as said:
            my_deadlines(story.actor(SUSANNE), on=story.today)
        return len(said)

    _some(story, DueKind.START, story.day(3), "one")
    asked()
    few = asked()
    for number in range(60):
        _some(story, DueKind.START, story.day(number), f"more-{number}")

    assert asked() == few
    assert my_deadlines(story.actor(SUSANNE), on=story.today, page=2).page == 2


def test_a_stranger_has_no_deadlines(story: Telling) -> None:
    _some(story, DueKind.START, story.day(3), "one")

    assert my_deadlines(story.actor("Jette Munk"), on=story.today).rows == ()
    assert deadlines_ahead(story.actor("Jette Munk"), on=story.today) == []


def test_one_is_told_once_before_and_once_when_the_day_has_passed(story: Telling) -> None:
    _remind(story)
    ahead = [row.day for row in my_deadlines(story.actor(SUSANNE), on=story.today).rows if row.day > story.today]
    first = min(ahead)
    until = (first - story.today).days
    _remind(story, until)
    before = _told(story)

    for days in (until + 1, until + 1, until + 2):
        _remind(story, days)

    assert _told(story, "followup.something_is_due") >= 1
    assert _told(story) == before + 1
    told = ReminderRecord.objects.filter(case_id=story.case_id, settled_at=None, day=first)
    tell_actor(the_clock())
    assert {row.late_told_at is not None for row in told} <= {True}


def test_what_somebody_else_wrote_at_the_same_moment_is_neither_written_nor_told_again(
    story: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen that nothing was there; the second finds that all of it is."""
    _remind(story)
    left, told = len(remind(_clock(story), at=story.at(0))), _told(story, "followup.something_is_due")
    monkeypatch.setattr(commands, "step", lambda _, dues, *__: Step(tuple(dues), frozenset()))

    assert len(remind(_clock(story), at=story.at(0, 20))) == left
    assert _told(story, "followup.something_is_due") == told


def test_the_citizens_own_day_is_told_to_nobody(story: Telling) -> None:
    _remind(story, 0)
    before = _told(story)
    _clock(story)
    ReminderRecord.objects.filter(case_id=story.case_id, settled_at=None).update(late_told_at=story.at(1))
    sight = _clock(story, 1)
    ReminderRecord(
        case_id=sight.case_id, kind=DueKind.CITIZEN_DAY.value, key="x", day=story.today, told_at=story.at(0)
    ).save()

    _remind(story, 1)

    assert _told(story) == before


def test_a_case_counts_once_for_a_kind_by_its_first_day(story: Telling) -> None:
    other = a_case(story.cast, "jimmi", coordinator=HENRIK)
    monday = story.today - timedelta(days=story.today.weekday())
    for days in (-9, -2, 3, 20):
        _some(story, DueKind.START, monday + timedelta(days=days), f"s{days}")
    _some(story, DueKind.ENDS, monday + timedelta(days=7), "ends")
    tell_actor(the_clock())
    ReminderRecord.objects.update(told_at=story.at(-40))

    found = count_due(the_clock(), monday=monday)

    started = [each for each in found if each.kind is DueKind.START]
    assert [(each.when, each.cases) for each in started] == [(When.LATE, 1)]
    assert [(each.when, each.cases) for each in found if each.kind is DueKind.ENDS] == [(When.LATER, 1)]
    assert len({each.department for each in found}) == 1
    assert other.case_id != story.case_id


def test_what_was_told_after_the_week_began_waits_for_the_next(story: Telling) -> None:
    _some(story, DueKind.START, story.day(3), "new")
    monday = story.today - timedelta(days=story.today.weekday())
    tell_actor(the_clock())
    ReminderRecord.objects.update(told_at=story.at(0))

    assert count_due(the_clock(), monday=monday) == []
    assert count_due(the_clock(), monday=monday + timedelta(days=7)) != []


def test_the_week_that_was_kept_is_the_one_that_was_counted_and_stands_still(story: Telling) -> None:
    monday = story.today - timedelta(days=story.today.weekday())
    _some(story, DueKind.START, monday + timedelta(days=3), "one")
    tell_actor(the_clock())
    ReminderRecord.objects.update(told_at=story.at(-40))
    assert due_of_week(the_clock(), on=story.today) is None

    assert count_week(the_clock(), at=story.at(0))
    _some(story, DueKind.START, monday - timedelta(days=3), "late since")

    week = due_of_week(the_clock(), on=story.today)
    assert week is not None
    assert (week.monday, week.counted_at) == (monday, story.at(0))
    assert [(each.kind, each.when, each.cases) for each in week.counts] == [(DueKind.START, When.THIS_WEEK, 1)]
    assert due_of_week(the_clock(), on=monday + timedelta(days=13)) == week  # until somebody counts the next
    assert due_of_week(the_clock(), on=monday - timedelta(days=1)) is None


def test_the_weeks_count_is_closed_to_everybody_but_the_clock(story: Telling) -> None:
    count_week(the_clock(), at=story.at(0))

    assert due_of_week(story.actor(SUSANNE), on=story.today) is None


def test_a_week_begins_on_monday() -> None:
    assert monday_of(date(2026, 11, 23)) == monday_of(date(2026, 11, 29)) == date(2026, 11, 23)
    assert monday_of(date(2027, 1, 1)) == date(2026, 12, 28)


def test_a_case_shows_every_duty_with_its_section(story: Telling) -> None:
    page = case_deadlines(story.sight(SUSANNE, story.at(0)), on=story.today)

    duties = [each for each in page.lines if each.line.kind in {DueKind.DUTY, DueKind.DUTY_OVERDUE}]
    assert duties
    assert all(each.citations for each in duties)
    assert [each.line.day for each in page.lines] == sorted(each.line.day for each in page.lines)
    assert sum(len(lines) for _, lines in page.groups) == len(page.lines)
    assert all(each.citations and each.how for each in page.lines if each.law and each.law.deadline)


def test_what_nobody_can_count_is_told_with_the_reason(story: Telling) -> None:
    found = not_computed(lawbook().on(story.today))

    assert {entry.id for entry, _, _ in found} <= set(UNKNOWN)
    assert all(cited for _, _, cited in found)


def test_every_kind_is_somebodys_turn() -> None:
    assert {turn_of(kind) for kind in DueKind} == set(Turn)
