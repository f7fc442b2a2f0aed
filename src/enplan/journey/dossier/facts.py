"""What is a document of the case, and what is a statement from a doctor or another expert?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from enplan.kernel.category import Category
from enplan.kernel.ids import DocumentId, PersonId, StatementId


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
    again_because: str = ""  # why it was ordered although one was already there
    received_day: date | None = None
    valid_until: date | None = None
    text: str = ""
    revision: int = 1
    uses: tuple[Use, ...] = ()


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


@dataclass(frozen=True, slots=True)
class StatementKind:
    """A form of statement that doctors know by its number, and what it usually covers."""

    name: str
    label: str
    items: tuple[str, ...]
    answer_within_days: int


# The forms of the agreement on social medicine between the municipalities and the doctors, with its time limits.
STATEMENT_KINDS: Final = (
    StatementKind("LÆ 125", "Statusattest: et kort uddrag af journalen", ("diagnoser-og-behandling",), 14),
    StatementKind("LÆ 135", "Specifik helbredsattest: ét afgrænset helbredsproblem", ("fysisk-helbred",), 30),
    StatementKind(
        "LÆ 145",
        "Generel helbredsattest: hele helbredet",
        ("fysisk-helbred", "psykisk-helbred", "diagnoser-og-behandling"),
        30,
    ),
    StatementKind(
        "LÆ 265",
        "Lægeattest til rehabiliteringsteam",
        ("fysisk-helbred", "psykisk-helbred", "arbejdsevne", "diagnoser-og-behandling", "egen-vurdering-af-helbred"),
        30,
    ),
)
