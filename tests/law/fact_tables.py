"""Which numbers and days does a lawbook hold, by number and by day? To be held against the tables of `facts/*.toml`."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from enplan.law.lawbook import Lawbook, Shelf
from enplan.law.provision import Entry, Span

E = TypeVar("E", bound=Entry)
FACTS: Final = Path(__file__).parent / "facts"
Fact = tuple[str, str, str, str]  # the table, the number or day, the kind of entry, its id
SHELVES: Final = {
    "plan_type": "plan_types",
    "measure_type": "measure_types",
    "meeting_rule": "meeting_rules",
    "deadline": "deadlines",
    "complaint_route": "complaint_routes",
    "consent_rule": "consent_rules",
    "support_role": "support_roles",
    "assessment": "assessments",
    "item": "items",
    "pension_document": "pension_documents",
    "pension_finding": "pension_findings",
    "statement_kind": "statement_kinds",
    "aim": "aims",
    "regime": "regimes",
    "pension_age": "pension_ages",
}


@cache
def frozen() -> frozenset[Fact]:
    """What the tables say."""
    lengths = tomllib.loads((FACTS / "lengths.toml").read_text("utf-8"))
    dates = tomllib.loads((FACTS / "dates.toml").read_text("utf-8"))
    found = [(table, length, "", one) for table, by in lengths.items() for length, ids in by.items() for one in ids]
    found += [
        (table, day, kind, one)
        for table, by in dates.items()
        for day, kinds in by.items()
        for kind, ids in kinds.items()
        for one in ids
    ]
    assert len(found) == len(set(found)), "a fact stands twice"
    return frozenset(found)


def facts_of(book: Lawbook) -> frozenset[Fact]:
    """What the book says, past versions included."""
    return frozenset([*_lengths(book), *_ages(book), *_dates(book)])


def _lengths(book: Lawbook) -> Iterator[Fact]:
    for deadline in every(book.deadlines):
        yield "deadline", _length(deadline.span), "", deadline.id
    for rule in every(book.meeting_rules):
        spans = {"first": rule.first_due, "within": rule.window, "apart": rule.interval_max}
        yield from ((table, _length(span), "", rule.id) for table, span in spans.items() if span is not None)
        if rule.min_count is not None:
            yield "count", str(rule.min_count), "", rule.id
    for consent in every(book.consent_rules):
        if consent.age is not None:
            yield "age", str(consent.age), "", consent.id
        if consent.expires_after is not None:
            yield "lapses", _length(consent.expires_after), "", consent.id
    for kind in every(book.statement_kinds):
        limits = {"answer": kind.answer_within, "consultation": kind.after_consultation, "least": kind.at_least}
        yield from ((table, _length(span), "", kind.id) for table, span in limits.items() if span is not None)


def _ages(book: Lawbook) -> Iterator[Fact]:
    for plan in every(book.plan_types):
        ages = {"one_plan_from": plan.one_plan_from_age, "one_plan_to": plan.one_plan_to_age}
        yield from ((table, f"{years} years-of-age", "", plan.id) for table, years in ages.items() if years is not None)
    for pension in every(book.pension_ages):
        yield "pension", f"{pension.years} year {pension.months} month", "", pension.id
    for regime in every(book.regimes):
        for test in regime.criteria:
            if test.age_from is not None:
                yield "criterion_from", f"{test.age_from} years-of-age", "", f"{regime.id} {test.key}"


def _length(span: Span) -> str:
    return f"{span.amount} {span.unit}"


def _dates(book: Lawbook) -> Iterator[Fact]:
    for act in book.acts.values():
        yield from _days("act", act.id, first_day=act.valid_from, last_day=act.valid_to)
    for kind, name in SHELVES.items():
        for entry in every(getattr(book, name)):
            yield from _days(kind, entry.id, first_day=entry.valid_from, last_day=entry.valid_to)
    for regime in every(book.regimes):
        planned = {"option_planned": regime.planned_option_from, "duty_planned": regime.planned_duty_from}
        yield from _days("regime", regime.id, **planned)
    for pension in every(book.pension_ages):
        yield from _days("pension_age", pension.id, born_from=pension.born_from)


def _days(kind: str, name: str, **days: date | None) -> Iterator[Fact]:
    yield from ((table, day.isoformat(), kind, name) for table, day in days.items() if day is not None)


def every(shelf: Shelf[E]) -> Iterator[E]:
    """All entries of a shelf, past versions included."""
    for newest in shelf:
        yield from shelf.versions(newest.id)


def by_number(facts: frozenset[Fact]) -> dict[str, list[str]]:
    """The facts as one reads them: what stands under each number."""
    found: dict[str, list[str]] = defaultdict(list)
    for table, number, kind, one in sorted(facts):
        found[f"{table} {number}"].append(f"{kind} {one}".strip())
    return dict(found)
