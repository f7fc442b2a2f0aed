"""Whose pages are asked for? One told case, multiplied, and the people who open each copy of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from time import perf_counter
from uuid import UUID

from django.db import connection, transaction

import bench.ready  # noqa: F401 - importing it makes Django ready
from enplan.demo.bulk import copied_id, copied_team_id, multiply
from enplan.demo.cast import Cast, set_up
from enplan.demo.stories import many_actions
from enplan.demo.stories.mother_without_work import COORDINATOR
from enplan.demo.stories.telling import Telling
from enplan.journey.plan.queries import goals
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor


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


@dataclass(frozen=True, slots=True)
class Loaded:
    """How long the copying took, and how large the database is now."""

    cases: int
    rows: int
    seconds: float
    gigabytes: float


class World:
    """The told case, and as many copies of it as have been asked for so far."""

    def __init__(self) -> None:
        self.cases = 0
        with transaction.atomic():
            tell_actor(the_clock())
            cast = set_up()
            # Told around a day of last week, so that nothing of it lies ahead of the clock.
            story = many_actions.tell(cast, datetime.now(DENMARK).date() - timedelta(days=7))
            self._template = _template(story, cast)

    def grow(self, cases: int) -> Loaded:
        """Copy until there are so many."""
        begun = perf_counter()
        rows = multiply(CaseId(self._template.case), self.cases + 1, cases)
        seconds = perf_counter() - begun
        self.cases = cases
        with connection.cursor() as cursor:
            cursor.execute("vacuum")  # as the database does by itself in the nights after
            cursor.execute("select pg_database_size(current_database())")
            size = cursor.fetchone()[0]
        return Loaded(cases, rows, seconds, size / 1e9)

    def some(self, amount: int) -> list[Copy]:
        """So many of the copies, each another one, drawn in the same way each time."""
        return [self.copy(number) for number in Random(self.cases).sample(range(1, self.cases + 1), amount)]

    def copy(self, number: int) -> Copy:
        """One of the copies."""
        told = self._template
        return Copy(
            number,
            *(UUID(copied_id(each, number)) for each in (told.case, told.citizen, told.person, told.goal)),
            *(UUID(copied_team_id(each, number)) for each in (told.coordinator, told.professional)),
        )


def _template(story: Telling, cast: Cast) -> Copy:
    """The told case itself."""
    coordinator = cast.professionals[COORDINATOR]
    assert coordinator.professional_id is not None  # the cast made them
    found = goals(story.sight("mette", story.at(0)))
    goal = next(each for each in found if each.text == many_actions.CALM)
    citizen, person = cast.citizens["mette"].account_id, story.person("mette")
    return Copy(0, story.case_id, citizen, person, goal.id, coordinator.account_id, coordinator.professional_id)
