"""What is a consent, and what is a question for one?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from enplan.kernel.category import Category
from enplan.kernel.ids import ConsentId, ConsentRequestId, PersonId
from enplan.kernel.period import Period


class ConsentKind(StrEnum):
    """To what the consent is given."""

    PLAN = "plan"  # to have one plan (lab § 40 stk. 3; sel § 141 stk. 7; barnets lov § 110)
    INFORMATION = "information"  # to obtain and share information (retssikkerhedsloven § 11 a)


class Recipient(StrEnum):
    """Who may know."""

    TEAM = "team"  # all professionals of the citizen's team
    DEPARTMENT = "department"  # members of the team from one department
    PERSON = "person"  # one person: companion, ombud or relative


class Way(StrEnum):
    """How the consent was given."""

    PORTAL = "portal"
    MEETING = "meeting"  # said and signed in a meeting
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class ConsentScope:
    """The parts a consent must name. Plan consents have neither category nor source and the team as recipient."""

    kind: ConsentKind
    person_id: PersonId  # whom the information is about
    purpose: str
    category: Category = Category.PLAN
    source: str = ""  # department that holds it; empty: every department of the category
    recipient: Recipient = Recipient.TEAM
    recipient_id: UUID | None = None  # department or person; none for the team


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """The citizen has been asked for a consent."""

    id: ConsentRequestId
    scope: ConsentScope
    asked_at: datetime
    asked_by: str
    why: str  # what it is needed for, and what happens without it, in plain words
    period: Period
    answered_at: datetime | None = None
    accepted: bool | None = None  # none: not answered yet
    declined_because: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """The citizen has said yes, for a period, until they take it back."""

    id: ConsentId
    scope: ConsentScope
    given_by: PersonId
    given_at: datetime
    period: Period
    way: Way
    withdrawn_at: datetime | None = None
    complete: bool = True  # whether everybody who must say yes has done so
    signers: tuple[PersonId, ...] = ()
    void: bool = False  # whether those who said yes for a child no longer decide for it

    def opens(self, day: date) -> bool:
        """Whether it is in force: everybody has said yes, it has begun, and has neither lapsed nor been taken back."""
        return self.complete and not self.void and self.withdrawn_at is None and self.period.holds(day)

    def ended(self, day: date) -> bool:
        """Whether it opens nothing any more."""
        return self.withdrawn_at is not None or self.void or self.lapsed(day)

    def lapsed(self, day: date) -> bool:
        """Whether its last day has passed."""
        return self.period.last is not None and self.period.last < day


@dataclass(frozen=True, slots=True)
class Witness:
    """What a professional answers for who writes down a yes that was said to them."""

    present: str  # who was there
    read_aloud: bool  # whether the text was read aloud or read by the person
    signature: str  # how the person signed, and where the paper is
