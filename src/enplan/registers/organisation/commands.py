"""What can happen in the organisation?"""

from collections.abc import Iterable

from django.db import transaction

from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId
from enplan.registers.organisation.facts import Department, Professional
from enplan.registers.organisation.models import DepartmentRecord, ProfessionalRecord


@transaction.atomic
def set_up_department(*, name: str, categories: Iterable[Category], external: bool = False) -> Department:
    """A department is there from now on, or works with other kinds of information than before."""
    record, _ = DepartmentRecord.objects.update_or_create(
        name=name, defaults={"categories": sorted(categories), "external": external}
    )
    return record.fact()


@transaction.atomic
def employ(*, name: str, title: str, department_id: DepartmentId, phone: str = "") -> Professional:
    """Somebody works in a department from now on."""
    record = ProfessionalRecord(name=name, title=title, phone=phone, department_id=department_id)
    record.save(force_insert=True)
    return record.fact()
