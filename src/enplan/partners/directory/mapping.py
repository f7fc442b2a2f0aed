"""Who is the colleague that the municipality's directory tells of, and what may they do here?

The names are the municipality's settings, and so is the one that is the same as long as somebody works there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from enplan.partners.directory.privileges import Unreadable, privileges
from enplan.partners.mitid.mapping import Claims, moment, text
from enplan.registers.accounts.facts import Level, Privileges, Proof, Way
from enplan.registers.accounts.rules import level_told

MOST: Final = 500  # roles told by name


@dataclass(frozen=True, slots=True)
class Names:
    """What the directory calls each fact."""

    levels: tuple[str, ...] = ("acr",)
    key: str = "sub"
    name: str = "name"
    title: str = "title"
    department: str = "department"
    roles: str = "roles"
    privileges: str = "https://data.gov.dk/model/core/eid/privilegesIntermediate"
    shown_at: str = "auth_time"
    session: str = "sid"
    also: Mapping[str, Level] = field(default_factory=dict)  # the directory's words for levels


@dataclass(frozen=True, slots=True)
class Colleague:
    """Whom the directory tells of."""

    proof: Proof
    key: str = field(repr=False)  # empty: the directory does not say
    name: str
    title: str
    department: str
    roles: tuple[str, ...]  # by name, of this municipality alone
    groups: tuple[Privileges, ...]  # with what each is limited to


def colleague(claims: Claims, names: Names) -> Colleague:
    """The facts in the claims; a list of privileges that cannot be read gives nothing."""
    issuer, key = text(claims, "iss"), text(claims, names.key)
    proof = Proof(
        way=Way.STAFF,
        level=level_told(_levels(claims, names), names.also),
        proved_at=moment(claims, names.shown_at),
        issuer=issuer,
        session=text(claims, names.session),
    )
    try:
        told = claims.get(names.privileges)
        groups = privileges(told) if isinstance(told, str) else ()
    except Unreadable:
        groups = ()
    return Colleague(
        proof=proof,
        key=f"{issuer}|{key}" if key else "",
        name=" ".join(text(claims, names.name).split()),
        title=text(claims, names.title),
        department=text(claims, names.department),
        roles=_words(claims, names.roles),
        groups=groups,
    )


def _levels(claims: Claims, names: Names) -> list[str]:
    """Of a list, such as the methods in `amr`, only the words that stand for a level tell one."""
    found: list[str] = []
    for name in names.levels:
        told = claims.get(name)
        if isinstance(told, list):
            found += [each for each in told if isinstance(each, str) and each in names.also]
        elif told is not None:
            found.append(text(claims, name))
    return found


def _words(claims: Claims, name: str) -> tuple[str, ...]:
    """The words of a list, or of a text with spaces or commas between."""
    told = claims.get(name)
    if isinstance(told, str):
        return tuple(told.replace(",", " ").split()[:MOST])
    return tuple(each for each in told if isinstance(each, str))[:MOST] if isinstance(told, list) else ()
