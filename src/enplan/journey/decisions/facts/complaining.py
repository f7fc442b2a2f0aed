"""What is a complaint, what came of it, and how is a last day found?"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from enplan.journey.decisions.facts.outside import PaperSent
from enplan.kernel.category import Category
from enplan.kernel.ids import ComplaintId, DecisionId, PersonId
from enplan.law.provision import LegalBasis


class Channel(StrEnum):
    """How a complaint came in; it may be oral and needs no reasons (bekendtgørelse om retssikkerhed § 11)."""

    PORTAL = "portal"
    PHONE = "phone"
    LETTER = "letter"
    MEETING = "meeting"


class Outcome(StrEnum):
    """What came of looking at a decision again."""

    CHANGED = "changed"  # the citizen gets what they asked for
    PARTLY = "partly"  # something of it; the citizen says whether the complaint is kept
    UPHELD = "upheld"  # unchanged; the complaint goes to the body that hears it


@dataclass(frozen=True, slots=True)
class Step:
    """One step of how a day was found: the key of a phrase and what fills its blanks."""

    phrase: str
    blanks: dict[str, str | int | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueDay:
    """A last day and how it was found; no day where the law read gives none."""

    day: date | None
    steps: tuple[Step, ...]
    basis: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class Reassessment:
    """The authority has looked at one part again."""

    id: UUID
    complaint_part_id: UUID
    outcome: Outcome
    reasons: str
    at: datetime
    by: str
    new_decision_id: DecisionId | None = None
    kept: bool | None = None  # none: the citizen has not said whether the complaint is kept
    kept_at: datetime | None = None
    forwarded_day: date | None = None  # on which it went to the body that hears it
    forwarded_by: str = ""
    told: PaperSent | None = None  # the letter with the answer to who complained without being in the case


@dataclass(frozen=True, slots=True)
class ComplaintPart:
    """One part that is complained about: it follows the route of its measure."""

    id: UUID
    part_id: UUID
    person_id: PersonId
    category: Category
    route: str
    reassessment: Reassessment | None = None
    joins: UUID | None = None  # the part of an earlier complaint that it adds to
    joins_day: date | None = None  # on which that came


@dataclass(frozen=True, slots=True)
class Complaint:
    """Somebody is not content with a decision, or with parts of it."""

    id: ComplaintId
    decision_id: DecisionId
    person_id: PersonId
    category: Category
    channel: Channel
    received_day: date
    received_at: datetime
    by: str
    text: str
    parts: tuple[ComplaintPart, ...] = ()
    complainant: PersonId | None = None  # who complained, where the team took it down; none: as `by` says
    complainant_name: str = ""
    outside: bool = False  # the one who complained was not in the case and got a copy of their own on paper

    @property
    def whose(self) -> str:
        """Whose complaint it is, by name."""
        return self.complainant_name or self.by
