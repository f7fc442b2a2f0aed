"""What can happen after a decision: a complaint, and a second look?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.shared import (
    answers_in_force,
    decisions_by_id,
    mandates,
    person_of,
    tell_coordinator,
)
from enplan.journey.decisions.commands.writing import decision_fact
from enplan.journey.decisions.facts import (
    Channel,
    Complaint,
    Outcome,
    Part,
    Reassessment,
)
from enplan.journey.decisions.models import (
    ComplaintPartRecord,
    ComplaintRecord,
    CopySentRecord,
    DecisionRecord,
    PartRecord,
    ReassessmentRecord,
)
from enplan.journey.decisions.models.complainants import complainants_of
from enplan.journey.decisions.rules import complaints
from enplan.journey.decisions.rules.complainants import Complainant
from enplan.journey.decisions.rules.outside import own_day_to_keep
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import DecisionId, PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.cases.queries import case_of


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
    complainant: PersonId | None = None,
    key: UUID | None = None,
) -> list[Complaint]:
    """Somebody complains over the whole decision (no `part_ids`) or over parts of it; no reasons are needed.

    A complaint each for the persons it is about. `key` comes with the form: a double click is one complaint. Where an
    answer is complained over already, what comes now is kept as an addition; where another has taken its place, it is
    that which is complained over. `complainant` is whose complaint the team takes down, where it is one of those who
    can complain.
    """
    hold_case(sight)  # else two at once would each be the first complaint over the same answer
    decisions = decisions_by_id(sight)
    decision = decisions.get(decision_id)
    if decision is None:
        raise Missing("record.missing")
    key = key or uuid4()
    keys = {each: key if each == decision_id else uuid5(key, str(each)) for each in decisions}
    if known := list(ComplaintRecord.objects.within(sight).filter(key__in=keys.values()).order_by("received_at", "id")):
        return [_complaint_fact(sight, record) for record in known]
    today = danish_day(at)
    received = _possible_day(received_day or today, decision, today)
    who = _one_who_complains(sight, decision, complainant, today)
    chosen = _chosen(sight, decision, frozenset(part_ids), person_id, today, who)
    about = _held_for(chosen, answers_in_force(sight))

    made = []
    for person, letter in dict.fromkeys((person, part.decision_id) for part, person in about.items()):
        day = max(received, danish_day(decisions[letter].made_at))  # over what came in its place meanwhile
        record = _record(sight, who, decision_id=letter, received_day=day, received_at=at, key=keys[letter])
        record.channel, record.text = channel.value, text.strip()
        over = [part for part, of in about.items() if (of, part.decision_id) == (person, letter)]
        _take_down(sight, record, person, over)
        audit.record(sight, at=at, event="decision.complaint_received", about=record.id)
        made.append(record)
    tell_coordinator(sight, at, "decision.complaint_received")
    return [_complaint_fact(sight, record) for record in made]


def _record(sight: Sight, who: Complainant | None, **what: Any) -> ComplaintRecord:
    """The complaint, with whose it is where the team has named them."""
    name, outside = (who.name, who.outside) if who else ("", False)
    whose = {"complainant_id": who.person_id if who else None, "complainant_name": name, "outside": outside}
    return ComplaintRecord(case_id=sight.case_id, by=sight.actor.name, **whose, **what)


def _chosen(
    sight: Sight,
    decision: DecisionRecord,
    part_ids: frozenset[UUID],
    person_id: PersonId | None,
    today: date,
    who: Complainant | None,
) -> dict[Part, PersonId]:
    """The answers that are meant: those of who is named, or those for whom this actor may complain."""
    if who is not None:
        return _theirs(sight, decision, part_ids, who)
    return _parts_complained_about(sight, decision, part_ids, person_id, today)


def _possible_day(received: date, decision: DecisionRecord, today: date) -> date:
    made = danish_day(decision.made_at)
    if received > today or received < made:
        raise Unfit("decision.complaint_day", first=in_words(made), last=in_words(today))
    return received


def _held_for(chosen: Mapping[Part, PersonId], held: Sequence[Part]) -> dict[Part, PersonId]:
    """The answers that hold where those stood which are complained over, and for whom."""
    whose = {(part.element_id, part.measure_type): person for part, person in chosen.items()}
    found = complaints.what_holds([*chosen], held)
    return {part: whose[part.element_id, part.measure_type] for part in found}


@transaction.atomic(savepoint=False)
def keep_complaint(sight: Sight, *, at: datetime, reassessment_id: UUID, kept: bool) -> Reassessment:
    """After a partly favourable answer the citizen says whether the complaint goes on."""
    rows = ReassessmentRecord.objects.within(sight).select_for_update(of=("self",))
    record: ReassessmentRecord = rows.one(id=reassessment_id)
    person = person_of(case_of(sight), PersonId(record.person_id))
    require(policy.may_complain(sight, person, mandates(sight), lawbook().on(danish_day(at))))
    if record.complaint_part.complaint.outside and not sight.is_staff:  # it is not theirs
        raise Missing("record.missing")
    if record.outcome != Outcome.PARTLY.value:
        raise Unfit("decision.nothing_to_keep")
    if record.kept is not None:
        if record.kept is kept:  # a double click
            return record.fact()
        raise Unfit("decision.kept_already")
    if kept and not any(part.decision_id == record.new_decision_id for part in answers_in_force(sight)):
        raise Unfit("decision.answer_replaced")

    record.kept, record.kept_at = kept, at
    record.save(update_fields=["kept", "kept_at"])

    event = "decision.complaint_kept" if kept else "decision.complaint_dropped"
    audit.record(sight, at=at, event=event, about=record.id)
    tell_coordinator(sight, at, event)
    return record.fact()


def _take_down(sight: Sight, record: ComplaintRecord, person_id: PersonId, parts: Sequence[Part]) -> None:
    """The complaint and what it is over. Over several kinds of information its own kind is the plan's."""
    kinds = dict.fromkeys(part.category for part in parts)
    category = next(iter(kinds)) if len(kinds) == 1 else Category.PLAN
    if not sight.shows(person_id, category):
        raise Unfit("decision.plan_not_in_sight")
    record.belongs_to([person_id], [category])
    record.save(force_insert=True)
    rows = PartRecord.objects.in_case(sight).in_bulk([part.id for part in parts])
    open_before = _open_complaints(sight, record, [part.id for part in parts])
    ComplaintPartRecord.objects.bulk_create(
        ComplaintPartRecord(
            case_id=record.case_id,
            person_id=person_id,
            category=part.category.value,
            needs=rows[part.id].needs,
            complaint_id=record.id,
            part_id=part.id,
            route=part.route,
            joins_id=open_before.get(part.id) or _kept_by(sight, record, part),
        )
        for part in parts
    )


