"""What is shown of what was told?"""

from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce

from enplan.kernel.actor import Actor
from enplan.registers.base.barrier import tell_actor
from enplan.registers.base.prepared import Hole
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


class Unread(Coalesce):
    """The same number, for a prepared query to take along; it is asked with `person` and `professional`."""

    def __init__(self) -> None:
        to_whom = Q(to_person=Hole("person")) | Q(to_professional=Hole("professional"))
        rows = MessageRecord.objects.filter(to_whom, read_at=None).order_by().annotate(whole=Value(1)).values("whole")
        super().__init__(Subquery(rows.annotate(number=Count("id")).values("number")), 0)


def _to(by: Actor) -> Q:
    return Q(to_person=by.person_id) if by.person_id else Q(to_professional=by.professional_id)
