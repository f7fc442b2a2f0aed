"""Which table holds the sector plans as they were received?"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from enplan.journey.sectorplans.facts import CandidateLook, Received, SectorPlan, Way
from enplan.journey.sectorplans.rules.candidates import FEWEST_PLANS, GROUNDS
from enplan.journey.sectorplans.rules.document import plan_of
from enplan.journey.sectorplans.rules.laying import Shows, count_items, seen
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId, SectorPlanId
from enplan.registers.base.models import CATEGORIES, LogRecord, PersonalRows, Record, Rows


class PlanRows(PersonalRows):
    """Versions of sector plans."""

    def in_force(self) -> "PlanRows":
        """Those that count: not superseded, not withdrawn."""
        return self.filter(superseded_at=None, withdrawn_at=None)


class SectorPlanRecord(Record):
    """One version of a sector plan, kept as it was received."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    ref = models.CharField(max_length=64)  # the plan's own id
    version = models.PositiveIntegerField()
    plan_type = models.CharField(max_length=60)
    department = models.CharField(max_length=100)
    document = models.JSONField(encoder=DjangoJSONEncoder)
    items = models.PositiveIntegerField()
    living_items = models.PositiveIntegerField()  # what it counts for where it is withheld; 0 when it is not in force
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    superseded_at = models.DateTimeField(null=True)  # null: no newer version has come
    withdrawn_at = models.DateTimeField(null=True)  # null: not withdrawn
    withdrawn_why = models.CharField(max_length=1000, blank=True)

    objects = PlanRows.as_manager()

    class Meta:
        db_table = "sector_plan"
        ordering = ["ref", "-version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "ref"],
                condition=models.Q(superseded_at=None, withdrawn_at=None),
                name="a_sector_plan_has_one_version_in_force",
            ),
            models.UniqueConstraint(fields=["case", "ref", "version"], name="versions_of_a_sector_plan_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_why=""),
                name="a_sector_plan_is_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_at=None) | models.Q(superseded_at__gte=models.F("received_at")),
                name="a_sector_plan_is_superseded_after_it_was_received",
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_at=None, withdrawn_at=None) | models.Q(living_items=0),
                name="a_sector_plan_no_longer_in_force_counts_for_nothing",
            ),
        ]

    def whole(self) -> SectorPlan:
        """Everything in it; only for what is decided inside a command."""
        return plan_of(self.document)

    def fact(self, shows: Shows) -> Received:
        """The row as a frozen value, less what is not shown."""
        category = Category(self.category)
        plan = seen(self.whole(), category, shows)
        return Received(
            id=SectorPlanId(self.id),
            person_id=PersonId(self.person_id),
            category=category,
            plan=plan,
            version=self.version,
            way=Way(self.way),
            received_at=self.received_at,
            received_by=self.received_by,
            items=self.items,
            hidden=self.items - count_items(plan),
            superseded_at=self.superseded_at,
            withdrawn_at=self.withdrawn_at,
            withdrawn_why=self.withdrawn_why,
        )


class CandidateLookRecord(LogRecord):
    """A person was shown as a candidate. The function that shows them writes it, so nobody is shown unwritten."""

    at = models.DateTimeField()
    account_id = models.UUIDField()
    name = models.CharField(max_length=200)
    ground = models.CharField(max_length=40)
    why = models.CharField(max_length=1000)
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    plans = models.PositiveIntegerField()
    departments = models.PositiveIntegerField()

    objects = Rows.as_manager()

    class Meta(LogRecord.Meta):
        db_table = "candidate_look"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["person", "-at"], name="candidate_looks_of_person")]
        constraints = [
            models.CheckConstraint(condition=models.Q(ground__in=GROUNDS), name="a_look_has_a_lawful_ground"),
            models.CheckConstraint(condition=~models.Q(why=""), name="a_look_says_what_it_is_for"),
            models.CheckConstraint(
                condition=models.Q(plans__gte=FEWEST_PLANS), name="a_candidate_has_two_plans_or_more"
            ),
        ]

    def fact(self) -> CandidateLook:
        """The row as a frozen value."""
        return CandidateLook(self.at, self.name, self.ground, self.why, PersonId(self.person_id))
