"""How is something told to someone?"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from enplan.kernel.actor import Actor
from enplan.kernel.ids import CaseId, PersonId, ProfessionalId
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.models import MessageRecord


def post(
    case_id: CaseId | None,
    *,
    at: datetime,
    message: str,
    persons: Iterable[PersonId] = (),
    professionals: Iterable[ProfessionalId] = (),
    **details: str,
) -> None:
    """Tell these people, in the transaction of what it is about. Before there is a case its id is None."""
    told = {"case_id": case_id, "at": at, "message": message, "details": details}
    rows = [MessageRecord(to_person=person, **told) for person in dict.fromkeys(persons)]
    rows += [MessageRecord(to_professional=each, **told) for each in dict.fromkeys(professionals)]
    MessageRecord.objects.bulk_create(rows)


@transaction.atomic
def mark_all_read(by: Actor, *, at: datetime) -> None:
    """The one they were told to has seen them all."""
    tell_actor(by)
    mine = {"to_person": by.person_id} if by.person_id else {"to_professional": by.professional_id}
    MessageRecord.objects.filter(read_at=None, **mine).update(read_at=at)


@transaction.atomic
def mark_read(by: Actor, *, at: datetime, message_id: UUID) -> None:
    """The one it was told to has read it."""
    tell_actor(by)
    MessageRecord.objects.filter(id=message_id, read_at=None).update(read_at=at)
