"""What does `access` ask of the people before there is sight?"""

from collections.abc import Iterable

from enplan.kernel.ids import PersonId
from enplan.registers.people.facts import Relation
from enplan.registers.people.models import RelationRecord


def relations_around(ids: Iterable[PersonId]) -> list[Relation]:
    """What the people of a case are to each other, and who outside the case holds custody of a child in it."""
    return RelationRecord.objects.around(ids)
