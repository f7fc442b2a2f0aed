"""Which tables hold complaints and what came of them?"""

from datetime import date

from django.db import models

from enplan.journey.decisions.facts.complaining import Channel, Complaint, ComplaintPart, Outcome, Reassessment
from enplan.journey.decisions.facts.outside import CopyWay, PaperSent
from enplan.journey.decisions.models.choosing import choices_of
from enplan.kernel.category import Category
from enplan.kernel.ids import ComplaintId, DecisionId, PersonId
from enplan.registers.base.models import AppendOnlyRecord, ForParties, Record, Shared


class ComplaintRecord(Shared, AppendOnlyRecord):
    """A complaint came in. Over parts of several kinds its own kind is the plan's."""

    decision = models.ForeignKey("decisions.DecisionRecord", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=choices_of(Channel))
    received_day = models.DateField()
    received_at = models.DateTimeField()
    by = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    key = models.UUIDField()
    complainant = models.ForeignKey(  # null: who wrote it, or somebody whom the team has not named
        "people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )
    complainant_name = models.CharField(max_length=200, blank=True, db_default="")
    outside = models.BooleanField(default=False, db_default=False)  # then their own copy is what their days count from

    class Meta(AppendOnlyRecord.Meta):
        db_table = "complaint"
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "person"], name="a_complaint_is_received_once"),
            models.CheckConstraint(
                condition=models.Q(complainant=None, complainant_name="", outside=False)
                | (~models.Q(complainant=None) & ~models.Q(complainant_name="")),
                name="who_complains_has_a_name",
            ),
        ]

    def fact(self, parts: tuple[ComplaintPart, ...]) -> Complaint:
        """The row as a frozen value, with its parts."""
        return Complaint(
            id=ComplaintId(self.id),
            decision_id=DecisionId(self.decision_id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            channel=Channel(self.channel),
            received_day=self.received_day,
            received_at=self.received_at,
            by=self.by,
            text=self.text,
            parts=parts,
            complainant=PersonId(self.complainant_id) if self.complainant_id else None,
            complainant_name=self.complainant_name,
            outside=self.outside,
        )


class ComplaintPartRecord(ForParties, AppendOnlyRecord):
    """One answer that is complained about; it follows the route of its measure."""

    complaint = models.ForeignKey(ComplaintRecord, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey("decisions.PartRecord", on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=64)
    joins = models.ForeignKey(  # null: it is looked at by itself, not an addition to what is looked at already
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(AppendOnlyRecord.Meta):
        db_table = "complaint_part"
        ordering = ["complaint_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "part"], name="a_complaint_is_over_a_part_once"),
        ]

    def fact(self, reassessment: Reassessment | None, joins_day: date | None = None) -> ComplaintPart:
        """The row as a frozen value, with what came of it."""
        return ComplaintPart(
            self.id,
            self.part_id,
            PersonId(self.person_id),
            Category(self.category),
            self.route,
            reassessment,
            self.joins_id,
            joins_day,
        )


class ReassessmentRecord(ForParties, Record):
    """The authority has looked at one answer again."""

    complaint_part = models.ForeignKey(ComplaintPartRecord, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=choices_of(Outcome))
    reasons = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    new_decision = models.ForeignKey(
        "decisions.DecisionRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )  # null: upheld
    kept = models.BooleanField(null=True)  # null: the citizen has not said whether the complaint is kept
    kept_at = models.DateTimeField(null=True)  # null: as kept
    forwarded_day = models.DateField(null=True)  # null: not forwarded, or not to be
    forwarded_at = models.DateTimeField(null=True)  # null: as forwarded_day
    forwarded_by = models.CharField(max_length=200, blank=True)
    told_way = models.CharField(max_length=20, choices=choices_of(CopyWay), blank=True, db_default="")
    told_day = models.DateField(null=True)  # null: no letter has gone, or none is to
    told_by = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        db_table = "reassessment"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["complaint_part"], name="an_answer_is_looked_at_again_once"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="a_reassessment_has_reasons"),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.UPHELD.value, new_decision=None)
                | (~models.Q(outcome=Outcome.UPHELD.value) & ~models.Q(new_decision=None)),
                name="a_changed_answer_is_a_new_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(kept=None) | models.Q(outcome=Outcome.PARTLY.value),
                name="only_a_partly_changed_answer_is_asked_about",
            ),
            models.CheckConstraint(
                condition=models.Q(kept=None, kept_at=None) | (~models.Q(kept=None) & ~models.Q(kept_at=None)),
                name="whether_a_complaint_is_kept_was_said_at_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(forwarded_day=None)
                | models.Q(outcome=Outcome.UPHELD.value)
                | models.Q(outcome=Outcome.PARTLY.value, kept=True),
                name="only_what_is_upheld_or_kept_is_forwarded",
            ),
            models.CheckConstraint(
                condition=models.Q(forwarded_day=None, forwarded_at=None, forwarded_by="")
                | (~models.Q(forwarded_day=None) & ~models.Q(forwarded_at=None) & ~models.Q(forwarded_by="")),
                name="a_complaint_was_forwarded_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(told_day=None, told_way="", told_by="")
                | (~models.Q(told_day=None) & ~models.Q(told_way="") & ~models.Q(told_by="")),
                name="an_answer_on_paper_was_sent_by_somebody_on_a_day",
            ),
        ]

    def fact(self) -> Reassessment:
        """The row as a frozen value."""
        return Reassessment(
            id=self.id,
            complaint_part_id=self.complaint_part_id,
            outcome=Outcome(self.outcome),
            reasons=self.reasons,
            at=self.at,
            by=self.by,
            new_decision_id=DecisionId(self.new_decision_id) if self.new_decision_id else None,
            kept=self.kept,
            kept_at=self.kept_at,
            forwarded_day=self.forwarded_day,
            forwarded_by=self.forwarded_by,
            told=PaperSent(CopyWay(self.told_way), self.told_day, self.told_by) if self.told_day else None,
        )
