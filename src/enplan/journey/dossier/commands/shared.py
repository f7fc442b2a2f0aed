"""What do the commands around what is known share?"""

from datetime import datetime

from enplan.journey.dossier.facts import Statement
from enplan.journey.dossier.models import ChaseRecord, StatementRecord, UseRecord
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId, StatementId
from enplan.kernel.sight import Sight
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox


def one_statement(sight: Sight, statement_id: StatementId) -> StatementRecord:
    """The statement meant, held until the change is done."""
    record: StatementRecord = StatementRecord.objects.within(sight).select_for_update(of=("self",)).one(id=statement_id)
    return record


def whole(sight: Sight, record: StatementRecord) -> Statement:
    """The statement with how often it was used again and chased."""
    uses = UseRecord.objects.within(sight).filter(statement_id=record.id).order_by("used_at", "id")
    chases = ChaseRecord.objects.within(sight).filter(statement_id=record.id).order_by("chased_at", "id")
    return record.fact(tuple(each.fact() for each in uses), tuple(each.fact() for each in chases))


def must_wait(record: StatementRecord) -> None:
    """Only what is still on its way can be promised, chased or called off."""
    if record.received_day is not None:
        raise Unfit("dossier.statement_received_before")
    if record.called_off_day is not None:
        raise Unfit("dossier.statement_called_off_before")


def must_say(text: str, reason: str) -> None:
    """A text that is needed."""
    if not text.strip():
        raise Unfit(reason)


def somebody_of(sight: Sight, person_id: PersonId) -> None:
    """A person of the case."""
    if case_of(sight).by_id(person_id) is None:
        raise Unfit("dossier.person_unknown")


def tell_person(sight: Sight, person_id: PersonId, at: datetime, message: str) -> None:
    """Tell the person it is about, unless it is they who act."""
    if person_id != sight.actor.person_id:
        outbox.post(sight.case_id, at=at, message=message, persons=[person_id])
