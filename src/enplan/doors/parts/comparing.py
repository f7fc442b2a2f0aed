"""What are the numbers of a comparison called, and how does it become rows of a table, and JSON?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.journey.comparison import Column, Counted, Figure
from enplan.law.lawbook import Lawbook

FORMAT: Final = "enplan.comparison/1"
CALLED: Final = {
    Counted.PLANS: "Planer",
    Counted.ASSESSMENTS: "Udredninger",
    Counted.DECISIONS: "Afgørelser",
    Counted.GUIDES: "Klagevejledninger",
    Counted.MEETINGS: "Lovpligtige møder, der mangler (26 uger)",
    Counted.CONTACTS: "Kontaktpersoner",
    Counted.WAITING: "Dage, der ventes i den længste kæde",
}
OPEN_END: Final = "åbent"


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a number, with its sections in words."""

    count: int
    text: str
    law: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One number under one regime, and what it is made of."""

    regime: str
    number: str
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One number under every regime."""

    kind: str
    label: str
    cells: tuple[Cell, ...]


def rows_of(columns: Sequence[Column], book: Lawbook) -> list[Row]:
    """The table as a page shows it."""
    return [
        Row(kind.value, label, tuple(_cell(column, kind, book) for column in columns)) for kind, label in CALLED.items()
    ]


def _cell(column: Column, kind: Counted, book: Lawbook) -> Cell:
    figure = column.figure(kind)
    lines = (
        Said(line.count, line.text, "; ".join(book.cite(basis) for basis in line.legal_basis)) for line in figure.lines
    )
    return Cell(column.regime.label, number(figure), tuple(lines))


def number(figure: Figure) -> str:
    """The number as one writes it."""
    return OPEN_END if figure.count is None else str(figure.count)


def comparison_json(columns: Sequence[Column], book: Lawbook, on: date) -> dict[str, object]:
    """The comparison in the format `enplan.comparison/1`."""
    return {
        "format": FORMAT,
        "on": on.isoformat(),
        "regimes": [
            {
                "regime": column.regime.id,
                "label": column.regime.label,
                "certainty": column.regime.certainty.value,
                "usable": column.usable,
                "figures": {figure.kind.value: _figure_json(figure, book) for figure in column.figures},
            }
            for column in columns
        ],
    }


def _figure_json(figure: Figure, book: Lawbook) -> dict[str, object]:
    return {
        "count": figure.count,
        "lines": [
            {
                "count": line.count,
                "text": line.text,
                "legal_basis": [
                    {"law": basis.law, "section": basis.section, "title": book.title(basis)}
                    for basis in line.legal_basis
                ],
            }
            for line in figure.lines
        ],
    }
