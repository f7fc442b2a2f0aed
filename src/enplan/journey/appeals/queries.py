"""What is shown of complaints over a no: to the one it is about, and to the entrance?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.appeals import policy
from enplan.journey.appeals.facts import Appeal, AppealClock
from enplan.journey.appeals.models import STILL_OPEN, AppealRecord, clock_of, refusal
from enplan.journey.appeals.rules import last_day
from enplan.journey.decisions.facts import DueDay
from enplan.journey.entrance.facts import Request, Screening
from enplan.journey.entrance.queries import Receipt
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


def appeals_over(by: Actor, request_ids: Collection[RequestId]) -> Mapping[RequestId, Appeal]:
    """The complaints over the no of these requests, those that the actor may see, by request."""
    if not request_ids:
        return {}
    tell_actor(by)
    rows = AppealRecord.objects.filter(request_id__in=list(request_ids)).order_by("received_at", "id")
    return {RequestId(row.request_id): row.fact() for row in rows}


def with_appeals(by: Actor, receipts: Sequence[Receipt]) -> list[tuple[Receipt, Appeal | None]]:
    """What was asked for, each with the complaint over its no when there is one."""
    refused = [each.card.request.id for each in receipts if each.screening and not each.screening.offered]
    found = appeals_over(by, refused)
    return [(each, found.get(each.card.request.id)) for each in receipts]


def open_appeals(by: Actor, *, most: int = 200) -> Sequence[AppealClock]:
    """The complaints with which something is still to be done, the most urgent first, for the entrance."""
    require(policy.may_answer(by))
    tell_actor(by)
    rows = AppealRecord.objects.filter(STILL_OPEN)
    found = [
        clock_of(row.fact(), row.request.fact(), row.request.screening.fact())
        for row in rows.select_related("request__screening").order_by("received_day", "id")[:most]
    ]
    return sorted(found, key=lambda each: (each.due.day or date.max, each.appeal.received_at))
