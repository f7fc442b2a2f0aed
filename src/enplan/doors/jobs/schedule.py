"""Which work is due by itself, and since when?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, Protocol

from enplan.doors.jobs.tally import tally
from enplan.doors.jobs.watch_deadlines import watch_deadlines
from enplan.journey.followup.rules.visiting import Occasion
from enplan.kernel.calendar import DENMARK
from enplan.kernel.sight import Sight

NIGHT: Final = time(4)


class Doing(Protocol):
    """What a job does in one case."""

    def __call__(self, sight: Sight, *, at: datetime) -> None:
        """Do it."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work done in every case on an occasion; `errand` is what the citizen reads it was about."""

    name: str
    errand: str
    does: Doing
    began: Callable[[datetime], datetime]  # when the present occasion began
    follows_events: bool = False  # whether what people do in a case makes it due again

    def occasion(self, now: datetime) -> Occasion:
        """The present occasion and the one before."""
        began = self.began(now)
        return Occasion(began, self.began(began - timedelta(microseconds=1)), self.follows_events)


def last_night(now: datetime) -> datetime:
    """The last time it was four o'clock at night in Denmark."""
    here = now.astimezone(DENMARK)
    day = here.date() if here.time() >= NIGHT else here.date() - timedelta(days=1)
    return datetime.combine(day, NIGHT, DENMARK)


def last_monday_night(now: datetime) -> datetime:
    """The last time it was four o'clock on the night to a Monday."""
    night = last_night(now)
    return datetime.combine(night.date() - timedelta(days=night.weekday()), NIGHT, DENMARK)


JOBS: Final = (
    Job("watch_deadlines", "remind", watch_deadlines, last_night, follows_events=True),
    Job("tally", "tally", tally, last_monday_night),
)
