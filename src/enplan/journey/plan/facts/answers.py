"""What is answered to a version: by whom, for whom, and in which words?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from enplan.kernel.ids import PersonId, VersionId

ElementId = UUID  # of a goal or a measure


class Way(StrEnum):
    """How an answer was given."""

    PORTAL = "portal"
    MEETING = "meeting"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Approver:
    """Whose plan it is, and who can say yes: one of each group of `by` is needed."""

    for_person: PersonId
    by: tuple[tuple[PersonId, ...], ...]
    outside: tuple[tuple[PersonId, str], ...] = ()  # those of `by` who are not in the case, each with their name


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody said yes to a version (no element), or to one element of it."""

    version_id: VersionId
    for_person: PersonId
    by_person: PersonId
    at: datetime
    way: Way
    element_id: ElementId | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody's informed yes to getting less, in their own words; `present` says who was there when it was said."""

    version_id: VersionId
    element_id: ElementId
    for_person: PersonId
    by_person: PersonId
    at: datetime
    way: Way
    words: str
    present: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """Somebody said no to a version (no element), or to one element of it, and why, in their own words."""

    version_id: VersionId
    for_person: PersonId
    by_person: PersonId
    at: datetime
    reason: str
    element_id: ElementId | None = None
