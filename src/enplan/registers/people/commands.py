"""What can happen to what is known of people?"""

from datetime import date

from django.db import transaction

from enplan.kernel.ids import PersonId
from enplan.registers.people.facts import Capacity, Person, Relation, RelationKind
from enplan.registers.people.models import PersonRecord, RelationRecord


@transaction.atomic
def register_person(*, name: str, born: date, address: str = "", protected: bool = False) -> Person:
    """A person is known from now on. The caller decides who may do so."""
    record = PersonRecord(name=name, born=born, address=address, protected=protected)
    record.save(force_insert=True)
    return record.fact()


@transaction.atomic
def agree_capacity(*, person_id: PersonId, capacity: Capacity) -> Person:
    """What the person can manage is agreed with them."""
    record: PersonRecord = PersonRecord.objects.select_for_update().one(id=person_id)
    record.hours_per_week, record.contacts_per_week = capacity.hours_per_week, capacity.contacts_per_week
    record.not_before, record.not_after = capacity.not_before, capacity.not_after
    record.free_days = list(capacity.free_days)
    record.save(update_fields=["hours_per_week", "contacts_per_week", "not_before", "not_after", "free_days"])
    return record.fact()


CONTRARY = {
    RelationKind.PARENT_WITH_CUSTODY: RelationKind.PARENT_WITHOUT_CUSTODY,
    RelationKind.PARENT_WITHOUT_CUSTODY: RelationKind.PARENT_WITH_CUSTODY,
}


@transaction.atomic
def relate(*, one: PersonId, other: PersonId, kind: RelationKind, known_day: date, source: str = "") -> Relation:
    """What one person is to another is known from the day; what is known already stays known since its own day.

    Custody that is lost is gone at once, and custody that comes again is known from the new day only.
    """
    if kind in CONTRARY:
        RelationRecord.objects.filter(one_id=one, other_id=other, kind=CONTRARY[kind].value).delete()
    record, _ = RelationRecord.objects.get_or_create(
        one_id=one, other_id=other, kind=kind.value, defaults={"known_day": known_day, "source": source}
    )
    fact: Relation = record.fact()
    return fact
