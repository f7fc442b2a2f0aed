"""What is said to the one who complains: was it a new complaint, or was it added to one that lies there?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.decisions.facts import Complaint
from enplan.law.phrasebook import in_words


@dataclass(frozen=True, slots=True)
class Became:
    """Since when something of it was complained over already, and whether something of it is new."""

    since: date | None
    some_new: bool

    @property
    def to_citizen(self) -> str:
        """Empty when all of it is new."""
        if self.since is None:
            return ""
        more = " Resten er en ny klage." if self.some_new else ""
        return f"Du har allerede klaget {in_words(self.since)}. Vi har lagt det, du skrev nu, til den klage.{more}"

    @property
    def to_staff(self) -> str:
        """Empty when all of it is new."""
        if self.since is None:
            return ""
        more = " Resten er en ny klage." if self.some_new else ""
        return f"Borgeren har allerede klaget {in_words(self.since)}. Det nye er lagt til den klage.{more}"


def what_became(made: Sequence[Complaint]) -> Became:
    """Read off what was taken down."""
    parts = [part for complaint in made for part in complaint.parts]
    days = [part.joins_day for part in parts if part.joins_day]
    return Became(max(days, default=None), any(part.joins is None for part in parts))
