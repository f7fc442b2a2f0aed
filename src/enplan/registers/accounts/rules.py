"""How sure is a sign-in, and is it fresh enough?"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from enplan.kernel.actor import Role
from enplan.kernel.calendar import age_on, danish_day
from enplan.kernel.errors import Refused
from enplan.registers.accounts.facts import Level, Newcomer, Privileges, Proof

NSIS: Final = "https://data.gov.dk/concept/core/nsis/"
ORDER: Final = (Level.LOW, Level.SUBSTANTIAL, Level.HIGH)
LEVELS: Final[Mapping[str, Level]] = {NSIS + level.value: level for level in Level}
NEEDED: Final = Level.SUBSTANTIAL  # for whoever sees social or health data
SKEW: Final = timedelta(seconds=60)  # so much may two clocks differ
CVR: Final = "urn:dk:gov:saml:cvrNumberIdentifier:"
FULL_AGE: Final = 18


def level_told(told: Iterable[str], also: Mapping[str, Level] | None = None) -> Level | None:
    """The lowest of the levels told; none when nothing is told, or one of them is a word nobody knows.

    The level of a sign-in is never higher than the lower of its identity and its means, whatever it is said to be.
    """
    known = {**LEVELS, **(also or {})}
    found = [known.get(each) for each in told]
    if not found or None in found:
        return None
    return min((level for level in found if level), key=ORDER.index)


def reaches(level: Level | None, needed: Level = NEEDED) -> bool:
    """Whether the level is the needed one or a higher; one that nobody knows reaches nothing."""
    return level is not None and ORDER.index(level) >= ORDER.index(needed)


def must_be_sure(proof: Proof, *, at: datetime, longest: timedelta) -> None:
    """Only who has shown who they are surely enough, and not too long ago, comes in.

    Raises:
        Refused: with what is lacking.
    """
    if proof.level is None:
        raise Refused("sign_in.level_unknown")
    if not reaches(proof.level):
        raise Refused("sign_in.level_too_low")
    if proof.proved_at is not None and not at - longest <= proof.proved_at <= at + SKEW:
        raise Refused("sign_in.too_long_ago")


def fresh(proof: Proof, *, at: datetime, longest: timedelta) -> bool:
    """Whether it is surely known that they showed it so lately, at the level needed."""
    if proof.proved_at is None or not reaches(proof.level):
        return False
    return at - longest <= proof.proved_at <= at + SKEW


def roles_given(
    names: Iterable[str], groups: Iterable[Privileges], *, served: Collection[str], words: Mapping[str, Role]
) -> frozenset[Role]:
    """The roles that the words stand for; a word nobody knows gives nothing.

    A group holds only for a municipality that is served here. One that is limited gives nothing, because there is no
    limit that we keep, and without it they would see more than they were given. Two groups give what either gives.
    """
    ours = {f"{CVR}{number}".lower() for number in served}
    found = [name for group in groups if group.scope.lower() in ours and not group.constraints for name in group.names]
    roles = {words[name] for name in (*names, *found) if name in words}
    return frozenset(roles | {Role.PROFESSIONAL}) if roles else frozenset()


def must_be_welcome(newcomer: Newcomer, *, at: datetime) -> None:
    """Somebody nobody knows may ask for one plan alone when they are 18; a child is helped by a person.

    Raises:
        Refused: it is not known when they were born, or they are younger.
    """
    if newcomer.born is None or not newcomer.seals:
        raise Refused("sign_in.unknown_without_number")
    if age_on(newcomer.born, danish_day(at)) < FULL_AGE:
        raise Refused("sign_in.child_alone")
