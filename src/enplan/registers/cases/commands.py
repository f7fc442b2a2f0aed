"""What can happen to a case?"""

from datetime import datetime

from django.db import transaction

from enplan.kernel.actor import Actor
from enplan.kernel.ids import CaseId, PersonId
from enplan.kernel.sight import Sight
from enplan.registers.base.barrier import tell_case
from enplan.registers.cases.facts import Case, CaseKind, Place
from enplan.registers.cases.models import CasePersonRecord, CaseRecord, case_fact


@transaction.atomic
def begin_case(
    by: Actor, *, at: datetime, kind: CaseKind, regime: str, citizen_id: PersonId, ref: str, case_id: CaseId
) -> Case:
    """A case begins with one citizen. The step that begins it decides whether it may."""
    tell_case(by, case_id)
    CaseRecord(id=case_id, kind=kind.value, regime=regime, opened_at=at).save(force_insert=True)
    CasePersonRecord(case_id=case_id, person_id=citizen_id, ref=ref, place=Place.CITIZEN.value).save(force_insert=True)
    rows = CasePersonRecord.objects.filter(case_id=case_id).select_related("case", "person")
    case = case_fact(list(rows))
    assert case is not None  # the row was written above
    return case


def hold_case(sight: Sight) -> None:
    """Whoever comes next to look what stands there before they change it waits until this change is done."""
    CaseRecord.objects.select_for_update(of=("self",), no_key=True).filter(id=sight.case_id).first()


@transaction.atomic
def add_person(sight: Sight, *, person_id: PersonId, ref: str, place: Place) -> None:
    """A person belongs to the case from now on."""
    CasePersonRecord(case_id=sight.case_id, person_id=person_id, ref=ref, place=place.value).save(force_insert=True)
    if place is not Place.CITIZEN:
        CaseRecord.objects.filter(id=sight.case_id).update(kind=CaseKind.FAMILY.value)
