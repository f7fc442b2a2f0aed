"""What is evidence, what does a document of a pension case ask for, and what has somebody settled about it?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from enplan.kernel.category import Category
from enplan.kernel.ids import DocumentId, PersonId


class Kind(StrEnum):
    """What a piece of evidence is."""

    AGE = "age"
    ANSWER = "answer"
    STATEMENT = "statement"
    DOCUMENT = "document"
    SECTOR_PLAN = "sector-plan"
    ONE_PLAN = "one-plan"
    MEASURE = "measure"
    FOLLOW_UP = "follow-up"
    OWN_WORDS = "own-words"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Tried:
    """A measure that was tried: what it was to lead to, how long it ran, how it went, why it did not lead to work."""

    aim: str
    starts: date
    ends: date | None
    result: str
    why: str
    is_over: bool

    @property
    def lacks(self) -> tuple[str, ...]:
        """What nobody has written of it yet, as keys; a measure that still runs has no end to explain."""
        asked = {"aim": self.aim, "result": self.result} | ({"why": self.why} if self.is_over else {})
        return tuple(key for key, text in asked.items() if not text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence, with day and source. It lights the points in `tells`, and those in `hints` dimly."""

    kind: Kind
    key: str  # tells it from others of its kind
    title: str
    source: str
    day: date
    tells: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    text: str = ""
    valid_until: date | None = None  # what the one who wrote it says; otherwise its kind decides
    ages: bool = True
    tried: Tried | None = None
    certain: str = ""  # a key: what else must be said about it
    fresh_months: int = 12  # how long it is fresh where the writer does not say: no law does, the municipality may


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that is on its way, or lies elsewhere, and would light these points; `due` when its day is known."""

    tells: frozenset[str]
    what: str
    where: str
    due: date | None
    is_ordered: bool  # otherwise somebody has the answer and can be asked for it


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a document asks for. Any of `accepts` lights it."""

    key: str
    label: str
    category: Category
    accepts: frozenset[str]


class Glow(IntEnum):
    """How well one point is lit: not at all, by something old or unfinished, or well."""

    DARK = 0
    DIM = 1
    LIT = 2


class State(StrEnum):
    """How far one document of the law is."""

    HAVE = "have"
    OLD = "old"  # all is there, something too old or unfinished
    PART = "part"
    MISSING = "missing"
    NOT_NEEDED = "not-needed"
    HIDDEN = "hidden"  # the viewer may see nothing of what it asks for


class Settled(StrEnum):
    """What somebody says about a document of the law."""

    TO_GET = "to-get"  # somebody gets it by a day
    NOT_NEEDED = "not-needed"
    OPEN = "open"  # what was said before holds no longer
    FILED = "filed"  # a document of the case is it, or shows points of it
    TAKEN_OUT = "taken-out"  # it is not, after all


ARRANGEMENTS = frozenset({Settled.TO_GET, Settled.NOT_NEEDED, Settled.OPEN})


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody has settled about one document of one person's case; the newest counts."""

    id: UUID
    person_id: PersonId
    category: Category
    document: str  # its id in the law data
    kind: Settled
    words: str
    who: str
    by_day: date | None
    filed_id: DocumentId | None
    points: tuple[str, ...]
    by_name: str
    at: datetime
