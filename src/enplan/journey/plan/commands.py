"""What can happen to the one plan?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from enplan.journey.coordination.facts import Draft
from enplan.journey.coordination.queries import resolutions
from enplan.journey.plan import facts, policy
from enplan.journey.plan.models import (
    ApprovalRecord,
    DemandRecord,
    ElementRecord,
    GoalRecord,
    MeasureRecord,
    ObjectionRecord,
    PlanRecord,
    VersionRecord,
    WordingRecord,
)
from enplan.journey.plan.rules import changes, comparing, content, drafting, readiness, standing, writing
from enplan.journey.sectorplans.queries import household_of
from enplan.journey.team.queries import professionals_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import GoalId, MeasureId, PersonId, VersionId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.base.models import Shared
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox
from enplan.registers.people.queries import relations_among


@transaction.atomic(savepoint=False)
def draft_plan(sight: Sight, *, at: datetime, on: date | None = None) -> facts.Drafted:
    """The sector plans of those who have said yes become one plan; drafting again keeps what people have written."""
    require(policy.may_draft(sight))
    day, plan, change = on or danish_day(at), _plan(sight), facts.Change.by(sight, at)
    laid = household_of(sight, on=day)
    table = drafting.table_of(laid, lambda person: sight.shows(person, Category.PLAN), lawbook(), day)
    table = drafting.with_agreed(table, laid, resolutions(sight))
    draft = drafting.draft_of(table)
    goals = _draft_goals(sight, change, table, draft)
    measures = _draft_measures(sight, change, table, draft, goals)
    plan.legal_basis, plan.regime = content.bases_document(draft.legal_basis), draft.regime
    plan.drafted_at, plan.drafted_by = at, sight.actor.name
    plan.save()
    audit.record(sight, at=at, event="plan.drafted", about=plan.id)
    outbox.post(sight.case_id, at=at, message="plan.drafted", professionals=professionals_of(sight))
    return facts.Drafted(len(set(goals.values())), measures, len(draft.fates), sum(laid.withheld.values()))


def _draft_goals(sight: Sight, change: facts.Change, table: drafting.Table, draft: Draft) -> dict[str, GoalId]:
    """Write the goals of the draft; where each item has gone."""
    told = {row.item: row for row in WordingRecord.objects.within(sight).exclude(item="")}
    rows = {row.id: row for row in GoalRecord.objects.within(sight).select_for_update(of=("self",))}
    found: dict[str, GoalId] = {}
    for goal in drafting.drafted_goals(table, draft):
        known = next((told[each.item].goal_id for each in goal.wordings if each.item in told), None)
        row = rows.get(known)
        if row is None:
            row = GoalRecord(case_id=sight.case_id, position=len(rows), state=facts.GoalState.WORKING.value, revision=0)
            row.belongs_to([goal.person_id], [goal.category])
            rows[row.id] = row
        fresh = {"text": goal.wordings[0].text, "domain": goal.domain, "aim": goal.aim, "beside": goal.beside}
        if row.renew(fresh, change):
            row.save()
        for each in goal.wordings:
            found[each.item] = GoalId(row.id)
            kept = told.get(each.item) or WordingRecord(goal=row, item=each.item, said_at=change.at)
            kept.case_id, kept.text, kept.source = sight.case_id, each.text, each.source
            kept.belongs_to([goal.person_id], [each.category])
            kept.save()
    return found


def _draft_measures(
    sight: Sight, change: facts.Change, table: drafting.Table, draft: Draft, goals: Mapping[str, GoalId]
) -> int:
    """Write the measures of the draft; what a person has ended or merged stays so, only its yardstick follows."""
    rows = list(MeasureRecord.objects.within(sight).select_for_update(of=("self",)))
    by_item = {item: row for row in rows for item in row.origins}
    seen: set[str] = set()
    for drafted in drafting.drafted_measures(table, draft.fates):
        seen.add(drafted.item)
        row = by_item.get(drafted.item)
        if row is None:
            row = MeasureRecord(case_id=sight.case_id, origins=[drafted.item], board=drafted.column.value, revision=0)
            row.belongs_to(drafted.persons, [drafted.category])
        if row.follow(drafted, goals, change):
            row.save()
    for row in rows:
        gone = row.origins and row.missing_since is None and not seen & set(row.origins)
        if gone and row.renew({"missing_since": table.on}, change):
            row.save()
    return len(seen)


@transaction.atomic(savepoint=False)
def set_goal(
    sight: Sight, *, at: datetime, goal_id: GoalId | None = None, **words: Unpack[facts.GoalWords]
) -> facts.PlanGoal:
    """A goal is written or changed; a citizen's words are theirs, and what stood before is kept beside them."""
    own = words.get("said_by_citizen", False) or not sight.is_staff
    if goal_id is None:
        row = _new_goal(sight, words.get("person_id") or sight.actor.person_id)
    else:
        row = GoalRecord.objects.within(sight).select_for_update(of=("self",)).one(id=goal_id)
        row.revise(words.get("revision"))
    require(policy.may_write(sight, PersonId(row.person_id), Category(row.category)))
    edits = writing.goal_columns(words, new=goal_id is None)
    if edits.get("text", row.text) != row.text:
        require(policy.may_reword(sight, own_words=row.own_words, said_by_citizen=own))
        _keep_wording(sight, at, row)
        edits["own_words"] = own
    row.edit(edits)
    _write(sight, at, row, "plan.goal_set", [row.person_id])
    return row.fact()


