"""Which meetings does the law demand, when everything that is booked has been counted?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from enplan.journey.coordination.facts import DutyRow
from enplan.journey.coordination.rules.duties import Demanded, demanded, duty_rows
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.meetings.facts import DueDuty, Meeting
from enplan.journey.meetings.rules.booking import that_count
from enplan.journey.meetings.rules.duties import due_duties
from enplan.journey.sectorplans.facts import Household
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Lawbook


def duties_on(
    household: Household, meetings: Iterable[Meeting], refs: Mapping[PersonId, str], book: Lawbook, on: date
) -> tuple[DueDuty, ...]:
    """Every demand of a duty to meet, with what is held and booked for it: what is overdue, then first due first."""
    counted = that_count(household, meetings, refs)
    spread = Spread(counted, book, on)
    demands = demanded(spread)
    return due_duties(counted, [*_overdue(demands, on), *duty_rows(demands)], book, on)


def _overdue(demands: Iterable[Demanded], on: date) -> Iterator[DutyRow]:
    """Due days that have passed with too few meetings held."""
    yesterday = on - timedelta(days=1)
    for each in demands:
        if each.past is None:
            continue
        held = tuple(one.name for one in each.counting(yesterday))
        if each.duty.held + len(held) < each.past.count:
            yield DutyRow(each.duty.name, each.past.due, each.past.count, each.duty.held, held)
