"""What does a night cost, in which the clock goes through the cases and reminds of what is due and what is late?

The worker does so many cases as it would at any night, twice: on a night when everything in them is new to it, and on
the next one, when little has changed. Nobody may be told anything twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter, process_time
from typing import Final

from django.db import connection, transaction

from bench.pages import statements
from bench.world import World
from enplan.doors.jobs.schedule import JOBS, last_night
from enplan.doors.jobs.worker import Worker
from enplan.journey.followup.queries import cases_to_visit
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor

CASES: Final = 250
TOLD: Final = """select coalesce(sum(n), 0)::int, coalesce(sum(n - 1), 0)::int from (
  select count(*) as n from message where at = %s group by case_id, to_person, to_professional, message) told"""


@dataclass(frozen=True, slots=True)
class Night:
    """One night: how many cases, what a thousand of them cost, and what was told."""

    cases: int  # in the database
    name: str
    done: int
    look: float  # milliseconds to find the cases that are due
    wall: float  # seconds for a thousand cases
    cpu: float  # seconds of the worker's own computing for a thousand cases
    queries: float  # for one case
    written: int  # reminders that are new
    told: int  # messages to contact persons
    twice: int  # messages of one kind, in one case, to one person in one night beyond the first


def measure(world: World) -> list[Night]:
    """A first night and the one after, over the same cases."""
    tomorrow = last_night(datetime.now(DENMARK)) + timedelta(days=1, minutes=5)
    return [_night(world, name, tomorrow + timedelta(days=days)) for days, name in enumerate(("first", "next"))]


def _night(world: World, name: str, at: datetime) -> Night:
    job = JOBS[0]
    worker = Worker((job,), clock=lambda: at)
    with transaction.atomic():
        begun = perf_counter()
        due = cases_to_visit(the_clock(), errand=job.errand, occasion=job.occasion(at), at=at)
        look = (perf_counter() - begun) * 1000
    chosen = {CaseId(each.case) for each in world.some(CASES)}
    others = set(due) - chosen
    written = _reminders()
    with statements() as said:
        begun, computing = perf_counter(), process_time()
        worker.do_some(job, others, CASES)
        cpu, wall = process_time() - computing, perf_counter() - begun
    if worker.failed:
        raise RuntimeError(f"the clock failed in {len(worker.failed)} cases")
    many = worker.done / 1000
    told, twice = _told(at)
    return Night(
        world.cases, name, worker.done, look, wall / many, cpu / many,
        len(said) / worker.done, _reminders() - written, told, twice,
    )  # fmt: skip


def _reminders() -> int:
    """How many there are, settled ones too."""
    with transaction.atomic(), connection.cursor() as cursor:
        tell_actor(the_clock())
        cursor.execute("select count(*) from reminder")
        return int(cursor.fetchone()[0])


def _told(at: datetime) -> tuple[int, int]:
    """How many messages of this moment there are, and how many of them tell the same thing to the same person again."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Nobody may read the messages of all; the owner of the table looks past the barrier, and puts it up again.
        cursor.execute("alter table message no force row level security")
        cursor.execute(TOLD, [at])
        told, twice = cursor.fetchone()
        cursor.execute("alter table message force row level security")
        return told, twice
