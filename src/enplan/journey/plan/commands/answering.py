"""How is the one plan proposed, and what do people answer?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from enplan.journey.consent.queries import plan_stopped
from enplan.journey.plan import facts, policy
from enplan.journey.plan.commands.shared import demands_of, the_plan
from enplan.journey.plan.models import (
    AgreementRecord,
    ApprovalRecord,
    ElementRecord,
    GoalRecord,
    MeasureRecord,
    ObjectionRecord,
    PlanRecord,
    VersionRecord,
    WordingRecord,
)
from enplan.journey.plan.rules import changes, comparing, content, readiness, standing, writing
from enplan.journey.team.queries import professionals_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import VersionId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.registers.audit import commands as audit
from enplan.registers.base.models import Shared
from enplan.registers.cases.facts import CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox
from enplan.registers.people.queries import persons, relations_around


@transaction.atomic(savepoint=False)
def propose_plan(sight: Sight, *, at: datetime) -> facts.Version:
    """The plan is frozen as a version and put before those whose plan it is."""
    require(policy.may_propose(sight))
    plan = the_plan(sight)
    goal_rows = {row.id: row for row in GoalRecord.objects.within(sight)}
    rows = {row.id: row for row in MeasureRecord.objects.within(sight)}
    goals, measures = [row.fact() for row in goal_rows.values()], [row.fact() for row in rows.values()]
    demands = readiness.meet(demands_of(sight, at), goals, measures)
    if any(gap.blocks for gap in readiness.gaps(goals, measures, demands)):
        raise Unfit("plan.not_ready")
    living_goals, living = readiness.living_of(goals, measures)
    before = PlanRecord.objects.versions(sight)
    about = {goal.person_id for goal in living_goals} | {person for one in living for person in one.persons}
    people = case_of(sight).persons
    kinships = relations_around(each.person_id for each in people)
    asked = standing.approvers(about, people, kinships, danish_day(at))
    version = VersionRecord(
        case_id=sight.case_id,
        number=before[0].number + 1 if before else 1,
        regime=plan.regime,
        legal_basis=plan.legal_basis,
        approvers=content.approvers_document(_named(asked, people)),
        proposed_at=at,
        proposed_by=sight.actor.name,
        proposed_account=sight.actor.account_id,
    )
    version.save(force_insert=True)
    less = comparing.reductions(measures, next((e for e in before if e.standing is facts.Standing.APPROVED), None))
    wordings = WordingRecord.objects.within(sight).filter(goal__in=[goal.id for goal in living_goals])
    kept: list[tuple[str, Shared, UUID, content.Document]] = [
        *(("goal", goal_rows[one.id], one.id, content.goal_document(one)) for one in living_goals),
        *(("measure", rows[one.id], one.id, content.measure_document(one)) for one in living),
        *(("ended", rows[one.id], one.id, content.measure_document(one)) for one in comparing.ended(measures)),
        *(("reduction", rows[one.element_id], one.element_id, content.reduction_document(one)) for one in less),
        *(("wording", row, row.goal_id, content.wording_document(row.fact())) for row in wordings),
    ]
    ElementRecord.objects.bulk_create([ElementRecord.frozen(version, *each) for each in kept])
    proposed = PlanRecord.objects.versions(sight)[0]
    if changes.nothing_new(before, proposed):
        raise Unfit("plan.nothing_new")
    audit.record(sight, at=at, event="plan.proposed", about=version.id)
    told = [each for each in standing.everybody_asked(proposed) if each not in standing.outside(proposed)]
    team = professionals_of(sight)
    outbox.post(sight.case_id, at=at, message="plan.proposed", persons=told, professionals=team)
    return proposed


def _named(asked: Sequence[facts.Approver], people: Sequence[CasePerson]) -> tuple[facts.Approver, ...]:
    """Who is asked, with the names of those who hold custody without being in the case."""
    outside = {each for one in asked for group in one.by for each in group} - {each.person_id for each in people}
    known = persons(outside) if outside else {}
    return standing.named(asked, people, {each: someone.name for each, someone in known.items()})


@transaction.atomic(savepoint=False)
def accept_element(
    sight: Sight, *, at: datetime, version_id: VersionId, element_id: facts.ElementId, **answer: Unpack[facts.Answering]
) -> facts.Version:
    """Somebody says yes to one element; where it gives less, that is an informed yes in words of their own."""
    version, mine = _to_answer(sight, at, version_id, answer)
    writing.must_be_wanted(mine.for_person, plan_stopped(sight, on=danish_day(at)))
    writing.must_be_acceptable(version, element_id, mine.for_person)
    yes = replace(mine, element_id=element_id)
    agreed = writing.agreement_to_less(version, yes, answer.get("words", ""), answer.get("present", ""))
    if agreed is not None:
        less = ElementRecord.objects.within(sight).filter(version_id=version.id, element_id=element_id)
        about = less.filter(kind="reduction", person_id=mine.for_person).order_by("id")[0]
        AgreementRecord.said(sight, about, agreed).save(force_insert=True)
    ApprovalRecord.said(sight, yes).save(force_insert=True)
    audit.record(sight, at=at, event="plan.element_accepted", about=version.id)
    return PlanRecord.objects.version(sight, version_id)


@transaction.atomic(savepoint=False)
def object_to_plan(
    sight: Sight,
    *,
    at: datetime,
    version_id: VersionId,
    reason: str,
    element_id: facts.ElementId | None = None,
    **answer: Unpack[facts.Answering],
) -> facts.Objection:
    """Somebody says no to the whole or to one element, in their own words; the contact person has to answer."""
    version, mine = _to_answer(sight, at, version_id, answer)
    writing.must_be_answerable(version, element_id)
    said = writing.must_be_said(reason, "plan.objection_without_reason")
    row = ObjectionRecord(case_id=sight.case_id, version_id=version.id, element_id=element_id, at=at, reason=said)
    row.by_person_id = mine.by_person
    row.belongs_to([mine.for_person], [writing.category_in(version, element_id)])
    row.save(force_insert=True)
    audit.record(sight, at=at, event="plan.objected", about=version.id)
    outbox.post(sight.case_id, at=at, message="plan.objected", professionals=professionals_of(sight))
    return facts.Objection(version.id, mine.for_person, mine.by_person, at, said, element_id)


@transaction.atomic(savepoint=False)
def approve_plan(
    sight: Sight, *, at: datetime, version_id: VersionId, **answer: Unpack[facts.Answering]
) -> facts.Version:
    """Somebody says yes to the whole; with the last yes that is needed the version comes into force."""
    version, mine = _to_answer(sight, at, version_id, answer)
    if standing.has_said_yes(version, mine):
        return version
    writing.must_be_wanted(mine.for_person, plan_stopped(sight, on=danish_day(at)))
    writing.must_wait_for_answer(version)
    writing.must_be_agreed_in_parts(version, mine.for_person, mine.by_person)
    last = standing.approved_at(version.approvers, [*version.approvals, mine]) is not None
    ApprovalRecord.said(sight, mine, completes=last).save(force_insert=True)
    event = "plan.approved" if last else "plan.approved_by_one"
    audit.record(sight, at=at, event=event, about=version.id)
    outbox.post(sight.case_id, at=at, message=event, professionals=professionals_of(sight))
    return PlanRecord.objects.version(sight, version_id)


def _to_answer(
    sight: Sight, at: datetime, version_id: VersionId, answer: facts.Answering
) -> tuple[facts.Version, facts.Approval]:
    """The version, and for whom, by whom and how it is answered; the plan is held, so that answers come in turn."""
    the_plan(sight)
    version, way = PlanRecord.objects.version(sight, version_id), answer.get("way", facts.Way.PORTAL)
    who = answer.get("by_person") or sight.actor.person_id or answer.get("for_person")
    whom = answer.get("for_person") or who
    if who is None or whom is None:
        raise Unfit("plan.whose_answer")
    require(policy.may_answer(sight, version, whom, who, way))
    return version, facts.Approval(version.id, whom, who, at, way)
