"""Which table holds what is to be told?"""

from django.db import models

from enplan.registers.base.models import Record, Rows
from enplan.registers.outbox.facts import Message


class MessageRecord(Record):
    """One thing told to one person or professional. It names no content of the case, only that there is something."""

    case_id = models.UUIDField(null=True, db_index=True)  # null: told before there is a case
    to_person = models.UUIDField(null=True)  # null: told to a professional
    to_professional = models.UUIDField(null=True)  # null: told to a person
    at = models.DateTimeField()
    message = models.CharField(max_length=60)
    details = models.JSONField(default=dict)
    read_at = models.DateTimeField(null=True)  # null: not read

    objects = Rows.as_manager()

    class Meta:
        db_table = "message"
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["to_person", "-at"], name="message_to_person"),
            models.Index(fields=["to_professional", "-at"], name="message_to_professional"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_person=None) ^ models.Q(to_professional=None), name="a_message_goes_to_one"
            )
        ]

    def fact(self) -> Message:
        """The row as a frozen value."""
        return Message(self.id, self.case_id, self.at, self.message, self.details, self.read_at)
