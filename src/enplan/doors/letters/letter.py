"""What is a letter made of? Few kinds of blocks, so that page and paper say the same in the same order."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from enplan.law.phrasebook import in_words


@dataclass(frozen=True, slots=True)
class Heading:
    """A headline of level 2 or 3; level 1 is the letter's title."""

    text: str
    level: int = 2
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `lead` stands out at the beginning of a section."""

    text: str
    lead: bool = False
    kind: str = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Points:
    """A short list."""

    items: tuple[str, ...]
    kind: str = field(default="points", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length under a head; the first cell names its row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = field(default="table", init=False)

    @property
    def titled_rows(self) -> list[list[tuple[str, str]]]:
        """Each cell with the title of its column, for narrow screens."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Answer:
    """One numbered answer: what is asked, yes or no in a word, and why."""

    number: int
    headline: str
    word: str
    outcome: str
    reasons: tuple[tuple[str, str], ...] = ()  # headline and text
    law: tuple[str, ...] = ()
    level: int = 3
    kind: str = field(default="answer", init=False)


Block = Heading | Text | Points | Table | Answer


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, and how one reaches them."""

    municipality: str
    name: str = ""
    title: str = ""
    phone: str = ""
    mail: str = ""


def sender_of(municipality: Mapping[str, object], name: str = "", title: str = "") -> Sender:
    """The municipality of the settings as the one who writes."""
    return Sender(str(municipality["name"]), name, title, str(municipality["phone"]), str(municipality["mail"]))


@dataclass(frozen=True, slots=True)
class Attached:
    """The same content for machines, inside the PDF: a file of JSON."""

    name: str
    about: str
    json: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter from the municipality."""

    title: str
    to: tuple[str, ...]
    day: date
    sender: Sender
    blocks: tuple[Block, ...]
    signed: bool = True
    mark: str = ""  # such as a draft's
    contents: bool = False  # a list of contents stands before the first headline
    attached: Attached | None = None

    @property
    def day_in_words(self) -> str:
        """The day as people say it."""
        return in_words(self.day)

    def as_data(self) -> dict[str, object]:
        """Everything as plain values, for the typesetter."""
        return {**asdict(self), "day": self.day.isoformat(), "day_in_words": self.day_in_words}
