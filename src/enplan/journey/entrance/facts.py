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
    PROFESSIONAL = "professional"  # outside the house, such as a doctor: with title and workplace
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


class MailWay(StrEnum):
    """Where letters to the one it is about go; not everybody has an address."""

    POST = "post"
    COLLECTED = "collected"  # no address: they come by for it
    PROXY = "proxy"  # to somebody with a power of attorney
    UNKNOWN = ""  # who asked did not know


class Handed(StrEnum):
    """How a letter came to the one it is for."""

    POST = "post"
    COLLECTED = "collected"  # given in hand
    PROXY = "proxy"
    TOLD = "told"  # said in the conversation; never enough for an answer


class Paper(StrEnum):
    """What is written to those who do not read it in the portal."""

    RECEIPT = "receipt"
    DELAY = "delay"
    ANSWER = "answer"
    NOTICE = "notice"  # to who asked for another: the answer has been given


class To(StrEnum):
    """For whom a letter is."""

    ASKER = "asker"
    CITIZEN = "citizen"


class Stage(StrEnum):
    """How far a request has come. The citizen and the municipality see the same stages."""

    RECEIVED = "received"
    CONSIDERED = "considered"
    WRITTEN = "written"  # there is an answer, but the letter with it is not on its way
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
    promised_day: date | None = None  # told in the receipt; none: asked before the day itself was kept
    delayed_to: date | None = None  # the new day of the last notice that the answer is delayed
    person_id: PersonId | None = None
    taken_up_at: datetime | None = None
    taken_up_by: str = ""
    answered_at: datetime | None = None
    offered: bool | None = None
    letter_waits: bool = False  # the answer goes by letter, and the letter is not on its way
    letter_day: date | None = None  # on which it went
    asked_title: str = ""  # of a professional outside the house
    asked_workplace: str = ""
    asker_address: str = ""  # of who asked for another and does not read in the portal
    mail_way: MailWay = MailWay.UNKNOWN
    mail_to: str = ""  # the address, or name and address of who has the power of attorney

    @property
    def for_another(self) -> bool:
        """Whether somebody else asked than the one it is about."""
        return self.origin is not Origin.CITIZEN

    @property
    def asked_by_whom(self) -> str:
        """Who asked, with title and workplace when it is a professional outside the house."""
        return ", ".join(part for part in (self.asked_by, self.asked_title, self.asked_workplace) if part)

    @property
    def has_reached(self) -> bool:
        """Whether it is answered and the answer is with the one it is about (S-68)."""
        return self.answered_at is not None and not self.letter_waits

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.answered_at is not None and self.letter_waits:
            return Stage.WRITTEN
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
    id: UUID


@dataclass(frozen=True, slots=True)
class Mail:
    """Where letters to the one it is about go."""

    way: MailWay = MailWay.UNKNOWN
    to: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """What is written down of somebody who asks: as what, from where, and whether they have been told the day."""

    title: str = ""
    workplace: str = ""
    address: str = ""
    told: bool = False  # in the conversation, so that no receipt has to be sent


@dataclass(frozen=True, slots=True)
class Sending:
    """That a letter was sent: which, how, when, and where to."""

    letter: str  # the key of the letter that was due
    handed: Handed
    day: date
    address: str = ""


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A letter that is to be sent: what it says, for whom, and of which notice of delay."""

    paper: Paper
    to: To
    name: str
    address: str = ""  # as far as it is known
    way: MailWay = MailWay.UNKNOWN
    delay: UUID | None = None  # the notice of delay it tells of

    @property
    def key(self) -> str:
        """How an address or a form names it."""
        return "-".join([self.paper.value, self.to.value, *([str(self.delay)] if self.delay else [])])

    def covers(self, sent: "LetterSent") -> bool:
        """Whether it is this letter that was sent."""
        return (self.paper, self.to, self.delay) == (sent.paper, sent.to, sent.delay)


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A letter that is on its way or in the right hands."""

    paper: Paper
    to: To
    name: str
    address: str
    handed: Handed
    sent_day: date
    sent_by: str
    at: datetime
    delay: UUID | None = None


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
