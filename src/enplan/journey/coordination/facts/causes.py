"""What made a finding true? Each kind has its own small value.

Their fields stand in the order in which findings of one kind are sorted and shown. Clock times are Danish and carry no
offset.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from enplan.journey.sectorplans.facts import State


class Week(NamedTuple):
    """An ISO week, which belongs to the year of its Thursday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week the day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


class Heaviest(NamedTuple):
    """The week that holds most, and how much."""

    week: Week
    value: Decimal


class ContactName(NamedTuple):
    """A contact person as one counts them: by name and department."""

    name: str
    department: str


@dataclass(frozen=True, slots=True)
class TimeClash:
    """`first` is the first moment the two overlap."""

    first: datetime
    count: int


@dataclass(frozen=True, slots=True)
class TightChange:
    """`first` is when the later of the two starts, the first time."""

    first: datetime
    count: int
    least_minutes: int


@dataclass(frozen=True, slots=True)
class OutsideAgreedHours:
    """`reasons` are of `free-day`, `not-after` and `not-before`."""

    first: datetime
    count: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overload:
    """`measure` is `hours` or `contacts`; `weeks` are the first and the last of the run."""

    measure: str
    weeks: tuple[Week, Week]
    heaviest: Heaviest
    limit: Decimal


@dataclass(frozen=True, slots=True)
class OpposingDemands:
    """`reasons` are of `demand` and `types`; `first` is the first common day."""

    first: date
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalsApart:
    """The two aims."""

    aims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubleEffort:
    """`first` is the first common day."""

    first: date
    measure_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionAskedTwice:
    """`answered` is the newest answer there is, `reuse` whether it may be used as it stands."""

    item: str
    answered: date | None
    reuse: str


@dataclass(frozen=True, slots=True)
class StatementOrderedTwice:
    """`state` of the earlier when the later was requested: `on-its-way` or `valid`."""

    earlier: str
    later: str
    state: str
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MustWait:
    """`until` is the needed end or start, None when there is none."""

    waiting: str
    needed: str
    state: State
    starts: date
    until: date | None


@dataclass(frozen=True, slots=True)
class DutyGap:
    """So many were demanded by the due day, and so many are booked or held."""

    due: date
    demanded: int
    booked: int


@dataclass(frozen=True, slots=True)
class StalePlan:
    """The day the plan should have been followed up."""

    follow_up: date


@dataclass(frozen=True, slots=True)
class TooManyContacts:
    """Everybody with a say."""

    count: int
    contacts: tuple[ContactName, ...]


@dataclass(frozen=True, slots=True)
class NoFacts:
    """The items say it all."""


Facts = (
    TimeClash
    | TightChange
    | OutsideAgreedHours
    | Overload
    | OpposingDemands
    | GoalsApart
    | DoubleEffort
    | QuestionAskedTwice
    | StatementOrderedTwice
    | MustWait
    | DutyGap
    | StalePlan
    | TooManyContacts
    | NoFacts
)
