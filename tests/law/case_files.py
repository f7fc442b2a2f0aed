"""What does a jurist's case say? Read from `cases/*.toml`, with every key checked, so that nothing is left unread."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

CASES: Final = Path(__file__).parent / "cases"
Row = dict[str, Any]

# What a case gives: who, when and under which rules. The rest are rows, each with what is given and what is expected.
HEAD: Final = frozenset({"name", "source", "day", "regime", "people", "custody", "delivery", "municipality"})
GIVEN: Final[Mapping[str, frozenset[str]]] = {
    "regime_is": frozenset({"id", "municipality"}),
    "plan": frozenset({"type", "person"}),
    "duty": frozenset({"rule", "since", "person"}),
    "answer": frozenset(
        {"type", "person", "persons", "result", "demands", "said_yes", "assessed", "starts", "ends"} | {"decides"}
    ),
    "letter": frozenset(),
    "complaint": frozenset({"route", "received", "last"}),
    "afterwards": frozenset({"route", "received", "kept"}),
    "consent": frozenset({"about", "kind", "category"}),
    "approval": frozenset({"about", "outside"}),
    "request": frozenset({"asked", "within"}),
    "screening": frozenset({"regime", "not_met", "offered", "judgement", "municipality", "explored"}),
    "hearing": frozenset({"asked", "result", "unknown"}),
    "deadline": frozenset({"id", "from", "times"}),
    "item": frozenset({"id"}),
    "statement": frozenset({"kind", "requested", "seen"}),
    "pension": frozenset({"id"}),
    "age": frozenset({"of"}),
    "moment": frozenset({"at"}),
}
EXPECTED: Final[Mapping[str, frozenset[str]]] = {
    "regime_is": frozenset(
        {"usable", "offer", "consent", "form", "assessment", "contact", "meetings", "complaint", "partial", "sections"}
        | {
            "holds",
            "option_from",
            "duty_from",
            "criteria",
            "process",
            "content",
            "keeps",
            "discharges",
            "municipalities",
        }
    ),
    "plan": frozenset({"fate", "basis", "content", "holds"}),
    "duty": frozenset({"due", "undated", "effect", "sanction", "alone", "presence", "sections", "holds"}),
    "answer": frozenset(
        {"decided", "route", "authority", "received", "last", "steps", "sections", "child", "custody", "guided"}
        | {"must", "should", "delays", "lasts", "children", "duty", "absence"}
    ),
    "letter": frozenset({"form", "decisions", "guides", "acts"}),
    "complaint": frozenset({"late", "reconsiders", "due", "steps", "outcomes"}),
    "afterwards": frozenset({"keep_by", "forward_by", "steps"}),
    "consent": frozenset({"of", "last"}),
    "approval": frozenset({"of"}),
    "request": frozenset({"due", "late_on", "soon_on", "steps"}),
    "screening": frozenset({"refused", "departs", "duty"}),
    "hearing": frozenset({"answer_by", "due"}),
    "deadline": frozenset({"due", "last", "length", "duty_of", "holds", "sections", "counts_from"}),
    "item": frozenset({"shared", "asked_by", "sensitivity"}),
    "statement": frozenset({"due", "soonest"}),
    "pension": frozenset({"holds", "named", "sections", "sure", "plans"}),
    "age": frozenset({"years", "pension"}),
    "moment": frozenset({"is_day"}),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: who, on which day, under which rules, and what follows."""

    name: str
    source: str
    day: date
    regime: str
    people: Mapping[str, date]
    custody: Mapping[str, tuple[str, ...]]
    delivery: str
    municipality: str
    rows: tuple[tuple[str, Row], ...]
    file: str = ""

    def mentions(self, text: str) -> bool:
        """Whether a row gives or expects the word: such a case is the first to notice when it changes."""
        return text in repr(self.rows)

    def days(self) -> Iterator[date]:
        """Every day the case is about."""
        yield self.day
        for _, row in self.rows:
            yield from _days(list(row.values()))


def _days(values: list[Any]) -> Iterator[date]:
    for value in values:
        if isinstance(value, datetime):
            yield value.date()
        elif isinstance(value, date):
            yield value
        elif isinstance(value, list):
            yield from _days(value)


class CaseError(Exception):
    """A case cannot be read: which one, and what is wrong."""


@cache
def all_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return tuple(
        read_case(table, path.stem)
        for path in sorted(folder.glob("*.toml"))
        for table in tomllib.loads(path.read_text("utf-8"))["case"]
    )


def read_case(table: Mapping[str, Any], file: str = "") -> Case:
    """The case of a table.

    Raises:
        CaseError: something is missing, misspelt, or expects nothing.
    """
    name = str(table.get("name", f"a case of {file}"))
    if missing := sorted({"name", "source", "day"} - table.keys()):
        raise CaseError(f"{name}: {missing[0]} is missing")
    if unknown := sorted(table.keys() - HEAD - GIVEN.keys()):
        raise CaseError(f"{name}: {unknown[0]} is no key of a case")
    rows = [(kind, row) for kind in table.keys() - HEAD for row in table[kind]]
    for kind, row in rows:
        if unknown := sorted(row.keys() - GIVEN[kind] - EXPECTED[kind]):
            raise CaseError(f"{name}: {kind}: {unknown[0]} is no key")
        if not row.keys() & EXPECTED[kind]:
            raise CaseError(f"{name}: {kind} expects nothing")
    if not rows:
        raise CaseError(f"{name}: expects nothing")
    return Case(
        name,
        table["source"],
        table["day"],
        table.get("regime", "hop-2018"),
        table.get("people", {"mette": date(1983, 4, 12)}),
        {child: tuple(holders) for child, holders in table.get("custody", {}).items()},
        table.get("delivery", "digital"),
        table.get("municipality", ""),
        tuple(sorted(rows, key=lambda pair: pair[0])),
        file,
    )