def _new_goal(sight: Sight, person_id: PersonId | None) -> GoalRecord:
    if person_id is None:
        raise Unfit("plan.whose_goal")
    _plan(sight)
    state = facts.GoalState.WORKING if sight.is_staff else facts.GoalState.WISH
    row = GoalRecord(case_id=sight.case_id, domain="daily-life", state=state.value)
    row.belongs_to([person_id], [Category.PLAN])
    row.position = GoalRecord.objects.in_case(sight).count()
    return row


def _keep_wording(sight: Sight, at: datetime, row: GoalRecord) -> None:
    """What the goal said before stays beside what it says now; a sector plan's words stand there already."""
    if not row.text or WordingRecord.objects.within(sight).filter(goal=row, text=row.text).exists():
        return
    kept = WordingRecord(case_id=sight.case_id, goal=row, text=row.text, source=row.changed_by, said_at=at)
    kept.belongs_to([row.person_id], [Category(row.category)])
    kept.save(force_insert=True)


@transaction.atomic(savepoint=False)
def order_goals(sight: Sight, *, at: datetime, person_id: PersonId, goal_ids: Sequence[GoalId]) -> list[GoalId]:
    """The citizen says which goal comes first (S-78)."""
    require(policy.may_order(sight, person_id))
    rows = list(GoalRecord.objects.within(sight).select_for_update(of=("self",)).filter(person_id=person_id))
    places = sorted(row.position for row in rows)
    by_id = {row.id: row for row in rows}
    order = writing.in_order(goal_ids, [row.id for row in rows])
    for place, goal in zip(places, order, strict=True):
        by_id[goal].position = place
        by_id[goal].save(update_fields=["position"])
    audit.record(sight, at=at, event="plan.goals_ordered")
    return [GoalId(goal) for goal in order]


@transaction.atomic(savepoint=False)
def add_measure(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    measure_type: str = "",
    persons: Sequence[PersonId] = (),
    **words: Unpack[facts.MeasureWords],
) -> facts.PlanMeasure:
    """Something more is to be done: a citizen's own action, or a measure that the team suggests."""
    law = lawbook().on(danish_day(at))
    kind = law.measure_type(measure_type) if measure_type else None
    category = drafting.category_of_measure(kind)
    require(policy.may_add_measure(sight, persons or [person_id], category, own=kind is None))
    writing.must_run_forward(words.get("starts"), words.get("ends"))
    _plan(sight)
    columns = writing.columns_of({**words, "title": words.get("title") or (kind.label if kind else "")})
    everybody = list(dict.fromkeys([person_id, *persons]))
    row = MeasureRecord(case_id=sight.case_id, persons=everybody, measure_type=measure_type)
    row.board = (facts.Column.SUGGESTION if kind else facts.Column.PLANNED).value
    row.legal_basis = content.bases_document(kind.legal_basis) if kind else []
    row.belongs_to(everybody, [category])
    row.edit(columns)
    return _changed(sight, at, row, "plan.measure_added")


