"""Which tables hold the organisation?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId, ProfessionalId
from enplan.registers.base.models import CATEGORIES, Record, Rows
from enplan.registers.organisation.facts import Department, Professional


class DepartmentRecord(Record):
    """A department of the municipality, or another authority."""

    name = models.CharField(max_length=100)
    categories = ArrayField(models.CharField(max_length=20, choices=CATEGORIES), default=list)
    external = models.BooleanField(default=False)

    objects = Rows.as_manager()

    class Meta:
        db_table = "department"
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["name"], name="a_department_has_a_name_of_its_own")]

    def fact(self) -> Department:
        """The row as a frozen value."""
        return Department(
            DepartmentId(self.id), self.name, tuple(Category(value) for value in self.categories), self.external
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
