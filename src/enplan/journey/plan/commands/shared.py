"""What do the commands of the one plan share?"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from enplan.journey.plan import facts
from enplan.journey.plan.models import DemandRecord, GoalRecord, MeasureRecord, PlanRecord
from enplan.journey.plan.rules import drafting
from enplan.journey.sectorplans.queries import household_of
from enplan.journey.team.queries import professionals_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox


def the_plan(sight: Sight) -> PlanRecord:
    """The one plan of the case, held until the command is done, so that versions are numbered one after the other."""
    row, _ = PlanRecord.objects.get_or_create(case_id=sight.case_id, defaults={"regime": case_of(sight).regime})
    held: PlanRecord = PlanRecord.objects.select_for_update(of=("self",)).one(id=row.id)
    return held


def write(sight: Sight, at: datetime, row: GoalRecord | MeasureRecord, event: str, persons: Iterable[UUID]) -> None:
    """Keep, remember and tell: a citizen's change to the team, a professional's to those it is about."""
    row.touch(facts.Change.by(sight, at))
    row.save()
    audit.record(sight, at=at, event=event, about=row.id)
    told = [PersonId(each) for each in persons] if sight.is_staff else []
    team = [] if sight.is_staff else professionals_of(sight)
    outbox.post(sight.case_id, at=at, message=event, persons=told, professionals=team)


def demands_of(sight: Sight, at: datetime) -> list[facts.Demand]:
    """What the law of the day demands of the content, with what has been written."""
    day = danish_day(at)
    laid = household_of(sight, on=day)
    table = drafting.table_of(laid, lambda person: sight.shows(person, Category.PLAN), lawbook(), day)
    rows = DemandRecord.objects.within(sight).order_by("changed_at", "id")
    written = {(row.person_id, row.plan_type, row.key): row.fact() for row in rows}
    return drafting.demands(table, drafting.draft_of(table), written)
