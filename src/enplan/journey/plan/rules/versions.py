"""What does a version hold, read from the documents that the database put together?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from enplan.journey.plan.facts import (
    Approval,
    Change,
    GoalWording,
    Objection,
    PlanGoal,
    PlanMeasure,
    Reduction,
    Standing,
    Version,
    Way,
)
from enplan.journey.plan.rules import content
from enplan.journey.plan.rules.standing import approved_at, standing
from enplan.kernel.ids import AccountId, PersonId, VersionId

Read = Mapping[str, object]


def versions_of(documents: Iterable[object]) -> list[Version]:
    """The versions as frozen values, from documents that are all of one case, newest first."""
    found: list[Version] = []
    for document in documents:
        assert isinstance(document, Mapping)
        found.append(_version(document, [each.standing for each in found]))
    return found


def _version(row: Read, later: Sequence[Standing]) -> Version:
    version_id = VersionId(UUID(str(row["id"])))
    approvers = content.approvers_of(row["approvers"])
    approvals = tuple(_approval(version_id, each) for each in content.rows(row["approvals"]))
    objections = tuple(_objection(version_id, each) for each in content.rows(row["objections"]))
    goals, measures, less = _elements(row)
    return Version(
        id=version_id,
        number=int(str(row["number"])),
        standing=standing(approvals, objections, approvers, later),
        regime=str(row["regime"]),
        proposed_at=datetime.fromisoformat(str(row["proposed_at"])),
        proposed_by=str(row["proposed_by"]),
        approvers=approvers,
        goals=goals,
        measures=measures,
        reductions=less,
        approvals=approvals,
        objections=objections,
        legal_basis=content.bases_of(row["legal_basis"]),
        approved_at=approved_at(approvers, approvals),
    )


def _elements(row: Read) -> tuple[tuple[PlanGoal, ...], tuple[PlanMeasure, ...], tuple[Reduction, ...]]:
    at = datetime.fromisoformat(str(row["proposed_at"]))
    changed = Change(at, str(row["proposed_by"]), AccountId(UUID(str(row["proposed_account"]))), by_staff=True)
    of_kind: dict[str, list[Read]] = defaultdict(list)
    wordings: dict[str, list[GoalWording]] = defaultdict(list)
    for each in content.rows(row["elements"]):
        document = content.document(each["content"])
        of_kind[str(each["kind"])].append(document)
        if each["kind"] == "wording":
            wordings[str(each["element"])].append(content.wording_of(document))
    goals = [content.goal_of(each, tuple(wordings[str(each["id"])]), changed) for each in of_kind["goal"]]
    measures = [content.measure_of(each, changed) for each in of_kind["measure"]]
    return (
        tuple(sorted(goals, key=lambda goal: (goal.position, str(goal.id)))),
        tuple(sorted(measures, key=lambda one: (one.starts is None, one.starts or at.date(), one.title, str(one.id)))),
        tuple(content.reduction_of(each) for each in of_kind["reduction"]),
    )


def _key(value: object) -> UUID | None:
    return UUID(str(value)) if value else None


def _approval(version_id: VersionId, row: Read) -> Approval:
    return Approval(
        version_id,
        PersonId(UUID(str(row["for_person"]))),
        PersonId(UUID(str(row["by_person"]))),
        datetime.fromisoformat(str(row["at"])),
        Way(str(row["way"])),
        _key(row["element"]),
    )


def _objection(version_id: VersionId, row: Read) -> Objection:
    return Objection(
        version_id,
        PersonId(UUID(str(row["for_person"]))),
        PersonId(UUID(str(row["by_person"]))),
        datetime.fromisoformat(str(row["at"])),
        str(row["reason"]),
        _key(row["element"]),
    )
