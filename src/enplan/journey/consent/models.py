"""Which tables hold the consents?"""

from django.db import models

from enplan.journey.consent.facts import Consent, ConsentKind, ConsentRequest, ConsentScope, Recipient, Way
from enplan.kernel.category import Category
from enplan.kernel.ids import ConsentId, ConsentRequestId, PersonId
from enplan.kernel.period import Period
from enplan.registers.base.models import CATEGORIES, CaseRows, Record


class ScopedRecord(Record):
    """The parts a consent must name."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ConsentKind])
    category = models.CharField(max_length=20, choices=CATEGORIES)
    source = models.CharField(max_length=100, blank=True)
    recipient = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Recipient])
    recipient_id = models.UUIDField(null=True)  # null: the whole team
    purpose = models.CharField(max_length=500)
    begins_day = models.DateField()
    ends_day = models.DateField(null=True)  # null: until taken back

    class Meta:
        abstract = True

    def scope(self) -> ConsentScope:
        """The parts it names, as a frozen value."""
        return ConsentScope(
            kind=ConsentKind(self.kind),
            person_id=PersonId(self.person_id),
            purpose=self.purpose,
            category=Category(self.category),
            source=self.source,
            recipient=Recipient(self.recipient),
            recipient_id=self.recipient_id,
        )


class ConsentRequestRecord(ScopedRecord):
    """The citizen has been asked."""

    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    why = models.CharField(max_length=1000)
    answered_at = models.DateTimeField(null=True)  # null: not answered

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "consent_request"
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="a_question_for_consent_names_its_purpose"),
        ]

    def fact(self) -> ConsentRequest:
        """The row as a frozen value."""
        return ConsentRequest(
            id=ConsentRequestId(self.id),
            scope=self.scope(),
            asked_at=self.asked_at,
            asked_by=self.asked_by,
            why=self.why,
            period=Period(self.begins_day, self.ends_day),
            answered_at=self.answered_at,
        )


class ConsentRecord(ScopedRecord):
    """The citizen has said yes."""

    given_by = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    way = models.CharField(max_length=20, choices=[(way.value, way.value) for way in Way])
    withdrawn_at = models.DateTimeField(null=True)  # null: in force as long as the period

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "consent"
        ordering = ["given_at", "id"]
        indexes = [models.Index(fields=["case", "person"], name="consent_of_person_in_case")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="a_consent_names_its_purpose"),
            models.CheckConstraint(
                condition=models.Q(ends_day=None) | models.Q(ends_day__gte=models.F("begins_day")),
                name="a_consent_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="a_consent_is_withdrawn_after_it_is_given",
            ),
        ]

    def fact(self) -> Consent:
        """The row as a frozen value."""
        return Consent(
            id=ConsentId(self.id),
            scope=self.scope(),
            given_by=PersonId(self.given_by_id),
            given_at=self.given_at,
            period=Period(self.begins_day, self.ends_day),
            way=Way(self.way),
            withdrawn_at=self.withdrawn_at,
        )
