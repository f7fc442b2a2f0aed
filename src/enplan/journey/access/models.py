"""Which table holds who looked?"""

from django.db import models

from enplan.journey.access.facts import Opening
from enplan.kernel.sight import Relation
from enplan.registers.base.models import AppendOnlyRecord, CaseRows


class OpeningRecord(AppendOnlyRecord):
    """Somebody opened the case."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    name = models.CharField(max_length=200)
    department_id = models.UUIDField(null=True)  # null: not a professional
    relation = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Relation])
    errand = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "opening"
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["case", "-at"], name="openings_of_case"),
            models.Index(
                fields=["errand", "-at"],
                condition=models.Q(relation=Relation.SYSTEM.value),
                name="openings_by_the_clock",
            ),
        ]

    def fact(self, department: str) -> Opening:
        """The row as a frozen value, with the department's name."""
        return Opening(self.at, self.name, department, Relation(self.relation), self.errand)
