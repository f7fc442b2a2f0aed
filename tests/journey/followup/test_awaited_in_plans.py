"""Does a statement that a sector plan tells of stand among the deadlines, and whose turn is it? (S-21, S-67)"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from enplan.demo.stories.telling import Telling
from enplan.doors.jobs.watch_deadlines import watch_deadlines
from enplan.journey.access.commands import open_case
from enplan.journey.followup.facts import DueKind
from enplan.journey.followup.queries import case_deadlines, my_deadlines
from enplan.journey.sectorplans.facts import Statement
from enplan.journey.sectorplans.rules.asked import awaited_in_plans
from enplan.kernel.category import Category
from enplan.law.lawbook import lawbook
from enplan.registers.accounts.queries import the_clock
from enplan.registers.outbox.queries import messages
from tests.builders_deadlines import METTE, MONDAY, a_plan
from tests.builders_stories import mette_with_draft

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"
STATEMENTS = {DueKind.STATEMENT, DueKind.STATEMENT_LATE}


@pytest.fixture
def story() -> Telling:
    """The job centre ordered LÆ 145 on 19 October: it was due 18 November at the latest, by the agreement."""
    return mette_with_draft()


def _told(story: Telling, who: str) -> list[tuple[DueKind, int, str]]:
    page = case_deadlines(story.sight(who, story.at(0)), on=story.today)
    found = [each.line.due for each in page.lines if each.line.due and each.line.due.kind in STATEMENTS]
    return [(each.kind, (each.day - story.today).days, each.title) for each in found]


def test_whoever_may_know_of_it_sees_the_day_and_who_ordered_it(story: Telling) -> None:
    title = "Generel helbredsattest: hele helbredet (bestilt af Jobcenter Nordby)"

    assert _told(story, SUSANNE) == [(DueKind.STATEMENT_LATE, -5, title)]


def test_who_may_not_know_of_it_is_told_nothing(story: Telling) -> None:
    sight = story.sight("Morten Friis", story.at(0))
    open_to = frozenset(each for each in sight.grants if each.category is not Category.WORK)

    page = case_deadlines(replace(sight, grants=open_to), on=story.today)

    assert STATEMENTS.isdisjoint(each.line.kind for each in page.lines)


def test_the_clock_puts_it_on_the_list_and_tells_the_contact_person_once(story: Telling) -> None:
    for days in (1, 2):
        clock = open_case(the_clock(), at=story.at(days), case_id=story.case_id, errand="remind")
        watch_deadlines(clock, at=story.at(days))

    rows = my_deadlines(story.actor(SUSANNE), on=story.day(2)).rows
    assert [each.day for each in rows if each.kind is DueKind.STATEMENT_LATE] == [story.day(-5)]
    told = [each.message for each in messages(story.actor(SUSANNE))]
    assert told.count("followup.something_is_late") == 1


ON_ITS_WAY = Statement("social", "status", "LÆ 125", ("fysisk-helbred",), "mette", MONDAY - timedelta(days=14))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param({}, [(MONDAY, False)], id="the last day it is on time"),
        pytest.param({"requested": MONDAY - timedelta(days=15)}, [(MONDAY - timedelta(days=1), True)], id="late"),
        pytest.param({"received": MONDAY}, [], id="it came today"),
        pytest.param({"kind": "Udtalelse fra skolen"}, [], id="nobody has said when it is to come"),
    ],
)
def test_it_is_late_the_day_after_its_day(changes: dict[str, Any], found: list[tuple[date, bool]]) -> None:
    plan = replace(a_plan(), statements=(replace(ON_ITS_WAY, **changes),))

    waiting = awaited_in_plans([plan], {"mette": METTE.person_id}, lawbook().on(MONDAY))

    assert [(each.day, each.chase) for each in waiting] == found
