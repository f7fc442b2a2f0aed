"""What can happen to the sector plans of a case?"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, connection, transaction

from enplan.journey.assessment.commands import agree_capacity
from enplan.journey.assessment.policy import may_agree_capacity
from enplan.journey.dossier.commands import request_statement
from enplan.journey.dossier.facts import Statement
from enplan.journey.sectorplans import policy
from enplan.journey.sectorplans.facts import Candidate, Household, PlanFile, Received, SectorPlan, Way
from enplan.journey.sectorplans.models import SectorPlanRecord
from enplan.journey.sectorplans.rules.asked import ordered_in_plans
from enplan.journey.sectorplans.rules.candidates import FEWEST_PLANS, MOST_SHOWN, must_be_grounded
from enplan.journey.sectorplans.rules.document import document_of
from enplan.journey.sectorplans.rules.intake import MOST_PLANS, Fitting, fit, fitting, misfits, newly_agreed
from enplan.journey.sectorplans.rules.kinds import persons_of
from enplan.journey.sectorplans.rules.laying import as_shown, corrected, count_items, seen
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Refused, Unfit
from enplan.kernel.ids import PersonId, SectorPlanId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.base.barrier import tell_actor
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox
from enplan.registers.people.facts import Capacity, custody_of
from enplan.registers.people.queries import persons, relations_among


@transaction.atomic
def take_in_plan(sight: Sight, *, at: datetime, plan: SectorPlan, way: Way = Way.TYPED) -> Received:
    """A sector plan is received; its persons are called by the case's short names.

    A plan id that is in force becomes a new version of it.

    Raises:
        Unfit: it names somebody who is not in the case, or its id cannot be used.
    """
    case = case_of(sight)
    found = fit(plan, case, lawbook().on(danish_day(at)))
    unknown = {person for item in plan.items() for person in persons_of(item) if case.by_ref(person) is None}
    if found is None or unknown:
        raise Unfit("sectorplans.person_unknown", name=min(unknown, default=plan.person), place="person")
    return _take_in(sight, case, [found], at, way)[0]


@transaction.atomic
def take_in_household(sight: Sight, *, at: datetime, household: Household, way: Way = Way.UPLOAD) -> list[Received]:
    """All plans of one household file are received, or none."""
    return take_in_files(sight, at=at, files=[PlanFile("", household)], way=way)


@transaction.atomic
def take_in_files(sight: Sight, *, at: datetime, files: Sequence[PlanFile], way: Way = Way.UPLOAD) -> list[Received]:
    """All plans of several files are received, or none.

    Raises:
        Refused: a consent is missing for one of them.
        Unfit: somebody in them is not in the case, or a plan stands in two of them.
    """
    case, law = case_of(sight), lawbook().on(danish_day(at))
    for wrong in misfits(files, case, law, partial(policy.may_take_in, sight)):
        if wrong.reason == "sectorplans.staff_only" or wrong.reason.startswith("sectorplans.consent_missing"):
            raise Refused(wrong.reason, place=wrong.place, file=wrong.file, **dict(wrong.details))
        raise Unfit(wrong.reason, place=wrong.place, file=wrong.file, **dict(wrong.details))
    received = _take_in(sight, case, fitting(files, case, law), at, way)
    for person_id, capacity in newly_agreed(files, case):
        if may_agree_capacity(sight, person_id) and _nothing_agreed(person_id):
            agree_capacity(sight, at=at, person_id=person_id, capacity=capacity)
    return received


@transaction.atomic
def correct_plan(
    sight: Sight, *, at: datetime, plan_id: SectorPlanId, shown_version: int, plan: SectorPlan
) -> Received:
    """A plan is corrected by hand, as a new version. What the corrector may not see in it stays as it is.

    Raises:
        Unfit: somebody else has changed or withdrawn it since the form was shown.
    """
    case = case_of(sight)
    record = _in_force(sight, plan_id, superseded="record.changed_meanwhile")
    if record.version != shown_version:
        raise Unfit("record.changed_meanwhile")
    old, shows = record.whole(), _shows(sight, case)
    others = SectorPlanRecord.objects.within(sight).in_force().exclude(id=record.id)
    visible = [each.fact(shows).plan for each in others]
    shown = as_shown(seen(old, Category(record.category), shows), visible)
    found = fit(corrected(old, shown, plan), case, lawbook().on(danish_day(at)))
    if found is None or found.plan.id != old.id:
        raise Unfit("sectorplans.person_unknown", name=plan.person, place="person")
    return _take_in(sight, case, [found], at, Way.TYPED)[0]


@transaction.atomic
def withdraw_plan(sight: Sight, *, at: datetime, plan_id: SectorPlanId, reason: str) -> Received:
    """A plan was received by mistake: from now on it counts for nothing, but it is not forgotten that it came.

    Raises:
        Unfit: no reason is given, or the plan is not in force.
    """
    record = _in_force(sight, plan_id)
    require(policy.may_withdraw(sight, PersonId(record.person_id), Category(record.category)))
    if not reason.strip():
        raise Unfit("sectorplans.reason_missing")
    record.withdrawn_at, record.withdrawn_why, record.living_items = at, reason.strip(), 0
    record.save(update_fields=["withdrawn_at", "withdrawn_why", "living_items"])

    audit.record(sight, at=at, event="sectorplans.plan_withdrawn", about=record.id)
    case = case_of(sight)
    _tell(sight, case, [PersonId(record.person_id)], at, "sectorplans.plan_withdrawn")
    return record.fact(_shows(sight, case))


@transaction.atomic
def order_statement(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    kind: str,
    items: Sequence[str],
    purpose: str,
    category: Category = Category.HEALTH,
    again_because: str = "",
    answer_by: date | None = None,
) -> Statement:
    """A statement is ordered, when neither the dossier nor a sector plan has one already (S-21)."""
    case = case_of(sight)
    rows = SectorPlanRecord.objects.within(sight).in_force().order_by("ref", "id")
    plans = [row.fact(_shows(sight, case)).plan for row in rows]
    ids = {each.ref: each.person_id for each in case.persons}
    return request_statement(
        sight,
        at=at,
        person_id=person_id,
        kind=kind,
        items=items,
        purpose=purpose,
        category=category,
        again_because=again_because,
        answer_by=answer_by,
        elsewhere=ordered_in_plans(plans, ids),
    )


def _in_force(sight: Sight, plan_id: SectorPlanId, *, superseded: str = "sectorplans.not_in_force") -> SectorPlanRecord:
    rows = SectorPlanRecord.objects.within(sight).select_for_update(of=("self",))
    record: SectorPlanRecord = rows.one(id=plan_id)
    if record.withdrawn_at:
        raise Unfit("sectorplans.not_in_force")
    if record.superseded_at:
        raise Unfit(superseded)
    return record


def _take_in(sight: Sight, case: Case, found: Sequence[Fitting], at: datetime, way: Way) -> list[Received]:
    for each in found:
        require(policy.may_take_in(sight, each.person_id, each.category))
    rows = SectorPlanRecord.objects.within(sight).filter(ref__in=[each.plan.id for each in found])
    newest = {row.ref: row for row in rows.order_by("ref", "version").select_for_update(of=("self",))}
    records = [_store(sight, each, newest.get(each.plan.id), at, way) for each in found]
    if SectorPlanRecord.objects.within(sight).in_force().count() > MOST_PLANS:
        raise Unfit("sectorplans.too_many", most=MOST_PLANS)
    for record in records:
        audit.record(sight, at=at, event="sectorplans.plan_taken_in", about=record.id)
    _tell(sight, case, [each.person_id for each in found], at, "sectorplans.plan_taken_in")
    shows = _shows(sight, case)
    return [record.fact(shows) for record in records]


def _nothing_agreed(person_id: PersonId) -> bool:
    """What the person has said themselves is never overwritten by a file."""
    return persons([person_id])[person_id].capacity == Capacity()


def _store(sight: Sight, each: Fitting, before: SectorPlanRecord | None, at: datetime, way: Way) -> SectorPlanRecord:
    if before is not None and not before.superseded_at and not before.withdrawn_at:
        # Never before it came, though the clocks of two servers may differ.
        before.superseded_at, before.living_items = max(at, before.received_at), 0
        before.save(update_fields=["superseded_at", "living_items"])
    items = count_items(each.plan)
    record = SectorPlanRecord(
        case_id=sight.case_id,
        person_id=each.person_id,
        category=each.category.value,
        ref=each.plan.id,
        version=before.version + 1 if before else 1,
        plan_type=each.plan.plan_type,
        department=each.plan.department,
        document=document_of(each.plan),
        items=items,
        living_items=items or 1,  # a plan with nothing in it is still something that is not shown
        way=way.value,
        received_at=at,
        received_by=sight.actor.name,
    )
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as taken:  # by a plan this actor may not see, or by somebody a moment faster
        raise Unfit("sectorplans.id_in_use", plan=each.plan.id) from taken
    return record


def _shows(sight: Sight, case: Case) -> Callable[[str, Category], bool]:
    ids = {each.ref: each.person_id for each in case.persons}
    return lambda ref, category: ref in ids and sight.shows(ids[ref], category)


def _tell(sight: Sight, case: Case, about: Sequence[PersonId], at: datetime, message: str) -> None:
    """Those it is about, and for children those who hold custody."""
    relations = relations_among([each.person_id for each in case.persons])
    told = {*about, *(parent for person in about for parent in custody_of(relations, person))}
    outbox.post(sight.case_id, at=at, message=message, persons=sorted(told))


@transaction.atomic(savepoint=False)
def find_candidates(by: Actor, *, at: datetime, ground: str, why: str) -> list[Candidate]:
    """The entrance is shown who has several plans and nobody to gather them; each can read that it was (S-49)."""
    tell_actor(by)
    require(policy.may_find_candidates(by))
    must_be_grounded(ground, why, lawbook().on(danish_day(at)))
    with connection.cursor() as cursor:
        told = (at, by.name, ground, why.strip(), FEWEST_PLANS, MOST_SHOWN)
        cursor.execute("select * from find_candidates(%s, %s, %s, %s, %s, %s)", told)
        found = [Candidate(PersonId(person), name, plans, places) for person, name, plans, places in cursor.fetchall()]
    audit.record_before_case(by, at=at, event="sectorplans.candidates_found")
    return found
