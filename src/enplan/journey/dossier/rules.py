"""Is a statement fresh enough to use again, and is one already there when somebody wants to order?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from enplan.journey.dossier.facts import STATEMENT_KINDS, Ordered, Statement
from enplan.law.lawbook import Law
from enplan.law.provision import Reuse


class Freshness(StrEnum):
    """How far a statement can be used on a day."""

    ON_ITS_WAY = "on-its-way"
    VALID = "valid"
    LAPSED = "lapsed"


def freshness(one: Ordered, on: date) -> Freshness:
    """Not received by the day: on its way. Received: valid to its last day; without one, valid on."""
    if one.received is None or one.received > on:
        return Freshness.ON_ITS_WAY
    return Freshness.VALID if one.valid_until is None or on <= one.valid_until else Freshness.LAPSED


def may_be_shared(items: Iterable[str], law: Law) -> frozenset[str]:
    """The items that may serve more than the purpose they were asked for."""
    return frozenset(item for item in items if law.item(item).reuse is not Reuse.PER_PURPOSE)


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """An earlier statement that holds something of what is wanted."""

    ordered: Ordered
    freshness: Freshness
    common: tuple[str, ...]


def already_there(wanted: Sequence[str], known: Iterable[Ordered], on: date, law: Law) -> list[AlreadyThere]:
    """Statements about the person that are on their way or valid and share something wanted (S-21).

    Items that are collected per purpose are never common: they may not be carried over.
    """
    shared = may_be_shared(wanted, law)
    found = []
    for each in known:
        common = tuple(item for item in each.items if item in shared)
        state = freshness(each, on)
        if common and state is not Freshness.LAPSED:
            found.append(AlreadyThere(each, state, common))
    return sorted(found, key=lambda one: (one.freshness, one.ordered.requested, one.ordered.kind, one.ordered.where))


def ordered(statement: Statement) -> Ordered:
    """A statement of the dossier as one that is compared."""
    return Ordered(
        person_id=statement.person_id,
        kind=statement.kind,
        items=statement.items,
        requested=statement.requested_day,
        received=statement.received_day,
        valid_until=statement.valid_until,
        where="Sagens oplysninger",
        statement_id=statement.id,
    )


def answer_due(statement: Statement) -> date | None:
    """The day an answer is due, for a kind whose time limit is agreed."""
    kind = next((each for each in STATEMENT_KINDS if each.name == statement.kind), None)
    return statement.requested_day + timedelta(days=kind.answer_within_days) if kind else None
