"""What may one actor see of one case? Made by `access` only; every row is fetched through it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enplan.kernel.actor import Actor
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, PersonId


class Relation(StrEnum):
    """What the actor is in this case."""

    CITIZEN = "citizen"  # one of the people the case is about
    COORDINATOR = "coordinator"
    MEMBER = "member"  # of the team
    COMPANION = "companion"  # companion, representative or personal ombud chosen by the citizen
    OUTSIDER = "outsider"  # a professional who was told whom to ring, and nothing else; never a sight
    STRANGER = "stranger"  # somebody who tried the door and has no part in it; never a sight
    SYSTEM = "system"  # a job that acts on a deadline


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """One kind of information about one person."""

    person_id: PersonId
    category: Category

    def key(self) -> str:
        """As the database is told it."""
        return f"{self.person_id}:{self.category}"

    @classmethod
    def told(cls, key: str) -> "Grant":
        """The same, read back."""
        person, _, category = key.partition(":")
        return cls(PersonId(UUID(person)), Category(category))


@dataclass(frozen=True, slots=True)
class Sight:
    """This actor, this case, these kinds of information about these persons."""

    actor: Actor
    case_id: CaseId
    relation: Relation
    grants: frozenset[Grant]
    withheld: tuple[Grant, ...] = ()  # kinds that exist in the case's law but are closed to this actor
    errand: str = ""

    def shows(self, person_id: PersonId, category: Category) -> bool:
        """Whether this kind of information about this person is let through."""
        return Grant(person_id, category) in self.grants

    def shows_all(self, persons: Iterable[PersonId], category: Category) -> bool:
        """Whether this kind of information about every one of them is let through."""
        return all(self.shows(person, category) for person in persons)

    @property
    def speaks_for(self) -> frozenset[PersonId]:
        """Those for whom one of the people of the case reads: themselves, and the children they decide for."""
        if self.relation is not Relation.CITIZEN or self.actor.person_id is None:
            return frozenset()
        return frozenset({self.actor.person_id, *self.actor.acts_for})

    @property
    def is_staff(self) -> bool:
        """Whether the actor is on the authority's side in this case."""
        return self.relation in {Relation.COORDINATOR, Relation.MEMBER}
