"""Is another class, another event or another section of a sentence seen? Held against tables laid out apart."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pytest

from enplan.law.lawbook import ACTS, lawbook
from enplan.law.phrasebook import PHRASES
from enplan.law.provision import Reuse, Sensitivity
from tests.law.fact_tables import FACTS
from tests.law.saying import DIGITS, Table, changed, rows_of, tables_of

Fact = tuple[str, str, str]  # the table, the value, what has it
CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "reuse": tuple(Reuse),
    "sensitivity": tuple(Sensitivity),
}
# A length of time, by the table it stands in.
LENGTHS: Final = {
    "first_due": "first",
    "window": "within",
    "interval_max": "apart",
    "expires_after": "lapses",
    "answer_within": "answer",
    "after_consultation": "consultation",
    "at_least": "least",
}
OTHER: Final = "another-event"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FACTS / f"{name}.toml").read_text("utf-8"))


@cache
def frozen(*names: str) -> frozenset[Fact]:
    """What the tables say."""
    found = [
        (table, value, one)
        for name in names
        for table, by in _read(name).items()
        for value, ids in by.items()
        for one in ids
    ]
    assert len(found) == len(set(found)), "a fact stands twice"
    return frozenset(found)


def classes_of(row: Table) -> Iterator[Fact]:
    """The classes of an entry."""
    yield from ((table, row[table], row["id"]) for table in CLASSES if table in row)


def events_of(row: Table) -> Iterator[Fact]:
    """The events that an entry counts from."""
    if "counts_from" in row:
        yield "deadline", row["counts_from"], row["id"]
    for key, table in LENGTHS.items():
        if "from" in row.get(key, ()):
            yield table, row[key]["from"], row["id"]


def entries(folder: Path = ACTS) -> list[Table]:
    """Every entry of every act."""
    return [row for table in tables_of(folder).values() for _, row in rows_of(table) if "id" in row]


def test_every_class_is_the_one_of_the_tables() -> None:
    here = frozenset(chain.from_iterable(classes_of(row) for row in entries()))
    assert here == frozen("classes")


def test_every_event_is_the_one_of_the_tables() -> None:
    here = frozenset(chain.from_iterable(events_of(row) for row in entries()))
    assert here == frozen("events")


@pytest.mark.parametrize("table", CLASSES)
def test_another_class_is_noticed(table: str) -> None:
    tried = 0
    for row in (each for each in entries() if table in each):
        for other in set(CLASSES[table]) - {row[table]}:
            tried += 1
            assert not frozen("classes").issuperset(classes_of({**row, table: other})), f"{row['id']}: {other}"
    assert tried >= 43 * (len(CLASSES[table]) - 1)


def with_other_event(row: Table) -> Iterator[Table]:
    """The entry with one of its events made another."""
    if "counts_from" in row:
        yield {**row, "counts_from": OTHER}
    for key in LENGTHS:
        if "from" in row.get(key, ()):
            yield {**row, key: {**row[key], "from": OTHER}}


def test_another_event_is_noticed() -> None:
    tried = [(row, other) for row in entries() for other in with_other_event(row)]
    assert [row["id"] for row, other in tried if frozen("events").issuperset(events_of(other))] == []
    assert len(tried) == len(frozen("events")) > 90


def test_the_lawbook_reads_what_the_acts_say() -> None:
    """Else the tables would hold files that nobody asks."""
    book = lawbook()
    read = {("deadline", each.counts_from, each.id) for each in book.deadlines}
    read |= {("reuse", each.reuse.value, each.id) for each in book.items}
    read |= {("sensitivity", each.sensitivity.value, each.id) for each in book.items}
    assert read <= frozen("classes", "events")
    assert len(read) == len(book.deadlines) + 2 * len(book.items)


def test_the_reference_data_say_the_same(shared: Path) -> None:
    """Laid out by somebody else: reuse, sensitivity and events, row by row."""
    theirs = list(entries(shared / "domain" / "data"))
    assert frozen("classes", "events").issuperset(chain.from_iterable(classes_of(row) for row in theirs))
    assert frozen("classes", "events").issuperset(chain.from_iterable(events_of(row) for row in theirs))
    assert len({row["id"] for row in theirs if "counts_from" in row}) > 60


# The sentences of letters.
def said_of(phrase: Table) -> Iterator[Fact]:
    """The section a sentence rests on, and the numbers it says."""
    if "section" in phrase:
        yield "section", phrase["section"], phrase["id"]
    if numbers := DIGITS.findall(phrase["da"]):
        yield "words", " ".join(sorted(numbers, key=int)), phrase["id"]


@cache
def frozen_phrases() -> frozenset[Fact]:
    """What the tables say of the sentences."""
    told = _read("phrases")
    found = [("section", section, one) for section, ids in told["section"].items() for one in ids]
    found += [("words", numbers, one) for one, numbers in told["words"].items()]
    found += [("source", source, name) for name, source in told["source"].items()]
    return frozenset(found)


def sentences() -> list[Table]:
    """Every sentence of every file."""
    return [row for table in tables_of(PHRASES).values() for _, row in rows_of(table)]


def test_every_sentence_rests_on_the_section_of_the_tables() -> None:
    heads = {("source", table["source"], name) for name, table in tables_of(PHRASES).items()}
    here = heads | set(chain.from_iterable(said_of(row) for row in sentences()))
    assert here == frozen_phrases()


def test_another_section_or_number_of_a_sentence_is_noticed() -> None:
    tried = 0
    for row in sentences():
        for key in ("section", "da"):
            for text in changed(row.get(key, "")):
                tried += 1
                assert not frozen_phrases().issuperset(said_of({**row, key: text})), f"{row['id']}: {text}"
    for name, table in tables_of(PHRASES).items():
        for text in changed(table["source"]):
            tried += 1
            assert ("source", text, name) not in frozen_phrases()
    assert tried > 80


def test_a_sentence_that_rests_on_another_act_is_noticed() -> None:
    known = {name.casefold() for act in lawbook().acts.values() for name in (act.title, act.id)} | SHORT
    for row in (each for each in sentences() if "section" in each):
        acts = {part.partition("§")[0].strip().casefold() for part in row["section"].split(";")}
        assert acts <= known, row["id"]
        assert not frozen_phrases().issuperset(said_of({**row, "section": "straffeloven § 1"}))


# As letters call them.
SHORT: Final = frozenset({"bekendtgørelse om retssikkerhed", "klageloven (sundhed)"})


def test_a_sentence_about_a_measure_rests_on_a_section_of_its_law() -> None:
    """Independent of the tables: the act says on which section the measure is granted."""
    book = lawbook()
    tried = 0
    for row in (each for each in sentences() if each["id"].startswith("rule.") and "section" in each):
        kind = book.measure_types[row["id"].removeprefix("rule.")]
        named = {
            (book.acts[basis.law].title.casefold(), number)
            for basis in kind.legal_basis
            for number in numbers(basis.section)
        }
        for part in row["section"].split(";"):
            act, _, section = part.partition("§")
            tried += 1
            assert {(act.strip().casefold(), number) for number in numbers(section)} & named, row["id"]
    assert tried > 8


def numbers(section: str) -> list[str]:
    """The numbers of a section as it is written."""
    return DIGITS.findall(section)
