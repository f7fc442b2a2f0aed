"""What is shown of who looked?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Max, Subquery

from enplan.journey.access import policy
from enplan.journey.access.facts import Doing, Opening
from enplan.journey.access.models import OpeningRecord
from enplan.journey.team.facts import JoinQuestion
from enplan.journey.team.queries import join_questions
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import require
from enplan.registers.base.barrier import tell_actor
from enplan.registers.base.models import CaseRows
from enplan.registers.base.prepared import CASE, Hole, Holes
from enplan.registers.organisation.queries import name_of_department

PAGE = 50
IN_VAIN = (Doing.DENIED.value, Doing.UNDONE.value)  # they came, and saw nothing


def openings(sight: Sight, *, most: int = 200) -> list[Opening]:
    """Who opened the case, newest first."""
    return [row.fact(row.department or "") for row in _openings(sight).order_by("-at", "id")[:most]]


def _openings(sight: Sight) -> CaseRows:
    rows: CaseRows = OpeningRecord.objects.in_case(sight).annotate(department=name_of_department("department_id"))
    return rows


class LastOpening(Subquery):
    """When an account last came on one of some errands, for a prepared query to take along: what is new since then?

    It is asked with `account`, `errands` and `before`.
    """

    def __init__(self) -> None:
        rows = OpeningRecord.objects.filter(case_id=CASE, account_id=Hole("account"), at__lt=Hole("before"))
        rows = rows.filter(errand__in=Holes("errands", "text")).exclude(doing__in=IN_VAIN)
        super().__init__(rows.order_by("-at").values("at")[:1])


def last_visits(by: Actor, *, errand: str, since: datetime) -> dict[CaseId, datetime]:
    """When this account last came on the errand, for every case it has been to since then; the clock asks."""
    tell_actor(by)
    rows = OpeningRecord.objects.filter(
        account_id=by.account_id, relation=Relation.SYSTEM, errand=errand, at__gte=since
    )
    return {CaseId(case_id): at for case_id, at in rows.order_by().values_list("case_id").annotate(last=Max("at"))}


@dataclass(frozen=True, slots=True)
class DayOfOpenings:
    """Who came on one day, newest first."""

    day: date
    openings: Sequence[Opening]


@dataclass(frozen=True, slots=True)
class LookedPage:
    """Who has looked, day by day, and who outside the team has asked to."""

    days: Sequence[DayOfOpenings]
    questions: Sequence[JoinQuestion]
    page: int
    more: bool
    clock_at: datetime | None  # when the clock last came; it comes every night and is no somebody


def who_looked(sight: Sight, *, page: int = 1) -> LookedPage:
    """Everybody who opened the case but the reader, one page at a time (S-74). The clock is told of in one line."""
    require(policy.may_read_openings(sight))
    first = (max(page, 1) - 1) * PAGE
    by_clock = OpeningRecord.objects.in_case(sight).filter(relation=Relation.SYSTEM).order_by("-at", "id")
    rows = _openings(sight).exclude(account_id=sight.actor.account_id)
    rows = rows.exclude(relation=Relation.SYSTEM)
    found = list(rows.order_by("-at", "id")[first : first + PAGE + 1])
    shown = [row.fact(row.department or "") for row in found[:PAGE]]
    days = [DayOfOpenings(day, list(group)) for day, group in groupby(shown, key=lambda each: danish_day(each.at))]
    last = by_clock.values_list("at", flat=True).first()
    return LookedPage(days, join_questions(sight), max(page, 1), len(found) > PAGE, last)
