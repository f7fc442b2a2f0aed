"""Which table keeps what was done?"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from enplan.registers.base.models import CaseRows, LogRecord


class AuditRecord(LogRecord):
    """One thing that was done. `case` is null for what happens before there is a case."""

    case_id = models.UUIDField(null=True, db_index=True)  # null: before there is a case
    account_id = models.UUIDField()
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    about = models.UUIDField(null=True)  # null: about the case as a whole
    asked_in = models.UUIDField(null=True)  # null: no request from outside, such as the clock

    objects = CaseRows.as_manager()

    class Meta(LogRecord.Meta):
        db_table = "audit"
        ordering = ["-at", "id"]
        indexes = [BrinIndex(fields=["at"], name="audit_by_time")]  # written in the order of time, and never changed