def _kept_by(sight: Sight, record: ComplaintRecord, part: Part) -> UUID | None:
    """Who complains over a partly favourable answer while they are asked whether the complaint is kept, keeps it."""
    rows = ReassessmentRecord.objects.within(sight).select_for_update(of=("self",))
    waiting: ReassessmentRecord | None = rows.filter(
        outcome=Outcome.PARTLY.value,
        forwarded_day=None,
        new_decision_id=part.decision_id,
        complaint_part__part_id=part.replaces,
        **_same_days(record, "complaint_part__complaint__"),
    ).first()
    if waiting is None or waiting.new_decision is None or waiting.kept is False:
        return None
    found: UUID = waiting.complaint_part_id
    if waiting.kept:  # not sent on yet: what comes now goes along
        return found
    last = _last_day_to_keep(record, waiting.new_decision)
    if last is not None and record.received_day > last:
        return None
    waiting.kept, waiting.kept_at = True, record.received_at
    waiting.save(update_fields=["kept", "kept_at"])
    audit.record(sight, at=record.received_at, event="decision.complaint_kept", about=waiting.id)
    return found


def _last_day_to_keep(record: ComplaintRecord, new: DecisionRecord) -> date | None:
    law = lawbook().on(record.received_day)
    if not record.outside:
        return complaints.last_day_to_keep(law, new.received_day).day
    sent = CopySentRecord.objects.filter(decision_id=new.id, holder_id=record.complainant_id).first()
    return own_day_to_keep(law, sent.fact() if sent else None).day


