"""What does `access` ask of the consents before there is sight?"""

from datetime import date

from enplan.journey.consent.facts import Consent
from enplan.journey.consent.models import ConsentRecord
from enplan.kernel.ids import CaseId
from enplan.registers.base.prepared import CASE, Hole, Prepared


def consents_in_force(case_id: CaseId, day: date) -> list[Consent]:
    """Every consent of the case whose day it is, with those who said yes, in one query."""
    return [consent for row in _begun(case=case_id, day=day) if (consent := row.signed_fact()).opens(day)]


_begun = Prepared(
    lambda: (
        ConsentRecord.objects.signed()
        .filter(case_id=CASE, complete=True, withdrawn_at=None, begins_day__lte=Hole("day"))
        .order_by("id")
    )
)
