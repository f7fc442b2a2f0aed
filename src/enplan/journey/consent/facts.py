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

    def opens(self, day: date) -> bool:
        """Whether it is in force: it has begun, has not lapsed and has not been taken back."""
        return self.withdrawn_at is None and self.period.holds(day)
