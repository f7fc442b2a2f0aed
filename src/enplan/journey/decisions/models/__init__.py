"""Which tables hold hearings, decisions and complaints? What was handed to a citizen is never changed."""

from collections.abc import Sequence

from django.db import models

from enplan.journey.decisions.facts import (
    Choice,
    Decision,
    Delivery,
    Endorsement,
    Form,
    Hearing,
    Kind,
    Part,
    PersonLetter,
    Result,
)
from enplan.journey.decisions.facts.outside import CopyWay, PaperSent
from enplan.journey.decisions.models.choosing import choices_of
from enplan.journey.decisions.models.complaining import ComplaintPartRecord, ComplaintRecord, ReassessmentRecord
from enplan.journey.decisions.models.outside import CopySentRecord
from enplan.journey.decisions.rules.wording import guidance_of, words_of
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, DecisionId, HearingId, PersonId, VersionId
from enplan.kernel.sight import Grant
from enplan.law.provision import LegalBasis
from enplan.registers.base.models import AppendOnlyRecord, CaseRows, ForParties, Record, RevisedRecord, Shared

__all__ = [
    "ChoiceRecord",
    "ComplaintPartRecord",
    "ComplaintRecord",
    "CopySentRecord",
    "DecisionRecord",
    "EndorsementRecord",
    "HearingRecord",
    "PartRecord",
    "PersonLetterRecord",
    "ReassessmentRecord",
]


class HearingRecord(ForParties, Record):
    """A party was shown facts that weigh against them."""

    element_id = models.UUIDField()
    title = models.CharField(max_length=500)
    facts = models.TextField()
    source = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_day = models.DateField()
    asked_by = models.CharField(max_length=200)
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)  # null: not answered
    answered_by = models.CharField(max_length=200, blank=True)
    holder = models.ForeignKey(  # null: who is in the case and reads it here
        "people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )
    holder_name = models.CharField(max_length=200, blank=True, db_default="")
    sent_way = models.CharField(max_length=20, choices=choices_of(CopyWay), blank=True, db_default="")
    sent_day = models.DateField(null=True)  # null: no letter has gone
    sent_by = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        db_table = "hearing"
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "element_id", "asked_day", "holder"],
                nulls_distinct=False,
                name="a_party_is_asked_about_a_measure_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(holder=None, holder_name="", sent_day=None)
                | (~models.Q(holder=None) & ~models.Q(holder_name="")),
                name="who_is_heard_on_paper_has_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_day=None, sent_way="", sent_by="")
                | (~models.Q(sent_day=None) & ~models.Q(sent_way="") & ~models.Q(sent_by="")),
                name="a_hearing_was_sent_by_somebody_on_a_day",
            ),
            models.CheckConstraint(condition=~models.Q(facts=""), name="a_hearing_shows_the_facts"),
            models.CheckConstraint(
                condition=models.Q(answer_by__gt=models.F("asked_day")), name="a_hearing_leaves_time_to_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="") | (~models.Q(answered_at=None) & ~models.Q(answer="")),
                name="an_answer_to_a_hearing_has_words",
            ),
        ]

    def fact(self) -> Hearing:
        """The row as a frozen value."""
        return Hearing(
            id=HearingId(self.id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            element_id=self.element_id,
            title=self.title,
            facts=self.facts,
            source=self.source,
            asked_at=self.asked_at,
            asked_by=self.asked_by,
            answer_by=self.answer_by,
            answer=self.answer,
            answered_at=self.answered_at,
            answered_by=self.answered_by,
            holder=PersonId(self.holder_id) if self.holder_id else None,
            holder_name=self.holder_name,
            sent=PaperSent(CopyWay(self.sent_way), self.sent_day, self.sent_by) if self.sent_day else None,
            persons=tuple(PersonId(each) for each in self.about),
        )


class ChoiceRecord(Shared, RevisedRecord):
    """What the authority means to answer for one element: a draft that may change until it is signed."""

    version = models.ForeignKey("plan.VersionRecord", on_delete=models.PROTECT, related_name="+")
    element_id = models.UUIDField()
    result = models.CharField(max_length=10, choices=choices_of(Result))
    facts = models.TextField(blank=True)
    discretion = models.TextField(blank=True)
    rule = models.TextField(blank=True)
    granted = models.TextField(blank=True)
    unknown_against = models.BooleanField(default=False)
    said = models.TextField(blank=True, default="")
    reply = models.TextField(blank=True, default="")
    agreed = models.TextField(blank=True, default="")
    starts = models.DateField(null=True)  # null: as the plan says
    ends = models.DateField(null=True)  # null: as the plan says
    consented = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        db_table = "decision_choice"
        ordering = ["changed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "version", "element_id"], name="a_measure_of_a_version_has_one_draft_answer"
            ),
        ]

    def fact(self) -> Choice:
        """The row as a frozen value."""
        return Choice(
            element_id=self.element_id,
            result=Result(self.result),
            facts=self.facts,
            discretion=self.discretion,
            rule=self.rule,
            granted=self.granted,
            unknown_against=self.unknown_against,
            said=self.said,
            reply=self.reply,
            agreed=self.agreed,
            starts=self.starts,
            ends=self.ends,
            consented=self.consented,
            revision=self.revision,
        )


