"""Who acts, and for whom?"""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from enplan.kernel.ids import AccountId, DepartmentId, PersonId, ProfessionalId


class Role(StrEnum):
    """What an account is in the municipality or beside it. What a person is in one case follows from the case."""

    CITIZEN = "citizen"
    OMBUD = "ombud"
    PROFESSIONAL = "professional"
    INTAKE = "intake"  # receives and screens requests, names coordinators
    LEADER = "leader"
    SYSTEM = "system"  # a job; never a person


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts: a citizen (`person_id`) or a professional (`professional_id`), never both at once."""

    account_id: AccountId
    name: str
    roles: frozenset[Role]
    person_id: PersonId | None = None
    professional_id: ProfessionalId | None = None
    department_id: DepartmentId | None = None
    acts_for: frozenset[PersonId] = field(default_factory=frozenset)
    asked_in: UUID | None = field(default=None, compare=False)  # the request in which they act; none for the clock

    def is_(self, role: Role) -> bool:
        """Whether the actor has the role."""
        return role in self.roles

    @property
    def is_staff(self) -> bool:
        """Whether the actor acts on the authority's side."""
        return self.professional_id is not None