@transaction.atomic(savepoint=False)
def change_measure(
    sight: Sight, *, at: datetime, measure_id: MeasureId, **words: Unpack[facts.MeasureWords]
) -> facts.PlanMeasure:
    """A measure is to read otherwise; whoever was slower is told, and loses nothing."""
    row = _measure(sight, measure_id)
    row.revise(words.get("revision"))
    writing.must_run_forward(words.get("starts", row.starts), words.get("ends", row.ends))
    row.edit(writing.columns_of(words))
    return _changed(sight, at, row, "plan.measure_changed")


@transaction.atomic(savepoint=False)
def move_measure(
    sight: Sight, *, at: datetime, measure_id: MeasureId, column: facts.Column, reason: str = ""
) -> facts.PlanMeasure:
    """A measure moves on the board: begun, done, or stopped for a reason."""
    row = _measure(sight, measure_id)
    said = writing.must_have_reason(column, reason)
    row.edit({"reason": said} if said else {})
    row.board, row.revision = column.value, row.revision + 1
    return _changed(sight, at, row, "plan.measure_moved")


@transaction.atomic(savepoint=False)
def merge_measures(sight: Sight, *, at: datetime, into: MeasureId, merged: MeasureId, reason: str) -> facts.PlanMeasure:
    """Two measures become one by a person's choice; goals, hours and legal bases of both live on in it (S-15)."""
    row, other = _measure(sight, into), _measure(sight, merged)
    require(policy.may_merge(sight, row.fact(), other.fact()))
    if row.id == other.id or other.merged_into_id or row.board == facts.Column.STOPPED.value:
        raise Unfit("plan.cannot_be_merged")
    said = writing.must_be_said(reason, "plan.stop_without_reason")
    row.take_in(other)
    row.revision += 1
    other.board, other.reason, other.merged_into = facts.Column.STOPPED.value, said, row
    other.revise(None)
    other.touch(facts.Change.by(sight, at))
    other.save()
    return _changed(sight, at, row, "plan.measures_merged")


@transaction.atomic(savepoint=False)
def meet_demand(
    sight: Sight, *, at: datetime, person_id: PersonId, plan_type: str, key: str, text: str, revision: int | None = None
) -> facts.Demand:
    """How the plan meets a point the law demands of its content is written down."""
    asked = {(each.person_id, each.plan_type, each.key): each for each in _demands(sight, at)}
    demand = asked.get((person_id, plan_type, key))
    if demand is None:
        raise Missing("record.missing")
    require(policy.may_meet_demand(sight, person_id, demand.category))
    rows = DemandRecord.objects.within(sight).select_for_update(of=("self",))
    row = rows.filter(person_id=person_id, plan_type=plan_type, key=key).first()
    if row is None:
        row = DemandRecord(case_id=sight.case_id, plan_type=plan_type, key=key, revision=0)
        row.belongs_to([person_id], [demand.category])
    row.revise(revision)
    row.edit({"met_by": text.strip()})
    row.touch(facts.Change.by(sight, at))
    row.save()
    audit.record(sight, at=at, event="plan.demand_met", about=row.id)
    return replace(demand, met_by=row.met_by, revision=row.revision)


def _demands(sight: Sight, at: datetime) -> list[facts.Demand]:
    """What the law of the day demands of the content, with what has been written."""
    day = danish_day(at)
    laid = household_of(sight, on=day)
    table = drafting.table_of(laid, lambda person: sight.shows(person, Category.PLAN), lawbook(), day)
    written = {(row.person_id, row.plan_type, row.key): row.fact() for row in DemandRecord.objects.within(sight)}
    return drafting.demands(table, drafting.draft_of(table), written)


