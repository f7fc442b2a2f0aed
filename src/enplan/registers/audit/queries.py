"""What is shown of what was done?"""

from enplan.kernel.sight import Sight
from enplan.registers.audit.facts import Event
from enplan.registers.audit.models import AuditRecord


def events(sight: Sight, *, most: int = 200) -> list[Event]:
    """What was done in the case, newest first."""
    rows = AuditRecord.objects.in_case(sight).order_by("-at", "id")[:most]
    return [Event(row.at, row.name, row.event, row.about) for row in rows]
