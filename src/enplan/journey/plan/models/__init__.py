"""Which tables hold the one plan, its versions, and what people have answered?

Each row of content names in `needs` all that a sight must grant to see it; the barrier in the database asks the same.
"""

from collections.abc import Mapping
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.expressions import RawSQL

from enplan.journey.plan.facts import (
    Change,
    Column,
    Demand,
    GoalState,
    GoalWording,
    PlanGoal,
    PlanMeasure,
    Responsible,
    Version,
)
from enplan.journey.plan.models.answers import AgreementRecord, ApprovalRecord, ObjectionRecord
from enplan.journey.plan.rules import content
from enplan.journey.plan.rules.drafting import kept_edits
from enplan.journey.plan.rules.versions import ALL, THAT_COUNT, versions_of
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import AccountId, GoalId, MeasureId, PersonId, VersionId
from enplan.kernel.sight import Sight
from enplan.registers.base.models import AppendOnlyRecord, CaseRows, ForParties, Record, RevisedRecord, Shared
from enplan.registers.base.prepared import CASE, GRANTS, Prepared

__all__ = [
    "AgreementRecord",
    "ApprovalRecord",
    "DemandRecord",
    "ElementRecord",
    "GoalRecord",
    "MeasureRecord",
    "ObjectionRecord",
    "PlanRecord",
    "PlanRows",
    "VersionRecord",
    "WordingRecord",
]


class Changed(models.Model):
    """Who changed a row last."""

    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    changed_account = models.UUIDField()
    changed_by_staff = models.BooleanField()
    edited = ArrayField(models.CharField(max_length=30), default=list)  # fields in which a person's words stand
    revision: int

    class Meta:
        abstract = True

    def touch(self, change: Change) -> None:
        """Remember who it was."""
        self.changed_at, self.changed_by = change.at, change.name
        self.changed_account, self.changed_by_staff = change.account_id, change.by_staff

    def change(self) -> Change:
        """Who changed it last, and when."""
        return Change(self.changed_at, self.changed_by, AccountId(self.changed_account), self.changed_by_staff)

    def renew(self, fresh: Mapping[str, object], change: Change) -> bool:
        """Follow the sector plan in what no person has written; whether anything reads otherwise now."""
        kept = kept_edits(self.edited, fresh)
        if all(getattr(self, field) == value for field, value in kept.items()):
            return False
        for field, value in kept.items():
            setattr(self, field, value)
        self.revision += 1
        self.touch(change)
        return True

    def edit(self, values: Mapping[str, object]) -> None:
        """Write what a person said; from now on these fields are theirs."""
        for field, value in values.items():
            setattr(self, field, value)
        self.edited = sorted({*self.edited, *values})


class PlanRows(CaseRows):
    """The plan of a case, with its versions."""

    def with_versions(self, *, that_count: bool = False) -> Self:
        """For a prepared query: a plan with all of its versions, or the newest one and the one in force, as granted."""
        found = f"{ALL}{THAT_COUNT if that_count else ''})"
        return self.filter(case_id=CASE).annotate(found=RawSQL(found, [GRANTS], models.JSONField()))  # noqa: S611  # nosec B611

    def versions(self, sight: Sight) -> list[Version]:
        """All of them as frozen values, newest first."""
        return [each for root in _EVERY.within(sight) for each in versions_of(root.found)]

    def version(self, sight: Sight, version_id: VersionId) -> Version:
        """One of them.

        Raises:
            Missing: there is none with this id in the case.
        """
        found = next((each for each in self.versions(sight) if each.id == version_id), None)
        if found is None:
            raise Missing("record.missing")
        return found


