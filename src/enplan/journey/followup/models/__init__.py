"""Which tables hold what follows the plan?"""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q

from enplan.journey.followup.facts import (
    About,
    Closure,
    ClosureReason,
    DueKind,
    Happening,
    NotedDay,
    NotedEnd,
    Progress,
    ProgressState,
    Reminder,
    Review,
)
from enplan.journey.followup.rules.deadlines import WEEK, DueCount, DueWeek, When
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, PersonId
from enplan.registers.base.models import CATEGORIES, AppendOnlyRecord, CaseRows, PersonalRows, Record, Rows


class ProgressRecord(AppendOnlyRecord):
    """How it goes with one goal or measure, as somebody saw it that day; a new view is a new row."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    about = models.CharField(max_length=10, choices=[(each.value, each.value) for each in About])
    about_id = models.UUIDField()
    state = models.CharField(max_length=20, choices=[(each.value, each.value) for each in ProgressState])
    scale = models.PositiveSmallIntegerField(null=True)  # null: said in words only
    words = models.CharField(max_length=2000, blank=True)
    by_name = models.CharField(max_length=200)
    by_citizen = models.BooleanField()
    at = models.DateTimeField()

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "progress"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["case", "-at"], name="progress_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(scale=None) | Q(scale__lte=10), name="progress_is_measured_from_0_to_10"
            ),
        ]

    def fact(self) -> Progress:
        """The row as a frozen value."""
        return Progress(
            id=self.id,
            about=About(self.about),
            about_id=self.about_id,
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            state=ProgressState(self.state),
            scale=self.scale,
            words=self.words,
            by_name=self.by_name,
            by_citizen=self.by_citizen,
            at=self.at,
        )


class ReviewRecord(AppendOnlyRecord):
    """The plan has been gone through with the citizen. The consent to the plan opens it."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    changed = models.CharField(max_length=2000, blank=True)
    words = models.CharField(max_length=2000)
    back_to_draft = models.BooleanField()
    next_day = models.DateField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = PersonalRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "review"
        ordering = ["-at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_review_says_how_it_went")]

    def fact(self) -> Review:
        """The row as a frozen value."""
        return Review(
            id=self.id,
            case_id=CaseId(self.case_id),
            changed=self.changed,
            words=self.words,
            back_to_draft=self.back_to_draft,
            next_day=self.next_day,
            by_name=self.by_name,
            at=self.at,
        )


class ClosureRecord(AppendOnlyRecord):
    """The one plan has ended: when, and of which kind of reason. Listed, so it tells nothing of the people."""

    case = models.OneToOneField("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=30, choices=[(each.value, each.value) for each in ClosureReason])
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "closure"
        ordering = ["-at", "id"]

    def fact(self, words: str = "") -> Closure:
        """The row as a frozen value, with the words that stand elsewhere."""
        return Closure(
            id=self.id,
            case_id=CaseId(self.case_id),
            reason=ClosureReason(self.reason),
            words=words,
            by_name=self.by_name,
            at=self.at,
        )


class FarewellRecord(AppendOnlyRecord):
    """What is said to everybody in the case when the one plan ends."""

    case = models.OneToOneField("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=2000)

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "farewell"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="an_end_is_explained")]


