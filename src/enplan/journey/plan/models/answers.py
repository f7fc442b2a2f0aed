"""Which tables hold what people answered to a version?"""

import pgtrigger
from django.db import models

from enplan.journey.plan.facts import Agreement, Approval, Way
from enplan.kernel.sight import Sight
from enplan.registers.base.models import AppendOnlyRecord, CaseRows, ForParties, Shared


class AgreementRecord(ForParties, AppendOnlyRecord):
    """Somebody said yes to getting less, in their own words; it is seen like the reduction that it is about (S-65)."""

    version = models.ForeignKey("plan.VersionRecord", on_delete=models.PROTECT, related_name="agreements")
    element_id = models.UUIDField()
    by_person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    words = models.CharField(max_length=2000)
    present = models.CharField(max_length=500, blank=True)
    entered_by = models.CharField(max_length=200)

    class Meta(AppendOnlyRecord.Meta):
        db_table = "plan_agreement"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "element_id"], name="agreements_to_element")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="an_agreement_to_less_has_words"),
            models.CheckConstraint(
                condition=~models.Q(way=Way.MEETING.value) | ~models.Q(present=""),
                name="an_agreement_in_a_meeting_says_who_was_there",
            ),
        ]

    @classmethod
    def said(cls, sight: Sight, about: Shared, yes: Agreement) -> "AgreementRecord":
        """A yes as it is kept, behind the same grants as the reduction."""
        row = cls(case_id=sight.case_id, version_id=yes.version_id, element_id=yes.element_id, at=yes.at)
        row.person_id, row.category, row.needs = about.person_id, about.category, about.needs
        row.by_person_id, row.way, row.words, row.present = yes.by_person, yes.way.value, yes.words, yes.present
        row.entered_by = sight.actor.name
        return row


# Nobody says yes to a version before they have said yes, in words, to each thing they see give them less (S-65).
AGREED_FIRST = """
    if new.element_id is null and exists (
        select 1 from plan_element e
        where e.version_id = new.version_id and e.kind = 'reduction'
        and not coalesce((e.content ->> 'agreed')::boolean, false)
        and (e.content ->> 'person')::uuid = new.for_person_id
        and not exists (
            select 1 from plan_agreement a where a.version_id = new.version_id and a.element_id = e.element_id
            and a.person_id = new.for_person_id and a.by_person_id = new.by_person_id
        )
    ) then
        raise exception using errcode = 'check_violation', constraint = 'getting_less_is_agreed_to_in_words',
            message = 'getting_less_is_agreed_to_in_words';
    end if;
    return new;
"""


class ApprovalRecord(AppendOnlyRecord):
    """Somebody said yes: to a version, or to one element of it. It holds no content."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("plan.VersionRecord", on_delete=models.PROTECT, related_name="approvals")
    element_id = models.UUIDField(null=True)  # null: the whole version
    for_person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    by_person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    entered_by = models.CharField(max_length=200)
    completes = models.BooleanField(default=False)  # the last yes that was needed: from now on the version counts

    objects = CaseRows.as_manager()

    @classmethod
    def said(cls, sight: Sight, yes: Approval, *, completes: bool = False) -> "ApprovalRecord":
        """A yes as it is kept."""
        row = cls(case_id=sight.case_id, version_id=yes.version_id, element_id=yes.element_id, at=yes.at)
        row.for_person_id, row.by_person_id, row.way = yes.for_person, yes.by_person, yes.way.value
        row.entered_by, row.completes = sight.actor.name, completes
        return row

    class Meta(AppendOnlyRecord.Meta):
        db_table = "plan_approval"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["version"], name="approvals_of_version")]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "for_person", "by_person"],
                condition=models.Q(element_id=None),
                name="a_version_is_approved_once_by_each",
            ),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(completes=True), name="a_version_comes_into_force_once"
            ),
        ]
        triggers = [
            *AppendOnlyRecord.Meta.triggers,
            pgtrigger.Trigger(
                name="agreed_first", when=pgtrigger.Before, operation=pgtrigger.Insert, func=AGREED_FIRST
            ),
        ]


class ObjectionRecord(ForParties, AppendOnlyRecord):
    """Somebody said no, and why, in their own words."""

    version = models.ForeignKey("plan.VersionRecord", on_delete=models.PROTECT, related_name="objections")
    element_id = models.UUIDField(null=True)  # null: the whole version
    by_person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=2000)

    class Meta(AppendOnlyRecord.Meta):
        db_table = "plan_objection"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["version"], name="objections_to_version")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="an_objection_has_a_reason")]
