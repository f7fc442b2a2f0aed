"""What is it to have signed in, and what has somebody else vouched for?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from enplan.kernel.actor import Actor, Role

SignInId = NewType("SignInId", UUID)


class Level(StrEnum):
    """How sure it is that somebody is who they say: the levels of NSIS, the lowest first."""

    LOW = "Low"
    SUBSTANTIAL = "Substantial"
    HIGH = "High"


class Way(StrEnum):
    """By which way somebody came in."""

    DEMO = "demo"
    MITID = "mitid"
    STAFF = "kommune"


class Mark(StrEnum):
    """By what somebody is known again. Only a seal of it is kept, never the mark itself."""

    CPR = "cpr"
    MITID = "mitid"
    STAFF = "kommune"


@dataclass(frozen=True, slots=True)
class Seal:
    """A mark, sealed with a key outside the database: equal marks have equal seals, and no seal tells its mark."""

    mark: Mark
    value: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody is who they are: by which way, how sure, and when they last showed it."""

    way: Way
    level: Level | None  # none: a level nobody knows
    proved_at: datetime | None  # none: nobody has said when
    issuer: str = ""
    transaction: str = ""
    broker_transaction: str = ""
    session: str = ""  # their session there


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A human being who has shown who they are, and may not be known here."""

    name: str  # empty: withheld, as it is under name protection
    born: date | None
    seals: tuple[Seal, ...]


@dataclass(frozen=True, slots=True)
class Privileges:
    """A group of privileges: for whom they hold, by which kinds of limits they are limited, and their names."""

    scope: str
    constraints: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody whom the municipality's directory vouches for, and the roles that it gives them here."""

    seal: Seal
    name: str
    title: str
    department: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class HeldForm:
    """What somebody was about to send when they had to show who they are; `content` is closed."""

    address: str
    content: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody has signed in, and is in until it ends."""

    id: SignInId
    actor: Actor
    at: datetime
    proof: Proof
    hint: str = ""  # closed; what their provider wants to be shown when they sign out there
