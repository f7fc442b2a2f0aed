"""What does `access` ask of the consents before there is sight?"""

from datetime import date

from django.db import connection

from enplan.journey.consent.facts import Consent
from enplan.journey.consent.models import ConsentRecord
from enplan.kernel.ids import CaseId
from enplan.registers.base.prepared import CASE, Hole, Prepared


def consents_in_force(case_id: CaseId, day: date) -> list[Consent]:
    """Every consent of the case whose day it is, with those who said yes, in one query."""
    return [consent for row in _begun(case=case_id, day=day) if (consent := row.signed_fact()).opens(day)]


def hold_consents(case_id: CaseId) -> None:
    """Whoever takes one back meanwhile waits until what is being done on the strength of it is done (security, T31).

    The rows are held for sharing: others who act on them do not wait. Whoever means to change them must not hold them
    so, or two of them would wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from consent where case_id = %s and withdrawn_at is null order by id for share", [case_id]
        )


_begun = Prepared(
    lambda: (
        ConsentRecord.objects.signed()
        .filter(case_id=CASE, complete=True, withdrawn_at=None, begins_day__lte=Hole("day"))
        .order_by("id")
    )
)
