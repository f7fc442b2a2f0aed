"""What can happen in the organisation?"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId
from enplan.kernel.verdict import require
from enplan.registers.audit.commands import record_before_case
from enplan.registers.base.barrier import tell_actor
from enplan.registers.organisation import policy, rules
from enplan.registers.organisation.facts import Department, Matter, Professional, Settled
from enplan.registers.organisation.models import DepartmentRecord, ProfessionalRecord, SettledRecord


@transaction.atomic
def set_up_department(
    *, name: str, categories: Iterable[Category], external: bool = False, decides: Iterable[Category] = ()
) -> Department:
    """A department is there from now on, or works with and decides on other kinds than before."""
    told = {"categories": sorted(categories), "external": external, "decides": sorted(decides)}
    record, _ = DepartmentRecord.objects.update_or_create(name=name, defaults=told)
    return record.fact()


@transaction.atomic
def employ(*, name: str, title: str, department_id: DepartmentId, phone: str = "") -> Professional:
    """Somebody works in a department from now on."""
    record = ProfessionalRecord(name=name, title=title, phone=phone, department_id=department_id)
    record.save(force_insert=True)
    return record.fact()


@transaction.atomic(savepoint=False)
def settle(by: Actor, *, at: datetime, matter: Matter, value: str, first_day: date, why: str) -> Settled:
    """The municipality settles something of its own from a day on; what was in force before is kept."""
    tell_actor(by)
    require(policy.may_settle(by))
    rules.must_be_settable(matter, value.strip(), first_day, why, danish_day(at))
    record = SettledRecord(
        matter=matter.value, value=value.strip(), first_day=first_day, at=at, by=by.name, why=why.strip()
    )
    record.save(force_insert=True)
    record_before_case(by, at=at, event="organisation.settled", about=record.id)
    return record.fact()
