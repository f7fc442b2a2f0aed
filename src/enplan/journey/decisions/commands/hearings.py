"""What can happen around a hearing of the party?"""

from dataclasses import dataclass
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
from enplan.journey.decisions.facts import Element, Hearing
from enplan.journey.decisions.facts.outside import CopyWay, PaperSent
from enplan.journey.decisions.models import HearingRecord
from enplan.journey.decisions.models.outside import holders_by_element
from enplan.journey.decisions.rules import hearing, outside
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
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
from enplan.registers.people.facts import Person
from enplan.registers.people.queries import persons


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
    asked = _Asked(at, element, facts.strip(), source.strip(), last)
    record, new = _ask(sight, asked)
    if new:  # else a double click
        told = those_who_decide_for(case_of(sight), [element.person_id], today)
        outbox.post(sight.case_id, at=at, message="decision.hearing_opened", persons=told)
    holders = holders_by_element([element], case_of(sight).persons, lawbook().on(today)).get(element.id, {})
    known = persons(holders) if holders else {}
    for holder in holders:
        _ask(sight, asked, known[holder])
    return record.fact()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the parties are asked about, and until when."""

    at: datetime
    element: Element
    facts: str
    source: str
    last: date


def _ask(sight: Sight, asked: _Asked, holder: Person | None = None) -> tuple[HearingRecord, bool]:
    """Ask who is in the case, or one who holds custody outside it; and whether that was new."""
    today, element = danish_day(asked.at), asked.element
    rows = HearingRecord.objects.within(sight).filter(element_id=element.id, asked_day=today)
    record: HearingRecord | None = rows.filter(holder_id=holder.id if holder else None).first()
    if record is not None and record.facts != asked.facts:
        raise Unfit("decision.hearing_asked_today")
    if record is not None:
        return record, False
    record = HearingRecord(
        case_id=sight.case_id,
        element_id=element.id,
        title=element.title,
        facts=asked.facts,
        source=asked.source,
        asked_at=asked.at,
        asked_day=today,
        asked_by=sight.actor.name,
        answer_by=asked.last,
        holder_id=holder.id if holder else None,
        holder_name=holder.name if holder else "",
    )
    record.belongs_to(element.persons, element.categories)
    record.save(force_insert=True)
    audit.record(sight, at=asked.at, event="decision.hearing_opened", about=record.id)
    return record, True


@transaction.atomic(savepoint=False)
def send_hearing(sight: Sight, *, at: datetime, hearing_id: HearingId, way: CopyWay, day: date) -> Hearing:
    """The letter to who holds custody outside the case went on the day; the time to answer runs from its arrival."""
    require(policy.may_open_hearing(sight))
    hold_case(sight)
    record: HearingRecord = HearingRecord.objects.within(sight).select_for_update(of=("self",)).one(id=hearing_id)
    if record.holder_id is None:
        raise Missing("record.missing")
    if record.sent_day is not None:  # a double click
        return record.fact()
    outside.must_be_sent_on(day, record.asked_day, danish_day(at))
    sent = PaperSent(way, day, sight.actor.name)
    last = hearing.last_day_to_answer(outside.reached(sent)[0], number_on(Matter.HEARING_DAYS, on=day))
    record.sent_way, record.sent_day, record.sent_by = sent.way.value, sent.day, sent.by
    record.answer_by = max(record.answer_by, last)
    record.save(update_fields=["sent_way", "sent_day", "sent_by", "answer_by"])
    audit.record(sight, at=at, event="decision.hearing_sent", about=record.id)
    return record.fact()


@transaction.atomic(savepoint=False)
def answer_hearing(sight: Sight, *, at: datetime, hearing_id: HearingId, text: str) -> Hearing:
    """The party says what they think of the facts, in their own words."""
    record: HearingRecord = HearingRecord.objects.within(sight).select_for_update(of=("self",)).one(id=hearing_id)
    person = person_of(case_of(sight), PersonId(record.person_id))
    if record.holder_id is not None:  # who is outside the case has no page here: what they said is noted
        require(policy.may_open_hearing(sight))
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
