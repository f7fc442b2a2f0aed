"""What can happen after a decision: a complaint, and a second look?"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.shared import (
    mandates,
    person_of,
    setting_of,
    tell_coordinator,
    those_who_decide_for,
    unfit,
)
from enplan.journey.decisions.commands.writing import Answers, write_decision
from enplan.journey.decisions.facts import (
    Channel,
    Choice,
    Complaint,
    Delivery,
    Drafted,
    Kind,
    Outcome,
    Part,
    Reassessment,
    Result,
)
from enplan.journey.decisions.models import (
    ComplaintPartRecord,
    ComplaintRecord,
    DecisionRecord,
    PartRecord,
    ReassessmentRecord,
)
from enplan.journey.decisions.rules import checking, complaints, composing
from enplan.journey.plan.queries import version
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import DecisionId, PersonId, VersionId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox


@transaction.atomic(savepoint=False)
def receive_complaint(
    sight: Sight,
    *,
    at: datetime,
    decision_id: DecisionId,
    part_ids: Iterable[UUID] = (),
    text: str = "",
    channel: Channel = Channel.PORTAL,
    received_day: date | None = None,
    person_id: PersonId | None = None,
    key: UUID | None = None,
) -> list[Complaint]:
    """Somebody complains over the whole decision (no `part_ids`) or over parts of it; no reasons are needed.

    A complaint each for the persons it is about. `key` comes with the form: a double click is one complaint.
    """
    decision: DecisionRecord = DecisionRecord.objects.in_case(sight).select_for_update(of=("self",)).one(id=decision_id)
    key = key or uuid4()
    if known := list(ComplaintRecord.objects.within(sight).filter(key=key)):
        return [_complaint_fact(sight, record) for record in known]
    today = danish_day(at)
    received = received_day or today
    if received > today or received < danish_day(decision.made_at):
        raise Unfit("decision.complaint_day", first=in_words(danish_day(decision.made_at)), last=in_words(today))
    chosen = _parts_complained_about(sight, decision, frozenset(part_ids), person_id, today)
    chosen = _still_to_complain_about(sight, chosen, channel, received)

    made = []
    for person in dict.fromkeys(part.person_id for part in chosen):
        record = ComplaintRecord(
            case_id=sight.case_id,
            decision_id=decision.id,
            channel=channel.value,
            received_day=received,
            received_at=at,
            by=sight.actor.name,
            text=text.strip(),
            key=key,
        )
        _take_down(sight, record, person, [part for part in chosen if part.person_id == person])
        audit.record(sight, at=at, event="decision.complaint_received", about=record.id)
        made.append(record)
    tell_coordinator(sight, at, "decision.complaint_received")
    return [_complaint_fact(sight, record) for record in made]


@transaction.atomic(savepoint=False)
def reassess_decision(
    sight: Sight,
    *,
    at: datetime,
    complaint_part_id: UUID,
    outcome: Outcome,
    reasons: str,
    choice: Choice | None = None,
) -> Reassessment:
    """The authority looks at one answer again: it makes a new one, or upholds it so that it is to be forwarded."""
    require(policy.may_reassess(sight))
    hold_case(sight)  # of two who look at the same answer again the slower one must find what the other made of it
    rows = ComplaintPartRecord.objects.within(sight).select_for_update(of=("self",))
    asked: ComplaintPartRecord = rows.select_related("complaint", "part__decision").one(id=complaint_part_id)
    if (done := _looked_at_already(sight, asked, outcome, reasons.strip())) is not None:
        return done
    setting = setting_of(sight, at, Delivery.DIGITAL, Kind.AFTER_COMPLAINT)
    part: Part = asked.part.fact()
    now = _in_its_place(sight, part.id)
    _require_possible(asked, part, outcome, setting, now)

    new = now.decision if now is not None and now.result == Result.GRANTED.value else None
    if outcome is not Outcome.UPHELD and new is None:
        drafted = _new_answer(sight, asked, part, outcome, reasons.strip(), choice, setting)
        answers = Answers(complaint_part=asked.id, part=now.id if now else part.id)
        new = write_decision(sight, at, asked.part.decision.version_id, [drafted], setting, answers=answers)
    record = ReassessmentRecord(
        case_id=sight.case_id,
        person_id=asked.person_id,
        category=asked.category,
        needs=asked.needs,
        complaint_part_id=asked.id,
        outcome=outcome.value,
        reasons=reasons.strip(),
        at=at,
        by=sight.actor.name,
        new_decision_id=new.id if new else None,
    )
    record.save(force_insert=True)

    event = "decision.upheld" if outcome is Outcome.UPHELD else "decision.reassessed"
    audit.record(sight, at=at, event=event, about=record.id)
    told = those_who_decide_for(case_of(sight), [PersonId(asked.person_id)], setting.law.day)
    outbox.post(sight.case_id, at=at, message=event, persons=told)
    return record.fact()


@transaction.atomic(savepoint=False)
def keep_complaint(sight: Sight, *, at: datetime, reassessment_id: UUID, kept: bool) -> Reassessment:
    """After a partly favourable answer the citizen says whether the complaint goes on."""
    rows = ReassessmentRecord.objects.within(sight).select_for_update(of=("self",))
    record: ReassessmentRecord = rows.one(id=reassessment_id)
    person = person_of(case_of(sight), PersonId(record.person_id))
    require(policy.may_complain(sight, person, mandates(sight), lawbook().on(danish_day(at))))
    if record.outcome != Outcome.PARTLY.value:
        raise Unfit("decision.nothing_to_keep")
    if record.kept is not None:
        if record.kept is kept:  # a double click
            return record.fact()
        raise Unfit("decision.kept_already")

    record.kept, record.kept_at = kept, at
    record.save(update_fields=["kept", "kept_at"])

    event = "decision.complaint_kept" if kept else "decision.complaint_dropped"
    audit.record(sight, at=at, event=event, about=record.id)
    tell_coordinator(sight, at, event)
    return record.fact()


def _looked_at_already(sight: Sight, asked: ComplaintPartRecord, outcome: Outcome, reasons: str) -> Reassessment | None:
    """The same second look, clicked twice; another one comes too late, and one without reasons is none."""
    done: ReassessmentRecord | None = (
        ReassessmentRecord.objects.within(sight).filter(complaint_part_id=asked.id).first()
    )
    if done is None:
        if not reasons:
            raise Unfit("decision.reassessment_needs_reasons")
        return None
    if (done.outcome, done.reasons) != (outcome.value, reasons):
        raise Unfit("decision.reassessed_already")
    return done.fact()


def _take_down(sight: Sight, record: ComplaintRecord, person_id: PersonId, parts: Sequence[Part]) -> None:
    """The complaint and what it is over. Over several kinds of information its own kind is the plan's."""
    kinds = dict.fromkeys(part.category for part in parts)
    category = next(iter(kinds)) if len(kinds) == 1 else Category.PLAN
    if not sight.shows(person_id, category):
        raise Unfit("decision.plan_not_in_sight")
    record.belongs_to([person_id], [category])
    record.save(force_insert=True)
    rows = PartRecord.objects.in_case(sight).in_bulk([part.id for part in parts])
    ComplaintPartRecord.objects.bulk_create(
        ComplaintPartRecord(
            case_id=record.case_id,
            person_id=part.person_id,
            category=part.category.value,
            needs=rows[part.id].needs,
            complaint_id=record.id,
            part_id=part.id,
            route=part.route,
        )
        for part in parts
    )


