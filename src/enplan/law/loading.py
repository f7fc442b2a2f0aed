"""How does TOML become a lawbook? Once, at start, with every error named by file and key, all of them together."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Final, Protocol, TypeVar, cast, get_args, get_type_hints

from enplan.law.lawbook import Lawbook, Shelf
from enplan.law.provision import (
    Act,
    Aim,
    Assessment,
    Certainty,
    ComplaintRoute,
    ConsentRule,
    Content,
    Deadline,
    Entry,
    InformationItem,
    LegalBasis,
    MeasureType,
    MeetingRule,
    Opposing,
    PensionAge,
    PensionDocument,
    PensionFinding,
    PlanType,
    Span,
    StatementKind,
    SupportRole,
)
from enplan.law.regime import Point, Regime, TargetTest

KINDS: Final[Mapping[str, type[Entry]]] = {
    "plan_type": PlanType,
    "measure_type": MeasureType,
    "meeting_rule": MeetingRule,
    "deadline": Deadline,
    "complaint_route": ComplaintRoute,
    "consent_rule": ConsentRule,
    "support_role": SupportRole,
    "assessment": Assessment,
    "item": InformationItem,
    "pension_document": PensionDocument,
    "pension_finding": PensionFinding,
    "pension_age": PensionAge,
    "statement_kind": StatementKind,
    "aim": Aim,
    "regime": Regime,
}
PAIRS: Final = {"opposing_aims": "aim", "opposing_measures": "measure_type"}
# A span says `from` in the files; that is a word of Python's.
KEYS: Final[Mapping[str, str]] = {"counts_from": "from"}

T = TypeVar("T")
E = TypeVar("E", bound=Entry)
M_co = TypeVar("M_co", covariant=True)
Table = Mapping[str, object]
Shape = Mapping[str, tuple[str, object, bool]]  # by key of the file: the field, its type, whether it must be there


class Maker(Protocol[M_co]):
    """A dataclass, seen as that which makes its values of their fields."""

    def __call__(self, **values: object) -> M_co: ...


class LawError(Exception):
    """The acts cannot be read; `errors` names each file and key."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)


class UnreadableError(Exception):
    """A value is not what its key demands."""


def load(folder: Path) -> Lawbook:
    """The lawbook of all acts in the folder.

    Raises:
        LawError: with every error of every file.
    """
    shelf = Reading()
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        shelf.errors.append(f"{folder}: holds no acts; one file <act>.toml for each is expected")
    for path in paths:
        shelf.read_file(path)
    shelf.check()
    if shelf.errors:
        raise LawError(shelf.errors)
    return shelf.lawbook()


