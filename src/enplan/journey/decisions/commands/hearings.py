"""What can happen around a hearing of the party?"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.shared import (
    approved_plan,
    element_of_plan,
    mandates,
    person_of,
    tell_coordinator,
    those_who_decide_for,
)
from enplan.journey.decisions.facts import Hearing
from enplan.journey.decisions.models import HearingRecord
from enplan.journey.decisions.rules import hearing
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import HearingId, PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on
from enplan.registers.outbox import commands as outbox


@transaction.atomic(savepoint=False)
def open_hearing(
    sight: Sight, *, at: datetime, element_id: UUID, facts: str, source: str = "", answer_by: date | None = None
) -> Hearing:
    """The party is shown the facts that weigh against them; the decision waits for the answer or the last day."""
    require(policy.may_open_hearing(sight))
    today = danish_day(at)
    element = element_of_plan(sight, approved_plan(sight), element_id, lawbook().on(today))
    last = answer_by or hearing.last_day_to_answer(today, number_on(Matter.HEARING_DAYS, on=today))
    if not facts.strip():
        raise Unfit("decision.hearing_needs_facts")
    if not hearing.leaves_time(today, last):
        raise Unfit("decision.hearing_needs_time", last=in_words(today + hearing.LEAST_TIME))

    hold_case(sight)  # else two at once would be asked twice
    rows = HearingRecord.objects.within(sight)
    record: HearingRecord | None = rows.filter(element_id=element_id, asked_day=today).first()
    if record is not None and record.facts != facts.strip():
        raise Unfit("decision.hearing_asked_today")
    if record is None:  # else a double click
        record = HearingRecord(
            case_id=sight.case_id,
            element_id=element_id,
            title=element.title,
            facts=facts.strip(),
            source=source.strip(),
            asked_at=at,
            asked_day=today,
            asked_by=sight.actor.name,
            answer_by=last,
        )
        record.belongs_to(element.persons, element.categories)
        record.save(force_insert=True)
        audit.record(sight, at=at, event="decision.hearing_opened", about=record.id)
        told = those_who_decide_for(case_of(sight), [element.person_id], today)
        outbox.post(sight.case_id, at=at, message="decision.hearing_opened", persons=told)
    return record.fact()


@transaction.atomic(savepoint=False)
def answer_hearing(sight: Sight, *, at: datetime, hearing_id: HearingId, text: str) -> Hearing:
    """The party says what they think of the facts, in their own words."""
    record: HearingRecord = HearingRecord.objects.within(sight).select_for_update(of=("self",)).one(id=hearing_id)
    person = person_of(case_of(sight), PersonId(record.person_id))
    require(policy.may_answer_hearing(sight, person, mandates(sight), lawbook().on(danish_day(at))))
    if not text.strip():
        raise Unfit("decision.hearing_answer_empty")
    if record.answered_at is not None:
        if record.answer == text.strip():  # a double click
            return record.fact()
        raise Unfit("decision.hearing_answered")

    record.answer, record.answered_at, record.answered_by = text.strip(), at, sight.actor.name
    record.save(update_fields=["answer", "answered_at", "answered_by"])

    audit.record(sight, at=at, event="decision.hearing_answered", about=record.id)
    tell_coordinator(sight, at, "decision.hearing_answered")
    return record.fact()
