"""What is shown of who looked?"""

from enplan.journey.access.facts import Opening
from enplan.journey.access.models import OpeningRecord
from enplan.kernel.sight import Sight
from enplan.registers.organisation.queries import departments


def openings(sight: Sight, *, most: int = 200) -> list[Opening]:
    """Who opened the case, newest first."""
    names = {each.id: each.name for each in departments()}
    rows = OpeningRecord.objects.in_case(sight).order_by("-at", "id")[:most]
    return [row.fact(names.get(row.department_id, "")) for row in rows]
