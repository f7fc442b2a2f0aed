"""Where does the product answer a case otherwise than the jurist? One line for each answer that differs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from enplan.law.lawbook import Lawbook
from tests.law import jurist, jurist_case
from tests.law.case_files import EXPECTED, Case, Row

Asked = Callable[[Case, Row, Lawbook], dict[str, Any]]
ASK: Final[Mapping[str, Asked]] = {kind: getattr(jurist_case, kind, None) or getattr(jurist, kind) for kind in EXPECTED}


def differences(case: Case, book: Lawbook) -> Iterator[str]:
    """Every answer that is not the one expected."""
    for kind, row in case.rows:
        given = ASK[kind](case, row, book)
        for key in sorted(row.keys() & EXPECTED[kind]):
            if given.get(key, "no answer") != row[key]:
                yield f"{case.name}: {kind} {_called(row)}{key}: expected {row[key]!r}, is {given.get(key)!r}"


def _called(row: Row) -> str:
    name = next((row[key] for key in ("type", "rule", "route", "id", "about", "kind") if key in row), "")
    return f"{name} " if name else ""
