"""Which tables hold the cases?"""

from django.db import models

from enplan.kernel.ids import CaseId, PersonId
from enplan.registers.base.models import CaseRows, Record, Rows
from enplan.registers.base.prepared import CASE, Prepared
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place


class CaseRecord(Record):
    """A case."""

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in CaseKind])
    regime = models.CharField(max_length=30)
    opened_at = models.DateTimeField()

    objects = Rows.as_manager()

    class Meta:
        db_table = "case"
        ordering = ["-opened_at", "id"]


class CasePersonRecord(Record):
    """A person in a case."""

    case = models.ForeignKey(CaseRecord, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=64)
    place = models.CharField(max_length=10, choices=[(place.value, place.value) for place in Place])

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "case_person"
        ordering = ["case_id", "place", "ref", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="a_person_is_in_a_case_once"),
            models.UniqueConstraint(fields=["case", "ref"], name="a_short_name_means_one_person_of_the_case"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(place=Place.CITIZEN.value), name="a_case_begins_with_one_citizen"
            ),
        ]

    def fact(self) -> CasePerson:
        """The row as a frozen value; the person must have been loaded with it."""
        person = self.person
        return CasePerson(
            PersonId(self.person_id), self.ref, person.name, person.born, Place(self.place), person.protected
        )


def people_rows() -> "models.QuerySet[CasePersonRecord]":
    """The people of one case with the case itself, for a prepared query."""
    rows = CasePersonRecord.objects.filter(case_id=CASE).select_related("case", "person")
    return rows.order_by("place", "ref", "id")


PEOPLE = Prepared(people_rows)


def case_fact(rows: list[CasePersonRecord]) -> Case | None:
    """The case of these rows, which are all of one case and have case and person loaded; none for no rows."""
    if not rows:
        return None
    case = rows[0].case
    return Case(CaseId(case.id), CaseKind(case.kind), case.regime, case.opened_at, tuple(row.fact() for row in rows))
