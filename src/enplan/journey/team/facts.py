"""What is a membership of the team, and who is a companion?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, DepartmentId, PersonId, ProfessionalId
from enplan.kernel.period import Period
from enplan.registers.cases.facts import CasePerson
from enplan.registers.people.facts import RelationKind


@dataclass(frozen=True, slots=True)
class Membership:
    """A professional works on the case in these days; the coordinator is the citizen's one contact person."""

    id: UUID
    case_id: CaseId
    professional_id: ProfessionalId
    department_id: DepartmentId
    period: Period
    coordinator: bool = False

    def active(self, day: date) -> bool:
        """Whether the membership counts on the day."""
        return self.period.holds(day)


class CompanionKind(StrEnum):
    """As what somebody stands by the citizen."""

    COMPANION = "companion"  # bisidder
    REPRESENTATIVE = "representative"  # partsrepræsentant
    OMBUD = "ombud"  # personligt ombud (S-79)


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody whom a person of the case has chosen to stand by them."""

    id: UUID
    case_id: CaseId
    companion_id: PersonId
    for_person: PersonId
    kind: CompanionKind
    period: Period
    mandate: str = ""  # how the person said so, when a professional wrote it down; empty: chosen by the person here


@dataclass(frozen=True, slots=True)
class Member:
    """A membership with the one who holds it, as people read it."""

    membership: Membership
    name: str
    title: str
    phone: str
    department: str
    categories: tuple[Category, ...] = ()

    @property
    def coordinator(self) -> bool:
        """Whether this is the citizen's one contact person."""
        return self.membership.coordinator


@dataclass(frozen=True, slots=True)
class Kin:
    """What somebody new in the case is to somebody who is there, or the other way round."""

    kind: RelationKind
    to: PersonId
    from_new: bool = True


@dataclass(frozen=True, slots=True)
class CustodyChange:
    """Somebody got or lost custody of a child: from which day, where that stands, and who wrote it down when."""

    child_id: PersonId
    holder_id: PersonId
    held: bool
    from_day: date
    source: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CustodySeen:
    """A child of the case, who holds custody of it since when, and who of the case could."""

    child: CasePerson
    held: Mapping[PersonId, date]
    could: Sequence[CasePerson]
    outside: Mapping[PersonId, str] = field(default_factory=dict)  # those who hold it without being in the case

    @property
    def holders(self) -> list[CasePerson]:
        """Those who hold it."""
        return [each for each in self.could if each.person_id in self.held]


@dataclass(frozen=True, slots=True)
class JoinQuestion:
    """A professional outside the team asks to join it. The citizen sees the question and its answer."""

    id: UUID
    case_id: CaseId
    professional_id: ProfessionalId
    name: str
    department: str
    ground: str
    asked_at: datetime
    answered_at: datetime | None = None
    accepted: bool | None = None
    answer: str = ""
