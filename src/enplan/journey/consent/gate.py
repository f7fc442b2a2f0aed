"""What does `access` ask of the consents before there is sight?"""

from datetime import date

from enplan.journey.consent.facts import Consent
from enplan.journey.consent.models import ConsentRecord
from enplan.kernel.ids import CaseId


def consents_in_force(case_id: CaseId, day: date) -> list[Consent]:
    """Every consent of the case whose day it is, with those who said yes, in one query."""
    rows = ConsentRecord.objects.filter(case_id=case_id, complete=True, withdrawn_at=None, begins_day__lte=day)
    return [consent for row in rows.signed().order_by("id") if (consent := row.signed_fact()).opens(day)]
