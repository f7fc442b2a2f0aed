"""Does the product come to every row of the law data, or is it said why not?"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Final

from enplan.law.lawbook import lawbook
from enplan.law.loading import KINDS
from tests.architecture.law_reach import SHELF_OF, Row, reached, reached_here
from tests.architecture.source import Module
from tests.law.fact_tables import FACTS

LISTED: Final = tomllib.loads((FACTS / "unreached.toml").read_text("utf-8"))["unreached"]
SORTS: Final = {"built-in", "not-ours", "not-yet"}


def listed(*sorts: str) -> list[Row]:
    """The rows of which it is said why the product does not come to them."""
    return [(group["kind"], one) for group in LISTED if group["sort"] in (sorts or SORTS) for one in group["ids"]]


def every_row() -> set[Row]:
    """All rows of the law data."""
    return {(kind, entry.id) for kind in KINDS for entry in getattr(lawbook(), SHELF_OF[kind])}


def test_every_row_is_reached_or_it_is_said_why_not() -> None:
    unsaid = every_row() - reached_here() - set(listed())
    assert sorted(unsaid) == [], "use the row, or say in tests/law/facts/unreached.toml why the product does not"


def test_what_is_said_not_to_be_reached_is_not() -> None:
    now = set(listed()) & reached_here()
    assert sorted(now) == [], "these are reached now: take them off tests/law/facts/unreached.toml"


def test_every_reason_is_of_a_sort_and_about_rows_there_are() -> None:
    assert {group["sort"] for group in LISTED} <= SORTS
    assert all(len(group["why"]) > 40 for group in LISTED)
    assert set(listed()) <= every_row()
    assert [row for row, times in Counter(listed()).items() if times > 1] == []


def a_module(folder: Path, code: str) -> Module:
    """A module of a product that has no other."""
    (folder / "enplan").mkdir(exist_ok=True)
    path = folder / "enplan" / "one.py"
    path.write_text(code, "utf-8")
    return Module(path, folder)


def test_a_product_that_asks_for_nothing_reaches_nothing(tmp_path: Path) -> None:
    assert reached(lawbook(), [a_module(tmp_path, "book.measure_types.on(name, day)\n")]) == frozenset()


def test_a_shelf_that_is_walked_through_is_reached_and_what_is_followed_from_it(tmp_path: Path) -> None:
    walked = a_module(tmp_path, "types = list(book.measure_types)\n")
    assert {kind for kind, _ in reached(lawbook(), [walked])} == {"measure_type"}

    followed = a_module(tmp_path, "routes = [each.complaint_route for each in lawbook().measure_types.in_force(day)]\n")
    assert {kind for kind, _ in reached(lawbook(), [followed])} == {"measure_type", "complaint_route"}


def test_a_row_that_is_named_is_reached_alone(tmp_path: Path) -> None:
    named = a_module(tmp_path, 'rule = law.consent_rule("barn-18")\n')
    assert reached(lawbook(), [named]) == frozenset({("consent_rule", "barn-18")})
    assert reached(lawbook(), [], said=["barn-18"]) == frozenset({("consent_rule", "barn-18")})
