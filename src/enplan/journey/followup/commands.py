"""What can happen after the plan has been approved?"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from enplan.journey.followup import policy
from enplan.journey.followup.facts import (
    TOLD_APART,
    About,
    Closure,
    ClosureReason,
    Due,
    DueKind,
    Happening,
    NotedDay,
    NotedEnd,
    Progress,
    ProgressState,
    Reminder,
    Review,
)
from enplan.journey.followup.models import (
    ClosureRecord,
    DueWeekRecord,
    FarewellRecord,
    NotedDayRecord,
    ProgressRecord,
    ReminderRecord,
    ReviewRecord,
    counted_due,
)
from enplan.journey.followup.models.grounds import ground_of
from enplan.journey.followup.rules.closing import in_the_way
from enplan.journey.followup.rules.deadlines import monday_of
from enplan.journey.followup.rules.due import all_due
from enplan.journey.followup.rules.noting import deadlines_of, unfit_day
from enplan.journey.followup.rules.reminding import Step, digest, ordered_elsewhere, step
from enplan.journey.followup.rules.starting import APPLIED, CATEGORY_OF
from enplan.journey.plan.commands import draft_plan, move_measure, set_goal
from enplan.journey.plan.facts import Column, GoalState, PlanGoal, PlanMeasure
from enplan.journey.plan.queries import goals, measures
from enplan.journey.team.queries import coordinator_of, professionals_of
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import GoalId, MeasureId, PersonId, ProfessionalId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit.commands import record as remember
from enplan.registers.audit.commands import record_before_case
from enplan.registers.base.barrier import tell_actor
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.queries import number_on
from enplan.registers.organisation.rules import AREA_DAYS
from enplan.registers.outbox.commands import post

MOVES = {
    ProgressState.BEGUN: Column.DOING,
    ProgressState.GOING_WELL: Column.DOING,
    ProgressState.REACHED: Column.DONE,
    ProgressState.STOPPED: Column.STOPPED,
}


@transaction.atomic(savepoint=False)
def note_progress(
    sight: Sight,
    *,
    at: datetime,
    state: ProgressState,
    goal_id: GoalId | None = None,
    measure_id: MeasureId | None = None,
    scale: int | None = None,
    words: str = "",
) -> Progress:
    """Somebody notes how it goes with a goal or a measure; what the team notes moves the card on the board too.

    Raises:
        Unfit: the plan has ended, the number is off the scale, or a standstill is not explained.
        Missing: there is no such goal or measure in the plan.
    """
    _must_run(sight)
    about = _meant(sight, goal_id, measure_id)
    require(policy.may_note(sight, about.person_id, about.category))
    if scale is not None and not 0 <= scale <= 10:
        raise Unfit("followup.off_the_scale")
    if state in {ProgressState.STANDS_STILL, ProgressState.STOPPED} and not words.strip():
        raise Unfit("followup.say_what_is_in_the_way")

    record = ProgressRecord(
        case_id=sight.case_id,
        person_id=about.person_id,
        category=about.category.value,
        about=(About.GOAL if isinstance(about, PlanGoal) else About.MEASURE).value,
        about_id=about.id,
        state=state.value,
        scale=scale,
        words=words.strip(),
        by_name=sight.actor.name,
        by_citizen=not sight.is_staff,
        at=at,
    )
    record.save(force_insert=True)
    if sight.is_staff:
        _move(sight, at, about, state, words.strip())

    remember(sight, at=at, event="followup.progress_noted", about=record.id)
    _tell_the_other_side(sight, at, about.person_id, "followup.progress_noted")
    return record.fact()


@transaction.atomic(savepoint=False)
def review_plan(
    sight: Sight, *, at: datetime, words: str, next_day: date, changed: str = "", back_to_draft: bool = False
) -> Review:
    """The plan has been gone through with the citizen; when life has changed, it goes back to the draft.

    Raises:
        Unfit: the plan has ended, nothing is said, or the next day is not ahead.
    """
    _must_run(sight)
    citizen = case_of(sight).citizen.person_id
    require(policy.may_review(sight, citizen))
    if not words.strip():
        raise Unfit("followup.say_how_it_went")
    if back_to_draft and not changed.strip():
        raise Unfit("followup.say_what_has_changed")
    if next_day <= danish_day(at):
        raise Unfit("followup.next_day_is_ahead")

    record = ReviewRecord(
        case_id=sight.case_id,
        person_id=citizen,
        category=Category.PLAN.value,
        changed=changed.strip(),
        words=words.strip(),
        back_to_draft=back_to_draft,
        next_day=next_day,
        by_name=sight.actor.name,
        at=at,
    )
    record.save(force_insert=True)
    if back_to_draft:
        draft_plan(sight, at=at)

    remember(sight, at=at, event="followup.plan_reviewed", about=record.id)
    message = "followup.back_to_draft" if back_to_draft else "followup.plan_reviewed"
    post(sight.case_id, at=at, message=message, persons=[citizen], professionals=_others(sight))
    return record.fact()


@transaction.atomic(savepoint=False)
def close_case(sight: Sight, *, at: datetime, reason: ClosureReason, words: str) -> Closure:
    """The one plan ends, and everybody is told why.

    Raises:
        Unfit: it has ended already, nothing is said, or something stands in the way.
    """
    require(policy.may_close(sight))
    _must_run(sight)
    if not words.strip():
        raise Unfit("followup.say_why_it_ends")
    ground = ground_of(sight, danish_day(at))
    for obstacle in in_the_way(reason, all_due(ground), ground.meetings, goals(sight)):
        raise Unfit(obstacle)

    record = ClosureRecord(case_id=sight.case_id, reason=reason.value, by_name=sight.actor.name, at=at)
    record.save(force_insert=True)
    FarewellRecord(case_id=sight.case_id, words=words.strip()).save(force_insert=True)
    _settle(ReminderRecord.objects.in_case(sight).filter(settled_at=None), at)

    remember(sight, at=at, event="followup.case_closed", about=record.id)
    persons = [each.person_id for each in case_of(sight).persons]
    post(sight.case_id, at=at, message="followup.case_closed", persons=persons, professionals=_others(sight))
    return record.fact(words.strip())


@transaction.atomic(savepoint=False)
def note_day(sight: Sight, *, at: datetime, happening: Happening, person_id: PersonId, day: date) -> NotedDay:
    """Somebody of the team notes on which day something happened that deadlines of the law run from.

    Raises:
        Unfit: the plan has ended, it cannot have happened on that day, no deadline ran then, or it is noted already.
        Missing: there is no such person in the case.
    """
    _must_run(sight)
    person = next((each for each in case_of(sight).persons if each.person_id == person_id), None)
    if person is None:
        raise Missing("record.missing")
    category, on = CATEGORY_OF[happening], danish_day(at)
    require(policy.may_note_day(sight, person_id, category))
    if why := unfit_day(happening, day, born=person.born, on=on, book=lawbook()):
        raise Unfit(why)
    same = NotedDayRecord.objects.within(sight).filter(person_id=person_id, happening=happening.value, day=day)
    if same.filter(ended_at=None).exists():
        raise Unfit("followup.day_noted_before")

    record = NotedDayRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=category.value,
        happening=happening.value,
        day=day,
        within_days=number_on(AREA_DAYS[category], on=day) if happening in APPLIED else None,
        by_name=sight.actor.name,
        at=at,
    )
    record.save(force_insert=True)
    remember(sight, at=at, event="followup.day_noted", about=record.id)
    return record.fact()


@transaction.atomic(savepoint=False)
def end_noted_day(sight: Sight, *, at: datetime, noted_id: UUID, ended_as: NotedEnd, deadline: str = "") -> NotedDay:
    """What the law demands after the day has been done, of one deadline or of all; or it was noted by mistake.

    Raises:
        Unfit: the plan has ended, or the day, or this deadline of it, is not followed any more.
        Missing: there is no such day that this actor may know of.
    """
    _must_run(sight)
    rows = NotedDayRecord.objects.within(sight).select_for_update(of=("self",))
    record: NotedDayRecord = rows.one(id=noted_id)
    require(policy.may_note_day(sight, PersonId(record.person_id), Category(record.category)))
    noted, keeps = record.fact(), deadline if ended_as is NotedEnd.DONE else ""
    runs = [each.id for each in deadlines_of(noted.happening, lawbook(), noted.day) if each.id not in noted.done]
    if noted.ended_at is not None or (keeps and keeps not in runs):
        raise Unfit("followup.day_ended_before")

    if keeps and runs != [keeps]:
        record.done = [*noted.done, keeps]
    else:
        record.ended_as, record.ended_by, record.ended_at = ended_as.value, sight.actor.name, at
    record.save(update_fields=["done", "ended_as", "ended_by", "ended_at"])
    remember(sight, at=at, event="followup.noted_day_ended", about=record.id)
    return record.fact()


@transaction.atomic(savepoint=False)
def remind(sight: Sight, *, at: datetime) -> list[Reminder]:
    """Bring the reminders of the case in step with what is due; what is settled leaves the lists.

    The coordinator is told once before the day, by whoever comes first, and once when it has passed, by the clock.
    """
    require(policy.may_remind(sight))
    rows = ReminderRecord.objects.in_case(sight).filter(settled_at=None).select_for_update(of=("self",))
    there = {(DueKind(row.kind), row.key, row.day): row for row in rows.order_by("day", "kind", "id")}
    if ClosureRecord.objects.in_case(sight).exists():
        change, elsewhere = Step((), frozenset((kind, key) for kind, key, _ in there)), frozenset[str]()
    else:
        ground = ground_of(sight, danish_day(at))
        change = step(sight.case_id, all_due(ground), there, ground)
        elsewhere = ordered_elsewhere(sight.case_id, ground.awaited)
    gone = [row.id for (kind, key, _), row in there.items() if (kind, key) in change.settled]
    if gone:
        _settle(ReminderRecord.objects.in_case(sight).filter(id__in=gone), at)
    new = _write(sight, at, change.new)
    late = _tell_of_late(sight, at, elsewhere) if sight.relation is Relation.SYSTEM else []
    if new or gone or late:
        remember(sight, at=at, event="followup.reminded")
    if new or late:
        _tell_contact(sight, at, new, late)
    left = ReminderRecord.objects.in_case(sight).filter(settled_at=None).order_by("day", "kind", "id")
    return [row.fact() for row in left]


@transaction.atomic(savepoint=False)
def count_week(by: Actor, *, at: datetime) -> bool:
    """What was due in all cases when the week began is counted and kept, for the leaders; whether it was done now."""
    require(policy.may_count(by))
    tell_actor(by)
    monday = monday_of(danish_day(at))
    if DueWeekRecord.objects.filter(monday=monday).exists():
        return False
    counts = [[each.department, each.kind.value, each.when.value, each.cases] for each in counted_due(monday)]
    week = DueWeekRecord(monday=monday, counted_at=at, counts=counts)
    DueWeekRecord.objects.bulk_create([week], ignore_conflicts=True)  # another worker may have counted meanwhile
    record_before_case(by, at=at, event="followup.week_counted")
    return True


def _write(sight: Sight, at: datetime, dues: Sequence[Due]) -> list[Due]:
    """Write a reminder of each; answers with those that nobody else has written at this very moment."""
    if not dues:
        return []
    rows = {
        due: ReminderRecord(
            case_id=sight.case_id,
            kind=due.kind.value,
            key=digest(sight.case_id, due.kind, due.key),
            day=due.day,
            told_at=at,
        )
        for due in dues
    }
    ReminderRecord.objects.bulk_create(rows.values(), ignore_conflicts=True)
    ids = [row.id for row in rows.values()]
    written = set(ReminderRecord.objects.in_case(sight).filter(id__in=ids).values_list("id", flat=True))
    return [due for due, row in rows.items() if row.id in written]


def _tell_contact(sight: Sight, at: datetime, new: Sequence[Due], late: Sequence[bool]) -> None:
    """The contact person is told of what is new and of what is late, unless it is they who have just looked."""
    contact = coordinator_of(sight)
    if contact is None or contact.membership.professional_id == sight.actor.professional_id:
        return
    told = [contact.membership.professional_id]
    if any(due.day >= danish_day(at) and due.kind not in TOLD_APART for due in new):
        post(sight.case_id, at=at, message="followup.something_is_due", professionals=told)
    if any(late):
        post(sight.case_id, at=at, message="followup.something_is_late", professionals=told)


def _tell_of_late(sight: Sight, at: datetime, elsewhere: Collection[str]) -> list[bool]:
    """For each thing that has become late since the clock was here last, whether the contact person is told; once.

    Of a late answer the one who ordered it is told; of one that was ordered `elsewhere`, in a sector plan, nobody is.
    """
    rows = ReminderRecord.objects.in_case(sight).filter(settled_at=None, late_told_at=None, day__lt=danish_day(at))
    late = [(DueKind(kind), key) for kind, key in rows.order_by("day", "kind", "id").values_list("kind", "key")]
    if late:
        rows.update(late_told_at=Greatest(F("told_at"), Value(at)))
    return [kind not in TOLD_APART or key in elsewhere for kind, key in late]


def _settle(reminders: QuerySet[ReminderRecord], at: datetime) -> None:
    """A reminder told by a clock that ran ahead is settled when it was told."""
    reminders.update(settled_at=Greatest(F("told_at"), Value(at)))


def _must_run(sight: Sight) -> None:
    if ClosureRecord.objects.in_case(sight).exists():
        raise Unfit("followup.has_ended")


def _meant(sight: Sight, goal_id: GoalId | None, measure_id: MeasureId | None) -> PlanGoal | PlanMeasure:
    known: list[PlanGoal | PlanMeasure] = [*goals(sight)] if goal_id else [*measures(sight)]
    found = next((each for each in known if each.id == (goal_id or measure_id)), None)
    if found is None:
        raise Missing("record.missing")
    return found


def _move(sight: Sight, at: datetime, about: PlanGoal | PlanMeasure, state: ProgressState, words: str) -> None:
    """The plan's own commands keep the board in step; a card that is there already stays."""
    if isinstance(about, PlanGoal):
        if state is ProgressState.REACHED and about.state is not GoalState.REACHED:
            set_goal(sight, at=at, goal_id=about.id, state=GoalState.REACHED)
        return
    column = MOVES.get(state)
    if column is not None and about.column is not column:
        move_measure(sight, at=at, measure_id=about.id, column=column, reason=words)


def _others(sight: Sight) -> list[ProfessionalId]:
    return [each for each in professionals_of(sight) if each != sight.actor.professional_id]


def _tell_the_other_side(sight: Sight, at: datetime, person_id: PersonId, message: str) -> None:
    """A citizen's note reaches their contact person, the team's note the citizen."""
    if sight.is_staff:
        post(sight.case_id, at=at, message=message, persons=[person_id])
        return
    contact = coordinator_of(sight)
    if contact is not None:
        post(sight.case_id, at=at, message=message, professionals=[contact.membership.professional_id])
