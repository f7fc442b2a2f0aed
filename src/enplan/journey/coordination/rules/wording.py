"""How does one say it in Danish? Days, times and what things are called, for the ways out of a finding."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.sectorplans.facts import Appointment, Demand, Duty, Goal, Item, Measure, Question, Statement
from enplan.kernel.shortening import shortened

WEEKDAYS: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS: Final = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
LONGEST_GOAL: Final = 60


@lru_cache(maxsize=1024)
def said_day(day: date) -> str:
    """For example »den 2. december 2026«."""
    return f"den {day.day}. {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=1024)
def said_weekday(day: date) -> str:
    """For example »onsdag den 2. december 2026«."""
    return f"{WEEKDAYS[day.weekday()]} {said_day(day)}"


def said_clock(minute: int) -> str:
    """For example »10.30«."""
    return f"{minute // 60:02}.{minute % 60:02}"


def plain(number: Decimal) -> int | float:
    """A number without needless decimals."""
    whole = int(number)
    return whole if whole == number else float(number)


def said_number(number: Decimal) -> str:
    """A number with a Danish comma, without needless decimals."""
    return str(plain(number)).replace(".", ",")


def joined(words: Iterable[str]) -> str:
    """One, two og three."""
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else last


def called(spread: Spread, name: str) -> str:
    """What a plan or an item is called, in quotation marks."""
    title = spread.titles.get(name)
    if title is None:
        title = spread.titles[name] = _called(spread, name)
    return title


def _called(spread: Spread, name: str) -> str:
    item = spread.items.get(name)
    if item is None:
        plan = spread.plans[name]
        return f"»{spread.law.plan_type(plan.plan_type).label}« ({plan.department})"
    return f"»{_title(spread, item)}«"


def _title(spread: Spread, item: Item) -> str:
    match item:
        case Measure():
            return item.title or spread.law.measure_type(item.measure_type).label
        case Goal():
            return shortened(item.text.removesuffix("."), LONGEST_GOAL)
        case Duty():
            return spread.book.meeting_rules.nearest(item.meeting_rule, item.since).label
        case Appointment():
            return f"Møde {said_day(item.day)}"
        case Question():
            return spread.law.item(item.item).label
        case Statement():
            return item.kind


def people(spread: Spread, persons: Iterable[str]) -> str:
    """The people by name, in the same order however they were written."""
    return joined(spread.persons[person].called for person in sorted(set(persons)))


def stubbornness(spread: Spread, name: str) -> int:
    """How hard it is to move: 0 an offer, 1 an obligation or a meeting, 2 a treatment, 3 what must not be disturbed."""
    rank = spread.ranks.get(name)
    if rank is None:
        rank = spread.ranks[name] = _stubbornness(spread.items[name])
    return rank


def _stubbornness(item: Item) -> int:
    if not isinstance(item, Measure):
        return 1
    return 3 if item.protected else {Demand.OFFER: 0, Demand.OBLIGATION: 1, Demand.TREATMENT: 2}[item.demand]