class Reading:
    """What has been read so far, and what was wrong with it.

    What stands in a faulty entry still counts as named, so that one error does not bring forth others.
    """

    def __init__(self) -> None:
        """Nothing yet."""
        self.errors: list[str] = []
        self.acts: dict[str, Act] = {}
        self.entries: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
        self.pairs: dict[str, dict[frozenset[str], Opposing]] = {kind: {} for kind in PAIRS}
        self.named: dict[str, set[str]] = {kind: set() for kind in ("act", *KINDS)}
        self.references: list[tuple[str, str, str]] = []  # where, and the kind and id it speaks of
        self.all_readable = True

    def read_file(self, path: Path) -> None:
        """Read the head of an act and all its entries."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.errors.append(f"{path.name}: not TOML: {error}")
            self.named["act"].add(path.stem)
            self.all_readable = False
            return
        lists = {key: value for key, value in table.items() if isinstance(value, list)}
        act = self._head(path, {key: value for key, value in table.items() if key not in lists})
        # Without a head nothing comes of its entries, but they are read, to name their own errors.
        given = {"certainty": str(act.certainty if act else Certainty.UNVERIFIED)}
        for kind, rows in lists.items():
            if kind not in KINDS and kind not in PAIRS:
                self.errors.append(f"{path.name}: {kind}: there is no such kind of entry")
                continue
            for number, row in enumerate(rows, 1):
                place = f"{path.name}: {kind}"
                if not isinstance(row, dict):
                    self.errors.append(f"{place} {number}: must be a table, not {row!r}")
                elif kind in PAIRS:
                    self._pair(f"{place} {number}", kind, row)
                else:
                    self._entry(f"{place} {row.get('id') or number}", kind, {**given, **row, "act": path.stem})

    def _head(self, path: Path, table: Table) -> Act | None:
        if "catalogue" not in table:
            self.named["act"].add(path.stem)
        rest = {key: value for key, value in table.items() if key not in {"act", "catalogue"}}
        if len(rest) != len(table) - 1:
            self.errors.append(f"{path.name}: act: must be there once (or catalogue, when it is not law)")
            return None
        act = self._build(Act, {**rest, "id": table.get("act", table.get("catalogue"))}, path.name)
        if act is None:
            return None
        if act.id != path.stem:
            self.errors.append(f"{path.name}: act: {act.id!r} must be called as its file")
        self._dates(act, path.name)
        if "act" in table:
            self.acts[act.id] = act
        return act

    def _entry(self, place: str, kind: str, row: Table) -> None:
        self.named[kind].add(str(row.get("id")))
        entry = self._build(KINDS[kind], row, place)
        if entry is None:
            return
        self._dates(entry, place)
        if any(_overlap(entry, other) for other in self.entries[kind] if other.id == entry.id):
            self.errors.append(f"{place}: id: stands twice for the same days")
        self.entries[kind].append(entry)
        self.references += [(f"{place}: {key}", target, name) for key, target, name in _references(entry)]

    def _dates(self, one: Act | Entry, place: str) -> None:
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            self.errors.append(f"{place}: valid_to: lies before valid_from")

    def _pair(self, place: str, kind: str, row: Table) -> None:
        pair, why = row.get("pair"), row.get("why_da")
        if not (isinstance(pair, list) and all(isinstance(one, str) for one in pair) and len(set(pair)) == 2):
            self.errors.append(f"{place}: pair: must be two different ids")
        elif not (isinstance(why, str) and why.strip()):
            self.errors.append(f"{place}: why_da: must be a text")
        elif unknown := sorted(set(row) - {"pair", "why_da"}):
            self.errors.append(f"{place}: {unknown[0]}: unknown key")
        elif frozenset(pair) in self.pairs[kind]:
            self.errors.append(f"{place}: pair: stands twice")
        else:
            one, other = sorted(pair)
            self.pairs[kind][frozenset(pair)] = Opposing((one, other), why)
            self.references += [(f"{place}: pair", PAIRS[kind], name) for name in (one, other)]

    def _build(self, cls: type[T], table: Table, place: str) -> T | None:
        """A value of the class, or None and the errors that hindered it."""
        found = len(self.errors)
        values: dict[str, object] = {}
        shape = SHAPES[cls]
        for key in table.keys() - shape.keys():
            self.errors.append(f"{place}: {key}: unknown key")
        for key, (name, hint, required) in shape.items():
            if key not in table:
                if required:
                    self.errors.append(f"{place}: {key}: missing")
                continue
            try:
                values[name] = _value(hint, table[key])
            except UnreadableError as error:
                self.errors.append(f"{place}: {key}: {error}")
        return cast("Maker[T]", cls)(**values) if len(self.errors) == found else None

    def check(self) -> None:
        """Everything that is referred to must exist; a file that could not be read may hold it, save an act."""
        for place, target, name in self.references:
            if name not in self.named[target] and (target == "act" or self.all_readable):
                self.errors.append(f"{place}: no {target} is called {name!r}")

    def lawbook(self) -> Lawbook:
        """The book of what was read."""

        def shelf(kind: type[E]) -> Shelf[E]:
            return Shelf(entry for entries in self.entries.values() for entry in entries if isinstance(entry, kind))

        return Lawbook(
            acts=self.acts,
            plan_types=shelf(PlanType),
            measure_types=shelf(MeasureType),
            meeting_rules=shelf(MeetingRule),
            deadlines=shelf(Deadline),
            complaint_routes=shelf(ComplaintRoute),
            consent_rules=shelf(ConsentRule),
            support_roles=shelf(SupportRole),
            assessments=shelf(Assessment),
            items=shelf(InformationItem),
            pension_documents=shelf(PensionDocument),
            pension_findings=shelf(PensionFinding),
            pension_ages=shelf(PensionAge),
            statement_kinds=shelf(StatementKind),
            aims=shelf(Aim),
            regimes=shelf(Regime),
            opposing_aims=self.pairs["opposing_aims"],
            opposing_measures=self.pairs["opposing_measures"],
        )


def _overlap(one: Entry, other: Entry) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def _shape(cls: type[object]) -> Shape:
    hints = get_type_hints(cls)
    keys = KEYS if cls is Span else {}
    assert is_dataclass(cls)
    return {keys.get(one.name, one.name): (one.name, hints[one.name], _required(one)) for one in fields(cls)}


def _required(field: "Field[object]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


INLINE: Final[tuple[type[object], ...]] = (LegalBasis, Content, Span, TargetTest, Point)
SHAPED: Final[tuple[type[object], ...]] = (Act, *KINDS.values(), *INLINE)
SHAPES: Final[Mapping[type[object], Shape]] = {cls: _shape(cls) for cls in SHAPED}


def _value(hint: object, value: object) -> object:
    """The value as its field wants it.

    Raises:
        UnreadableError: it is of another type, says nothing, or is not one of the words allowed.
    """
    if isinstance(hint, UnionType):
        hint = next(option for option in get_args(hint) if option is not NoneType)
    inner = get_args(hint)
    if inner:  # tuple[..., ...]
        if not isinstance(value, list):
            raise UnreadableError(f"must be a list, not {value!r}")
        return tuple(_value(inner[0], one) for one in value)
    if not isinstance(hint, type):
        raise TypeError(f"a provision cannot have a field of {hint}")
    if issubclass(hint, StrEnum):
        if not isinstance(value, str) or value not in list(hint):
            raise UnreadableError(f"{value!r} is none of {', '.join(hint)}")
        return hint(value)
    if hint in INLINE:
        return _inline(hint, value)
    return _plain(hint, value)


def _plain(hint: type[object], value: object) -> object:
    if type(value) is not hint:  # exactly: True is no number, a moment is no day
        raise UnreadableError(f"must be {hint.__name__}, not {value!r}")
    if isinstance(value, str) and not value.strip():
        raise UnreadableError("must not be empty")
    if isinstance(value, int) and value < 0:
        raise UnreadableError(f"must not be negative, as {value} is")
    return value


def _inline(cls: type[object], value: object) -> object:
    if not isinstance(value, dict):
        raise UnreadableError(f"must be a table, not {value!r}")
    shape = SHAPES[cls]
    if unknown := sorted(value.keys() - shape.keys()):
        raise UnreadableError(f"unknown key {unknown[0]!r}")
    if missing := [key for key, (_, _, required) in shape.items() if required and key not in value]:
        raise UnreadableError(f"missing key {missing[0]!r}")
    if cls is Span and value["amount"] == 0:
        raise UnreadableError("a length of 0 never passes")
    make = cast("Maker[object]", cls)
    return make(**{shape[key][0]: _value(shape[key][1], one) for key, one in value.items()})


def _references(entry: Entry | TargetTest | Point) -> Iterator[tuple[str, str, str]]:
    """Every (key, kind, id) the entry refers to, and what stands in it."""
    for field in fields(entry):
        target, named = field.metadata.get("to"), getattr(entry, field.name)
        if target is None:
            within = named if isinstance(named, tuple) else ()
            for one in within:
                if isinstance(one, TargetTest | Point):
                    yield from ((f"{field.name}: {key}", kind, name) for key, kind, name in _references(one))
            continue
        for one in (named,) if isinstance(named, str) else named:
            name = one.law if isinstance(one, LegalBasis) else one
            if name:
                yield field.name, target, name
