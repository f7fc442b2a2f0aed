"""Who is the citizen that a broker of MitID tells of, and how sure is it?

Brokers name the same facts differently, so the names are the municipality's settings. Every value may be a text, also
what is a number, a day or a yes. What tells of a place or a risk is not read at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from enplan.kernel import cpr
from enplan.registers.accounts.facts import Level, Mark, Proof, Way
from enplan.registers.accounts.rules import level_told

Claims = Mapping[str, object]
MOST: Final = 200  # characters of any value


@dataclass(frozen=True, slots=True)
class Names:
    """What the broker calls each fact; of the levels the lowest holds."""

    levels: tuple[str, ...] = ("loa", "ial", "aal")
    cpr: str = "dk.cpr"
    uuid: str = "mitid.uuid"
    name: str = "mitid.identity_name"
    born: str = "mitid.date_of_birth"
    kind: str = "identity_type"
    private: str = "private"
    shown_at: str = "auth_time"
    transaction: str = "transaction_id"
    broker_transaction: str = "idp_transaction_id"
    session: str = "sid"
    also: Mapping[str, Level] = field(default_factory=dict)  # levels that this broker has words of its own for


@dataclass(frozen=True, slots=True)
class Citizen:
    """Whom the broker tells of. The marks are not sealed yet, and go no further than the door."""

    proof: Proof
    private: bool  # a human being for themselves, and not one who acts for an employer
    name: str
    born: date | None
    marks: Mapping[Mark, str] = field(repr=False)


def citizen(claims: Claims, names: Names) -> Citizen:
    """The facts in the claims; what is missing or malformed is left out, and the rules decide what that means."""
    number = cpr.digits(text(claims, names.cpr))
    uuid = text(claims, names.uuid)
    marks = {Mark.CPR: number or "", Mark.MITID: uuid.lower()}
    kind = text(claims, names.kind)
    told = [text(claims, name) for name in names.levels if name in claims]
    proof = Proof(
        way=Way.MITID,
        level=level_told(told, names.also),
        proved_at=moment(claims, names.shown_at),
        issuer=text(claims, "iss"),
        transaction=text(claims, names.transaction),
        broker_transaction=text(claims, names.broker_transaction),
        session=text(claims, names.session),
    )
    return Citizen(
        proof=proof,
        private=kind in {"", names.private},
        name=" ".join(text(claims, names.name).split()),
        born=day(claims, names.born) or (cpr.born(number) if number else None),
        marks={mark: value for mark, value in marks.items() if value},
    )


def text(claims: Claims, name: str) -> str:
    """A value as text; a list or an object is none, and neither is one that is longer than any of these can be."""
    value = claims.get(name)
    told = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return told if len(told) <= MOST and told.isprintable() else ""


def moment(claims: Claims, name: str) -> datetime | None:
    """A moment in seconds since 1970, as a number or as a text."""
    try:
        return datetime.fromtimestamp(float(text(claims, name)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def day(claims: Claims, name: str) -> date | None:
    """A day as 1983-04-12."""
    try:
        return date.fromisoformat(text(claims, name))
    except ValueError:
        return None
