"""What is a membership of the team, and who is a companion?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from enplan.kernel.ids import CaseId, DepartmentId, PersonId, ProfessionalId
from enplan.kernel.period import Period


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
