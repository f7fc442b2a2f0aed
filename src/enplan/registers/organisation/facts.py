"""What is a department, who is a professional, and what does the municipality settle itself?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId, ProfessionalId


@dataclass(frozen=True, slots=True)
class Department:
    """A part of the municipality, or another authority (`external`), and the kinds of information it works with.

    To work with a kind is not to decide on it: a home for adults gives social help, the social department grants it.
    """

    id: DepartmentId
    name: str
    categories: tuple[Category, ...]
    external: bool = False
    decides: tuple[Category, ...] = ()  # the areas under whose laws it takes decisions


@dataclass(frozen=True, slots=True)
class Professional:
    """Somebody who works in a department."""

    id: ProfessionalId
    name: str
    title: str
    department: Department
    phone: str = ""


class Matter(StrEnum):
    """What the municipality may settle itself. What the law gives is none of these, so nobody can set it aside here."""

    ANSWER_DAYS = "answer-days"
    ANSWER_DAYS_REFERRED = "answer-days-referred"
    AREA_WORK = "area-days-work"
    AREA_ECONOMY = "area-days-economy"
    AREA_SOCIAL = "area-days-social"
    AREA_HEALTH = "area-days-health"
    AREA_ADDICTION = "area-days-addiction"
    AREA_FAMILY = "area-days-family"
    AREA_EDUCATION = "area-days-education"
    AREA_INTEGRATION = "area-days-integration"
    SOON_DAYS = "soon-days"
    OPEN_REQUESTS = "open-requests"
    UNIT = "unit"
    TARGET_GROUP = "target-group"
    LONGEST_DELAY = "longest-delay"
    ENOUGH_CONTACTS = "enough-contacts"
    CHASE_DAYS = "chase-days"
    HEARING_DAYS = "hearing-days"
    QUESTION_DAYS = "question-days"
    REVIEW_MONTHS = "review-months"
    QUIET_WEEKS = "quiet-weeks"
    AHEAD_DAYS = "ahead-days"
    FRESH_MONTHS = "fresh-months"
    SMALLEST_SHOWN = "smallest-shown"
    FOUR_EYES = "four-eyes"  # a second professional agrees to a decision before it is signed
    DELEGATION = "delegation"  # the contact person decides for every department


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers a matter can be settled to, and what it is until somebody settles it."""

    least: int
    most: int
    otherwise: int
    step: int = 1  # only whole steps


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled: from which day, by whom, and why. It stands for ever; a change is a new one."""

    matter: Matter
    value: str
    first_day: date
    at: datetime
    by: str
    why: str
