"""By which day must help have begun, and does anything put it off past that day?

The law gives some help a first day, counted from when it was asked for. Nobody moves it past that day in silence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.journey.coordination.rules.resolving import resolved
from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.sectorplans.facts import Household, Measure, SectorPlan
from enplan.kernel.calendar import last_working_day
from enplan.law.lawbook import Lawbook
from enplan.law.provision import LegalBasis

DISCHARGE: Final = "hospital-discharge"
FROM_DISCHARGE: Final = "genoptraeningsplan"  # handed out on that day; no other plan tells it
FROM_ASKING: Final = frozenset(
    {
        *("contact", "contact-with-municipality", "contact-with-wish-for-treatment"),
        *("referral-received", "referral-received-by-region"),
    }
)  # of these the plan's own first day is the first that is known


@dataclass(frozen=True, slots=True)
class LastStart:
    """The last day on which the law lets help begin, and where it says so."""

    day: date
    legal_basis: tuple[LegalBasis, ...]


def last_start(plan: SectorPlan, measure_type: str, book: Lawbook) -> LastStart | None:
    """By which day help of this type in the plan must begin; none: no law says, or nobody knows from when it counts."""
    if plan.made is None or measure_type not in book.measure_types:
        return None
    deadline = book.measure_types.nearest(measure_type, plan.made).start_deadline
    entry = book.deadlines.on(deadline, plan.made) if deadline else None
    if entry is None or not (
        entry.counts_from in FROM_ASKING or (entry.counts_from == DISCHARGE and plan.plan_type == FROM_DISCHARGE)
    ):
        return None
    return LastStart(last_working_day(entry.span.after(plan.made)), book.on(plan.made).bases(entry))


def put_off(household: Household, change: Mapping[str, object], book: Lawbook) -> list[str]:
    """What is to be said of a way out that lets help begin later than before, past the last day of the law."""
    fields = change.get("set")
    if not isinstance(fields, Mapping) or "starts" not in fields:
        return []  # nothing else moves a first day
    before = {each.name: each for _, each in _measures(household)}
    moved = [
        (plan, each)
        for plan, each in _measures(resolved(household, [change]))
        if each.starts > before[each.name].starts
    ]
    last = ((each, last_start(plan, each.measure_type, book)) for plan, each in moved)
    return [said_late(each.starts, one, book) for each, one in last if one and each.starts > one.day]


def said_late(starts: date, last: LastStart, book: Lawbook) -> str:
    """That it begins too late, with the day of the law and its section."""
    where = " og ".join(book.cite(basis) for basis in last.legal_basis)
    return f"Så begynder det {said_day(starts)}. Loven siger senest {said_day(last.day)} ({where})."


def _measures(household: Household) -> Iterator[tuple[SectorPlan, Measure]]:
    return ((plan, each) for plan in household.plans for each in plan.measures)
