"""What does a person at a terminal read of a comparison? One table, and under it every number taken apart."""

from collections.abc import Iterator, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Final

from enplan.doors.cli.telling import wrapped
from enplan.doors.parts.comparing import CALLED, LEGEND, MARKS, OPEN_END, STANDINGS, later_texts, number, rests_on
from enplan.journey.comparison import Column, Counted, Figure
from enplan.journey.coordination.rules.wording import joined, said_day, said_weekday
from enplan.journey.sectorplans.facts import Household
from enplan.law.lawbook import Lawbook

LABEL: Final = max(len(label) for label in CALLED.values()) + 2
CELL: Final = 7


def tell_comparison(
    household: Household, columns: Sequence[Column], book: Lawbook, on: date, told: Sequence[str] = ()
) -> Iterator[str]:
    """Every line of the comparison."""
    yield from wrapped(f"Samme husstand efter hver ordning: {joined(person.called for person in household.persons)}")
    yield f"Sådan ser det ud {said_weekday(on)}."
    for note in told:
        yield from wrapped(note, "OBS: ")
    yield ""
    marked = list(zip(ascii_uppercase, columns, strict=False))
    for mark, column in marked:
        standing = STANDINGS[column.standing]
        sure = LEGEND.get(column.regime.certainty, "")
        yield from wrapped(f"{column.regime.label}{f' ({sure})' if sure else ''}", f"{mark}  ")
        yield from wrapped(f"Kan bruges på dagen: {standing[0].lower()}{standing[1:]}", "     ")
    yield ""
    yield " " * LABEL + "".join(f"{mark:>{CELL}}" for mark, _ in marked)
    for kind, label in CALLED.items():
        yield f"{label:<{LABEL}}" + "".join(f"{_short(column.figure(kind)):>{CELL}}" for _, column in marked)
    legend = [*(f"{MARKS[sure]}: {said}" for sure, said in LEGEND.items()), "+: og noget uden ende"]
    yield from wrapped(f"{'; '.join(legend)}.")
    if later := later_texts(columns, book, on):
        yield from ["", f"Disse love er læst i en udgave, der er nyere end {said_day(on)}:"]
        yield from (line for each in later for line in wrapped(each, "  - "))
    for kind, label in CALLED.items():
        yield from ["", label.upper(), "=" * len(label)]
        for mark, column in marked:
            yield from _taken_apart(mark, column, kind, book)


def _taken_apart(mark: str, column: Column, kind: Counted, book: Lawbook) -> Iterator[str]:
    figure = column.figure(kind)
    sure = LEGEND.get(figure.certainty, "")
    yield f"{mark}: {number(figure)}{f' ({sure})' if sure else ''}"
    for line in figure.lines:
        sure = LEGEND.get(line.certainty, "")
        yield from wrapped(f"{line.text}{f' ({sure})' if sure else ''}", f"  {line.count:>3}  ")
        if line.legal_basis or line.source:
            yield from wrapped(rests_on(line, book), "       Lov: " if line.legal_basis else "       Kilde: ")


def _short(figure: Figure) -> str:
    """The number in its column, with its mark."""
    count = OPEN_END if figure.count is None else str(figure.count)
    return f"{count}{'+' if figure.never else ''}{MARKS[figure.certainty]}"
