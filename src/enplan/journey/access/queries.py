"""What is shown of who looked?"""

from datetime import datetime

from django.db.models import Subquery

from enplan.journey.access.facts import Opening
from enplan.journey.access.models import OpeningRecord
from enplan.kernel.sight import Sight
from enplan.registers.organisation.queries import departments


def openings(sight: Sight, *, most: int = 200) -> list[Opening]:
    """Who opened the case, newest first."""
    names = {each.id: each.name for each in departments()}
    rows = OpeningRecord.objects.in_case(sight).order_by("-at", "id")[:most]
    return [row.fact(names.get(row.department_id, "")) for row in rows]


def last_opening(sight: Sight, *, errands: tuple[str, ...], before: datetime) -> Subquery:
    """When this account last came on one of these errands, for another query to take along: what is new since then?"""
    rows = OpeningRecord.objects.in_case(sight).filter(
        account_id=sight.actor.account_id, errand__in=errands, at__lt=before
    )
    return Subquery(rows.order_by("-at").values("at")[:1])
