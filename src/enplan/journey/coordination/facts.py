"""What is found when sector plans are laid side by side, and what follows from it?

Each kind of finding has its own small value with the facts that made it true; their fields stand in the order in which
findings of one kind are sorted and shown. Clock times are Danish and carry no offset.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from enplan.journey.sectorplans.facts import State
from enplan.kernel.ids import ResolutionId
from enplan.law.provision import LegalBasis


class Severity(StrEnum):
    """How much it presses."""

    MUST = "must"
    SHOULD = "should"
    NOTICE = "notice"


class Kind(StrEnum):
    """What sort of trouble it is."""

    TIME_CLASH = "time-clash"
    TIGHT_CHANGE = "tight-change"
    OUTSIDE_AGREED_HOURS = "outside-agreed-hours"
    OVERLOAD = "overload"
    OPPOSING_DEMANDS = "opposing-demands"
    GOALS_APART = "goals-apart"
    DOUBLE_EFFORT = "double-effort"
    QUESTION_ASKED_TWICE = "question-asked-twice"
    STATEMENT_ORDERED_TWICE = "statement-ordered-twice"
    MUST_WAIT = "must-wait"
    WAITING_IN_CIRCLE = "waiting-in-circle"
    DUTY_UNPLANNED = "duty-unplanned"
    DUTY_OVERDUE = "duty-overdue"
    STALE_PLAN = "stale-plan"
    GOAL_WITHOUT_MEASURE = "goal-without-measure"
    MEASURE_WITHOUT_GOAL = "measure-without-goal"
    TOO_MANY_CONTACTS = "too-many-contacts"


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


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way out: a sentence for people, and the same change for a program."""

    text: str
    change: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that trips somebody up, with what made it true, who decides, and ways out."""

    kind: Kind
    severity: Severity
    persons: tuple[str, ...]
    items: tuple[str, ...]
    departments: tuple[str, ...]
    facts: Facts = NoFacts()
    first_day: date | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def who_decides(self) -> tuple[str, ...]:
        """The departments concerned and the citizens."""
        return tuple(sorted({*self.departments, *self.persons}))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An appointment, or a session on one day."""

    item: str
    persons: tuple[str, ...]
    day: date
    start: time
    end: time
    place: str = ""


class WeekLoad(NamedTuple):
    """What a week holds for one person; `hours` are rounded to two decimals."""

    week: Week
    hours: Decimal
    contacts: int


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A demand of a meeting duty: so many by the due day, and what is held and booked for it."""

    duty: str
    due: date | None
    demanded: int
    held: int
    met_by: tuple[str, ...]

    @property
    def booked(self) -> int:
        """Held and booked together."""
        return self.held + len(self.met_by)


@dataclass(frozen=True, slots=True)
class JointMeeting:
    """A new meeting and the duties of which it meets one demand each; `apart` are pairs not to be put in one room."""

    day: date
    duties: tuple[str, ...]
    persons: tuple[str, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unmeetable:
    """A demand whose window has too few working days left: `lacks` meetings, `days` days."""

    duty: str
    due: date
    lacks: int
    days: int


@dataclass(frozen=True, slots=True)
class JointMeetings:
    """The fewest new meetings, and what even they cannot meet."""

    meetings: tuple[JointMeeting, ...] = ()
    unmeetable: tuple[Unmeetable, ...] = ()

    @property
    def minimum(self) -> int:
        """How few will do."""
        return len(self.meetings)


@dataclass(frozen=True, slots=True)
class Say:
    """A professional with a say over one person, and through which items."""

    name: str
    role: str
    department: str
    items: tuple[str, ...]


class FateKind(StrEnum):
    """What becomes of an item in the one plan."""

    CARRIED = "carried"
    MERGED = "merged"
    KEPT_BESIDE = "kept-beside"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one item; `into` names the goal a merged goal became part of."""

    item: str
    fate: FateKind
    into: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A goal as one plan words it."""

    item: str
    text: str


@dataclass(frozen=True, slots=True)
class DraftGoal:
    """One goal of the one plan, all its wordings, and the living measures that serve it."""

    person: str
    domain: str
    aim: str
    texts: tuple[Wording, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContentDemand:
    """What a replaced plan type demands of the content of the one plan."""

    plan_type: str
    key: str
    label: str
    legal_basis: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One plan in which nothing is lost: goals by domain, the fate of every item, what the law demands of it."""

    goals: tuple[DraftGoal, ...]
    fates: tuple[Fate, ...]
    demands: tuple[ContentDemand, ...]
    legal_basis: tuple[LegalBasis, ...]
    regime: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The chain that holds up its last one longest; `days` is None when its end is open, `head` must move first."""

    longest: tuple[str, ...] = ()
    days: int | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that follows from a household's plans on one day."""

    on: date
    findings: tuple[Finding, ...]
    load: Mapping[str, tuple[WeekLoad, ...]]
    duties: tuple[DutyRow, ...]
    joint_meetings: JointMeetings
    contacts: Mapping[str, tuple[Say, ...]]
    draft: Draft
    waiting: Waiting
    withheld: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What people decided about one finding: a proposal chosen (`choice` is its number) or a way of their own."""

    id: ResolutionId
    finding_key: str
    kind: Kind
    persons: tuple[str, ...]
    items: tuple[str, ...]
    choice: int | None
    text: str
    change: Mapping[str, object]
    reason: str
    decided_by: tuple[str, ...]
    at: datetime
    by: str
