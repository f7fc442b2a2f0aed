"""What is a complaint over a no to one plan, and what is to be done with it by when?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from enplan.journey.decisions.facts import Channel, DueDay, Outcome
from enplan.journey.entrance.facts import Handed, Request, Screening
from enplan.kernel.ids import PersonId, RequestId


@dataclass(frozen=True, slots=True)
class Appeal:
    """Somebody is not content with a no to one plan, and what came of it."""

    id: UUID
    request_id: RequestId
    channel: Channel
    received_day: date
    received_at: datetime
    by: str
    text: str
    person_id: PersonId | None = None  # none: the municipality does not know the person
    outcome: Outcome | None = None  # none: nobody has looked at it again
    reasons: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    new_request_id: RequestId | None = None  # with the yes that came instead
    forwarded_day: date | None = None
    forwarded_by: str = ""
    told_ahead_at: datetime | None = None  # none: the entrance was not reminded before the day
    told_late_at: datetime | None = None  # none: the entrance was not told that the day has passed
    letter_waits: bool = False  # the answer goes by letter, and the letter is not on its way
    letter_day: date | None = None  # on which it went
    letter_handed: Handed | None = None
    letter_to: str = ""
    letter_by: str = ""


class Told(StrEnum):
    """Of what the entrance is reminded."""

    DUE = "something_is_due"
    LATE = "something_is_late"


@dataclass(frozen=True, slots=True)
class AppealClock:
    """A complaint over a no: what is to be done with it, by which day, and how the day was found."""

    appeal: Appeal
    request: Request
    screening: Screening
    authority: str
    late: bool
    reconsiders: bool
    due: DueDay
    outcomes: tuple[Outcome, ...]

    @property
    def to_forward(self) -> bool:
        """Whether it is upheld, and has not been sent on yet."""
        return self.appeal.outcome is Outcome.UPHELD and self.appeal.forwarded_day is None

    @property
    def open(self) -> bool:
        """Whether something is still to be done with it."""
        return self.appeal.outcome is None or self.to_forward or self.appeal.letter_waits

    @property
    def forwarded_late(self) -> bool:
        """Whether it was sent on after the last day."""
        sent, last = self.appeal.forwarded_day, self.due.day
        return sent is not None and last is not None and sent > last

    def overdue(self, on: date) -> bool:
        """Whether its day has passed, and something is still to be done."""
        return self.open and self.due.day is not None and on > self.due.day
