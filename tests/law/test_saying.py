"""Does every entry cite the section, and say the numbers, that the tables have apart from the acts?"""

from collections.abc import Iterator
from itertools import chain

from enplan.law.lawbook import ACTS
from tests.law.saying import BASES, NAMES, Table, changed, frozen_words, head_of, rows_of, said_of, tables_of

TABLES = tables_of(ACTS)


def test_every_section_source_and_number_is_the_one_of_the_tables() -> None:
    rows = (said_of(kind, row) for table in TABLES.values() for kind, row in rows_of(table))
    heads = (head_of(table) for table in TABLES.values())
    here, there = frozenset(chain.from_iterable([*rows, *heads])), frozen_words()
    assert sorted(here - there) == [], "the acts say this, the tables do not"
    assert sorted(there - here) == [], "the tables say this, the acts do not"


def others(row: Table) -> Iterator[Table]:
    """The row with one number in its texts and sections made another."""
    free = {key: value for key, value in row.items() if key not in NAMES or key in BASES}
    for key, value in free.items():
        yield from ({**row, key: other} for other in changed(value))


def test_another_number_in_a_text_or_a_section_is_noticed() -> None:
    there, tried = frozen_words(), 0
    for table in TABLES.values():
        for kind, row in rows_of(table):
            for other in others(row):
                tried += 1
                assert not there.issuperset(said_of(kind, other)), f"{row.get('id')}: {other}"
    assert tried > 1000


def test_another_number_of_a_source_is_noticed() -> None:
    there, tried = frozen_words(), 0
    for table in TABLES.values():
        for key in ("source", "eli"):
            for text in changed(table.get(key, "")) if "act" in table else ():
                tried += 1
                assert not there.issuperset(head_of({**table, key: text})), f"{table['act']}: {text}"
    assert tried > 100


def test_a_text_that_reads_as_before_is_noticed_by_nobody() -> None:
    assert all(
        frozen_words().issuperset(said_of(kind, row)) for table in TABLES.values() for kind, row in rows_of(table)
    )
