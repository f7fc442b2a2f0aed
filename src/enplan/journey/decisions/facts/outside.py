"""What is the copy of a letter for somebody who holds custody of a child in it without being in the case?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from enplan.kernel.ids import DecisionId, PersonId


class CopyWay(StrEnum):
    """How the copy went to somebody who cannot read it here."""

    POST = "post"
    HANDED_OVER = "handed-over"


@dataclass(frozen=True, slots=True)
class PaperSent:
    """That a letter on paper went: how, on which day, and who says so."""

    way: CopyWay
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class CopySent:
    """That it went: how, on which day, and who says so."""

    decision_id: DecisionId
    holder_id: PersonId
    way: CopyWay
    day: date
    sent_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OutsideCopy:
    """A letter of which the holder of custody gets what is about the children; the staff's task until it is sent."""

    decision_id: DecisionId
    made_day: date
    holder_id: PersonId
    children: tuple[PersonId, ...]
    name: str = ""  # of the holder
    sent: CopySent | None = None

    @property
    def key(self) -> str:
        """How a list of what is due names it."""
        return f"{self.decision_id}:{self.holder_id}"
