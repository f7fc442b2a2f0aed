"""What is an opening, and on which ground is something let through?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enplan.kernel.ids import ConsentId
from enplan.kernel.sight import Grant, Relation


class Doing(StrEnum):
    """What somebody did when they came."""

    READ = "read"
    WRITE = "write"
    PRINT = "print"  # a letter or a file to be printed
    EXPORT = "export"  # data that leave with the one who asked, such as a calendar
    DENIED = "denied"  # they tried, and were told no
    UNDONE = "undone"  # they began on something that could not be done; nothing was saved


class Warrant(StrEnum):
    """On which ground one kind of information about one person is let through. The list is closed."""

    OWN = "own"  # it is about the reader
    CUSTODY = "custody"  # the reader decides for the child
    CONSENT = "consent"  # the person it is about has said yes
    OWN_SECTOR = "own-sector"  # the reader's department works with it, for its open task
    CLOCK = "clock"  # no person reads: deadlines are watched and figures counted


@dataclass(frozen=True, slots=True)
class LetThrough:
    """One kind of information about one person, and why it was let through. A consent that changes is another one."""

    grant: Grant
    warrant: Warrant
    consent_id: ConsentId | None = None  # none: on another ground than consent


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened the case: when, as what, and on which errand (a key with a Danish sentence)."""

    at: datetime
    name: str
    department: str
    relation: Relation
    errand: str
    doing: Doing = Doing.READ
