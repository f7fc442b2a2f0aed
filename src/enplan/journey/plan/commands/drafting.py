"""How do the sector plans become the draft of one plan, and a draft of yesterday one of today?"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.coordination.facts import Draft
from enplan.journey.coordination.queries import resolutions
from enplan.journey.plan import facts, policy
from enplan.journey.plan.commands import rows as rows_of
from enplan.journey.plan.commands.shared import the_plan
from enplan.journey.plan.models import GoalRecord, MeasureRecord, WordingRecord
from enplan.journey.plan.rules import content, drafting
from enplan.journey.plan.rules.agreeing import reason_for
from enplan.journey.plan.rules.joining import may_become_one
from enplan.journey.sectorplans.queries import household_of
from enplan.journey.team.queries import professionals_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.ids import GoalId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.outbox import commands as outbox

Seen = dict[UUID, GoalRecord]


@transaction.atomic(savepoint=False)
def draft_plan(sight: Sight, *, at: datetime, on: date | None = None) -> facts.Drafted:
    """The sector plans of those who have said yes become one plan; drafting again keeps what people have written."""
    require(policy.may_draft(sight))
    day, plan, change = on or danish_day(at), the_plan(sight), facts.Change.by(sight, at)
    laid = household_of(sight, on=day)
    table = drafting.table_of(laid, lambda person: sight.shows(person, Category.PLAN), lawbook(), day)
    table = drafting.with_agreed(table, laid, resolutions(sight))
    draft = drafting.draft_of(table)
    rows: Seen = {row.id: row for row in GoalRecord.objects.within(sight).select_for_update(of=("self",))}
    goals = _draft_goals(sight, change, table, draft, rows)
    measures = _draft_measures(sight, change, table, draft, goals, rows)
    plan.legal_basis, plan.regime = content.bases_document(draft.legal_basis), draft.regime
    plan.drafted_at, plan.drafted_by = at, sight.actor.name
    plan.save()
    audit.record(sight, at=at, event="plan.drafted", about=plan.id)
    outbox.post(sight.case_id, at=at, message="plan.drafted", professionals=professionals_of(sight))
    written = len({goal for goal in goals.values() if goal in rows})
    return facts.Drafted(written, measures, len(draft.fates), sum(laid.withheld.values()))


def _draft_goals(
    sight: Sight, change: facts.Change, table: drafting.Table, draft: Draft, rows: Seen
) -> dict[str, GoalId]:
    """Write the goals of the draft; where each item has gone.

    A goal that needs more consent to be seen is left alone: what may be seen of it is no goal of its own.
    """
    told = {row.item: row for row in WordingRecord.objects.within(sight).exclude(item="")}
    found: dict[str, GoalId] = {}
    for goal in drafting.drafted_goals(table, draft):
        known = next((told[each.item].goal_id for each in goal.wordings if each.item in told), None)
        row = rows.get(known) if known else None
        if row is None and known is not None:
            found |= {each.item: GoalId(known) for each in goal.wordings}
            continue
        if row is None:
            row = GoalRecord(case_id=sight.case_id, position=len(rows), state=facts.GoalState.WORKING.value, revision=0)
            row.belongs_to([goal.person_id], [goal.category])
            rows[row.id] = row
        if rows_of.goal_follows(row, goal, [table.settled.ended.get(each.item) for each in goal.wordings], change):
            row.save()
        for each in goal.wordings:
            found[each.item] = GoalId(row.id)
            kept = told.get(each.item) or WordingRecord(goal=row, item=each.item, said_at=change.at)
            kept.case_id, kept.text, kept.source = sight.case_id, each.text, each.source
            kept.belongs_to([goal.person_id], [each.category])
            kept.save()
    return found


def _draft_measures(
    sight: Sight, change: facts.Change, table: drafting.Table, draft: Draft, goals: Mapping[str, GoalId], seen: Seen
) -> int:
    """Write the measures of the draft; what a person has ended or merged stays so, only its yardstick follows."""
    rows = list(MeasureRecord.objects.within(sight).select_for_update(of=("self",)))
    drafted = {each.item: each for each in drafting.drafted_measures(table, draft.fates)}
    _part(rows, table, drafted, change)
    by_item = {item: row for row in sorted(rows, key=_is_whole) for item in row.origins}
    for item, given in drafted.items():
        row = by_item.get(item)
        if row is None:
            row = MeasureRecord(case_id=sight.case_id, origins=[item], board=given.column.value, revision=0)
            row.belongs_to(given.persons, [given.category])
            by_item[item] = row
        hidden = [goal for goal in row.goals if goal not in seen]  # goals are not lost because they may not be seen
        if rows_of.measure_follows(row, given, goals, hidden, change, table.settled.known):
            row.save()
    _join(by_item, table, change)
    for row in rows:
        gone = row.origins and row.missing_since is None and not drafted.keys() & set(row.origins)
        if gone and row.renew({"missing_since": table.on}, change):
            row.save()
    return len(drafted)


def _is_whole(row: MeasureRecord) -> bool:
    return row.merged_into_id is None


def _part(
    rows: list[MeasureRecord],
    table: drafting.Table,
    drafted: Mapping[str, drafting.DraftedMeasure],
    change: facts.Change,
) -> None:
    """What was put together because people agreed so stands alone again when they have agreed otherwise since."""
    by_id = {row.id: row for row in rows}
    agreed = [(row, by_id[row.merged_into_id]) for row in rows if row.decided and row.merged_into_id in by_id]
    again = {
        whole.id
        for row, whole in agreed
        if table.settled.known.issuperset(row.decided) and row.origins[0] in drafted
        if row.origins[0] not in table.settled.joined
    }
    for row, whole in agreed:
        if whole.id in again:
            rows_of.stand_alone(row, whole, begun=row.starts is not None and row.starts <= table.on)
            for each in (row, whole):
                each.touch(change)
                each.save()


def _join(by_item: dict[str, MeasureRecord], table: drafting.Table, change: facts.Change) -> None:
    """Put together what was agreed to be one, as far as nobody has done otherwise with it since."""
    for item, joined in sorted(table.settled.joined.items()):
        whole, part = by_item.get(joined.into), by_item.get(item)
        if whole is None or part is None or not may_become_one(whole.fact(), part.fact()):
            continue
        rows_of.take_in(whole, part)
        whole.reason = whole.reason or reason_for([joined.by], whole.needs)
        rows_of.become_part(part, whole, reason_for([joined.by], part.needs), by=[joined.by.id])
        by_item |= dict.fromkeys(part.origins, whole)
        for row in (whole, part):
            row.revision += 1
            row.touch(change)
            row.save()