def _same_days(record: ComplaintRecord, path: str) -> dict[str, object]:
    """Complaints whose days are counted from the same letter."""
    if record.outside:
        return {f"{path}complainant_id": record.complainant_id, f"{path}outside": True}
    return {f"{path}outside": False}


def _open_complaints(sight: Sight, record: ComplaintRecord, part_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """By answer the part of a complaint over it that is not looked at yet, or is upheld and not sent on yet.

    Who is not in the case has days of their own, and therefore complaints of their own.
    """
    rows = ComplaintPartRecord.objects.within(sight).filter(part_id__in=part_ids, joins=None)
    rows = rows.filter(**_same_days(record, "complaint__")).order_by("id")
    looked = {
        row.complaint_part_id: row
        for row in ReassessmentRecord.objects.within(sight).filter(complaint_part__part_id__in=part_ids).order_by("id")
    }
    found = {}
    for row in rows:
        done = looked.get(row.id)
        if done is None or (done.outcome == Outcome.UPHELD.value and done.forwarded_day is None):
            found[row.part_id] = row.id
    return found


def _parts_complained_about(
    sight: Sight, decision: DecisionRecord, part_ids: frozenset[UUID], person_id: PersonId | None, today: date
) -> dict[Part, PersonId]:
    """The answers in force that are meant, and for whom of those they are about this actor may complain."""
    rows = PartRecord.objects.within(sight).filter(decision_id=decision.id).order_by("position", "id")
    parts: list[Part] = [row.fact() for row in rows if person_id is None or person_id in row.about]
    if part_ids - {part.id for part in parts}:
        raise Missing("record.missing")
    wanted = [part for part in parts if not part_ids or part.id in part_ids]
    case, spoken_for, law = case_of(sight), mandates(sight), lawbook().on(today)
    verdicts = {
        whose: policy.may_complain(sight, person_of(case, whose), spoken_for, law)
        for part in wanted
        for whose in part.persons
    }
    chosen = {}
    for part in wanted:
        first = [person_id] if person_id else [part.person_id, *part.persons]
        whose = next((each for each in first if verdicts[each]), None)
        if whose is not None:
            chosen[part] = whose
        elif part_ids:
            require(verdicts[part.person_id])
    if wanted and not chosen:
        require(verdicts[wanted[0].person_id])
    if not chosen:
        raise Missing("record.missing")
    return chosen


def _one_who_complains(
    sight: Sight, decision: DecisionRecord, person_id: PersonId | None, today: date
) -> Complainant | None:
    if person_id is None:
        return None
    require(policy.may_name_complainant(sight))
    found = complainants_of(sight, case_of(sight), decision_fact(sight, decision), lawbook().on(today))
    who = next((each for each in found if each.person_id == person_id), None)
    if who is None:
        raise Missing("record.missing")
    return who


def _theirs(
    sight: Sight, decision: DecisionRecord, part_ids: frozenset[UUID], who: Complainant
) -> dict[Part, PersonId]:
    """The answers that are meant, and for whom of those they speak for."""
    rows = PartRecord.objects.within(sight).filter(decision_id=decision.id).order_by("position", "id")
    parts = [row.fact() for row in rows]
    if part_ids - {part.id for part in parts}:
        raise Missing("record.missing")
    if part_ids - who.parts:
        raise Unfit("decision.not_theirs_to_complain", name=who.name)
    wanted = [part for part in parts if part.id in (part_ids or who.parts)]
    if not wanted:
        raise Unfit("decision.not_theirs_to_complain", name=who.name)
    return {part: next(each for each in part.persons if each in who.speaks_for) for part in wanted}


def _complaint_fact(sight: Sight, record: ComplaintRecord) -> Complaint:
    seen = ComplaintPartRecord.objects.within(sight)
    rows = list(seen.filter(complaint_id=record.id).order_by("part__position", "id"))
    joined = seen.filter(id__in=[row.joins_id for row in rows if row.joins_id]).select_related("complaint")
    days = {row.id: row.complaint.received_day for row in joined.order_by("id")}
    return record.fact(tuple(row.fact(None, days.get(row.joins_id)) for row in rows))
