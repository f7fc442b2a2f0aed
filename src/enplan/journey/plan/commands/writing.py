"""What do people write of the goals and measures of the one plan, and of what the law demands of it?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Unpack

from django.db import transaction

from enplan.journey.plan import facts, policy
from enplan.journey.plan.commands.rows import become_part, take_in
from enplan.journey.plan.commands.shared import demands_of, the_plan, write
from enplan.journey.plan.models import DemandRecord, GoalRecord, MeasureRecord, WordingRecord
from enplan.journey.plan.rules import content, drafting, writing
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import GoalId, MeasureId, PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit


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
    write(sight, at, row, "plan.goal_set", [row.person_id])
    return row.fact()


def _new_goal(sight: Sight, person_id: PersonId | None) -> GoalRecord:
    if person_id is None:
        raise Unfit("plan.whose_goal")
    the_plan(sight)
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
    the_plan(sight)
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
    row.edit(writing.columns_of(words, there=row.fact()))
    return _changed(sight, at, row, "plan.measure_changed")


@transaction.atomic(savepoint=False)
def move_measure(
    sight: Sight, *, at: datetime, measure_id: MeasureId, column: facts.Column, reason: str = ""
) -> facts.PlanMeasure:
    """A measure moves on the board: begun, done, or stopped for a reason."""
    row = _measure(sight, measure_id)
    if row.merged_into_id:
        raise Unfit("plan.part_of_another")
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
    take_in(row, other)
    row.revision += 1
    become_part(other, row, said)
    other.revise(None)
    other.touch(facts.Change.by(sight, at))
    other.save()
    return _changed(sight, at, row, "plan.measures_merged")


@transaction.atomic(savepoint=False)
def meet_demand(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    plan_type: str,
    key: str,
    text: str,
    revision: int | None = None,
    about: Sequence[Category] = (),
) -> facts.Demand:
    """How the plan meets a point the law demands of its content is written, and of what that tells.

    Always the plan type's own kind; with `about` others too. Then it is seen only where all of them may be.
    """
    asked = {(each.person_id, each.plan_type, each.key): each for each in demands_of(sight, at)}
    demand = asked.get((person_id, plan_type, key))
    if demand is None:
        raise Missing("record.missing")
    kinds = list(dict.fromkeys([demand.category, *about]))
    for kind in kinds:
        require(policy.may_meet_demand(sight, person_id, kind))
    the_plan(sight)
    rows = DemandRecord.objects.within(sight).select_for_update(of=("self",)).order_by("changed_at", "id")
    *older, row = [
        DemandRecord(case_id=sight.case_id, plan_type=plan_type, key=key, revision=0),
        *rows.filter(person_id=person_id, plan_type=plan_type, key=key),
    ]
    row.revise(revision)
    for each in older[1:]:  # what was written while the newest was withheld: no text of yesterday may come back
        each.delete()
    row.belongs_to([person_id], kinds)
    row.edit({"met_by": text.strip()})
    row.touch(facts.Change.by(sight, at))
    row.save()
    audit.record(sight, at=at, event="plan.demand_met", about=row.id)
    return replace(demand, met_by=row.met_by, revision=row.revision, about=tuple(sorted(kinds)))


def _measure(sight: Sight, measure_id: MeasureId) -> MeasureRecord:
    row: MeasureRecord = MeasureRecord.objects.within(sight).select_for_update(of=("self",)).one(id=measure_id)
    require(policy.may_change_measure(sight, row.fact()))
    return row


def _changed(sight: Sight, at: datetime, row: MeasureRecord, event: str) -> facts.PlanMeasure:
    write(sight, at, row, event, row.persons)
    return row.fact()
