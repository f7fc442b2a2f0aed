"""Which rows of the law data does the product come to? Read from what it names, walks and follows."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, Final

from enplan.law.lawbook import Lawbook, lawbook
from enplan.law.loading import KINDS
from enplan.law.provision import Entry, LegalBasis
from tests.architecture.source import PACKAGE, Module, modules

Row = tuple[str, str]  # the kind of entry and its id
SHELF_OF: Final = {kind: "items" if kind == "item" else f"{kind}s" for kind in KINDS}
ONE_BY_ONE: Final = frozenset({"on", "nearest", "versions"})  # what takes one row off its shelf by its id
# An id stands in a phrase's own id, too: `rule.mentorstoette` is what a letter says of a mentor.
IN_PHRASES: Final = re.compile(r"^(?:rule|route)\.(?P<id>.+)$")


def reached(book: Lawbook, source: Iterable[Module], said: Iterable[str] = ()) -> frozenset[Row]:
    """Every row that is walked through, named, or referred to by a field that is followed from a reached one."""
    trees = [module for module in source if module.name.split(".")[1:2] != ["law"]]
    walked = {kind for module in trees if "book" in module.text for kind in walked_through(module.tree)}
    named = {text for module in trees for text in constants(module.tree)} | set(said)
    followed = {name for module in trees for name in attributes(module.tree)}
    rows = {(kind, entry.id): entry for kind in KINDS for entry in _shelf(book, kind)}
    found = {row for row in rows if row[0] in walked or row[1] in named}
    waiting = list(found)
    while waiting:
        for row in _followed(rows[waiting.pop()], followed):
            if row in rows and row not in found:
                found.add(row)
                waiting.append(row)
    return frozenset(found)


def _shelf(book: Lawbook, kind: str) -> Iterable[Entry]:
    shelf: Iterable[Entry] = getattr(book, SHELF_OF[kind])
    return shelf


def _followed(entry: Entry, followed: set[str]) -> Iterator[Row]:
    for field in fields(entry):
        target: str = field.metadata.get("to", "")
        if target in KINDS and field.name in followed:
            named: Any = getattr(entry, field.name)
            ids = (named,) if isinstance(named, str) else named
            yield from ((target, one) for one in ids if not isinstance(one, LegalBasis))


def walked_through(tree: ast.Module) -> Iterator[str]:
    """The kinds whose shelf of the book is taken as a whole: iterated over, handed on, asked for what is in force."""
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    kind_of = {name: kind for kind, name in SHELF_OF.items()}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr in kind_of and _is_book(node.value)):
            continue
        parent = parents[node]
        by_id = isinstance(parent, ast.Subscript | ast.Compare) or (
            isinstance(parent, ast.Attribute) and parent.attr in ONE_BY_ONE
        )
        if not by_id:
            yield kind_of[node.attr]


def _is_book(node: ast.expr) -> bool:
    """Whether it is the lawbook: called so, or an attribute called so."""
    if isinstance(node, ast.Call):
        node = node.func
    called = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return called in {"book", "lawbook"}


def constants(tree: ast.Module) -> Iterator[str]:
    """Every text in the code."""
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def attributes(tree: ast.Module) -> Iterator[str]:
    """Every attribute that is read, but for the shelves of the book."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not _is_book(node.value):
            yield node.attr


def said_in_data() -> frozenset[str]:
    """Every key and every text in the product's own TOML, the acts left out."""
    paths = [path for path in PACKAGE.rglob("*.toml") if path.parent.name != "acts"]
    return frozenset(text for path in paths for text in _texts(tomllib.loads(path.read_text("utf-8"))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
        if match := IN_PHRASES.match(value):
            yield match["id"]


@cache
def reached_here() -> frozenset[Row]:
    """What this product comes to."""
    return reached(lawbook(), modules(), said_in_data())
