"""Is a statement fresh enough to use again, and is one already there when somebody wants to order?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enplan.journey.dossier.facts import Ordered, Statement
from enplan.law.lawbook import Law
from enplan.law.provision import Reuse


class Freshness(StrEnum):
    """How far a statement can be used on a day."""

    ON_ITS_WAY = "on-its-way"
    VALID = "valid"
    LAPSED = "lapsed"
    CALLED_OFF = "called-off"


def freshness(one: Ordered, on: date) -> Freshness:
    """Not received by the day: on its way. Received: valid to its last day; without one, valid on."""
    if one.called_off is not None and one.called_off <= on:
        return Freshness.CALLED_OFF
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


IN_THE_WAY = frozenset({Freshness.ON_ITS_WAY, Freshness.VALID})


def already_there(
    wanted: Sequence[str], known: Iterable[Ordered], on: date, law: Law, *, kind: str = "", purpose: str = ""
) -> list[AlreadyThere]:
    """Statements about the person that are on their way or valid and share something wanted (S-21).

    Items that are collected per purpose are never common: they may not be carried over. But the very same order, of
    the same kind for the same purpose, is the same order whatever it is about.
    """
    shared = may_be_shared(wanted, law)
    found = []
    for each in known:
        state = freshness(each, on)
        same = state is Freshness.ON_ITS_WAY and _is_the_same(each, wanted, kind, purpose)
        common = tuple(item for item in each.items if same or item in shared)
        if common and state in IN_THE_WAY:
            found.append(AlreadyThere(each, state, common))
    return sorted(found, key=lambda one: (one.freshness, one.ordered.requested, one.ordered.kind, one.ordered.where))


def _is_the_same(one: Ordered, wanted: Sequence[str], kind: str, purpose: str) -> bool:
    return bool(purpose) and (one.kind, one.purpose) == (kind, purpose) and set(one.items) == set(wanted)


def ordered(statement: Statement) -> Ordered:
    """A statement of the dossier as one that is compared."""
    return Ordered(
        person_id=statement.person_id,
        kind=statement.kind,
        items=statement.items,
        requested=statement.requested_day,
        received=statement.received_day,
        valid_until=statement.valid_until,
        where=statement.requested_by,
        statement_id=statement.id,
        purpose=statement.purpose,
        called_off=statement.called_off_day,
        promised=statement.promised_day,
        seen=statement.seen_day,
        answer_by=statement.answer_by,
    )
