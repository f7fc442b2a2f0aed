"""What happens on the days of the people of a case, beside the measures of their plan? All of it in one query."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from enplan.journey.coordination.queries import WhatWasDecided
from enplan.journey.coordination.rules.settling import carried_out
from enplan.journey.meetings.facts import MeetingTime, State
from enplan.journey.meetings.models import MeetingRecord
from enplan.journey.meetings.rules.happening import Beside, beside_the_plan
from enplan.journey.sectorplans.facts import Household
from enplan.journey.sectorplans.queries import Appointed
from enplan.kernel.ids import MeetingId, PersonId
from enplan.kernel.sight import Sight
from enplan.registers.base.prepared import CASE, Hole
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import CaseWith


@dataclass(frozen=True, slots=True)
class Days:
    """The case, and what happens to its people beside the measures of the plan."""

    case: Case
    beside: tuple[Beside, ...]
    meetings: tuple[MeetingTime, ...]  # cancelled ones too


def my_days(sight: Sight, *, since: datetime) -> Days:
    """The meetings since then and the appointments of the sector plans with their settled times, and the case."""
    case, told = _CASE.within(sight, since=since)
    plans = Appointed.read(sight, case, told["plans"])
    persons = {each.ref: each.person_id for each in case.persons}
    settled = carried_out(Household((), plans), WhatWasDecided.read(told["decided"]))
    meetings = tuple(_meeting(each) for each in told["meetings"])
    return Days(case, beside_the_plan(settled.plans, meetings, persons), meetings)


class _MeetingTimes(ArraySubquery):
    """The meetings, for a prepared query to take along; it is asked with `since`."""

    def __init__(self) -> None:
        names = ("id", "starts_at", "ends_at", "purpose", "place", "persons", "state", "revision")
        rows = MeetingRecord.objects.filter(case_id=CASE, ends_at__gte=Hole("since")).order_by("starts_at", "id")
        super().__init__(rows.values(json=JSONObject(**{name: name for name in names})))


_CASE = CaseWith(lambda: {"plans": Appointed(), "decided": WhatWasDecided(), "meetings": _MeetingTimes()})


def _meeting(told: dict[str, object]) -> MeetingTime:
    persons = told["persons"]
    assert isinstance(persons, list)
    return MeetingTime(
        id=MeetingId(UUID(str(told["id"]))),
        starts_at=datetime.fromisoformat(str(told["starts_at"])),
        ends_at=datetime.fromisoformat(str(told["ends_at"])),
        purpose=str(told["purpose"]),
        place=str(told["place"]),
        persons=tuple(PersonId(UUID(str(each))) for each in persons),
        state=State(str(told["state"])),
        revision=int(str(told["revision"])),
    )
