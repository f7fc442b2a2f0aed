"""Which table holds who looked?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.journey.access.facts import Doing, Opening
from enplan.kernel.sight import Relation
from enplan.registers.base.models import CaseRows, LogRecord

DOINGS = [(each.value, each.value) for each in Doing]


class OpeningRecord(LogRecord):
    """Somebody opened the case, or tried to. It says what was let through and why, and nothing of what they read."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    name = models.CharField(max_length=200)
    department_id = models.UUIDField(null=True)  # null: not a professional
    relation = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Relation])
    errand = models.CharField(max_length=60)
    at = models.DateTimeField()
    doing = models.CharField(max_length=10, choices=DOINGS, default=Doing.READ.value)
    reason = models.CharField(max_length=60, default="")  # empty: they were let in
    asked_in = models.UUIDField(null=True)  # null: no request from outside, such as the clock
    on_behalf_of = ArrayField(models.UUIDField(), default=list)  # persons
    grounds = models.JSONField(default=list)  # `rules.as_written`

    objects = CaseRows.as_manager()

    class Meta(LogRecord.Meta):
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
        return Opening(self.at, self.name, department, Relation(self.relation), self.errand, Doing(self.doing))
