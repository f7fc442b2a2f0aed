"""What follows from a household's plans beside the findings: load, duties, meetings, contacts, draft and waiting?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from enplan.journey.coordination.facts.causes import Week
from enplan.journey.coordination.facts.findings import Finding
from enplan.law.provision import LegalBasis


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
