"""Which table holds what people decided about findings?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.journey.coordination.facts import Kind, Resolution
from enplan.kernel.ids import ResolutionId
from enplan.registers.base.models import AppendOnlyRecord, Shared


class ResolutionRecord(Shared, AppendOnlyRecord):
    """A decision about one finding; a later one about the same finding stands in its place."""

    finding_key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)  # a kind of finding; a new one needs no migration
    about_persons = ArrayField(models.CharField(max_length=64))
    items = ArrayField(models.CharField(max_length=140))
    choice = models.PositiveIntegerField(null=True)  # null: a solution of their own
    text = models.CharField(max_length=2000)
    change = models.JSONField(default=dict)
    reason = models.CharField(max_length=2000)
    decided_by = ArrayField(models.CharField(max_length=200))
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta(AppendOnlyRecord.Meta):
        db_table = "resolution"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["case", "finding_key"], name="resolutions_of_finding")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_resolution_says_what_is_done"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_resolution_has_a_reason"),
            models.CheckConstraint(condition=~models.Q(decided_by=[]), name="a_resolution_says_who_decided"),
        ]

    def fact(self) -> Resolution:
        """The row as a frozen value."""
        return Resolution(
            id=ResolutionId(self.id),
            finding_key=self.finding_key,
            kind=Kind(self.kind),
            persons=tuple(self.about_persons),
            items=tuple(self.items),
            choice=self.choice,
            text=self.text,
            change=self.change,
            reason=self.reason,
            decided_by=tuple(self.decided_by),
            at=self.at,
            by=self.by,
            needs=tuple(self.needs),
        )
