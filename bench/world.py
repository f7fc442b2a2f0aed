"""Whose pages are asked for? One told case, multiplied, and the people who open each copy of it.

It is told once and copied first into a dozen cases of different age, each of which the clock visits, so that something
is late, something is soon and something comes later; those are what is multiplied.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from time import perf_counter
from typing import Final
from uuid import UUID

from django.db import connection, transaction

import bench.ready  # noqa: F401 - importing it makes Django ready
from enplan.demo.bulk import Told, copied_id, copied_team_id, multiply
from enplan.demo.cast import Cast, set_up
from enplan.demo.stories import many_actions
from enplan.demo.stories.mother_without_work import COORDINATOR
from enplan.demo.stories.telling import Telling
from enplan.doors.jobs.watch_deadlines import watch_deadlines
from enplan.journey.access.commands import open_case
from enplan.journey.followup.commands import count_week
from enplan.journey.followup.queries import count_due
from enplan.journey.followup.rules.deadlines import monday_of
from enplan.journey.plan.queries import goals
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor

AGES: Final = tuple(timedelta(weeks=weeks) for weeks in range(12))  # how much earlier than the first each was told
LEADER: Final = "Thomas Vinther"


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the multiplied cases, with the accounts of those who open it."""

    number: int
    case: UUID
    citizen: UUID  # the account
    person: UUID
    goal: UUID  # one that an action can be added to
    coordinator: UUID  # the account
    professional: UUID
    leader: UUID  # the account of one who reads figures of all cases


@dataclass(frozen=True, slots=True)
class Loaded:
    """How long the copying took, how large the database is now, and how much was due when the week began."""

    cases: int
    rows: int
    seconds: float
    gigabytes: float
    due: dict[str, int]
    counting: float  # milliseconds to count that once for the whole week


class World:
    """The told case, and as many copies of it as have been asked for so far."""

    def __init__(self) -> None:
        self.cases = 0
        with transaction.atomic():
            tell_actor(the_clock())
            # Told around a day of last week, so that nothing of it lies ahead of the clock.
            day = datetime.now(DENMARK).date() - timedelta(days=7)
            cast = set_up(day)
            story = many_actions.tell(cast, day)
            self._template = _template(story, cast)

    def grow(self, cases: int) -> Loaded:
        """Copy until there are so many."""
        begun, rows = perf_counter(), 0
        if not self.cases:
            rows = self._age()
        first = [Told(CaseId(self.copy(number + 1).case)) for number in range(len(AGES))]
        rows += multiply(first, self.cases + 1, cases)
        seconds = perf_counter() - begun
        self.cases = cases
        with connection.cursor() as cursor:
            cursor.execute("vacuum")  # as the database does by itself in the nights after
            cursor.execute("select pg_database_size(current_database())")
            size = cursor.fetchone()[0]
        due, counting = self._count()
        return Loaded(cases, rows, seconds, size / 1e9, due, counting)

    def _age(self) -> int:
        """The cases of different age, and the clock in each of them before the week began and now."""
        told = CaseId(self._template.case)
        rows = multiply([Told(told, earlier) for earlier in AGES], 1, len(AGES))
        self.cases = len(AGES)
        now = datetime.now(DENMARK)
        before = datetime.combine(monday_of(now.date()), time.min, DENMARK) - timedelta(hours=20)
        for number in range(1, len(AGES) + 1):
            for at in (before, now):
                with transaction.atomic():
                    case_id = CaseId(self.copy(number).case)
                    watch_deadlines(open_case(the_clock(), at=at, case_id=case_id, errand="remind"), at=at)
        return rows

    def _count(self) -> tuple[dict[str, int], float]:
        """The leaders' count of the week, as if it were the first one of these cases."""
        now = datetime.now(DENMARK)
        with connection.cursor() as cursor:
            cursor.execute("truncate due_week")
        with transaction.atomic():
            begun = perf_counter()
            counts = count_due(the_clock(), monday=monday_of(now.date()))
            spent = (perf_counter() - begun) * 1000
            count_week(the_clock(), at=now)
        due: dict[str, int] = {}
        for each in counts:
            due[each.when.value] = due.get(each.when.value, 0) + each.cases
        return due, spent

    def some(self, amount: int) -> list[Copy]:
        """So many of the copies, each another one, drawn in the same way each time."""
        return [self.copy(number) for number in Random(self.cases).sample(range(1, self.cases + 1), amount)]

    def copy(self, number: int) -> Copy:
        """One of the copies."""
        told = self._template
        return Copy(
            number,
            case=UUID(copied_id(told.case, number)),
            citizen=UUID(copied_id(told.citizen, number)),
            person=UUID(copied_id(told.person, number)),
            goal=UUID(copied_id(told.goal, number)),
            coordinator=UUID(copied_team_id(told.coordinator, number)),
            professional=UUID(copied_team_id(told.professional, number)),
            leader=told.leader,
        )


def _template(story: Telling, cast: Cast) -> Copy:
    """The told case itself."""
    coordinator = cast.professionals[COORDINATOR]
    assert coordinator.professional_id is not None  # the cast made them
    found = goals(story.sight("mette", story.at(0)))
    goal = next(each for each in found if each.text == many_actions.CALM)
    citizen, person = cast.citizens["mette"].account_id, story.person("mette")
    leader = cast.professionals[LEADER].account_id
    return Copy(0, story.case_id, citizen, person, goal.id, coordinator.account_id, coordinator.professional_id, leader)
