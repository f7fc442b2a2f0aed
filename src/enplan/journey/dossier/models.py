"""Which tables hold what is already known?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.journey.dossier.facts import Document, Statement, Use
from enplan.kernel.category import Category
from enplan.kernel.ids import DocumentId, PersonId, StatementId
from enplan.registers.base.models import CATEGORIES, AppendOnlyRecord, PersonalRows, Record, RevisedRecord


class AboutSomebody(Record):
    """One kind of information about one person of a case."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)

    class Meta:
        abstract = True


class DocumentRecord(AboutSomebody, AppendOnlyRecord):
    """A document of the case."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    source = models.CharField(max_length=200)
    day = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "document"
        ordering = ["-day", "id"]
        indexes = [models.Index(fields=["case", "-day"], name="documents_of_case")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="a_document_has_a_title"),
            models.CheckConstraint(condition=~models.Q(source=""), name="a_document_names_its_source"),
        ]

    def fact(self) -> Document:
        """The row as a frozen value."""
        return Document(
            id=DocumentId(self.id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            title=self.title,
            text=self.text,
            source=self.source,
            day=self.day,
            added_at=self.added_at,
            added_by=self.added_by,
        )


class StatementRecord(AboutSomebody, RevisedRecord):
    """A statement ordered for the case."""

    kind = models.CharField(max_length=100)
    items = ArrayField(models.CharField(max_length=60))
    purpose = models.CharField(max_length=500)
    requested_day = models.DateField()
    requested_by = models.CharField(max_length=200)
    again_because = models.CharField(max_length=1000, blank=True)
    received_day = models.DateField(null=True)  # null: still on its way
    valid_until = models.DateField(null=True)  # null: valid until somebody says otherwise
    text = models.TextField(blank=True)

    objects = PersonalRows.as_manager()

    class Meta:
        db_table = "statement"
        ordering = ["-requested_day", "id"]
        indexes = [models.Index(fields=["case", "-requested_day"], name="statements_of_case")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(items=[]), name="a_statement_is_about_something"),
            models.CheckConstraint(condition=~models.Q(purpose=""), name="a_statement_is_ordered_for_a_purpose"),
            models.CheckConstraint(
                condition=models.Q(received_day=None) | models.Q(received_day__gte=models.F("requested_day")),
                name="a_statement_is_received_after_it_is_ordered",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(received_day__isnull=False),
                name="a_statement_is_valid_once_received",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("received_day")),
                name="a_statement_is_valid_from_the_day_it_is_received",
            ),
        ]

    def fact(self, uses: tuple[Use, ...] = ()) -> Statement:
        """The row as a frozen value, with the uses that were found for it."""
        return Statement(
            id=StatementId(self.id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            kind=self.kind,
            items=tuple(self.items),
            purpose=self.purpose,
            requested_day=self.requested_day,
            requested_by=self.requested_by,
            again_because=self.again_because,
            received_day=self.received_day,
            valid_until=self.valid_until,
            text=self.text,
            revision=self.revision,
            uses=uses,
        )


class UseRecord(AboutSomebody, AppendOnlyRecord):
    """A statement was used again instead of ordering a new one."""

    statement = models.ForeignKey(StatementRecord, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=500)
    used_at = models.DateTimeField()
    used_by = models.CharField(max_length=200)

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "statement_use"
        ordering = ["used_at", "id"]
        indexes = [models.Index(fields=["statement"], name="uses_of_statement")]
        constraints = [models.CheckConstraint(condition=~models.Q(purpose=""), name="a_use_names_its_purpose")]

    def fact(self) -> Use:
        """The row as a frozen value."""
        return Use(self.id, self.purpose, self.used_at, self.used_by)
