"""What has the authority answered to a measure, where it is not simply yes to what the plan says?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Given(StrEnum):
    """How much of a measure is given."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OfKind:
    """The answer to one kind of help in a measure that was put together."""

    element_id: UUID
    given: Given
    starts: date | None = None  # as below, of this kind alone
    ends: date | None = None
    hours: Decimal | None = None
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that holds for a measure today, as far as it says something else than the plan does."""

    given: Given
    day: date  # of the letter
    granted: str = ""  # what is given, in words
    starts: date | None = None  # none: as the plan says
    ends: date | None = None  # none: as the plan says; of a no: the last day of what there was
    hours: Decimal | None = None  # a week; none: as the plan says
    open_ended: bool = False  # it runs without a last day, whatever the plan says
    reason: str = ""
    agreed: str = ""  # the yes to less, in the person's own words
    kinds: tuple[OfKind, ...] = ()  # of each kind of help in it that was answered; none: all of it alike


Answers = Mapping[UUID, Answered]  # by measure
