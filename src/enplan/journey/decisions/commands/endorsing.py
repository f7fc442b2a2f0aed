"""What can happen between writing and signing: does a second professional agree?"""

from datetime import datetime

from django.db import transaction

from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.shared import (
    approved_plan,
    checked,
    elements_of,
    setting_of,
    tell_coordinator,
    unfit,
)
from enplan.journey.decisions.facts import Delivery, Endorsement
from enplan.journey.decisions.models import ChoiceRecord, EndorsementRecord
from enplan.journey.decisions.rules import checking, endorsing
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import VersionId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.registers.audit import commands as audit
from enplan.registers.base.barrier import count_withheld


@transaction.atomic(savepoint=False)
def endorse_decision(sight: Sight, *, at: datetime, version_id: VersionId, shown: str) -> Endorsement:
    """A second professional agrees that the drafts are signed as they stand; `shown` is the print of what they read.

    They see everything that is decided: nobody vouches for what is closed to them.
    """
    require(policy.may_endorse(sight))
    current = approved_plan(sight)
    if current.id != version_id:
        raise Unfit("decision.plan_changed")
    if count_withheld(sight, "decision_choice"):
        raise Unfit("decision.second_sees_too_little")
    setting = setting_of(sight, at, Delivery.DIGITAL)
    elements = elements_of(sight, current, setting.law)
    rows = ChoiceRecord.objects.within(sight).select_for_update(of=("self",)).filter(version_id=version_id)
    choices = {record.element_id: record.fact() for record in rows.order_by("id")}
    if endorsing.print_of_all(choices.values()) != shown:
        raise Unfit("decision.answers_changed")
    for check in checking.hinders(checked(sight, current, elements, choices, setting)):
        raise unfit(check, elements)

    known = EndorsementRecord.objects.in_case(sight).filter(version_id=version_id, by_account=sight.actor.account_id)
    answers = endorsing.prints(choices.values())
    for each in known.order_by("-at", "id"):
        if each.answers == answers:  # a double click
            agreed: Endorsement = each.fact()
            return agreed
    record = EndorsementRecord(
        case_id=sight.case_id,
        version_id=version_id,
        answers=answers,
        at=at,
        by=sight.actor.name,
        by_account=sight.actor.account_id,
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="decision.endorsed", about=record.id)
    tell_coordinator(sight, at, "decision.endorsed")
    return record.fact()
