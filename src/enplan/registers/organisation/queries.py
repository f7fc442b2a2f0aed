"""What is shown of the organisation?"""

from django.db.models import OuterRef, Subquery

from enplan.kernel.ids import ProfessionalId
from enplan.registers.organisation.facts import Department, Professional
from enplan.registers.organisation.models import DepartmentRecord, ProfessionalRecord


def departments() -> list[Department]:
    """All departments by name."""
    return [record.fact() for record in DepartmentRecord.objects.order_by("name", "id")]


def name_of_department(column: str) -> Subquery:
    """The name of the department in that column of another query, for it to take along."""
    return Subquery(DepartmentRecord.objects.filter(id=OuterRef(column)).values("name"))


def professionals() -> list[Professional]:
    """All professionals by name."""
    return [record.fact() for record in ProfessionalRecord.objects.select_related("department").order_by("name", "id")]


def professional(professional_id: ProfessionalId) -> Professional:
    """One professional.

    Raises:
        Missing: there is none with this id.
    """
    record: ProfessionalRecord = ProfessionalRecord.objects.select_related("department").one(id=professional_id)
    return record.fact()