class PlanRecord(Record):
    """The one plan of a case: when it was last drafted, and what it was drafted under."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    regime = models.CharField(max_length=30)
    legal_basis = models.JSONField(default=list)
    drafted_at = models.DateTimeField(null=True)  # null: not drafted yet, the citizen has written wishes
    drafted_by = models.CharField(max_length=200, blank=True)

    objects = PlanRows.as_manager()

    class Meta:
        db_table = "plan"
        ordering = ["case_id", "id"]
        constraints = [models.UniqueConstraint(fields=["case"], name="a_case_has_one_plan")]


_EVERY = Prepared(lambda: PlanRecord.objects.with_versions().only("id").order_by("id"))


class GoalRecord(Shared, Changed, RevisedRecord):
    """What somebody wants to reach."""

    domain = models.CharField(max_length=20)
    aim = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=1000)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in GoalState])
    wanted_by = models.DateField(null=True)  # null: no day has been set
    own_words = models.BooleanField(default=False)
    beside = models.BooleanField(default=False)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "plan_goal"
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["case", "position"], name="goals_of_plan")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_goal_says_what_is_wanted"),
            models.CheckConstraint(
                condition=~models.Q(state=GoalState.GIVEN_UP.value) | ~models.Q(reason=""),
                name="a_goal_is_given_up_for_a_reason",
            ),
        ]

    def fact(self, wordings: tuple[GoalWording, ...] = ()) -> PlanGoal:
        """The row as a frozen value."""
        same = ("domain", "aim", "text", "position", "wanted_by", "own_words", "beside", "reason", "revision")
        return PlanGoal(
            id=GoalId(self.id),
            person_id=PersonId(self.person_id),
            category=Category(self.category),
            wordings=wordings,
            state=GoalState(self.state),
            changed=self.change(),
            **{name: getattr(self, name) for name in same},
        )


class WordingRecord(Shared, Record):
    """A goal as one sector plan, or one person at one time, words it."""

    goal = models.ForeignKey(GoalRecord, on_delete=models.PROTECT, related_name="wordings")
    item = models.CharField(max_length=140, blank=True)  # empty: somebody said it
    text = models.CharField(max_length=4000)
    source = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        db_table = "plan_wording"
        ordering = ["said_at", "item", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "item"], condition=~models.Q(item=""), name="an_item_of_a_sector_plan_is_one_goal"
            )
        ]

    def fact(self) -> GoalWording:
        """The row as a frozen value."""
        return GoalWording(self.text, self.item, self.source)


SAME = (  # columns of a measure that are called and typed as in its fact
    "measure_type", "title", "starts", "ends", "hours_per_week", "demand", "protected", "citizen_does", "citizen_by",
    "municipality_does", "municipality_by", "beside", "plan_type", "reason", "missing_since", "revision",
)  # fmt: skip


class MeasureRecord(ForParties, Changed, RevisedRecord):
    """What is done, by whom, from when to when."""

    persons = ArrayField(models.UUIDField())
    goals = ArrayField(models.UUIDField(), default=list)
    measure_type = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    starts = models.DateField(null=True)  # null: no day has been set
    ends = models.DateField(null=True)  # null: it is open
    board = models.CharField(max_length=20, choices=[(column.value, column.value) for column in Column])
    hours_per_week = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # null: not agreed, see its times
    times = models.JSONField(default=list)
    demand = models.CharField(max_length=20, default="offer")
    protected = models.BooleanField(default=False)
    responsible_name = models.CharField(max_length=200, blank=True)
    responsible_role = models.CharField(max_length=200, blank=True)
    responsible_department = models.CharField(max_length=200, blank=True)
    legal_basis = models.JSONField(default=list)
    origins = ArrayField(models.CharField(max_length=140), default=list)
    promised = models.JSONField(default=list)
    pieces = models.JSONField(default=list)  # empty: it stands alone
    citizen_does = models.CharField(max_length=1000, blank=True)
    citizen_by = models.DateField(null=True)  # null: no day has been set
    municipality_does = models.CharField(max_length=1000, blank=True)
    municipality_by = models.DateField(null=True)  # null: no day has been set
    beside = models.BooleanField(default=False)
    plan_type = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")  # null: not merged
    decided = ArrayField(models.UUIDField(), default=list)  # the resolutions by which it reads otherwise or was merged
    missing_since = models.DateField(null=True)  # null: its sector plan still holds it

    class Meta:
        db_table = "plan_measure"
        ordering = ["starts", "title", "id"]
        indexes = [models.Index(fields=["case"], name="measures_of_plan")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="a_measure_says_what_is_done"),
            models.CheckConstraint(
                condition=models.Q(starts=None) | models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="a_measure_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(board=Column.STOPPED.value) | ~models.Q(reason=""),
                name="a_measure_is_stopped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(board=Column.STOPPED.value),
                name="a_measure_that_became_part_of_another_is_stopped",
            ),
        ]

    def fact(self) -> PlanMeasure:
        """The row as a frozen value."""
        return PlanMeasure(
            id=MeasureId(self.id),
            person_id=PersonId(self.person_id),
            persons=tuple(PersonId(person) for person in self.persons),
            category=Category(self.category),
            column=Column(self.board),
            changed=self.change(),
            goals=tuple(GoalId(goal) for goal in self.goals),
            times=content.times_of(self.times),
            responsible=Responsible(self.responsible_name, self.responsible_role, self.responsible_department),
            legal_basis=content.bases_of(self.legal_basis),
            origins=tuple(self.origins),
            promised=content.promised_of(self.promised),
            pieces=content.pieces_of(self.pieces),
            merged_into=MeasureId(self.merged_into_id) if self.merged_into_id else None,
            **{name: getattr(self, name) for name in SAME},
        )


class DemandRecord(Shared, Changed, RevisedRecord):
    """How the plan meets a point that the law demands of its content, where a person had to write it.

    It needs consent to every kind of information that the text tells of. Whoever may not see it can write another one,
    so there may be one for each set of needs; the newest that may be seen counts.
    """

    plan_type = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    met_by = models.CharField(max_length=2000, blank=True)

    class Meta:
        db_table = "plan_demand"
        ordering = ["plan_type", "person_id", "key", "changed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "plan_type", "key", "needs"], name="a_demand_of_the_law_is_met_once"
            )
        ]

    def fact(self) -> Demand:
        """The row as a frozen value; the law says the rest."""
        person, category = PersonId(self.person_id), Category(self.category)
        about = tuple(sorted({Category(each.partition(":")[2]) for each in self.needs}))
        return Demand(self.plan_type, self.key, "", (), person, category, self.met_by, self.revision, about)


class VersionRecord(AppendOnlyRecord):
    """A plan as it was proposed: everything but its content, which stands in its elements."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    regime = models.CharField(max_length=30)
    legal_basis = models.JSONField(default=list)
    approvers = models.JSONField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=200)
    proposed_account = models.UUIDField()

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "plan_version"
        ordering = ["case_id", "-number", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="versions_of_a_plan_are_numbered")]


class ElementRecord(ForParties, AppendOnlyRecord):
    """A goal, wording, measure or reduction as it stood in a version."""

    version = models.ForeignKey(VersionRecord, on_delete=models.PROTECT, related_name="elements")
    kind = models.CharField(max_length=20)
    element_id = models.UUIDField()
    content = models.JSONField()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "plan_element"
        ordering = ["version_id", "kind", "id"]
        indexes = [models.Index(fields=["version"], name="elements_of_version")]

    @classmethod
    def frozen(cls, version: VersionRecord, kind: str, row: Shared, about: UUID, document: object) -> "ElementRecord":
        """An element as it stands now, behind the same grants as the row it was read from."""
        element = cls(case_id=version.case_id, version=version, kind=kind, element_id=about, content=document)
        element.person_id, element.category, element.needs = row.person_id, row.category, row.needs
        return element
