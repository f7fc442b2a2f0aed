"""What does `access` ask of the team before there is sight?"""

from dataclasses import dataclass

from enplan.journey.team.facts import Companion, Membership
from enplan.journey.team.models import CompanionRecord, MembershipRecord
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, PersonId, ProfessionalId
from enplan.registers.base.prepared import CASE, Hole, Prepared


@dataclass(frozen=True, slots=True)
class Seat:
    """A membership, with the kinds of information the member's department works with."""

    membership: Membership
    categories: tuple[Category, ...]


def seat_of(case_id: CaseId, professional_id: ProfessionalId) -> Seat | None:
    """The professional's present membership of the team, if any, in one query."""
    row = next(iter(_seats(case=case_id, professional=professional_id)), None)
    if row is None:
        return None
    return Seat(row.fact(), tuple(Category(value) for value in row.department.categories))


def companions_of(case_id: CaseId, companion_id: PersonId) -> list[Companion]:
    """For whom of the case this person stands by at present."""
    rows = CompanionRecord.objects.filter(case_id=case_id, companion_id=companion_id, until_day=None)
    return [row.fact() for row in rows.order_by("since_day", "id")]


_seats = Prepared(
    lambda: (
        MembershipRecord.objects.select_related("department")
        .filter(case_id=CASE, professional_id=Hole("professional"), until_day=None)
        .order_by("id")
    )
)
