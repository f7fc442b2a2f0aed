"""Which tables hold what is already known?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.journey.dossier.facts import Chase, Document, Statement, Use
from enplan.kernel.category import Category
from enplan.kernel.ids import DocumentId, PersonId, ProfessionalId, StatementId
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
    ordered_by = models.UUIDField(null=True)  # null: from before it was kept who, so the contact person is told
    despite = models.CharField(max_length=300, blank=True)
    again_because = models.CharField(max_length=1000, blank=True)
    answer_by = models.DateField(null=True)  # null: the time limit is agreed, or there is none
    promised_day = models.DateField(null=True)  # null: nothing has been promised
    seen_day = models.DateField(null=True)  # null: nobody has told when the patient is seen
    told_late_day = models.DateField(null=True)  # null: nobody has been told that it is late
    called_off_day = models.DateField(null=True)  # null: the answer is still wanted
    called_off_because = models.CharField(max_length=1000, blank=True)
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
            models.UniqueConstraint(
                fields=["case", "person", "kind", "items", "purpose"],
                condition=models.Q(received_day=None, called_off_day=None, again_because=""),
                name="a_statement_is_on_its_way_once_without_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(despite="") | ~models.Q(again_because=""), name="another_statement_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(called_off_day=None) | ~models.Q(called_off_because=""),
                name="a_statement_is_called_off_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(called_off_day=None) | models.Q(received_day=None),
                name="a_statement_that_has_come_is_not_called_off",
            ),
            models.CheckConstraint(
                condition=models.Q(promised_day=None) | models.Q(promised_day__gte=models.F("requested_day")),
                name="a_statement_is_promised_after_it_is_ordered",
            ),
        ]

    def fact(self, uses: tuple[Use, ...] = (), chases: tuple[Chase, ...] = ()) -> Statement:
        """The row as a frozen value, with the uses and chases that were found for it."""
        return Statement(
            id=StatementId(self.id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            kind=self.kind,
            items=tuple(self.items),
            purpose=self.purpose,
            requested_day=self.requested_day,
            requested_by=self.requested_by,
            ordered_by=ProfessionalId(self.ordered_by) if self.ordered_by else None,
            despite=self.despite,
            again_because=self.again_because,
            answer_by=self.answer_by,
            promised_day=self.promised_day,
            seen_day=self.seen_day,
            received_day=self.received_day,
            valid_until=self.valid_until,
            called_off_day=self.called_off_day,
            called_off_because=self.called_off_because,
            text=self.text,
            revision=self.revision,
            uses=uses,
            chases=chases,
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


class ChaseRecord(AboutSomebody, AppendOnlyRecord):
    """Somebody reminded the one who is to answer a statement."""

    statement = models.ForeignKey(StatementRecord, on_delete=models.PROTECT, related_name="+")
    chased_at = models.DateTimeField()
    chased_by = models.CharField(max_length=200)
    words = models.CharField(max_length=500)

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "statement_chase"
        ordering = ["chased_at", "id"]
        indexes = [models.Index(fields=["statement"], name="chases_of_statement")]
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="a_chase_says_what_was_done")]

    def fact(self) -> Chase:
        """The row as a frozen value."""
        return Chase(self.id, self.chased_at, self.chased_by, self.words)
