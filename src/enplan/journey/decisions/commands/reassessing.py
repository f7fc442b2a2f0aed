"""What can happen when a complaint is looked at again: a new answer, or the old one is upheld?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.shared import (
    answers_in_force,
    setting_of,
    those_who_decide_for,
    unfit,
)
from enplan.journey.decisions.commands.writing import Answers, write_decision
from enplan.journey.decisions.facts import Choice, Delivery, Drafted, Kind, Look, Outcome, Part, Reassessment, Result
from enplan.journey.decisions.models import ComplaintPartRecord, CopySentRecord, DecisionRecord, ReassessmentRecord
from enplan.journey.decisions.models.signing import one_who_answers
from enplan.journey.decisions.rules import checking, competence, complaints, composing, granting, limits
from enplan.journey.decisions.rules.outside import own_last_day
from enplan.journey.decisions.rules.setting import earlier_answers
from enplan.journey.plan.facts import PlanMeasure, Version
from enplan.journey.plan.queries import version
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.parting import part_with, parted_reductions
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import PersonId, VersionId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.phrasebook import in_words
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox


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
    (done,) = reassess_complaint(sight, at=at, looks=[Look(complaint_part_id, outcome, reasons, choice)])
    return done


@transaction.atomic(savepoint=False)
def reassess_complaint(sight: Sight, *, at: datetime, looks: Sequence[Look]) -> list[Reassessment]:
    """The authority looks at the answers of one complaint again; all that is changed stands in one new letter.

    An addition to a complaint is looked at with it. What was looked at before, with the same result, is a double click.
    """
    require(policy.may_reassess(sight))
    hold_case(sight)  # of two who look at the same answer again the slower one must find what the other made of it
    asked = _asked(sight, looks)
    known = {
        row.complaint_part_id: row
        for row in ReassessmentRecord.objects.within(sight)
        .filter(complaint_part_id__in=[row.id for row in asked.values()])
        .order_by("id")
    }
    done = {look: known[row.id].fact() for look, row in asked.items() if row.id in known}
    for look, before in done.items():
        if (before.outcome, before.reasons) != (look.outcome, look.reasons.strip()):
            raise Unfit("decision.reassessed_already")
    waiting = {look: row for look, row in asked.items() if look not in done}
    if waiting:
        done |= _looked_at(sight, at, waiting)
    return [done[look] for look in asked]


def _asked(sight: Sight, looks: Sequence[Look]) -> dict[Look, ComplaintPartRecord]:
    """What is looked at: each of the same complaint, and none twice."""
    rows = ComplaintPartRecord.objects.within(sight).select_for_update(of=("self",))
    rows = rows.select_related("complaint", "part__decision")
    found: dict[Look, ComplaintPartRecord] = {}
    for look in looks:
        row: ComplaintPartRecord = rows.one(id=look.complaint_part_id)
        found[look] = rows.one(id=row.joins_id) if row.joins_id else row
    if not found or len({row.complaint_id for row in found.values()}) > 1:
        raise Missing("record.missing")
    if len({row.id for row in found.values()}) < len(found):
        raise Unfit("decision.reassessed_already")
    return found


def _looked_at(sight: Sight, at: datetime, waiting: Mapping[Look, ComplaintPartRecord]) -> dict[Look, Reassessment]:
    setting = setting_of(sight, at, Delivery.DIGITAL, Kind.AFTER_COMPLAINT)
    held = {part.id for part in answers_in_force(sight)}
    drafted: dict[Look, Drafted] = {}
    signer = one_who_answers(sight, on=setting.law.day)
    for look, row in waiting.items():
        part: Part = row.part.fact()
        if not look.reasons.strip():
            raise Unfit("decision.reassessment_needs_reasons")
        if part.id not in held:
            raise Unfit("decision.answer_replaced")
        _require_possible(row, part, look.outcome, setting)
        competence.must_be_in_reach(part.measure_type, signer, setting.law)
        if look.outcome is not Outcome.UPHELD:
            drafted[look] = _new_answer(sight, row, part, look, setting)
    new = None
    if drafted:
        answers = [Answers(complaint_part=waiting[look].id, part=waiting[look].part_id) for look in drafted]
        version_id = next(iter(waiting.values())).part.decision.version_id
        new = write_decision(sight, at, version_id, list(drafted.values()), setting, answers=answers)

    done = {}
    for look, row in waiting.items():
        record = _written(sight, at, row, look, new if look in drafted else None)
        event = "decision.upheld" if look.outcome is Outcome.UPHELD else "decision.reassessed"
        audit.record(sight, at=at, event=event, about=record.id)
        done[look] = record.fact()
    _tell(sight, at, waiting)
    return done


def _written(
    sight: Sight, at: datetime, row: ComplaintPartRecord, look: Look, new: DecisionRecord | None
) -> ReassessmentRecord:
    record = ReassessmentRecord(
        case_id=sight.case_id,
        person_id=row.person_id,
        category=row.category,
        needs=row.needs,
        complaint_part_id=row.id,
        outcome=look.outcome.value,
        reasons=look.reasons.strip(),
        at=at,
        by=sight.actor.name,
        new_decision_id=new.id if new else None,
    )
    record.save(force_insert=True)
    return record


def _tell(sight: Sight, at: datetime, waiting: Mapping[Look, ComplaintPartRecord]) -> None:
    """One message, of a new answer where there is one; who is not in the case is told on paper."""
    changed = any(look.outcome is not Outcome.UPHELD for look in waiting)
    persons = [PersonId(row.person_id) for row in waiting.values() if changed or not row.complaint.outside]
    told = those_who_decide_for(case_of(sight), dict.fromkeys(persons), at.date())
    outbox.post(sight.case_id, at=at, message="decision.reassessed" if changed else "decision.upheld", persons=told)


def _require_possible(asked: ComplaintPartRecord, part: Part, outcome: Outcome, setting: composing.Setting) -> None:
    """A complaint that is not ours to answer, or came too late, can only be forwarded."""
    route = setting.law.complaint_route(asked.route)
    last = _last_day(asked, part, setting)
    late = last is not None and asked.complaint.received_day > last
    anew = part.replaces is not None
    if outcome not in complaints.outcomes(route, late=late, standing=part.result, anew=anew):
        if outcome in complaints.outcomes(route, late=late):
            raise Unfit("decision.not_less_than_now")
        raise Unfit("decision.only_forwarded", authority=route.authority_da)


def _last_day(asked: ComplaintPartRecord, part: Part, setting: composing.Setting) -> date | None:
    """As the letter names it; of who is not in the case, counted from their own copy."""
    letter, complaint = asked.part.decision, asked.complaint
    if not complaint.outside:
        return complaints.last_day_of(part, setting.law, letter.received_day, Delivery(letter.delivery))
    sent = CopySentRecord.objects.filter(decision_id=letter.id, holder_id=complaint.complainant_id).first()
    law = setting.law.book.on(danish_day(letter.made_at))
    return own_last_day(law.complaint_route(asked.route), law, sent.fact() if sent else None).day


def _new_answer(
    sight: Sight, asked: ComplaintPartRecord, part: Part, look: Look, setting: composing.Setting
) -> Drafted:
    plan = version(sight, version_id=VersionId(asked.part.decision.version_id))
    measure = granting.as_it_stands(_measure_of(plan, part.element_id), part)
    reasons = look.reasons.strip()
    choice = look.choice
    if look.outcome is Outcome.CHANGED:
        choice = choice or Choice(part.element_id, Result.GRANTED, facts=part.words.facts, discretion=reasons)
        if choice.result is not Result.GRANTED:
            raise Unfit("decision.changed_grants")
        choice = granting.what_was_asked(measure, reductions([measure]), choice)
    elif choice is None or choice.result is not Result.PARTLY:
        raise Unfit("decision.partly_says_what")
    if not granting.changes_something(measure, part, choice):
        raise Unfit("decision.changed_nothing")
    if granting.gives_less(measure, part, choice):
        raise Unfit("decision.granted_less")
    less = parted_reductions((*plan.measures, *plan.ended), plan.given_less, lambda each: each.id == measure.id)
    day = danish_day(asked.part.decision.made_at)
    setting = replace(setting, earlier=earlier_answers([part], {part.decision_id: day}))
    given = granting.given_anew(measure, choice, less, part.measure_type, setting.law)
    (element,) = composing.about_children([replace(given, measure_id=part.measure_id)], setting.people, setting.law)
    for check in checking.hinders(checking.of_choice(element, choice, setting.law)):
        raise unfit(check, [element])
    for long in limits.too_long(element, choice, setting.law):
        length, last = complaints.length_of(long.limit), in_words(long.last)
        raise Unfit("decision.granted_too_long", element=element.title, length=length, last=last)
    return composing.compose([element], {element.id: choice}, setting)[0]


def _measure_of(plan: Version, element_id: UUID) -> PlanMeasure:
    """The measure, among those that live and those that stop; of what was put together the part that was answered."""
    measure = part_with((*plan.measures, *plan.ended), element_id)
    if measure is None:
        raise Missing("record.missing")
    return measure
