"""What does a version hold, read from the documents that the database put together?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from enplan.journey.plan.facts import (
    Agreement,
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

# Everything of a version in one document, put together by the database, newest first; `plan` is the table it is asked
# from, and the one parameter is what the sight grants. The barrier asks the same once more for each row.
ALL = """(
select coalesce(jsonb_agg(jsonb_build_object(
    'id', v.id, 'number', v.number, 'regime', v.regime, 'legal_basis', v.legal_basis, 'approvers', v.approvers,
    'proposed_at', v.proposed_at, 'proposed_by', v.proposed_by, 'proposed_account', v.proposed_account,
    'elements', (select jsonb_agg(jsonb_build_object('kind', e.kind, 'element', e.element_id, 'content', e.content)
        order by e.kind, e.id) from plan_element e
        where e.version_id = v.id and (e.needs <@ g.grants or enplan_is_party(e.needs, g.grants, g.own))),
    'approvals', (select jsonb_agg(jsonb_build_object('element', a.element_id, 'for_person', a.for_person_id,
        'by_person', a.by_person_id, 'at', a.at, 'way', a.way) order by a.at, a.id)
        from plan_approval a where a.version_id = v.id),
    'objections', (select jsonb_agg(jsonb_build_object('element', o.element_id, 'for_person', o.person_id,
        'by_person', o.by_person_id, 'at', o.at, 'reason', o.reason) order by o.at, o.id)
        from plan_objection o
        where o.version_id = v.id and (o.needs <@ g.grants or enplan_is_party(o.needs, g.grants, g.own))),
    'agreements', (select jsonb_agg(jsonb_build_object('version', a.version_id, 'element', a.element_id,
        'for_person', a.person_id, 'by_person', a.by_person_id, 'at', a.at, 'way', a.way, 'words', a.words,
        'present', a.present) order by a.at, a.id)
        from plan_agreement a join plan_version w on w.id = a.version_id
        where a.case_id = v.case_id and w.number <= v.number
        and (a.needs <@ g.grants or enplan_is_party(a.needs, g.grants, g.own)))
    ) order by v.number desc), '[]')
from plan_version v, (select %s::varchar[] as grants, enplan_own() as own) g where v.case_id = plan.case_id"""
THAT_COUNT = """ and (
    v.number = (select max(n.number) from plan_version n where n.case_id = plan.case_id)
    or v.id = (select w.id from plan_version w join plan_approval a on a.version_id = w.id and a.completes
               where w.case_id = plan.case_id order by w.number desc limit 1))"""


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
    goals, measures, ended, less = _elements(row)
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
        ended=ended,
        reductions=tuple(each for each in less if not each.agreed),
        settled=tuple(each for each in less if each.agreed),
        approvals=approvals,
        objections=objections,
        agreements=tuple(_agreement(each) for each in content.rows(row["agreements"])),
        legal_basis=content.bases_of(row["legal_basis"]),
        approved_at=approved_at(approvers, approvals),
    )


Elements = tuple[tuple[PlanGoal, ...], tuple[PlanMeasure, ...], tuple[PlanMeasure, ...], tuple[Reduction, ...]]


def _elements(row: Read) -> Elements:
    """Goals, measures, the measures that it stops, and in what it gives less."""
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
        tuple(content.measure_of(each, changed) for each in of_kind["ended"]),
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


def _agreement(row: Read) -> Agreement:
    return Agreement(
        VersionId(UUID(str(row["version"]))),
        UUID(str(row["element"])),
        PersonId(UUID(str(row["for_person"]))),
        PersonId(UUID(str(row["by_person"]))),
        datetime.fromisoformat(str(row["at"])),
        Way(str(row["way"])),
        str(row["words"]),
        str(row["present"]),
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