def _parts_complained_about(
    sight: Sight, decision: DecisionRecord, part_ids: frozenset[UUID], person_id: PersonId | None, today: date
) -> list[Part]:
    """The answers in force that are meant, and about which this actor may complain."""
    rows = PartRecord.objects.within(sight).filter(decision_id=decision.id).order_by("position", "id")
    parts: list[Part] = [row.fact() for row in rows if person_id is None or row.person_id == person_id]
    if part_ids - {part.id for part in parts}:
        raise Missing("record.missing")
    wanted = [part for part in parts if not part_ids or part.id in part_ids]
    case, spoken_for, law = case_of(sight), mandates(sight), lawbook().on(today)
    verdicts = {
        part.person_id: policy.may_complain(sight, person_of(case, part.person_id), spoken_for, law) for part in wanted
    }
    if part_ids or not any(verdicts.values()):
        for verdict in verdicts.values():
            require(verdict)
    chosen = [part for part in wanted if verdicts[part.person_id]]
    if not chosen:
        raise Missing("record.missing")
    return chosen


def _still_to_complain_about(sight: Sight, parts: Sequence[Part], channel: Channel, received: date) -> list[Part]:
    """Those whose answer still stands. One that came on paper before it was changed counts from the day it came."""
    standing = []
    for part in parts:
        now = _in_its_place(sight, part.id)
        came_first = channel is not Channel.PORTAL and now and received <= danish_day(now.decision.made_at)
        if now is None or came_first:
            standing.append(part)
    if not standing:
        raise Unfit("decision.answer_replaced")
    return standing


def _in_its_place(sight: Sight, part_id: UUID) -> PartRecord | None:
    """The answer that stands now, when complaints have led to another than this one."""
    rows, found = PartRecord.objects.within(sight).select_related("decision"), None
    while later := rows.filter(replaces_id=found.id if found else part_id).first():
        found = later
    return found


def _complaint_fact(sight: Sight, record: ComplaintRecord) -> Complaint:
    rows = ComplaintPartRecord.objects.within(sight).filter(complaint_id=record.id).order_by("part__position", "id")
    return record.fact(tuple(row.fact(None) for row in rows))


def _require_possible(
    asked: ComplaintPartRecord, part: Part, outcome: Outcome, setting: composing.Setting, now: PartRecord | None
) -> None:
    """A complaint that is not ours to answer, or came too late, can only be forwarded; and nobody gets less again."""
    route = setting.law.complaint_route(asked.route)
    decision = asked.part.decision
    last = complaints.last_day_of(part, setting.law, decision.received_day, Delivery(decision.delivery))
    late = last is not None and asked.complaint.received_day > last
    standing = Result(now.result) if now else part.result
    if outcome not in complaints.outcomes(route, late=late, standing=standing, changed=now is not None):
        if now is not None or standing is Result.GRANTED:
            raise Unfit("decision.not_less_than_now")
        raise Unfit("decision.only_forwarded", authority=route.authority_da)


def _new_answer(
    sight: Sight,
    asked: ComplaintPartRecord,
    part: Part,
    outcome: Outcome,
    reasons: str,
    choice: Choice | None,
    setting: composing.Setting,
) -> Drafted:
    measure = version(sight, version_id=VersionId(asked.part.decision.version_id)).measure(part.element_id)
    if measure is None:
        raise Missing("record.missing")
    element = composing.element_of(measure, (part.measure_type,), setting.law)
    if outcome is Outcome.CHANGED:
        choice = choice or Choice(part.element_id, Result.GRANTED, facts=part.words.facts, discretion=reasons)
        if choice.result is not Result.GRANTED:
            raise Unfit("decision.changed_grants")
    elif choice is None or choice.result is not Result.PARTLY:
        raise Unfit("decision.partly_says_what")
    for check in checking.hinders(checking.of_choice(element, choice, setting.law)):
        raise unfit(check, [element])
    return composing.compose([element], {element.id: choice}, setting)[0]
