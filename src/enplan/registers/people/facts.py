"""Who is a person, and what are two persons to each other?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from enplan.kernel.ids import PersonId


class RelationKind(StrEnum):
    """What the first person is to the second."""

    PARENT_WITH_CUSTODY = "parent-with-custody"
    PARENT_WITHOUT_CUSTODY = "parent-without-custody"
    SPOUSE = "spouse"
    COHABITANT = "cohabitant"
    EX_PARTNER = "ex-partner"
    OMBUD = "ombud"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a person has agreed they can manage; all of it optional. Days are `mon` to `sun`."""

    hours_per_week: Decimal | None = None
    contacts_per_week: int | None = None
    not_before: time | None = None
    not_after: time | None = None
    free_days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A human being."""

    id: PersonId
    name: str
    born: date
    capacity: Capacity = Capacity()
    address: str = ""
    protected: bool = False  # name and address protection: the address is shown to nobody outside the authority


@dataclass(frozen=True, slots=True)
class Relation:
    """The first person is `kind` to the second."""

    one: PersonId
    other: PersonId
    kind: RelationKind
    known_day: date = date.min  # since when the authority has known it, without a break


def custody_since(relations: Iterable[Relation], child: PersonId) -> dict[PersonId, date]:
    """Those who hold custody of the child, each with the day since when it is known."""
    held = (each for each in relations if each.other == child and each.kind is RelationKind.PARENT_WITH_CUSTODY)
    return {each.one: each.known_day for each in held}


def custody_of(relations: Iterable[Relation], child: PersonId) -> frozenset[PersonId]:
    """Those who hold custody of the child."""
    return frozenset(custody_since(relations, child))
