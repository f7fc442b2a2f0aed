"""What is progress, a review of the plan, and its end; and what is due?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from enplan.journey.decisions.facts import Step
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, PersonId
from enplan.law.provision import LegalBasis


class About(StrEnum):
    """What progress is noted of."""

    GOAL = "goal"
    MEASURE = "measure"


class ProgressState(StrEnum):
    """How it goes, in words everybody uses."""

    BEGUN = "begun"
    GOING_WELL = "going-well"
    STANDS_STILL = "stands-still"
    REACHED = "reached"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Progress:
    """Somebody has noted how it goes with a goal or a measure. `scale` runs from 0, far away, to 10, reached."""

    id: UUID
    about: About
    about_id: UUID
    person_id: PersonId
    category: Category
    state: ProgressState
    scale: int | None
    words: str
    by_name: str
    by_citizen: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """The plan has been gone through: what has changed in life, and whether the plan must change with it."""

    id: UUID
    case_id: CaseId
    changed: str
    words: str
    back_to_draft: bool
    next_day: date
    by_name: str
    at: datetime


class ClosureReason(StrEnum):
    """Why the one plan ends."""

    GOALS_REACHED = "goals-reached"
    CITIZEN_WISHES = "citizen-wishes"
    NO_LONGER_COORDINATED = "no-longer-coordinated"  # help comes from one department only
    MOVED = "moved"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Closure:
    """The one plan has ended."""

    id: UUID
    case_id: CaseId
    reason: ClosureReason
    words: str
    by_name: str
    at: datetime


class DueKind(StrEnum):
    """What waits to be done; the first is what one does first when several fall on one day."""

    DUTY_OVERDUE = "duty-overdue"
    HEARING = "hearing"
    COMPLAINT = "complaint"
    LETTER = "letter"  # a letter is to go on paper to somebody who cannot read it here
    DUTY = "duty"
    MEETING_TO_NOTE = "meeting-to-note"
    ANOTHER_TIME = "another-time"  # somebody has asked for another time
    OBJECTION = "objection"
    REVIEW = "review"
    PLAN_FOLLOW_UP = "plan-follow-up"  # a sector plan's own day
    CONSENT = "consent"
    VERSION = "version"  # a proposed plan waits for an answer
    JOIN = "join"  # a colleague asks to join the team
    STATEMENT_LATE = "statement-late"  # the answer to a statement has not come, and nobody has asked for it again
    EVIDENCE = "evidence"  # somebody gets a document that the case needs
    REQUEST = "request"  # somebody has asked for one plan and has no answer yet
    START = "start"  # something that was promised must begin
    READY = "ready"  # a plan or an assessment must be finished
    PREPARE = "prepare"  # something must be decided before a day comes
    ENDS = "ends"  # something ends by itself, or may not be changed before
    STATEMENT = "statement"  # a doctor or another expert is to answer
    OTHERS_DAY = "others-day"  # another authority's day
    CITIZEN_DAY = "citizen-day"  # the citizen's last day to do something they may


class Turn(StrEnum):
    """Whose turn it is."""

    OURS = "ours"
    CITIZEN = "citizen"
    OTHERS = "others"  # another authority, a school, an unemployment fund, a provider


TURN_OF: Final = {
    DueKind.CONSENT: Turn.CITIZEN,
    DueKind.VERSION: Turn.CITIZEN,
    DueKind.HEARING: Turn.CITIZEN,
    DueKind.CITIZEN_DAY: Turn.CITIZEN,
    DueKind.OTHERS_DAY: Turn.OTHERS,
    DueKind.STATEMENT: Turn.OTHERS,
}  # of every other kind it is ours
# Nothing a professional must do; told on the page.
QUIET: Final = frozenset({DueKind.CITIZEN_DAY, DueKind.OTHERS_DAY, DueKind.STATEMENT})
TOLD_APART: Final = QUIET | {DueKind.STATEMENT_LATE}  # of a late answer the one who ordered it is told, and once


def turn_of(kind: DueKind) -> Turn:
    """Whose turn it is when something of the kind is due."""
    return TURN_OF.get(kind, Turn.OURS)


@dataclass(frozen=True, slots=True)
class Due:
    """Something is to be done by a day. `key` tells it from others of its kind, `title` and `sections` say what."""

    kind: DueKind
    day: date
    key: str = ""
    title: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LawDay:
    """A deadline of the law that runs in the case: its day, what it counts from and how, and whose it is.

    `sure` is false where the event may lie before the first day that Én plan knows: then the day may be earlier.
    `begins` is when it is planned to happen, where that is after the day.
    """

    deadline: str  # its id in the law data; empty for a day that somebody has set
    kind: DueKind
    key: str
    label: str
    title: str  # the measure, plan, letter or question it is about
    person: str  # short name; empty: the whole case
    day: date
    since: date
    event: str
    steps: tuple[Step, ...]
    duty_of: str
    basis: tuple[LegalBasis, ...] = ()
    certainty: str = "read"
    sure: bool = True
    begins: date | None = None


class Happening(StrEnum):
    """What a professional can note the day of, because deadlines run from it and no plan tells it."""

    SANCTIONABLE = "sanctionable"  # something happened that may cost part of the benefit
    TEST_NEEDED = "test-needed"  # somebody who must take the test of reading and counting asked for help
    ASKED_TO_BOOK = "asked-to-book"
    UNEMPLOYED = "unemployed"  # registered as a jobseeker with an unemployment fund
    BENEFIT = "benefit"  # a period with benefit began
    BENEFIT_YOUNG = "benefit-young"  # of somebody under 30 without education
    SICKNESS_BENEFIT = "sickness-benefit"  # the municipality began to pay it
    BENEFIT_COMPLAINT_SENT = "benefit-complaint-sent"  # the board has an insured person's complaint
    INCOME_SUPPORT = "income-support"  # asked for help to live on for the first time
    EVICTION = "eviction"  # the bailiff's court has told of it
    PENSION_RULES = "pension-rules"  # the case goes on by the rules of the pension act
    PENSION_AGAIN = "pension-again"  # the day on which the decision says that it is taken up again
    RESPONSIBILITY = "responsibility"  # the municipality took over the responsibility for somebody who came to Denmark
    BOARD_DECIDED = "board-decided"  # the Appeals Board has decided in a case of the children's committee
    COMMITTEE_DECIDED = "committee-decided"  # to examine a child in an institution without consent
    YOUTH_PLAN_CAME = "youth-plan-came"  # from the municipality that had the responsibility
    URGENT_COMPLAINT_SENT = "urgent-complaint-sent"  # the Appeals Board has a complaint over a child or a shelter
    FAMILY_MOVED = "family-moved"  # a child with special education has got another municipality
    URGENT_COMPLAINT = "urgent-complaint"  # a complaint came, and it cannot wait
    TOLD_ORALLY = "told-orally"  # a department has said its decision
    REASONS_ASKED = "reasons-asked"
    ACCESS_ASKED = "access-asked"
    HARM_KNOWN = "harm-known"  # the patient found out that something was wrong
    TREATED = "treated"  # the treatment that the patient complains about
    # Help was applied for: in this area, which has a deadline of its own.
    APPLIED_WORK = "applied-work"
    APPLIED_ECONOMY = "applied-economy"
    APPLIED_SOCIAL = "applied-social"
    APPLIED_HEALTH = "applied-health"
    APPLIED_ADDICTION = "applied-addiction"
    APPLIED_FAMILY = "applied-family"
    APPLIED_EDUCATION = "applied-education"
    APPLIED_INTEGRATION = "applied-integration"


class NotedEnd(StrEnum):
    """Why a noted day is not followed any more."""

    DONE = "done"  # what the law demands has been done
    MISTAKEN = "mistaken"  # it was noted by mistake


@dataclass(frozen=True, slots=True)
class NotedDay:
    """Somebody has noted on which day something happened to a person."""

    id: UUID
    person_id: PersonId
    category: Category
    happening: Happening
    day: date
    by_name: str
    at: datetime
    within_days: int | None = None  # of an application: the days its area had published when it came
    done: tuple[str, ...] = ()  # those of its deadlines that are kept already, where several run from it
    ended_as: NotedEnd | None = None  # none: it is followed
    ended_by: str = ""
    ended_at: datetime | None = None


class DeviationKind(StrEnum):
    """Where life has left the plan."""

    NOT_STARTED = "not-started"
    NOT_ENDED = "not-ended"
    QUIET = "quiet"  # nothing noted for weeks
    STUCK = "stuck"  # said to stand still
    GOAL_PASSED = "goal-passed"  # the wished day has passed
    SOURCE_GONE = "source-gone"  # its sector plan no longer holds it


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something in the plan is not as planned, since the day."""

    kind: DeviationKind
    about: About
    about_id: UUID
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class Promised:
    """Somebody gets a document that the case needs, by a day: which, and who."""

    key: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """A professional has been told that something is due. It says no more than what kind and when."""

    case_id: CaseId
    kind: DueKind
    day: date
    told_at: datetime
    late_told_at: datetime | None = None  # when it was told that the day had passed
    settled_at: datetime | None = None
