"""Which tables hold the people?"""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.kernel.ids import PersonId
from enplan.registers.base.models import Record, Rows
from enplan.registers.base.prepared import Holes, Prepared
from enplan.registers.people.facts import Capacity, Person, Relation, RelationKind


class PersonRecord(Record):
    """A person; no CPR number is kept."""

    name = models.CharField(max_length=200)
    born = models.DateField()
    address = models.CharField(max_length=300, blank=True)
    protected = models.BooleanField(default=False)
    hours_per_week = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # null: nothing agreed
    contacts_per_week = models.PositiveSmallIntegerField(null=True)  # null: nothing agreed
    not_before = models.TimeField(null=True)  # null: nothing agreed
    not_after = models.TimeField(null=True)  # null: nothing agreed
    free_days = ArrayField(models.CharField(max_length=3), default=list, blank=True)

    objects = Rows.as_manager()

    class Meta:
        db_table = "person"
        ordering = ["name", "id"]

    def fact(self) -> Person:
        """The row as a frozen value."""
        capacity = Capacity(
            self.hours_per_week, self.contacts_per_week, self.not_before, self.not_after, tuple(self.free_days)
        )
        return Person(PersonId(self.id), self.name, self.born, capacity, self.address, self.protected)


class RelationRows(Rows):
    """What people are to each other."""

    def among(self, ids: Iterable[PersonId]) -> list[Relation]:
        """Everything known between these persons, as facts."""
        return [record.fact() for record in _AMONG(people=list(ids))]

    def around(self, ids: Iterable[PersonId]) -> list[Relation]:
        """The same, and those who hold custody of one of these persons without being one of them."""
        return [record.fact() for record in _AROUND(people=list(ids))]


class RelationRecord(Record):
    """What one person is to another, as the authority knows it."""

    one = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in RelationKind])
    source = models.CharField(max_length=200, blank=True)
    known_day = models.DateField()

    objects = RelationRows.as_manager()

    class Meta:
        db_table = "relation"
        ordering = ["one_id", "other_id", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "kind"], name="a_relation_is_known_once"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="nobody_is_related_to_themselves"),
        ]

    def fact(self) -> Relation:
        """The row as a frozen value."""
        return Relation(PersonId(self.one_id), PersonId(self.other_id), RelationKind(self.kind), self.known_day)


# One condition that must hold, and in it the choice: an `or` around both would read every relation there is.
_HOLDS_OR_IS_ONE = models.Q(kind=RelationKind.PARENT_WITH_CUSTODY.value) | models.Q(one_id__in=Holes("people"))
_AROUND = Prepared(
    lambda: RelationRecord.objects.filter(_HOLDS_OR_IS_ONE, other_id__in=Holes("people")).order_by(
        "one_id", "other_id", "kind", "id"
    )
)
_AMONG = Prepared(
    lambda: RelationRecord.objects.filter(one_id__in=Holes("people"), other_id__in=Holes("people")).order_by(
        "one_id", "other_id", "kind", "id"
    )
)
