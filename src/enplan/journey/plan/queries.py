"""What is shown of the one plan?"""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, OuterRef

from enplan.journey.access.queries import last_opening
from enplan.journey.plan.facts import (
    DraftPage,
    PlanGoal,
    PlanMeasure,
    PlanPage,
    Standing,
    Version,
)
from enplan.journey.plan.models import (
    DemandRecord,
    FateRecord,
    GoalRecord,
    MeasureRecord,
    PlanRecord,
    VersionRecord,
    WordingRecord,
    together,
)
from enplan.journey.plan.rules import content
from enplan.journey.plan.rules.changes import same_words
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.readiness import gaps, meet
from enplan.journey.plan.rules.versions import versions_of
from enplan.kernel.errors import Missing
from enplan.kernel.ids import VersionId
from enplan.kernel.sight import Sight
from enplan.registers.cases.queries import case_of

LOOKING = ("read_plan",)  # the errands that count as having seen the plan


def plan_page(sight: Sight, *, at: datetime) -> PlanPage:
    """The living plan with the version that waits for an answer and the one in force; four queries, however large."""
    root = (
        PlanRecord.objects.in_case(sight)
        .annotate(
            versions=ArraySubquery(VersionRecord.objects.that_count(sight).documents(sight)),
            withheld=Func(function="plan_withheld", output_field=JSONField()),
            seen_before=last_opening(sight, errands=LOOKING, before=at),
        )
        .first()
    )
    found = versions_of(root.versions) if root else []
    approved = next((each for each in found if each.standing is Standing.APPROVED), None)
    newest = found[0] if found and found[0].standing in {Standing.PROPOSED, Standing.REJECTED} else None
    return PlanPage(
        case=case_of(sight),
        goals=tuple(_goals(sight, approved)),
        measures=tuple(_measures(sight, approved)),
        proposed=newest,
        approved=approved,
        withheld=sum(cast("Mapping[str, int]", root.withheld).values()) if root else 0,
        seen_before=root.seen_before if root else None,
        drafted_at=root.drafted_at if root else None,
        legal_basis=content.bases_of(root.legal_basis) if root else (),
    )


def _goals(sight: Sight, approved: Version | None) -> list[PlanGoal]:
    agreed = {each.id: each for each in approved.goals} if approved else {}
    wordings = WordingRecord.objects.within(sight).filter(goal=OuterRef("pk"))
    told = together(wordings, "said_at", "item", "id", text="text", item="item", source="source")
    found = []
    for row in GoalRecord.objects.within(sight).order_by("position", "id").annotate(told=told):
        goal = row.fact(tuple(content.wording_of(content.document(each)) for each in row.told))
        former = agreed.get(goal.id)
        found.append(row.fact(goal.wordings, agreed=True) if former and same_words(goal, former) else goal)
    return found


def _measures(sight: Sight, approved: Version | None) -> list[PlanMeasure]:
    agreed = {each.id: each for each in approved.measures} if approved else {}
    found = []
    for row in MeasureRecord.objects.within(sight).order_by("starts", "title", "id"):
        measure = row.fact()
        former = agreed.get(measure.id)
        found.append(row.fact(agreed=True) if former and same_words(measure, former) else measure)
    return found


def goals(sight: Sight) -> list[PlanGoal]:
    """The goals of the living plan, with a padlock where they stand as agreed."""
    return _goals(sight, approved_version(sight))


def measures(sight: Sight) -> list[PlanMeasure]:
    """The measures of the living plan, with a padlock where they stand as agreed."""
    return _measures(sight, approved_version(sight))


def approved_version(sight: Sight) -> Version | None:
    """The version in force, as far as the sight shows it."""
    found = versions_of(VersionRecord.objects.that_count(sight).documents(sight))
    return next((each for each in found if each.standing is Standing.APPROVED), None)


def versions(sight: Sight) -> list[Version]:
    """Every version, newest first."""
    return versions_of(VersionRecord.objects.in_case(sight).documents(sight))


def version(sight: Sight, *, version_id: VersionId) -> Version:
    """One version.

    Raises:
        Missing: there is none with this id in the case.
    """
    found = next((each for each in versions(sight) if each.id == version_id), None)
    if found is None:
        raise Missing("record.missing")
    return found


def draft_page(sight: Sight, *, at: datetime) -> DraftPage:
    """The plan as the team works on it: with the fate of every item, what the law demands, and what is missing."""
    plan = plan_page(sight, at=at)
    asked = [row.fact() for row in DemandRecord.objects.within(sight).order_by("plan_type", "person_id", "key", "id")]
    demands = meet(asked, plan.goals, plan.measures)
    return DraftPage(
        plan=plan,
        fates=tuple(row.fact() for row in FateRecord.objects.within(sight).order_by("item", "id")),
        demands=tuple(demands),
        reductions=tuple(reductions(plan.measures)),
        gaps=tuple(gaps(plan.goals, plan.measures, demands)),
    )
