"""How is due work done: each case in a transaction of its own, by one worker at a time, none held up by another?"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic
from typing import Final

from django.db import Error, close_old_connections, connection, transaction

from enplan.doors.jobs.forget_forms import forget_old_forms, forget_old_sign_ins
from enplan.doors.jobs.schedule import JOBS, Job, last_night
from enplan.doors.jobs.seal_log import seal_log
from enplan.journey.access.commands import visit_case
from enplan.journey.appeals.commands import remind_of_appeals
from enplan.journey.followup.commands import count_week
from enplan.journey.followup.queries import cases_to_visit
from enplan.kernel.ids import CaseId
from enplan.registers.accounts.queries import the_clock

PAUSE: Final = 5.0  # seconds between two looks at what is due
LONGEST_PAUSE: Final = 300.0
SHARE: Final = 20  # a look that takes long is followed by work, or by a pause, so many times as long
BATCH: Final = 500  # at least so many cases between two looks: what people have just done goes first
SEALED_EVERY: Final = timedelta(minutes=4)  # the logs, also in the middle of a long night's work
LONGEST_REST: Final = 20.0  # seconds without a look at whether they are to be sealed
AGAIN: Final = timedelta(hours=1)  # a case that failed is tried again after this

_log = logging.getLogger("enplan.jobs")


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Worker:
    """Does what is due until it is told to stop; then it ends the case it is in, and nothing is lost."""

    jobs: tuple[Job, ...] = field(default_factory=lambda: JOBS)
    clock: Callable[[], datetime] = utc_now
    stopping: Event = field(default_factory=Event)
    done: int = 0
    failed: dict[tuple[str, CaseId], datetime] = field(default_factory=dict)
    sealed: datetime | None = None  # when the logs were last seen to
    tidied: datetime | None = None  # the night of the last tidying; a worker that starts tidies first

    def work(self) -> None:
        """Everything that is due now, once. A case that fails is written down and holds up no other."""
        self._seal()
        self._tidy()
        for job in self.jobs:
            tried: set[CaseId] = set()
            while self.do_some(job, tried) and not self.stopping.is_set():
                pass

    def do_some(self, job: Job, tried: set[CaseId], batch: int = BATCH) -> int:
        """One look, and a batch of the cases that are due and have not been tried: how many were tried.

        The look grows with the municipality. A batch is longer than `batch` until the look was a small share of it.
        """
        started = monotonic()
        due = [each for each in self._due(job).items() if each[0] not in tried]
        enough = monotonic() + SHARE * (monotonic() - started)
        for number, (case_id, since) in enumerate(due):
            if self.stopping.is_set() or (number >= batch and monotonic() >= enough):
                return number
            tried.add(case_id)
            self._try(job, case_id, since)
            self._seal()
        return len(due)

    def work_on(self) -> None:
        """The same again and again. While the database is away it waits for it."""
        while not self.stopping.is_set():
            started = monotonic()
            try:
                self.work()
            except Error:
                _log.exception("The jobs could not reach the database and will try again")
            close_old_connections()
            self._rest(min(LONGEST_PAUSE, max(PAUSE, SHARE * (monotonic() - started))))

    def _rest(self, seconds: float) -> None:
        """Do nothing but seal. While the database is away there is nothing to seal either."""
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not self.stopping.wait(min(left, LONGEST_REST)):
            try:
                self._seal()
            except Error:
                _log.exception("The logs could not be sealed; the database is away")
            close_old_connections()

    def _seal(self) -> None:
        now = self.clock()
        if self.sealed is None or now - self.sealed >= SEALED_EVERY:
            self.sealed = now if seal_log(at=now) else None

    def _tidy(self) -> None:
        """Once a night, and in no case: it may be done twice without harm."""
        now = self.clock()
        night = last_night(now)
        if self.tidied != night:
            forget_old_forms(at=now)
            forget_old_sign_ins(at=now)
            count_week(the_clock(), at=now)
            remind_of_appeals(the_clock(), at=now)
            self.tidied = night

    def _due(self, job: Job) -> dict[CaseId, datetime]:
        now = self.clock()
        with transaction.atomic():
            due = cases_to_visit(the_clock(), errand=job.errand, occasion=job.occasion(now), at=now)
        resting = {case_id for (name, case_id), at in self.failed.items() if name == job.name and now < at + AGAIN}
        return {case_id: since for case_id, since in due.items() if case_id not in resting}

    def _try(self, job: Job, case_id: CaseId, since: datetime) -> None:
        try:
            with transaction.atomic():
                sight = visit_case(the_clock(), at=self.clock(), case_id=case_id, errand=job.errand, since=since)
                if sight is not None:
                    job.does(sight, at=self.clock())
        except Exception:
            if not connection.is_usable():
                raise
            _log.exception("Job %s failed in case %s", job.name, case_id)
            self.failed[job.name, case_id] = self.clock()
        else:
            self.done += sight is not None
            self.failed.pop((job.name, case_id), None)
