"""What is a document of the case, and what is a statement from a doctor or another expert?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enplan.kernel.category import Category
from enplan.kernel.ids import DocumentId, PersonId, ProfessionalId, StatementId


@dataclass(frozen=True, slots=True)
class Document:
    """Something that is known of a person: a text, where it comes from, and which day it was written."""

    id: DocumentId
    person_id: PersonId
    category: Category
    title: str
    text: str
    source: str
    day: date
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Use:
    """A statement was used again for something else, so that no new one had to be ordered."""

    id: UUID
    purpose: str
    used_at: datetime
    used_by: str


@dataclass(frozen=True, slots=True)
class Chase:
    """Somebody reminded the one who is to answer."""

    id: UUID
    chased_at: datetime
    chased_by: str
    words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement ordered for the case, and the information items of the law data that it covers."""

    id: StatementId
    person_id: PersonId
    category: Category
    kind: str
    items: tuple[str, ...]
    purpose: str
    requested_day: date
    requested_by: str
    ordered_by: ProfessionalId | None = None  # who is told when it is late; none: the contact person
    despite: str = ""  # what was already there when it was ordered
    again_because: str = ""  # why it was ordered although one was already there
    answer_by: date | None = None  # the day it was asked for by, where no agreement sets one
    promised_day: date | None = None
    seen_day: date | None = None  # when the doctor sees or saw the patient
    received_day: date | None = None
    valid_until: date | None = None
    called_off_day: date | None = None
    called_off_because: str = ""
    text: str = ""
    revision: int = 1
    uses: tuple[Use, ...] = ()
    chases: tuple[Chase, ...] = ()  # oldest first


@dataclass(frozen=True, slots=True)
class Ordered:
    """A statement that somebody has ordered, here or in a sector plan: `where` says who has it."""

    person_id: PersonId
    kind: str
    items: tuple[str, ...]
    requested: date
    received: date | None = None
    valid_until: date | None = None
    where: str = ""
    statement_id: StatementId | None = None  # none: it is in a sector plan
    purpose: str = ""  # empty: a sector plan does not tell it
    called_off: date | None = None
    promised: date | None = None
    seen: date | None = None  # by the doctor
    answer_by: date | None = None  # the day that was asked for


@dataclass(frozen=True, slots=True)
class Awaited:
    """A statement whose answer is due on a day: of which kind, and whether somebody must ask for it again."""

    key: str  # its id, or its name in a sector plan
    kind: str
    sections: tuple[str, ...]
    day: date
    chase: bool
    where: str = ""  # who ordered it, in a sector plan; empty: it was ordered here, and the orderer is told
