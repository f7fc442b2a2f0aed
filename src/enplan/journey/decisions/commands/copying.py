"""What happens when a letter goes on paper to somebody who holds custody without being in the case?"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from enplan.journey.decisions import policy
from enplan.journey.decisions.facts import Outcome, Reassessment
from enplan.journey.decisions.facts.outside import CopySent, CopyWay
from enplan.journey.decisions.models import (
    ComplaintPartRecord,
    CopySentRecord,
    DecisionRecord,
    PartRecord,
    ReassessmentRecord,
)
from enplan.journey.decisions.rules.outside import copies, must_be_sent_on
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import DecisionId, PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.cases.queries import case_of
from enplan.registers.people.queries import relations_around


@transaction.atomic(savepoint=False)
def send_upheld(sight: Sight, *, at: datetime, complaint_part_id: UUID, way: CopyWay, day: date) -> Reassessment:
    """The answer that changes nothing went on the day, to who complained without being in the case."""
    require(policy.may_reassess(sight))
    hold_case(sight)
    rows = ReassessmentRecord.objects.within(sight).select_for_update(of=("self",))
    record: ReassessmentRecord = rows.one(complaint_part_id=complaint_part_id)
    if record.told_day is not None:  # a double click
        return record.fact()
    over = Q(id=complaint_part_id) | Q(joins=complaint_part_id)
    outside = ComplaintPartRecord.objects.within(sight).filter(over, complaint__outside=True)
    if record.outcome != Outcome.UPHELD.value or not outside.exists():
        raise Missing("record.missing")
    must_be_sent_on(day, danish_day(record.at), danish_day(at))
    record.told_way, record.told_day, record.told_by = way.value, day, sight.actor.name
    record.save(update_fields=["told_way", "told_day", "told_by"])
    audit.record(sight, at=at, event="decision.answer_sent", about=record.id)
    return record.fact()


@transaction.atomic(savepoint=False)
def send_copy(
    sight: Sight, *, at: datetime, decision_id: DecisionId, holder_id: PersonId, way: CopyWay, day: date
) -> CopySent:
    """The copy went on the day; what went before stays as it was written down then."""
    require(policy.may_decide(sight))
    hold_case(sight)
    before: CopySentRecord | None = (
        CopySentRecord.objects.in_case(sight).filter(decision_id=decision_id, holder_id=holder_id).first()
    )
    if before is not None:  # a double click
        return before.fact()
    decision: DecisionRecord = DecisionRecord.objects.in_case(sight).one(id=decision_id)
    parts = PartRecord.objects.within(sight).filter(decision_id=decision_id).order_by("position", "id")
    people = case_of(sight).persons
    kin = relations_around([each.person_id for each in people])
    due = copies([decision.fact(tuple(row.fact() for row in parts))], people, kin)
    mine = next((each for each in due if each.holder_id == holder_id), None)
    if mine is None:
        raise Missing("record.missing")
    must_be_sent_on(day, mine.made_day, danish_day(at))
    record = CopySentRecord(
        case_id=sight.case_id,
        decision_id=decision_id,
        holder_id=holder_id,
        way=way.value,
        day=day,
        sent_by=sight.actor.name,
        at=at,
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="decision.copy_sent", about=record.id)
    return record.fact()
