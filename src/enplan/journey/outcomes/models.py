"""Which tables hold readings and what was counted?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enplan.journey.outcomes.facts import HIGHEST, Reading, Scale, Tally
from enplan.kernel.ids import CaseId, PersonId, ReadingId
from enplan.registers.base.models import CATEGORIES, AppendOnlyRecord, CaseRows, PersonalRows


class ReadingRecord(AppendOnlyRecord):
    """Where somebody stood on a scale; a later view is a new row."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    scale = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Scale])
    value = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    by_citizen = models.BooleanField()

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "reading"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "at"], name="reading_of_case")]
        constraints = [
            models.CheckConstraint(condition=Q(value__lte=HIGHEST), name="a_reading_is_from_0_to_10"),
        ]

    def fact(self) -> Reading:
        """The row as a frozen value."""
        return Reading(
            id=ReadingId(self.id),
            person_id=PersonId(self.person_id),
            scale=Scale(self.scale),
            value=self.value,
            words=self.words,
            at=self.at,
            by_name=self.by_name,
            by_citizen=self.by_citizen,
        )


class TallyRecord(AppendOnlyRecord):
    """What was counted of a case on a day: numbers, and nothing of whom they are about. Only the clock reads them."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=10)
    days_to_answer = models.PositiveIntegerField(null=True)  # null: not answered
    days_to_plan = models.PositiveIntegerField(null=True)  # null: no approved plan
    days_to_decision = models.PositiveIntegerField(null=True)  # null: no decision
    contacts_before = models.PositiveIntegerField(null=True)  # null: no sector plan
    contacts_after = models.PositiveIntegerField(null=True)  # null: no approved plan
    plans_before = models.PositiveIntegerField(null=True)  # null: no sector plan
    meetings_separate = models.PositiveIntegerField(null=True)  # null: no meeting that meets a duty
    meetings_joint = models.PositiveIntegerField(null=True)  # null: no meeting that meets a duty
    goals = models.PositiveIntegerField()
    goals_reached = models.PositiveIntegerField()
    closed = models.BooleanField()
    less = models.PositiveIntegerField(null=True)  # null: no approved plan
    less_hours = models.DecimalField(max_digits=7, decimal_places=2, null=True)  # null: nothing gives fewer hours
    less_days = models.PositiveIntegerField(null=True)  # null: nothing comes later or ends earlier
    less_where = ArrayField(models.CharField(max_length=20, choices=CATEGORIES), default=list)

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "tally"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["case", "-at"], name="tally_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(goals_reached__lte=models.F("goals")), name="no_more_is_reached_than_set"
            ),
        ]

    def fact(self) -> Tally:
        """The row as a frozen value."""
        return Tally(
            case_id=CaseId(self.case_id),
            day=self.day,
            kind=self.kind,
            days_to_answer=self.days_to_answer,
            days_to_plan=self.days_to_plan,
            days_to_decision=self.days_to_decision,
            contacts_before=self.contacts_before,
            contacts_after=self.contacts_after,
            plans_before=self.plans_before,
            meetings_separate=self.meetings_separate,
            meetings_joint=self.meetings_joint,
            goals=self.goals,
            goals_reached=self.goals_reached,
            closed=self.closed,
            less=self.less,
            less_hours=self.less_hours,
            less_days=self.less_days,
            less_where=tuple(self.less_where),
        )
