"""What is shown of what was done?"""

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from enplan.kernel.actor import Actor
from enplan.kernel.sight import Sight
from enplan.registers.audit.facts import Event
from enplan.registers.audit.models import AuditRecord
from enplan.registers.base.barrier import tell_actor


def events(sight: Sight, *, most: int = 200) -> list[Event]:
    """What was done in the case, newest first."""
    rows = AuditRecord.objects.in_case(sight).order_by("-at", "id")[:most]
    return [Event(row.at, row.name, row.event, row.about) for row in rows]


def last_events(by: Actor, *, since: datetime) -> dict[UUID, datetime]:
    """When anybody else last did something, for every case in which they have since then; the clock asks."""
    tell_actor(by)
    rows = AuditRecord.objects.filter(at__gte=since, case_id__isnull=False).exclude(account_id=by.account_id)
    return dict(rows.order_by().values_list("case_id").annotate(last=Max("at")))
