"""Which tables hold the organisation?"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId, ProfessionalId
from enplan.registers.base.models import CATEGORIES, AppendOnlyRecord, Record, Rows
from enplan.registers.organisation.facts import Department, Matter, Professional, Settled

# A day that has begun keeps what was in force on it.
FORWARD = """
    if new.first_day <= (new.at at time zone 'Europe/Copenhagen')::date then
        raise exception using errcode = 'check_violation', constraint = 'what_is_settled_begins_tomorrow_or_later',
            message = 'what_is_settled_begins_tomorrow_or_later';
    end if;
    return new;
"""


class DepartmentRecord(Record):
    """A department of the municipality, or another authority."""

    name = models.CharField(max_length=100)
    categories = ArrayField(models.CharField(max_length=20, choices=CATEGORIES), default=list)
    external = models.BooleanField(default=False)
    decides = ArrayField(models.CharField(max_length=20, choices=CATEGORIES), default=list)

    objects = Rows.as_manager()

    class Meta:
        db_table = "department"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="a_department_has_a_name_of_its_own"),
            models.CheckConstraint(
                condition=models.Q(external=False) | models.Q(decides=[]), name="another_authority_decides_nothing_here"
            ),
            models.CheckConstraint(
                condition=models.Q(categories__contains=models.F("decides")),
                name="a_department_decides_on_what_it_works_with",
            ),
        ]

    def fact(self) -> Department:
        """The row as a frozen value."""
        return Department(
            DepartmentId(self.id),
            self.name,
            tuple(Category(value) for value in self.categories),
            self.external,
            tuple(Category(value) for value in self.decides),
        )


class ProfessionalRecord(Record):
    """Somebody who works in a department."""

    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    department = models.ForeignKey(DepartmentRecord, on_delete=models.PROTECT, related_name="+")

    objects = Rows.as_manager()

    class Meta:
        db_table = "professional"
        ordering = ["name", "id"]

    def fact(self) -> Professional:
        """The row as a frozen value."""
        return Professional(ProfessionalId(self.id), self.name, self.title, self.department.fact(), self.phone)


class SettledRecord(AppendOnlyRecord):
    """Something the municipality has settled from a day on."""

    matter = models.CharField(max_length=40, choices=[(each.value, each.value) for each in Matter])
    value = models.CharField(max_length=2000)
    first_day = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    why = models.CharField(max_length=1000)

    objects = Rows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "settled"
        ordering = ["matter", "-first_day", "-at", "id"]
        indexes = [models.Index(fields=["matter", "-first_day", "-at"], name="settled_by_day")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(value=""), name="what_is_settled_has_a_value"),
            models.CheckConstraint(condition=~models.Q(why=""), name="what_is_settled_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(matter__in=[each.value for each in Matter]),
                name="only_what_the_municipality_may_settle",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="forward", when=pgtrigger.Before, operation=pgtrigger.Insert, func=FORWARD),
        ]

    def fact(self) -> Settled:
        """The row as a frozen value."""
        return Settled(Matter(self.matter), self.value, self.first_day, self.at, self.by, self.why)
