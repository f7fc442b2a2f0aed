"""What is shown of the organisation?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from enplan.kernel.actor import Actor
from enplan.kernel.ids import ProfessionalId
from enplan.kernel.verdict import require
from enplan.registers.organisation import policy
from enplan.registers.organisation.facts import Department, Matter, Professional, Settled
from enplan.registers.organisation.models import DepartmentRecord, ProfessionalRecord, SettledRecord
from enplan.registers.organisation.rules import YES, settled_on, value_of


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


@dataclass(frozen=True, slots=True)
class SettledMatter:
    """One matter: what is in force, what is to come, and what there was, newest first."""

    matter: Matter
    value: str
    now: Settled | None  # none: nobody has settled it, so it is as it came
    coming: Sequence[Settled]
    past: Sequence[Settled]


def values_on(*matters: Matter, on: date) -> dict[Matter, str]:
    """What these are on the day, in one query."""
    rows = SettledRecord.objects.filter(matter__in=[each.value for each in matters], first_day__lte=on)
    newest = rows.order_by("matter", "-first_day", "-at", "id").distinct("matter")
    settled = {Matter(row.matter): row.fact() for row in newest}
    return {each: value_of(each, settled.get(each)) for each in matters}


def numbers_on(*matters: Matter, on: date) -> dict[Matter, int]:
    """What these numbers are on the day, in one query."""
    return {matter: int(value) for matter, value in values_on(*matters, on=on).items()}


def number_on(matter: Matter, *, on: date) -> int:
    """What one of the numbers is on the day."""
    return int(values_on(matter, on=on)[matter])


def four_eyes(*, on: date) -> bool:
    """Whether a second professional agrees to a decision before it is signed on the day."""
    return values_on(Matter.FOUR_EYES, on=on)[Matter.FOUR_EYES] == YES


def delegated(*, on: date) -> bool:
    """Whether the contact person decides for every department on the day."""
    return values_on(Matter.DELEGATION, on=on)[Matter.DELEGATION] == YES


def settled_matters(by: Actor, *, on: date) -> list[SettledMatter]:
    """Everything the municipality settles itself, with its history, for those who may settle it."""
    require(policy.may_settle(by))
    rows = [row.fact() for row in SettledRecord.objects.order_by("matter", "-first_day", "-at", "id")]
    return [_matter(each, [row for row in rows if row.matter is each], on) for each in Matter]


def _matter(matter: Matter, history: Sequence[Settled], on: date) -> SettledMatter:
    now = settled_on(history, on)
    coming = [each for each in history if each.first_day > on and settled_on(history, each.first_day) is each]
    past = [each for each in history if each is not now and each not in coming]
    return SettledMatter(matter, value_of(matter, now), now, coming, past)
