"""What does a person at a terminal read of a comparison? One table, and under it every number taken apart."""

from collections.abc import Iterator, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Final

from enplan.doors.cli.telling import wrapped
from enplan.doors.parts.comparing import CALLED, number
from enplan.journey.comparison import Column, Counted
from enplan.journey.coordination.rules.wording import joined, said_weekday
from enplan.journey.sectorplans.facts import Household
from enplan.law.lawbook import Lawbook

LABEL: Final = max(len(label) for label in CALLED.values()) + 2
CELL: Final = 7


def tell_comparison(household: Household, columns: Sequence[Column], book: Lawbook, on: date) -> Iterator[str]:
    """Every line of the comparison."""
    yield from wrapped(f"Samme husstand efter hver ordning: {joined(person.called for person in household.persons)}")
    yield f"Sådan ser det ud {said_weekday(on)}."
    yield ""
    marked = list(zip(ascii_uppercase, columns, strict=False))
    for mark, column in marked:
        standing = "kan bruges på dagen" if column.usable else "kan ikke bruges på dagen, kun undersøges"
        yield from wrapped(f"{column.regime.label} ({standing})", f"{mark}  ")
    yield ""
    yield " " * LABEL + "".join(f"{mark:>{CELL}}" for mark, _ in marked)
    for kind, label in CALLED.items():
        yield f"{label:<{LABEL}}" + "".join(f"{number(column.figure(kind)):>{CELL}}" for _, column in marked)
    for kind, label in CALLED.items():
        yield from ["", label.upper(), "=" * len(label)]
        for mark, column in marked:
            yield from _taken_apart(mark, column, kind, book)


def _taken_apart(mark: str, column: Column, kind: Counted, book: Lawbook) -> Iterator[str]:
    figure = column.figure(kind)
    yield f"{mark}: {number(figure)}"
    for line in figure.lines:
        yield from wrapped(line.text, f"  {line.count:>3}  ")
        if line.legal_basis:
            yield from wrapped("; ".join(book.cite(basis) for basis in line.legal_basis), "       Lov: ")
