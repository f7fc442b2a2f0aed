"""Which sections and which numbers do the acts say in their texts? Held against the tables of `facts/*.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.law.fact_tables import FACTS

Table = Mapping[str, Any]
Said = frozenset[tuple[str, ...]]
DIGITS: Final = re.compile(r"\d+")
BASES: Final = {"legal_basis": "", "one_plan_basis": " (one plan)"}
POINTS: Final = ("criteria", "departs", "keeps")  # of a regime, each on a section of its own or on none
# What names another entry: loading refuses one that does not exist.
NAMES: Final = frozenset(
    {
        "id",
        "deadlines",
        "replaces",
        "replaced_by",
        "complaint_route",
        "start_deadline",
        "similar_to",
        "feeds_plan_types",
    }
    | {"complaint_deadline", "reconsideration_deadline", "forwarding_deadline", "asked_by", "asked_by_explicit", "pair"}
    | {"plan_types", "meeting_rules"}
    | {"information_items", "from_plan_types", *BASES}
)


def tables_of(folder: Path) -> dict[str, Table]:
    """Every act as TOML reads it."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def rows_of(table: Table) -> Iterator[tuple[str, Table]]:
    """Every entry of an act with its kind."""
    yield from ((kind, row) for kind, rows in table.items() if isinstance(rows, list) for row in rows)


def said_of(kind: str, row: Table) -> Iterator[tuple[str, ...]]:
    """The sections an entry rests on, and the numbers it says."""
    name = row.get("id") or "+".join(sorted(row["pair"]))
    for key, suffix in BASES.items():
        for basis in row.get(key, ()):
            yield "section", basis["law"], basis["section"], f"{kind} {name}{suffix}"
    for key in POINTS:
        for point in row.get(key, ()):
            if "law" in point:
                yield "section", point["law"], point["section"], f"{kind} {name} ({key})"
    numbers = [number for key, value in row.items() if key not in NAMES for number in _numbers(value)]
    if numbers:
        yield "words", kind, name, " ".join(sorted(numbers, key=int))


def head_of(table: Table) -> Iterator[tuple[str, ...]]:
    """Which version of an act was read, and where it stands."""
    if "act" in table:
        yield from (("source", table["act"], key, table[key]) for key in ("source", "eli") if key in table)


def _numbers(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from DIGITS.findall(value)
    elif isinstance(value, dict):
        yield from (number for key, one in value.items() if key not in NAMES for number in _numbers(one))
    elif isinstance(value, list):
        for one in value:
            yield from _numbers(one)


@cache
def frozen_words() -> Said:
    """What the tables say."""
    sections, sources, words = (
        tomllib.loads((FACTS / f"{name}.toml").read_text("utf-8")) for name in ("sections", "sources", "words")
    )
    found = [
        ("section", act, one, entry) for act, by in sections.items() for one, all_of in by.items() for entry in all_of
    ]
    found += [("source", act, key, text) for act, row in sources.items() for key, text in row.items()]
    found += [("words", kind, entry, numbers) for kind, by in words.items() for entry, numbers in by.items()]
    return frozenset(found)


def changed(value: Any) -> Iterator[Any]:
    """The value with one number of its texts made one more, once for each number."""
    if isinstance(value, str):
        for found in DIGITS.finditer(value):
            yield f"{value[: found.start()]}{int(found.group()) + 1}{value[found.end() :]}"
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from ({**value, key: other} for other in changed(one) if key not in NAMES)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from ([*value[:index], other, *value[index + 1 :]] for other in changed(one))