class ReminderRecord(Record):
    """A professional was told that something of a kind is due by a day. `key` is a digest: nothing can be read from it.

    The lists over many cases are made from these rows: they say who, when and how far, and nothing of what it is about.
    """

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in DueKind])
    key = models.CharField(max_length=64)
    day = models.DateField()
    told_at = models.DateTimeField()
    late_told_at = models.DateTimeField(null=True)  # null: its day has not passed, or nobody has been told so yet
    settled_at = models.DateTimeField(null=True)  # null: still to be done

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "reminder"
        ordering = ["day", "kind", "id"]
        indexes = [
            models.Index(fields=["case", "day"], condition=Q(settled_at=None), name="reminder_still_to_be_done"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "key", "day"],
                condition=Q(settled_at=None),
                name="one_is_reminded_of_a_thing_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_at__gte=models.F("told_at")),
                name="a_reminder_is_settled_after_it_was_told",
            ),
            models.CheckConstraint(
                condition=Q(late_told_at=None) | Q(late_told_at__gte=models.F("told_at")),
                name="one_is_told_that_it_is_late_after_one_was_reminded",
            ),
        ]

    def fact(self) -> Reminder:
        """The row as a frozen value."""
        kind = DueKind(self.kind)
        return Reminder(CaseId(self.case_id), kind, self.day, self.told_at, self.late_told_at, self.settled_at)


class NotedDayRecord(Record):
    """On which day something happened to somebody that deadlines run from; it is followed until somebody ends it."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    happening = models.CharField(max_length=30, choices=[(each.value, each.value) for each in Happening])
    day = models.DateField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    within_days = models.PositiveSmallIntegerField(null=True)  # null: no application
    done = ArrayField(models.CharField(max_length=60), default=list)  # deadlines that are kept, while others run
    ended_as = models.CharField(max_length=10, choices=[(each.value, each.value) for each in NotedEnd], blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)  # null: it is followed

    objects = PersonalRows.as_manager()

    class Meta:
        db_table = "noted_day"
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["case", "day"], name="noted_days_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "happening", "day"],
                condition=Q(ended_at=None),
                name="a_day_is_noted_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="", ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="a_noted_day_is_ended_as_something",
            ),
            models.CheckConstraint(
                condition=Q(happening__startswith="applied-", within_days__isnull=False)
                | (~Q(happening__startswith="applied-") & Q(within_days=None)),
                name="an_application_has_the_days_of_its_area",
            ),
        ]

    def fact(self) -> NotedDay:
        """The row as a frozen value."""
        return NotedDay(
            id=self.id,
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            happening=Happening(self.happening),
            day=self.day,
            by_name=self.by_name,
            at=self.at,
            within_days=self.within_days,
            done=tuple(self.done),
            ended_as=NotedEnd(self.ended_as) if self.ended_as else None,
            ended_by=self.ended_by,
            ended_at=self.ended_at,
        )


class DueWeekRecord(AppendOnlyRecord):
    """What was due in all cases when a week began: counts, and nobody; counted once, for what was due never changes."""

    monday = models.DateField()
    counted_at = models.DateTimeField()
    counts = models.JSONField()  # department, kind, nearness and how many cases, in this order

    objects = Rows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "due_week"
        ordering = ["-monday", "id"]
        constraints = [models.UniqueConstraint(fields=["monday"], name="a_week_is_counted_once")]

    def fact(self) -> DueWeek:
        """The row as a frozen value."""
        counts = (DueCount(name, DueKind(kind), When(near), cases) for name, kind, near, cases in self.counts)
        return DueWeek(self.monday, self.counted_at, tuple(counts))


# One statement with its own grouping: a case counts once for a kind, by its first day.
_COUNTED = """
select d.name, f.kind, case when f.day < %(on)s then 'late' when f.day < %(week)s then 'this-week' else 'later' end,
       count(*)
from (select case_id, kind, min(day) as day from reminder
      where told_at < %(before)s and (settled_at is null or settled_at >= %(before)s) group by case_id, kind) f
join membership m on m.case_id = f.case_id and m.coordinator and m.until_day is null
join department d on d.id = m.department_id
group by 1, 2, 3 order by 1, 2, 3
"""


def counted_due(monday: date) -> list[DueCount]:
    """In how many cases of each department something of each kind was due when the week began, in one query."""
    before = f"{monday.isoformat()} 00:00:00 Europe/Copenhagen"
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"on": monday, "week": monday + WEEK, "before": before})
        return [DueCount(name, DueKind(kind), When(near), count) for name, kind, near, count in cursor.fetchall()]