@transaction.atomic(savepoint=False)
def propose_plan(sight: Sight, *, at: datetime) -> facts.Version:
    """The plan is frozen as a version and put before those whose plan it is."""
    require(policy.may_propose(sight))
    plan = _plan(sight)
    goal_rows = {row.id: row for row in GoalRecord.objects.within(sight)}
    rows = {row.id: row for row in MeasureRecord.objects.within(sight)}
    goals, measures = [row.fact() for row in goal_rows.values()], [row.fact() for row in rows.values()]
    if any(gap.blocks for gap in readiness.gaps(goals, measures, readiness.meet(_demands(sight, at), goals, measures))):
        raise Unfit("plan.not_ready")
    living_goals, living = readiness.living_of(goals, measures)
    before = PlanRecord.objects.versions(sight)
    about = {goal.person_id for goal in living_goals} | {person for one in living for person in one.persons}
    people = case_of(sight).persons
    kinships = relations_among(each.person_id for each in people)
    version = VersionRecord(
        case_id=sight.case_id,
        number=before[0].number + 1 if before else 1,
        regime=plan.regime,
        legal_basis=plan.legal_basis,
        approvers=content.approvers_document(standing.approvers(about, people, kinships, danish_day(at))),
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
        *(("reduction", rows[one.element_id], one.element_id, content.reduction_document(one)) for one in less),
        *(("wording", row, row.goal_id, content.wording_document(row.fact())) for row in wordings),
    ]
    ElementRecord.objects.bulk_create([ElementRecord.frozen(version, *each) for each in kept])
    proposed = PlanRecord.objects.versions(sight)[0]
    if changes.nothing_new(before, proposed):
        raise Unfit("plan.nothing_new")
    audit.record(sight, at=at, event="plan.proposed", about=version.id)
    asked, team = standing.everybody_asked(proposed), professionals_of(sight)
    outbox.post(sight.case_id, at=at, message="plan.proposed", persons=asked, professionals=team)
    return proposed


@transaction.atomic(savepoint=False)
def accept_element(
    sight: Sight, *, at: datetime, version_id: VersionId, element_id: facts.ElementId, **answer: Unpack[facts.Answering]
) -> facts.Version:
    """Somebody says yes to one element; where it gives less than before, this is their informed agreement."""
    version, mine = _to_answer(sight, at, version_id, answer)
    writing.must_be_answerable(version, element_id)
    ApprovalRecord.said(sight, replace(mine, element_id=element_id)).save(force_insert=True)
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
    writing.must_wait_for_answer(version)
    writing.must_be_agreed_in_parts(version, mine.for_person, mine.by_person)
    last = standing.approved_at(version.approvers, [*version.approvals, mine]) is not None
    ApprovalRecord.said(sight, mine, completes=last).save(force_insert=True)
    event = "plan.approved" if last else "plan.approved_by_one"
    audit.record(sight, at=at, event=event, about=version.id)
    outbox.post(sight.case_id, at=at, message=event, professionals=professionals_of(sight))
    return PlanRecord.objects.version(sight, version_id)


def _plan(sight: Sight) -> PlanRecord:
    """The one plan of the case, held until the command is done, so that versions are numbered one after the other."""
    row, _ = PlanRecord.objects.get_or_create(case_id=sight.case_id, defaults={"regime": case_of(sight).regime})
    held: PlanRecord = PlanRecord.objects.select_for_update(of=("self",)).one(id=row.id)
    return held


def _measure(sight: Sight, measure_id: MeasureId) -> MeasureRecord:
    row: MeasureRecord = MeasureRecord.objects.within(sight).select_for_update(of=("self",)).one(id=measure_id)
    require(policy.may_change_measure(sight, row.fact()))
    return row


def _changed(sight: Sight, at: datetime, row: MeasureRecord, event: str) -> facts.PlanMeasure:
    _write(sight, at, row, event, row.persons)
    return row.fact()


def _write(sight: Sight, at: datetime, row: GoalRecord | MeasureRecord, event: str, persons: Iterable[UUID]) -> None:
    """Keep, remember and tell: a citizen's change to the team, a professional's to those it is about."""
    row.touch(facts.Change.by(sight, at))
    row.save()
    audit.record(sight, at=at, event=event, about=row.id)
    told = [PersonId(each) for each in persons] if sight.is_staff else []
    team = [] if sight.is_staff else professionals_of(sight)
    outbox.post(sight.case_id, at=at, message=event, persons=told, professionals=team)


def _to_answer(
    sight: Sight, at: datetime, version_id: VersionId, answer: facts.Answering
) -> tuple[facts.Version, facts.Approval]:
    """The version, and for whom, by whom and how it is answered; the plan is held, so that answers come in turn."""
    _plan(sight)
    version, way = PlanRecord.objects.version(sight, version_id), answer.get("way", facts.Way.PORTAL)
    who = answer.get("by_person") or sight.actor.person_id or answer.get("for_person")
    whom = answer.get("for_person") or who
    if who is None or whom is None:
        raise Unfit("plan.whose_answer")
    require(policy.may_answer(sight, version, whom, who, way))
    return version, facts.Approval(version.id, whom, who, at, way)
