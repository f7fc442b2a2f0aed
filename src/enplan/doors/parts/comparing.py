"""What are the numbers of a comparison called, and how does it become rows of a table, and JSON?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.journey.comparison import Column, Counted, Figure, Line
from enplan.law.lawbook import Lawbook
from enplan.law.provision import Certainty, LegalBasis
from enplan.law.regime import Standing

FORMAT: Final = "enplan.comparison/1"
CALLED: Final = {
    Counted.PLANS: "Planer",
    Counted.ASSESSMENTS: "Udredninger",
    Counted.DECISIONS: "Afgørelser",
    Counted.GUIDES: "Klagevejledninger",
    Counted.MEETINGS: "Lovpligtige møder, der mangler nu eller inden for 26 uger",
    Counted.CONTACTS: "Kontaktpersoner",
    Counted.WAITING: "Dage, der ventes i den længste kæde",
}
OPEN_END: Final = "åbent"
NEVER: Final = {0: "", 1: " og én uden ende"}
# How sure a number is: the mark beside it, and what the mark means.
MARKS: Final = {Certainty.READ: "", Certainty.SECONDARY: "s", Certainty.UNVERIFIED: "u", Certainty.JUDGEMENT: "v"}
LEGEND: Final = {
    Certainty.SECONDARY: "efter en sekundær kilde",
    Certainty.UNVERIFIED: "ikke efterprøvet",
    Certainty.JUDGEMENT: "en faglig vurdering",
}
STANDINGS: Final = {
    Standing.USABLE: "Ja",
    Standing.NOT_ENACTED: "Nej, ikke vedtaget, kun undersøges",
    Standing.NOT_IN_FORCE: "Nej, gælder ikke på dagen, kun undersøges",
    Standing.FOR_OTHERS: "Nej, kun for andre kommuner, kun undersøges",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a number, with its sections in words."""

    count: int
    text: str
    law: str
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number under one regime, and what it is made of."""

    regime: str
    number: str
    mark: str
    certainty: str
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


def standings_of(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """Each regime, and whether one may decide under it on the day."""
    return [(column.regime.label, STANDINGS[column.standing]) for column in columns]


def _cell(column: Column, kind: Counted, book: Lawbook) -> Cell:
    figure = column.figure(kind)
    lines = (Said(line.count, line.text, rests_on(line, book), LEGEND.get(line.certainty, "")) for line in figure.lines)
    mark, said = MARKS[figure.certainty], LEGEND.get(figure.certainty, "")
    return Cell(column.regime.label, number(figure), mark, said, tuple(lines))


def number(figure: Figure) -> str:
    """The number as one writes it; what never ends is said beside it."""
    never = NEVER.get(figure.never, f" og {figure.never} uden ende")
    return (OPEN_END if figure.count is None else str(figure.count)) + never


def rests_on(line: Line, book: Lawbook) -> str:
    """The sections of a line, and what it rests on besides law."""
    return "; ".join(filter(None, [*(book.cite(basis) for basis in line.legal_basis), line.source]))


def later_texts(columns: Sequence[Column], book: Lawbook, on: date) -> list[str]:
    """The acts that are cited and were read in a version of a later day than the one asked for."""
    cited = {basis for column in columns for figure in column.figures for basis in _bases(figure)}
    acts = sorted({book.acts[basis.law] for basis in cited}, key=lambda act: act.title)
    return [f"{act.title}: {act.source}" for act in acts if act.text_of is not None and act.text_of > on]


def _bases(figure: Figure) -> list[LegalBasis]:
    return [basis for line in figure.lines for basis in line.legal_basis]


def comparison_json(columns: Sequence[Column], book: Lawbook, on: date, told: Sequence[str] = ()) -> dict[str, object]:
    """The comparison in the format `enplan.comparison/1`."""
    return {
        "format": FORMAT,
        "on": on.isoformat(),
        "notes": list(told),
        "read_in_later_versions": later_texts(columns, book, on),
        "regimes": [
            {
                "regime": column.regime.id,
                "label": column.regime.label,
                "certainty": column.regime.certainty.value,
                "usable": column.usable,
                "standing": column.standing.value,
                "figures": {figure.kind.value: _figure_json(figure, book) for figure in column.figures},
            }
            for column in columns
        ],
    }


def _figure_json(figure: Figure, book: Lawbook) -> dict[str, object]:
    return {
        "count": figure.count,
        "certainty": figure.certainty.value,
        "never_ending": figure.never,
        "lines": [
            {
                "count": line.count,
                "text": line.text,
                "certainty": line.certainty.value,
                "source": line.source,
                "legal_basis": [
                    {"law": basis.law, "section": basis.section, "title": book.title(basis)}
                    for basis in line.legal_basis
                ],
            }
            for line in figure.lines
        ],
    }
