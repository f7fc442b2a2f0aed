"""Which table holds what somebody has settled about the documents of a pension case?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enplan.journey.evidence.facts import Mark, Settled
from enplan.kernel.category import Category
from enplan.kernel.ids import DocumentId, PersonId
from enplan.registers.base.models import CATEGORIES, AppendOnlyRecord, PersonalRows

FILING = [Settled.FILED.value, Settled.TAKEN_OUT.value]


class MarkRecord(AppendOnlyRecord):
    """Who gets a document by when, why one is not needed, or which paper it is; the newest word counts."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    document = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Settled])
    words = models.CharField(max_length=2000, blank=True)
    who = models.CharField(max_length=200, blank=True)
    by_day = models.DateField(null=True)  # null: nobody is to get it
    filed = models.ForeignKey(
        "dossier.DocumentRecord",
        on_delete=models.PROTECT,
        null=True,  # null: it is about no paper
        related_name="+",
    )
    points = ArrayField(models.CharField(max_length=60), default=list)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "evidence_mark"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "person"], name="marks_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=Settled.NOT_NEEDED.value) | ~Q(words=""),
                name="what_is_not_needed_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Settled.TO_GET.value) | (~Q(who="") & Q(by_day__isnull=False)),
                name="what_is_to_be_got_has_a_name_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FILING, filed__isnull=False) | (~Q(kind__in=FILING) & Q(filed=None)),
                name="only_what_is_filed_names_a_paper",
            ),
        ]

    def fact(self) -> Mark:
        """The row as a frozen value."""
        return Mark(
            id=self.id,
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            document=self.document,
            kind=Settled(self.kind),
            words=self.words,
            who=self.who,
            by_day=self.by_day,
            filed_id=DocumentId(self.filed_id) if self.filed_id else None,
            points=tuple(self.points),
            by_name=self.by_name,
            at=self.at,
        )
