"""Which tables hold the assessment?"""

from django.db import models

from enplan.journey.assessment.facts import Answer, Conclusion, Words
from enplan.kernel.category import Category
from enplan.kernel.ids import AnswerId, PersonId
from enplan.registers.base.models import CATEGORIES, AppendOnlyRecord, PersonalRows, Shared


class AnswerRecord(AppendOnlyRecord):
    """An answer; a newer one does not remove it."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    item = models.CharField(max_length=60)
    text = models.TextField()
    source = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500, blank=True)
    confirmed = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=200)

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "answer"
        ordering = ["-answered_at", "id"]
        indexes = [models.Index(fields=["case", "person", "item"], name="answers_of_person")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="an_answer_says_something"),
            models.CheckConstraint(condition=~models.Q(source=""), name="an_answer_names_its_source"),
        ]

    def fact(self) -> Answer:
        """The row as a frozen value."""
        return Answer(
            id=AnswerId(self.id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            item=self.item,
            text=self.text,
            source=self.source,
            answered_at=self.answered_at,
            answered_by=self.answered_by,
            purpose=self.purpose,
            confirmed=self.confirmed,
        )


class ConclusionRecord(AppendOnlyRecord):
    """That an assessment was gathered: decisions wait for it, also those signed by who may not read the words."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    concluded_at = models.DateTimeField()
    concluded_by = models.CharField(max_length=200)

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "conclusion"
        ordering = ["-concluded_at", "id"]
        indexes = [models.Index(fields=["case", "person"], name="conclusions_of_person")]

    def fact(self, words: Words | None) -> Conclusion:
        """The row as a frozen value, with the words when the reader may see all they rest on."""
        return Conclusion(
            id=self.id,
            person_id=PersonId(self.person_id),
            concluded_at=self.concluded_at,
            concluded_by=self.concluded_by,
            words=words,
        )


class WordsRecord(AppendOnlyRecord, Shared):
    """What an assessment came to; it needs every kind of information that the words rest on."""

    conclusion = models.OneToOneField(ConclusionRecord, on_delete=models.PROTECT, related_name="words")
    strengths = models.TextField()
    wishes = models.TextField()
    text = models.TextField()
    despite = models.CharField(max_length=1000, blank=True)

    class Meta(AppendOnlyRecord.Meta):
        db_table = "conclusion_words"
        ordering = ["conclusion_id", "id"]
        indexes = [models.Index(fields=["case", "person"], name="words_of_person")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_conclusion_says_something"),
            models.CheckConstraint(condition=~models.Q(strengths=""), name="a_conclusion_begins_with_strengths"),
            models.CheckConstraint(condition=~models.Q(wishes=""), name="a_conclusion_tells_the_wishes"),
            models.CheckConstraint(condition=~models.Q(needs=[]), name="a_conclusion_says_on_what_it_rests"),
        ]

    def fact(self) -> Words:
        """The row as a frozen value."""
        return Words(
            strengths=self.strengths,
            wishes=self.wishes,
            text=self.text,
            kinds=frozenset(Category(need.partition(":")[2]) for need in self.needs),
            despite=self.despite,
        )
