"""Which tables hold the team?"""

from django.db import models

from enplan.journey.team.facts import Companion, CompanionKind, CustodyChange, JoinQuestion, Member, Membership
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, DepartmentId, PersonId, ProfessionalId
from enplan.kernel.period import Period
from enplan.registers.base.models import AppendOnlyRecord, CaseRows, Record


class MembershipRecord(Record):
    """A professional in the team of a case."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    professional = models.ForeignKey("organisation.ProfessionalRecord", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("organisation.DepartmentRecord", on_delete=models.PROTECT, related_name="+")
    coordinator = models.BooleanField(default=False)
    since_day = models.DateField()
    until_day = models.DateField(null=True)  # null: still in the team

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "membership"
        ordering = ["case_id", "-coordinator", "since_day", "id"]
        indexes = [models.Index(fields=["professional", "case"], name="membership_of_professional")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(coordinator=True, until_day=None),
                name="a_case_has_one_coordinator_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case", "professional"],
                condition=models.Q(until_day=None),
                name="a_professional_is_in_a_team_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case", "department"],
                condition=models.Q(until_day=None),
                name="a_department_has_one_contact_in_a_team",
            ),
            models.CheckConstraint(
                condition=models.Q(until_day=None) | models.Q(until_day__gte=models.F("since_day")),
                name="a_membership_ends_after_it_begins",
            ),
        ]

    def fact(self) -> Membership:
        """The row as a frozen value."""
        return Membership(
            id=self.id,
            case_id=CaseId(self.case_id),
            professional_id=ProfessionalId(self.professional_id),
            department_id=DepartmentId(self.department_id),
            period=Period(self.since_day, self.until_day),
            coordinator=self.coordinator,
        )

    def member(self) -> Member:
        """The membership with its holder, who must have been loaded with it, and their department."""
        holder, department = self.professional, self.department
        kinds = tuple(Category(value) for value in department.categories)
        return Member(self.fact(), holder.name, holder.title, holder.phone, department.name, kinds)


class CompanionRecord(Record):
    """Somebody chosen to stand by a person of the case."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    companion = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    for_person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in CompanionKind])
    mandate = models.CharField(max_length=500, blank=True)
    since_day = models.DateField()
    until_day = models.DateField(null=True)  # null: still stands by them

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "companion"
        ordering = ["case_id", "since_day", "id"]
        indexes = [models.Index(fields=["companion", "case"], name="companion_of_cases")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(companion=models.F("for_person")), name="nobody_stands_by_themselves"
            ),
            models.UniqueConstraint(
                fields=["case", "companion", "for_person", "kind"],
                condition=models.Q(until_day=None),
                name="somebody_stands_by_a_person_once_at_a_time",
            ),
        ]

    def fact(self) -> Companion:
        """The row as a frozen value."""
        return Companion(
            id=self.id,
            case_id=CaseId(self.case_id),
            companion_id=PersonId(self.companion_id),
            for_person=PersonId(self.for_person_id),
            kind=CompanionKind(self.kind),
            period=Period(self.since_day, self.until_day),
            mandate=self.mandate,
        )


class JoinQuestionRecord(Record):
    """A professional outside the team asks to join it."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    professional = models.ForeignKey("organisation.ProfessionalRecord", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # null: not answered
    accepted = models.BooleanField(null=True)  # null: not answered
    answer = models.CharField(max_length=1000, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        db_table = "join_question"
        ordering = ["-asked_at", "id"]
        indexes = [models.Index(fields=["case", "-asked_at"], name="join_questions_of_case")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(ground=""), name="who_asks_to_join_says_why"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, accepted=None)
                | (models.Q(answered_at__isnull=False, accepted__isnull=False) & ~models.Q(answer="")),
                name="a_question_to_join_is_answered_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["case", "professional"],
                condition=models.Q(answered_at=None),
                name="a_professional_asks_to_join_once_at_a_time",
            ),
        ]

    def fact(self) -> JoinQuestion:
        """The row as a frozen value; the professional and department must have been loaded with it."""
        return JoinQuestion(
            id=self.id,
            case_id=CaseId(self.case_id),
            professional_id=ProfessionalId(self.professional_id),
            name=self.professional.name,
            department=self.professional.department.name,
            ground=self.ground,
            asked_at=self.asked_at,
            answered_at=self.answered_at,
            accepted=self.accepted,
            answer=self.answer,
        )


class CustodyChangeRecord(AppendOnlyRecord):
    """Somebody got or lost custody of a child of the case."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    held = models.BooleanField()
    from_day = models.DateField()
    source = models.CharField(max_length=200)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "custody_change"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["case", "-at"], name="custody_changes_of_case")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(source=""), name="a_change_of_custody_says_where_it_stands"),
            models.CheckConstraint(
                condition=~models.Q(child=models.F("holder")), name="nobody_has_custody_of_themselves"
            ),
        ]

    def fact(self) -> CustodyChange:
        """The row as a frozen value."""
        return CustodyChange(
            PersonId(self.child_id), PersonId(self.holder_id), self.held, self.from_day, self.source, self.by, self.at
        )
