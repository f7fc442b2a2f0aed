"""What is a hearing of a party before it is decided?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enplan.journey.decisions.facts.outside import PaperSent
from enplan.kernel.category import Category
from enplan.kernel.ids import HearingId, PersonId


@dataclass(frozen=True, slots=True)
class Hearing:
    """The party is shown facts that weigh against them and may comment before it is decided."""

    id: HearingId
    person_id: PersonId
    category: Category
    element_id: UUID
    title: str
    facts: str
    source: str
    asked_at: datetime
    asked_by: str
    answer_by: date
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    holder: PersonId | None = None  # holds custody outside the case and is asked on paper; none: who is in the case
    holder_name: str = ""
    sent: PaperSent | None = None  # that letter
    persons: tuple[PersonId, ...] = ()  # all it is about

    @property
    def to_send(self) -> bool:
        """Whether a letter on paper is still to go; until then no time to answer has begun."""
        return self.holder is not None and self.sent is None and self.answered_at is None

    @property
    def key(self) -> str:
        """How a list of letters that are due names it."""
        return f"hearing:{self.id}"

    def open_on(self, day: date) -> bool:
        """Whether the party may still answer and has not."""
        return self.to_send or (self.answered_at is None and day <= self.answer_by)