class EndorsementRecord(AppendOnlyRecord):
    """A second professional agreed that the drafts are signed as they stood. It names no content, only their prints."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("plan.VersionRecord", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    by_account = models.UUIDField()

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "decision_endorsement"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["case", "-at"], name="endorsements_of_case")]

    def fact(self) -> Endorsement:
        """The row as a frozen value."""
        return Endorsement(self.id, VersionId(self.version_id), self.answers, self.at, self.by, self.by_account)


class DecisionRecord(AppendOnlyRecord):
    """A decision was issued. It names no content: that stands in the parts, each behind its own kind of information."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("plan.VersionRecord", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=choices_of(Kind))
    form = models.CharField(max_length=20, choices=choices_of(Form))
    regime = models.CharField(max_length=30)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    title_of_maker = models.CharField(max_length=200, blank=True)
    delivery = models.CharField(max_length=20, choices=choices_of(Delivery))
    received_day = models.DateField()
    closing = models.JSONField()
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")  # null: the first
    complaint_part = models.ForeignKey(  # null: it does not answer a complaint
        "decisions.ComplaintPartRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "decision"
        ordering = ["-made_at", "id"]
        indexes = [models.Index(fields=["case", "-made_at"], name="decisions_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "version", "kind", "replaces", "complaint_part"],
                nulls_distinct=False,
                name="a_decision_is_made_once",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~models.Q(replaces=None), name="a_decision_is_replaced_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.ON_PLAN.value, complaint_part=None)
                | (models.Q(kind=Kind.AFTER_COMPLAINT.value) & ~models.Q(complaint_part=None)),
                name="a_new_answer_belongs_to_a_complaint",
            ),
        ]

    def fact(
        self, parts: tuple[Part, ...] = (), letters: tuple[PersonLetter, ...] = (), closed: Sequence[int] = ()
    ) -> Decision:
        """The row as a frozen value, with those parts and openings that the reader may see."""
        return Decision(
            id=DecisionId(self.id),
            case_id=CaseId(self.case_id),
            version_id=VersionId(self.version_id),
            kind=Kind(self.kind),
            form=Form(self.form),
            regime=self.regime,
            made_at=self.made_at,
            made_by=self.made_by,
            title_of_maker=self.title_of_maker,
            delivery=Delivery(self.delivery),
            received_day=self.received_day,
            closing=tuple((headline, tuple(paragraphs)) for headline, paragraphs in self.closing),
            replaces=DecisionId(self.replaces_id) if self.replaces_id else None,
            parts=parts,
            letters=letters,
            closed=tuple(closed),
        )


class PersonLetterRecord(Shared, AppendOnlyRecord):
    """What one person is told before their parts. Its category is always the plan's own."""

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="+")
    headline = models.CharField(max_length=300)
    opening = models.JSONField()
    to_child = models.JSONField(null=True)  # null: it is not about a child

    class Meta(AppendOnlyRecord.Meta):
        db_table = "decision_letter"
        ordering = ["decision_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="a_decision_greets_a_person_once"),
        ]

    def fact(self) -> PersonLetter:
        """The row as a frozen value."""
        person, child = PersonId(self.person_id), self.to_child
        to_child = PersonLetter(person, child["headline"], tuple(child["opening"])) if child else None
        return PersonLetter(person, self.headline, tuple(self.opening), to_child)


class PartRecord(ForParties, AppendOnlyRecord):
    """The answer for one measure."""

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    element_id = models.UUIDField()
    measure_type = models.CharField(max_length=64)
    result = models.CharField(max_length=10, choices=choices_of(Result))
    route = models.CharField(max_length=64)
    bases = models.JSONField()
    words = models.JSONField()
    guidance = models.JSONField(null=True)  # null: everything was granted
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )  # null: the first answer
    measure_id = models.UUIDField(null=True)  # null: the element is the measure
    granted = models.TextField(blank=True, default="")
    starts = models.DateField(null=True)  # null: as the plan says
    ends = models.DateField(null=True)  # null: as the plan says
    hours = models.DecimalField(null=True, max_digits=5, decimal_places=2)  # null: as the plan says
    open_ended = models.BooleanField(default=False)

    class Meta(AppendOnlyRecord.Meta):
        db_table = "decision_part"
        ordering = ["decision_id", "position", "id"]
        indexes = [models.Index(fields=["case", "element_id"], name="decision_parts_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "element_id", "measure_type"], name="a_decision_answers_a_measure_once"
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~models.Q(replaces=None), name="an_answer_is_replaced_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(result=Result.ELSEWHERE.value),
                name="what_is_decided_elsewhere_is_not_in_the_letter",
            ),
            models.CheckConstraint(
                condition=models.Q(open_ended=False) | models.Q(ends=None), name="what_has_no_end_has_no_last_day"
            ),
        ]

    def fact(self) -> Part:
        """The row as a frozen value."""
        return Part(
            id=self.id,
            decision_id=DecisionId(self.decision_id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            element_id=self.element_id,
            measure_type=self.measure_type,
            result=Result(self.result),
            route=self.route,
            bases=tuple(LegalBasis(law, section) for law, section in self.bases),
            words=words_of(self.words),
            guidance=guidance_of(self.guidance) if self.guidance else None,
            replaces=self.replaces_id,
            granted=self.granted,
            starts=self.starts,
            ends=self.ends,
            hours=self.hours,
            open_ended=self.open_ended,
            persons=tuple(PersonId(each) for each in self.about),
            number=self.position,
            measure_id=self.measure_id,
            needs=tuple(Grant.told(each) for each in self.needs),
        )
