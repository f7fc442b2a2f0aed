"""Which tables hold the meetings?"""

from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from enplan.journey.meetings.facts import Attendance, Discharge, Effect, Form, Meeting, Reply, State
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, MeetingId, PersonId, ProfessionalId
from enplan.registers.base.models import CATEGORIES, CaseRows, PersonalRows, Record, RevisedRecord


class AttendanceRecord(Record):
    """Somebody is invited, has answered, and came or stayed away."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.MeetingRecord", on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(
        "people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )  # null: a professional
    professional = models.ForeignKey(
        "organisation.ProfessionalRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )  # null: a person of the case
    name = models.CharField(max_length=200)
    reply = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Reply])
    words = models.CharField(max_length=1000, blank=True)
    brings = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)  # null: has not answered

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "attendance"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(person=None) ^ Q(professional=None), name="an_invitation_is_for_one"),
            models.UniqueConstraint(fields=["meeting", "person"], name="a_person_is_invited_once"),
            models.UniqueConstraint(fields=["meeting", "professional"], name="a_professional_is_invited_once"),
        ]

    def fact(self) -> Attendance:
        """The row as a frozen value."""
        return Attendance(
            id=self.id,
            name=self.name,
            reply=Reply(self.reply),
            person_id=PersonId(self.person_id) if self.person_id else None,
            professional_id=ProfessionalId(self.professional_id) if self.professional_id else None,
            words=self.words,
            brings=self.brings,
            answered_at=self.answered_at,
        )


class DischargeRecord(Record):
    """A duty that the meeting is to meet: it tells of which department one gets help, so it is personal."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.MeetingRecord", on_delete=models.PROTECT, related_name="discharges")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    duty = models.CharField(max_length=140)
    meeting_rule = models.CharField(max_length=100)
    label = models.CharField(max_length=300)
    section = models.CharField(max_length=300)
    effect = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Effect])
    regime = models.CharField(max_length=30)
    sanction = models.BooleanField(default=False)

    objects = PersonalRows.as_manager()

    class Meta:
        db_table = "discharge"
        ordering = ["duty", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "duty"], name="a_meeting_meets_a_duty_once")]

    def fact(self) -> Discharge:
        """The row as a frozen value."""
        return Discharge(
            duty=self.duty,
            meeting_rule=self.meeting_rule,
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            label=self.label,
            section=self.section,
            effect=Effect(self.effect),
            regime=self.regime,
            sanction=self.sanction,
        )


class MeetingRows(CaseRows):
    """Meetings; the barrier shows those one takes part in or whose people's plans one may see."""

    def whole(self) -> Self:
        """With invitations and duties, in three queries however many there are."""
        return self.prefetch_related("attendances", "discharges")


class MeetingRecord(RevisedRecord):
    """A meeting. `persons` and `professionals` repeat the invitations, so that the barrier needs no other table."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    form = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Form])
    place = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300)
    agenda = ArrayField(models.CharField(max_length=300), default=list)
    persons = ArrayField(models.UUIDField(), default=list)
    professionals = ArrayField(models.UUIDField(), default=list)
    together_because = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in State])
    planned_by = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)  # null: not held
    minutes = models.TextField(blank=True)
    agreements = ArrayField(models.CharField(max_length=500), default=list)
    cancelled_because = models.CharField(max_length=500, blank=True)

    objects = MeetingRows.as_manager()

    class Meta:
        db_table = "meeting"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["case", "starts_at"], name="meeting_of_case")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state=State.HELD.value, held_at__isnull=False)
                | (~Q(state=State.HELD.value) & Q(held_at=None)),
                name="a_held_meeting_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED.value) | ~Q(cancelled_because=""),
                name="a_cancelled_meeting_says_why",
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="a_meeting_says_what_it_is_for"),
            models.CheckConstraint(condition=~Q(persons=[]), name="a_meeting_is_with_somebody_of_the_case"),
        ]

    def fact(self) -> Meeting:
        """The row as a frozen value; invitations and duties should have been loaded with it."""
        return Meeting(
            id=MeetingId(self.id),
            case_id=CaseId(self.case_id),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            form=Form(self.form),
            place=self.place,
            purpose=self.purpose,
            agenda=tuple(self.agenda),
            state=State(self.state),
            planned_by=self.planned_by,
            planned_at=self.planned_at,
            discharges=tuple(each.fact() for each in self.discharges.all()),
            attendances=tuple(each.fact() for each in self.attendances.all()),
            together_because=self.together_because,
            minutes=self.minutes,
            agreements=tuple(self.agreements),
            cancelled_because=self.cancelled_because,
            revision=self.revision,
        )


def facts(rows: Iterable[MeetingRecord]) -> list[Meeting]:
    """Rows as frozen values, in their order."""
    return [row.fact() for row in rows]
