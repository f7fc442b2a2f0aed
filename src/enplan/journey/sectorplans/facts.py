"""What is in a sector plan, and who lives in the household it is about?

Days and clock times are Danish and written as in the plan: a session at 09:00 is at 09:00 in summer and in winter.
An item is called by its `name`, `plan-id/item-id`, everywhere outside its own plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId, SectorPlanId
from enplan.registers.people.facts import RelationKind as RelationKind  # noqa: PLC0414 - plans speak of these relations


class Demand(StrEnum):
    """What a measure is to the citizen."""

    OBLIGATION = "obligation"
    OFFER = "offer"
    TREATMENT = "treatment"


class State(StrEnum):
    """How far another measure must have come before one can start."""

    STARTED = "started"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Capacity:
    """What has been agreed with the citizen that a week may hold; what is None or empty is not agreed."""

    hours_per_week: Decimal | None = None
    contacts_per_week: int | None = None
    not_before: time | None = None
    not_after: time | None = None
    free_days: frozenset[int] = frozenset()  # 0 is Monday


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the household. `id` is the file's own, for stored persons their UUID as text."""

    id: str
    born: date
    name: str = ""
    capacity: Capacity = Capacity()

    @property
    def called(self) -> str:
        """The name, or the id when no name is known."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Relation:
    """What `one` is to `other`: `one` is the parent, the ombud or the companion of `other`."""

    one: str
    other: str
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Contact:
    """A professional with a say."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody is to reach, in the plan's own words, and the direction of it."""

    plan: str
    id: str
    person: str
    aim: str
    text: str

    @property
    def name(self) -> str:
        """`plan-id/item-id`."""
        return f"{self.plan}/{self.id}"


@dataclass(frozen=True, slots=True)
class Session:
    """A time in the calendar: once, or every week on the same weekday until a day, that day included."""

    day: date
    start: time
    end: time
    weekly_until: date | None = None
    except_days: frozenset[date] = frozenset()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A measure or a whole plan (`of` is its name) must have started or be finished first."""

    of: str
    state: State


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done: for whom, from when to when, how often, and what it depends on. Without `ends` it is open."""

    plan: str
    id: str
    measure_type: str
    persons: tuple[str, ...]
    starts: date
    ends: date | None = None
    title: str = ""
    demand: Demand = Demand.OFFER
    protected: bool = False
    hours_per_week: Decimal | None = None
    sessions: tuple[Session, ...] = ()
    goals: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    waits_for: tuple[str, ...] = ()
    contact: Contact | None = None

    @property
    def name(self) -> str:
        """`plan-id/item-id`."""
        return f"{self.plan}/{self.id}"

    def is_past(self, on: date) -> bool:
        """Whether it ended before the day."""
        return self.ends is not None and self.ends < on


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked meeting on one day; `duty` names the meeting duty it meets."""

    plan: str
    id: str
    persons: tuple[str, ...]
    day: date
    start: time
    end: time
    place: str = ""
    duty: str | None = None
    attendees: tuple[Contact, ...] = ()

    @property
    def name(self) -> str:
        """`plan-id/item-id`."""
        return f"{self.plan}/{self.id}"


@dataclass(frozen=True, slots=True)
class Duty:
    """A meeting the law demands. `since` is the event the rule counts from; `held` counts meetings not listed."""

    plan: str
    id: str
    meeting_rule: str
    person: str
    since: date
    held: int = 0

    @property
    def name(self) -> str:
        """`plan-id/item-id`."""
        return f"{self.plan}/{self.id}"


@dataclass(frozen=True, slots=True)
class Question:
    """A piece of information somebody has been asked for in an assessment."""

    plan: str
    id: str
    item: str
    assessment: str
    person: str
    asked: date
    answered: date | None = None

    @property
    def name(self) -> str:
        """`plan-id/item-id`."""
        return f"{self.plan}/{self.id}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement ordered from a doctor or another expert, and the information items it covers."""

    plan: str
    id: str
    kind: str
    items: tuple[str, ...]
    person: str
    requested: date
    received: date | None = None
    valid_until: date | None = None

    @property
    def name(self) -> str:
        """`plan-id/item-id`."""
        return f"{self.plan}/{self.id}"


Item = Goal | Measure | Appointment | Duty | Question | Statement


@dataclass(frozen=True, slots=True)
class SectorPlan:
    """One department's plan for one person."""

    id: str
    plan_type: str
    person: str
    department: str
    made: date | None = None
    follow_up: date | None = None
    contact: Contact | None = None
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    duties: tuple[Duty, ...] = ()
    questions: tuple[Question, ...] = ()
    statements: tuple[Statement, ...] = ()

    def items(self) -> Iterator[Item]:
        """Everything in the plan, kind by kind."""
        yield from self.goals
        yield from self.measures
        yield from self.appointments
        yield from self.duties
        yield from self.questions
        yield from self.statements


@dataclass(frozen=True, slots=True)
class Household:
    """The people a case is about and all their sector plans."""

    persons: tuple[Person, ...]
    plans: tuple[SectorPlan, ...]
    relations: tuple[Relation, ...] = ()
    on: date | None = None
    municipality: str = ""
    regime: str = "hop-2018"
    enough_contacts: int = (
        3  # so many people with a say can one keep apart, until the municipality settles another number
    )


class Way(StrEnum):
    """How a plan came in."""

    UPLOAD = "upload"  # in a file
    TYPED = "typed"  # by hand, on the page
    STORY = "story"  # played by a story of the demo


@dataclass(frozen=True, slots=True)
class Received:
    """A sector plan as it was received, less what the sight does not let through; each correction is a new version."""

    id: SectorPlanId
    person_id: PersonId
    category: Category
    plan: SectorPlan
    version: int
    way: Way
    received_at: datetime
    received_by: str
    items: int  # everything in it, what is hidden too
    hidden: int = 0  # items about persons whose information of this kind is not let through
    superseded_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""

    @property
    def in_force(self) -> bool:
        """Whether this version counts: no newer one has come, and it has not been withdrawn."""
        return self.superseded_at is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file of sector plans that somebody hands in, as it was read; `name` is what the file is called."""

    name: str
    household: Household


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in a file that cannot be taken in: where, and the key of the sentence that says why."""

    place: str
    reason: str
    details: tuple[tuple[str, str], ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """The household as one sight lets it through: the only thing the engine is given in the application.

    Persons are called by the case's short names (`persons` says who each one is), plans by their own ids.
    """

    household: Household
    withheld: dict[Category, int]
    persons: dict[str, PersonId]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom one plan may help: how many plans, in how many departments, and nothing of what is in them."""

    person_id: PersonId
    name: str
    plans: int
    departments: int


@dataclass(frozen=True, slots=True)
class CandidateLook:
    """Somebody at the one entrance was shown a person as a candidate: when, who, on which ground, and why."""

    at: datetime
    name: str
    ground: str
    why: str
    person_id: PersonId
