"""What is a request for one plan, and what is its screening?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from enplan.kernel.ids import CaseId, PersonId, RequestId


class Origin(StrEnum):
    """Who took the initiative (S-66)."""

    CITIZEN = "citizen"
    RELATIVE = "relative"
    OMBUD = "ombud"
    COLLEAGUE = "colleague"  # a professional refers the citizen, who has agreed


class Channel(StrEnum):
    """How the request came in. Nobody needs a computer to ask (S-67)."""

    PORTAL = "portal"
    PHONE = "phone"
    PAPER = "paper"
    VISIT = "visit"
    DESK = "desk"  # written by a colleague


class Reach(StrEnum):
    """How the answer reaches the one it is about."""

    PORTAL = "portal"
    LETTER = "letter"
    HANDED = "handed"  # given on paper


class Stage(StrEnum):
    """How far a request has come. The citizen and the municipality see the same stages."""

    RECEIVED = "received"
    CONSIDERED = "considered"
    OFFERED = "offered"
    DECLINED = "declined"
    ANSWERED = "answered"  # what somebody sees who asked for another: the answer itself is the citizen's


class Criterion(StrEnum):
    """What a screening can go through; which of them it does, the regime says (`law/acts/regimes.toml`)."""

    COMPLEX_PROBLEMS = "complex"
    SEVERAL_PLANS = "several"
    COORDINATION_NEED = "coordination"
    COVERED = "covered"
    POTENTIAL = "potential"
    AGE = "age"
    WORK_PLAN = "work-plan"
    BENEFIT = "benefit"
    SUPPORT = "support"


# Those of every regime there has been.
COMMON: Final = (Criterion.COMPLEX_PROBLEMS, Criterion.SEVERAL_PLANS, Criterion.COORDINATION_NEED, Criterion.COVERED)


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """Whether one criterion is met, and why one thinks so."""

    criterion: Criterion
    met: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody has asked for one plan. It stays open until it is answered with reasons."""

    id: RequestId
    asked_at: datetime
    origin: Origin
    channel: Channel
    asked_by: str
    about_name: str
    about_born: date
    wish: str
    phone: str
    citizen_knows: bool  # whether the one it is about knows of it
    answer_within_days: int  # what was promised when it was received
    delayed_to: date | None = None  # the new day of the last notice that the answer is delayed
    person_id: PersonId | None = None
    taken_up_at: datetime | None = None
    taken_up_by: str = ""
    answered_at: datetime | None = None
    offered: bool | None = None

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.answered_at is not None:
            return {True: Stage.OFFERED, False: Stage.DECLINED, None: Stage.ANSWERED}[self.offered]
        return Stage.RECEIVED if self.taken_up_at is None else Stage.CONSIDERED


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to answer a request with."""

    answers: tuple[CriterionAnswer, ...]
    offered: bool
    reasons: str
    judgement: str = ""  # why the professional judgement departs from the criteria (S-11)
    citizen_said: str = ""  # what the citizen said when heard
    guidance: str = ""  # what a citizen who gets a no can do now (S-68)


@dataclass(frozen=True, slots=True)
class Delay:
    """A notice that the answer is delayed: the day it was due, the new day, and why."""

    at: datetime
    delayed_by: str
    from_day: date
    new_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Screening:
    """The reasoned answer to a request: every criterion with its reason, never changed afterwards."""

    id: UUID
    request_id: RequestId
    at: datetime
    screened_by: str
    answers: tuple[CriterionAnswer, ...]
    offered: bool
    reasons: str
    judgement: str
    citizen_said: str
    guidance: str
    complaint: str  # how to complain over a no, in the words of the day of the answer
    reach: Reach
    regime: str
    person_id: PersonId | None
    case_id: CaseId | None
