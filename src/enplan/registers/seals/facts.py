"""What is a seal on the logs, and what can be wrong with one?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Unsigned:
    """All that a seal says, before it is signed."""

    number: int  # from 1, without a gap
    begins: int  # the first transaction it covers
    ends: int  # the first one it does not
    rows: int
    digest: str  # SHA-256 over the seal before and the rows in order
    at: datetime
    cluster: int  # which database cluster; another one counts transactions anew


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the public key, by which anybody can try the signature, and the act of signing."""

    key: str
    signs: Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Seal:
    """Everything written from one transaction to another, as it was when it was sealed."""

    said: Unsigned
    key: str
    signature: str


class Wrong(StrEnum):
    """What is wrong. Each has a sentence."""

    GAP = "gap"  # a seal is missing, or one stands where none should
    JOIN = "join"  # it does not begin where the one before ended
    FORGED = "forged"  # the signature is not of what the seal says
    UNKNOWN_KEY = "unknown-key"  # signed with a key that is none of ours
    CHANGED = "changed"  # the rows are not those that were sealed: one was changed, removed or put in
    OUTSIDE = "outside"  # a row has a number that no transaction can have had
    UNSEALED = "unsealed"  # what has been written for long is not sealed
    CUT_OFF = "cut-off"  # a seal that is kept elsewhere is no longer here
    WRITTEN_ANEW = "written-anew"  # the seal here says something else than the one kept elsewhere
    NOT_KEPT = "not-kept"  # the last seals have not been taken elsewhere


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and at which seal; `number` is 0 where it is at none."""

    wrong: Wrong
    number: int


@dataclass(frozen=True, slots=True)
class Checked:
    """How much has been tried, and what was found."""

    seals: int
    rows: int
    anchors: int
    faults: tuple[Fault, ...]
    last: Seal | None
