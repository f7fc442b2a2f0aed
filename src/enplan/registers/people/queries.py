"""What is shown of people?"""

from collections.abc import Iterable
from datetime import date

from enplan.kernel.actor import Actor
from enplan.kernel.ids import PersonId
from enplan.registers.base.barrier import tell_actor
from enplan.registers.people.facts import Person, Relation
from enplan.registers.people.models import PersonRecord, RelationRecord


def persons(ids: Iterable[PersonId]) -> dict[PersonId, Person]:
    """Those of the persons that the actor may know of, by id."""
    return {record.id: record.fact() for record in PersonRecord.objects.filter(id__in=list(ids))}


def themselves(by: Actor) -> Person:
    """The person whom a citizen, relative or ombud signed in as."""
    assert by.person_id is not None  # the caller has looked
    tell_actor(by)
    return persons([by.person_id])[by.person_id]


def find_persons(name: str, born: date) -> list[Person]:
    """Persons with this very name and day of birth."""
    return [
        record.fact() for record in PersonRecord.objects.filter(name__iexact=name.strip(), born=born).order_by("id")
    ]


def relations_among(ids: Iterable[PersonId]) -> list[Relation]:
    """All known relations between the persons."""
    return RelationRecord.objects.among(ids)


def relations_around(ids: Iterable[PersonId]) -> list[Relation]:
    """All known relations between the persons, and who else holds custody of one of them."""
    return RelationRecord.objects.around(ids)
