"""Which deadlines of the law run in a case, by which day, and whose turn is it? All computed, none stored."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from enplan.journey.entrance.facts import Request
from enplan.journey.followup.facts import Due, DueKind, LawDay
from enplan.journey.followup.rules.after_letters import (
    after_complaints,
    after_consents,
    after_letters,
    after_notice,
    after_request,
)
from enplan.journey.followup.rules.after_plans import (
    after_discharge,
    assessments_begun,
    at_most,
    before_end,
    before_start,
    clarifying,
    first_meetings,
)
from enplan.journey.followup.rules.growing_up import before_adulthood, before_leaving, plans_for_children
from enplan.journey.followup.rules.in_force import as_given
from enplan.journey.followup.rules.noting import after_noted
from enplan.journey.followup.rules.running import CaseFacts
from enplan.journey.followup.rules.starting import UNKNOWN, Why
from enplan.law.lawbook import Law, Lawbook
from enplan.law.provision import Deadline

Finder = Callable[[CaseFacts], Iterator[LawDay]]
FINDERS: Final[tuple[Finder, ...]] = (
    *(after_request, after_letters, after_notice, after_complaints, after_consents),
    *(before_start, after_discharge, at_most, before_end, first_meetings, assessments_begun, clarifying),
    *(plans_for_children, before_adulthood, before_leaving, after_noted),
)
TOLD_OTHERWISE: Final = frozenset({DueKind.DUTY, DueKind.COMPLAINT})  # reminded of as a duty or a complaint already
WEEK: Final = timedelta(days=7)


def law_days(facts: CaseFacts) -> tuple[LawDay, ...]:
    """Every deadline of the law that runs in the case, the first day first."""
    today = as_given(facts)
    found = {day.key: day for find in FINDERS for day in find(today)}
    return tuple(sorted(found.values(), key=lambda each: (each.day, each.deadline, each.key)))


def of_request(request: Request, book: Lawbook, on: date) -> LawDay | None:
    """By which day somebody who has asked for one plan has an answer; none when they have it."""
    return next(iter(law_days(CaseFacts(on=on, book=book, request=request))), None)


def not_computed(law: Law) -> list[tuple[Deadline, Why, tuple[str, ...]]]:
    """The deadlines in force that no page can count, each with the reason and its sections."""
    entries = ((law.deadline(deadline), why) for deadline, why in UNKNOWN.items())
    return [
        (entry, why, tuple(law.book.cite(basis) for basis in law.bases(entry)))
        for entry, why in entries
        if entry.in_force(law.day)
    ]


def as_due(days: Iterable[LawDay], until: date) -> Iterator[Due]:
    """What one is reminded of: the days that come until the day, less what is told as a duty or a complaint."""
    for each in days:
        if each.kind not in TOLD_OTHERWISE and each.day <= until:
            sections = tuple(f"{basis.law} {basis.section}" for basis in each.basis)
            yield Due(each.kind, each.day, each.key, _called(each), sections)


class When(StrEnum):
    """How near a day is."""

    LATE = "late"
    THIS_WEEK = "this-week"
    LATER = "later"


def when(day: date, on: date) -> When:
    """Late, within seven days, or later."""
    if day < on:
        return When.LATE
    return When.THIS_WEEK if day < on + WEEK else When.LATER


@dataclass(frozen=True, slots=True)
class DueCount:
    """In how many cases of a department something of a kind is due; only the clock may count, and only for figures."""

    department: str
    kind: DueKind
    when: When
    cases: int


@dataclass(frozen=True, slots=True)
class DueWeek:
    """What was due in all cases together when a week began, counted once."""

    monday: date
    counted_at: datetime
    counts: tuple[DueCount, ...]


def monday_of(on: date) -> date:
    """The Monday of the week: what is due in all cases together stands still until the next."""
    return on - timedelta(days=on.weekday())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calendar of a case: a deadline of the law, or something else that is due."""

    day: date
    kind: DueKind
    law: LawDay | None = None
    due: Due | None = None


def lines(days: Sequence[LawDay], dues: Iterable[Due]) -> tuple[Line, ...]:
    """Everything with a date in one row; what the law's deadlines tell already is not told again."""
    first = {each.key.partition(":")[2]: each.day for each in days if each.kind is DueKind.DUTY}
    complaint_days = {each.day for each in days}
    found = [Line(each.day, each.kind, law=each) for each in days]
    for due in dues:
        met_first = due.key in first and due.day < first[due.key] + WEEK  # the same day before it was moved
        told = met_first or (due.kind is DueKind.COMPLAINT and due.day in complaint_days)
        if not told:
            found.append(Line(due.day, due.kind, due=due))
    order = list(DueKind)
    return tuple(sorted(found, key=lambda each: (each.day, order.index(each.kind), _key(each))))


def _key(line: Line) -> str:
    return (line.law.key if line.law else "") + (line.due.key if line.due else "")


def _called(day: LawDay) -> str:
    return f"{day.label}: {day.title}" if day.title and day.title != day.label else day.label
