"""What is shown of complaints over a no: to the one it is about, and to the entrance?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.appeals import policy
from enplan.journey.appeals.facts import AppealClock
from enplan.journey.appeals.models import AppealRecord, clock_of, refusal
from enplan.journey.appeals.rules import last_day
from enplan.journey.decisions.facts import DueDay, Outcome
from enplan.journey.entrance.facts import Request, Screening
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import RequestId
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.base.barrier import tell_actor


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """A no, until when one can complain over it, and the complaint when there is one."""

    request: Request
    screening: Screening
    last_day: DueDay
    clock: AppealClock | None


def refusal_page(by: Actor, *, request_id: RequestId, on: date) -> RefusalPage:
    """The no to a request, for the one it is about and for the entrance.

    Raises:
        Missing: there is no such no for this reader.
    """
    tell_actor(by)
    request, screening = refusal(by, request_id, on)
    row = AppealRecord.objects.filter(request_id=request_id).first()
    last = last_day(screening, lawbook().on(danish_day(screening.at)), request.letter_day)
    return RefusalPage(request, screening, last, clock_of(row.fact(), request, screening) if row else None)


def open_appeals(by: Actor, *, most: int = 200) -> Sequence[AppealClock]:
    """The complaints with which something is still to be done, the most urgent first, for the entrance."""
    require(policy.may_answer(by))
    tell_actor(by)
    rows = AppealRecord.objects.filter(forwarded_day=None).exclude(outcome=Outcome.CHANGED.value)
    found = [
        clock_of(row.fact(), row.request.fact(), row.request.screening.fact())
        for row in rows.select_related("request__screening").order_by("received_day", "id")[:most]
    ]
    return sorted(found, key=lambda each: (each.due.day or date.max, each.appeal.received_at))
