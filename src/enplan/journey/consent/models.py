"""Which tables hold the consents?"""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q

from enplan.journey.consent.facts import Consent, ConsentKind, ConsentRequest, ConsentScope, Recipient, Way
from enplan.kernel.category import Category
from enplan.kernel.ids import ConsentId, ConsentRequestId, PersonId
from enplan.kernel.period import Period
from enplan.registers.base.models import CATEGORIES, AppendOnlyRecord, CaseRows, Record

# A plan consent is no consent to share: it has neither source nor category, and the team as recipient.
PLAIN_PLAN = ~Q(kind=ConsentKind.PLAN.value) | Q(
    category=Category.PLAN.value, source="", recipient=Recipient.TEAM.value, recipient_id=None
)


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
    accepted = models.BooleanField(null=True)  # null: not answered
    declined_because = models.CharField(max_length=1000, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "consent_request"
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="a_question_for_consent_names_its_purpose"),
            models.CheckConstraint(condition=~Q(why=""), name="a_question_for_consent_says_why"),
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None) | Q(answered_at__isnull=False, accepted__isnull=False),
                name="an_answered_question_is_a_yes_or_a_no",
            ),
            models.CheckConstraint(condition=PLAIN_PLAN, name="a_question_for_a_plan_is_about_the_plan_alone"),
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
            accepted=self.accepted,
            declined_because=self.declined_because,
        )


class ConsentRows(CaseRows):
    """Consents."""

    def signed(self) -> Self:
        """With those who have said yes, in the same query."""
        signatures = SignatureRecord.objects.filter(consent=OuterRef("pk")).order_by("signed_at", "id")
        return self.annotate(signed_by=ArraySubquery(signatures.values("person_id")))


class ConsentRecord(ScopedRecord):
    """The citizen has said yes."""

    request = models.OneToOneField(ConsentRequestRecord, on_delete=models.PROTECT, related_name="consent")
    given_by = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    way = models.CharField(max_length=20, choices=[(way.value, way.value) for way in Way])
    complete = models.BooleanField()
    withdrawn_at = models.DateTimeField(null=True)  # null: in force as long as the period
    withdrawn_by = models.CharField(max_length=200, blank=True)

    objects = ConsentRows.as_manager()

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
            models.CheckConstraint(condition=PLAIN_PLAN, name="a_plan_consent_shares_the_plan_alone"),
            models.CheckConstraint(
                condition=Q(recipient=Recipient.TEAM.value, recipient_id=None)
                | (~Q(recipient=Recipient.TEAM.value) & Q(recipient_id__isnull=False)),
                name="a_consent_names_its_recipient",
            ),
        ]

    def fact(self, signers: Iterable[PersonId] = ()) -> Consent:
        """The row as a frozen value, with those who have signed where that matters."""
        return Consent(
            id=ConsentId(self.id),
            scope=self.scope(),
            given_by=PersonId(self.given_by_id),
            given_at=self.given_at,
            period=Period(self.begins_day, self.ends_day),
            way=Way(self.way),
            withdrawn_at=self.withdrawn_at,
            complete=self.complete,
            signers=tuple(signers),
        )

    def signed_fact(self) -> Consent:
        """The row with its signers."""
        known: Iterable[UUID] | None = getattr(self, "signed_by", None)
        if known is None:
            known = [each.person_id for each in self.signatures.all()]
        return self.fact(PersonId(each) for each in known)


class SignatureRecord(AppendOnlyRecord):
    """One person has said yes. A professional who writes it down says who was there and how it was signed."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    way = models.CharField(max_length=20, choices=[(way.value, way.value) for way in Way])
    present = models.CharField(max_length=300, blank=True)
    read_aloud = models.BooleanField(default=False)
    signature = models.CharField(max_length=500, blank=True)
    recorded_by = models.CharField(max_length=200, blank=True)

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "consent_signature"
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consent", "person"], name="a_person_signs_a_consent_once"),
            models.CheckConstraint(
                condition=Q(way=Way.PORTAL.value, recorded_by="")
                | (
                    ~Q(way=Way.PORTAL.value)
                    & ~Q(present="")
                    & ~Q(signature="")
                    & ~Q(recorded_by="")
                    & Q(read_aloud=True)
                ),
                name="nobody_says_yes_for_another_in_silence",
            ),
        ]
