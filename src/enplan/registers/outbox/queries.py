"""What is shown of what was told?"""

from django.db.models import Q

from enplan.kernel.actor import Actor
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.facts import Message
from enplan.registers.outbox.models import MessageRecord


def messages(by: Actor, *, most: int = 100) -> list[Message]:
    """What has been told to the actor, newest first."""
    tell_actor(by)
    rows = MessageRecord.objects.filter(_to(by)).order_by("-at", "id")[:most]
    return [row.fact() for row in rows]


def unread(by: Actor) -> int:
    """How many messages the actor has not read."""
    tell_actor(by)
    return MessageRecord.objects.filter(_to(by), read_at=None).count()


def _to(by: Actor) -> Q:
    return Q(to_person=by.person_id) if by.person_id else Q(to_professional=by.professional_id)
