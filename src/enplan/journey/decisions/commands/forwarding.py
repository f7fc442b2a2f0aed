"""What can happen when a complaint is upheld or kept: it goes to the body that hears it?"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.shared import answers_in_force, those_who_decide_for
from enplan.journey.decisions.facts import Reassessment
from enplan.journey.decisions.models import ComplaintPartRecord, ReassessmentRecord
from enplan.journey.decisions.rules.complaints import can_appeal, goes_on, goes_on_since
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words
from enplan.registers.audit import commands as audit
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox


@transaction.atomic(savepoint=False)
def forward_complaint(
    sight: Sight, *, at: datetime, complaint_part_id: UUID, day: date | None = None
) -> list[Reassessment]:
    """The complaint was sent to the body that hears it on the day, with all of it that goes to the same body.

    The citizen is told at once. What was sent before stays sent on its day.
    """
    require(policy.may_reassess(sight))
    records = _going_along(sight, complaint_part_id)
    waiting = [record for record in records if record.forwarded_day is None]
    if not waiting:  # a double click
        return [record.fact() for record in records]
    today = danish_day(at)
    day = day or today
    first = max(danish_day(goes_on_since(record.fact())) for record in waiting)
    if not first <= day <= today:
        raise Unfit("decision.forward_day", first=in_words(first), last=in_words(today))

    for record in waiting:
        record.forwarded_day, record.forwarded_at, record.forwarded_by = day, at, sight.actor.name
        record.save(update_fields=["forwarded_day", "forwarded_at", "forwarded_by"])
        audit.record(sight, at=at, event="decision.complaint_forwarded", about=record.id)
    waiting = [record for record in waiting if not record.complaint_part.complaint.outside]  # they are told on paper
    persons = [PersonId(record.person_id) for record in waiting]
    told = those_who_decide_for(case_of(sight), persons, today)
    outbox.post(sight.case_id, at=at, message="decision.complaint_forwarded", persons=told)
    return [record.fact() for record in records]


def _going_along(sight: Sight, complaint_part_id: UUID) -> list[ReassessmentRecord]:
    """What was looked at again of the same complaint and goes to the same body, this part among it."""
    mine: ComplaintPartRecord = ComplaintPartRecord.objects.within(sight).one(id=complaint_part_id)
    law = lawbook()
    authority = law.complaint_routes[mine.route].authority_da
    rows = (
        ReassessmentRecord.objects.within(sight)
        .select_for_update(of=("self",))
        .select_related("complaint_part__complaint")
    )
    held = {each for part in answers_in_force(sight) for each in (part.id, part.replaces)}
    found = [
        row
        for row in rows.filter(complaint_part__complaint_id=mine.complaint_id).order_by("id")
        if goes_on(row.fact())
        and law.complaint_routes[row.complaint_part.route].authority_da == authority
        and (row.complaint_part.part_id in held or row.forwarded_day is not None)
    ]
    if not can_appeal(mine.route) or mine.id not in {row.complaint_part_id for row in found}:
        raise Unfit("decision.nothing_to_forward")
    return found
