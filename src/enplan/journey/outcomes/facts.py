"""What is a reading, and what is counted of a case?"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from enplan.kernel.ids import CaseId, PersonId, ReadingId

LOWEST, HIGHEST = 0, 10


class Scale(StrEnum):
    """What is read, from 0 to 10: the two axes of the plan's aim, and well-being (S-01, S-90)."""

    WELLBEING = "wellbeing"
    MASTERY = "mastery"  # of one's own life
    CLOSENESS = "closeness"  # to work or education


@dataclass(frozen=True, slots=True)
class Reading:
    """Where somebody stood on a scale, in a number and their own words."""

    id: ReadingId
    person_id: PersonId
    scale: Scale
    value: int
    words: str
    at: datetime
    by_name: str
    by_citizen: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of a case on a day: numbers only. What is None has not happened, or could not be counted."""

    case_id: CaseId
    day: date
    kind: str  # citizen or family
    days_to_answer: int | None = None  # from the request to the answer (S-42)
    days_to_plan: int | None = None  # from the request to the approved plan
    days_to_decision: int | None = None  # from the approved plan to the decision
    contacts_before: int | None = None  # contact persons in the sector plans (S-41)
    contacts_after: int | None = None  # contact persons in the one plan
    plans_before: int | None = None
    meetings_separate: int | None = None  # what the law would ask for one by one (S-32)
    meetings_joint: int | None = None  # what it became
    goals: int = 0
    goals_reached: int = 0
    closed: bool = False
    less: int | None = None  # rights of which the plan and the letters in force give less than before (S-65)
    less_hours: Decimal | None = None  # hours a week fewer, in all
    less_days: int | None = None  # days later or shorter, in all
    less_where: tuple[str, ...] = ()  # of which kinds of information the measures are


@dataclass(frozen=True, slots=True)
class Cell:
    """A published figure: the number of cases in whole groups, and a mean; None when too few stand behind it."""

    key: str
    count: int | None
    mean: float | None

    @property
    def hidden(self) -> bool:
        """Whether too few stand behind it."""
        return self.count is None
