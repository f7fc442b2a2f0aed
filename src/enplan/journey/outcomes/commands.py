"""What can happen to readings and counts?"""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from enplan.journey.decisions.queries import answered, decision_page
from enplan.journey.entrance.queries import request_of
from enplan.journey.followup.queries import closure_of
from enplan.journey.meetings.queries import all_meetings
from enplan.journey.outcomes import policy
from enplan.journey.outcomes.facts import HIGHEST, LOWEST, Reading, Scale, Tally
from enplan.journey.outcomes.models import ReadingRecord, TallyRecord
from enplan.journey.outcomes.rules.counting import contacts_in, contacts_of, days_between, lessening, meetings_saved
from enplan.journey.plan.facts import GoalState, Version
from enplan.journey.plan.queries import approved_version, goals, versions
from enplan.journey.sectorplans.queries import household_of
from enplan.journey.team.queries import coordinator_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.registers.audit.commands import record as remember
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox.commands import post


@transaction.atomic(savepoint=False)
def record_reading(
    sight: Sight, *, at: datetime, person_id: PersonId, scale: Scale, value: int, words: str = ""
) -> Reading:
    """Somebody says where they stand on a scale; it is noted with who wrote it down.

    Raises:
        Unfit: the number is off the scale, or the plan has ended.
    """
    require(policy.may_record(sight, person_id))
    if not LOWEST <= value <= HIGHEST:
        raise Unfit("outcomes.off_the_scale")
    if closure_of(sight) is not None:
        raise Unfit("followup.has_ended")

    record = ReadingRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=Category.PLAN.value,
        scale=scale.value,
        value=value,
        words=words.strip(),
        at=at,
        by_name=sight.actor.name,
        by_citizen=not sight.is_staff,
    )
    record.save(force_insert=True)

    remember(sight, at=at, event="outcomes.reading_recorded", about=record.id)
    contact = coordinator_of(sight)
    if sight.is_staff:
        post(sight.case_id, at=at, message="outcomes.reading_recorded", persons=[person_id])
    elif contact is not None:
        told = [contact.membership.professional_id]
        post(sight.case_id, at=at, message="outcomes.reading_recorded", professionals=told)
    return record.fact()


@transaction.atomic(savepoint=False)
def tally_case(sight: Sight, *, at: datetime) -> Tally:
    """Count the case as it stands, for figures in which nobody can be found; the same again is not kept."""
    require(policy.may_tally(sight))
    case, on = case_of(sight), danish_day(at)
    plans = household_of(sight, on=on).household.plans
    request, approved = request_of(sight), _first_approved(sight)
    separate, joint = meetings_saved(all_meetings(sight))
    set_goals = [each for each in goals(sight) if each.state is not GoalState.WISH]
    now = approved_version(sight)
    less = lessening(now, answered(sight)) if now else None
    contact, issued = coordinator_of(sight), [each.made_at for each in decision_page(sight, on=on).issued]

    tally = Tally(
        case_id=sight.case_id,
        day=on,
        kind=case.kind.value,
        days_to_answer=days_between(request.asked_at, request.answered_at) if request else None,
        days_to_plan=days_between(request.asked_at, approved.approved_at) if request and approved else None,
        days_to_decision=days_between(approved.approved_at, min(issued, default=None)) if approved else None,
        contacts_before=contacts_in(plans, on) if plans else None,
        contacts_after=contacts_of(approved.measures, contact.name if contact else "") if approved else None,
        plans_before=len(plans) or None,
        meetings_separate=separate or None,
        meetings_joint=joint or None,
        goals=len(set_goals),
        goals_reached=sum(each.state is GoalState.REACHED for each in set_goals),
        closed=closure_of(sight) is not None,
        less=less.rights if less else None,
        less_hours=less.hours or None if less else None,
        less_days=less.days or None if less else None,
        less_where=less.where if less else (),
    )
    last = TallyRecord.objects.in_case(sight).order_by("-at", "id").first()
    if last is not None and replace(last.fact(), day=on) == tally:
        return tally
    TallyRecord(at=at, **{**asdict(tally), "less_where": list(tally.less_where)}).save(force_insert=True)

    remember(sight, at=at, event="outcomes.case_tallied")
    return tally


def _first_approved(sight: Sight) -> Version | None:
    """The version the citizen first said yes to: how long one waited for a plan (S-42)."""
    approved = [each for each in versions(sight) if each.approved_at is not None]
    return min(approved, key=lambda each: each.number, default=None)
