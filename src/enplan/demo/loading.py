"""How are millions of rows brought in at once? Without the barrier, indexes and keys, which come back as they were.

All of it happens in one transaction: either every index, constraint and barrier stands as before, and holds over every
new row too, or nothing has happened.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

# Keys that point to other tables go first and come back last, those of tables that are not loaded as well.
CONSTRAINTS: Final = """
select conrelid::regclass::text, quote_ident(conname), contype = 'f' as points, pg_get_constraintdef(oid)
from pg_constraint, (select %s::regclass[] as loaded) tables
where (conrelid = any(loaded) and contype in ('f', 'p', 'u', 'x')) or (confrelid = any(loaded) and contype = 'f')
order by contype <> 'f', conrelid, conname"""
INDEXES: Final = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
from pg_index i where i.indrelid = any(%s::regclass[])
and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
order by 1"""
GUARDED: Final = "select oid::regclass::text from pg_class where oid = any(%s::regclass[]) and relforcerowsecurity"


@contextmanager
def ready_to_load(tables: Iterable[str]) -> Iterator[None]:
    """Take down what slows loading or refuses the owner of the tables; put it up again and count the rows anew."""
    names = sorted(connection.ops.quote_name(table) for table in tables)
    _run("set constraints all immediate")  # what is still to be checked cannot wait for tables that change
    _run("set local maintenance_work_mem = '512MB'", "set local work_mem = '256MB'")
    guarded = [table for (table,) in _rows(GUARDED, names)]
    constraints = _rows(CONSTRAINTS, names)
    indexes = _rows(INDEXES, names)
    _run(*(f"alter table {table} no force row level security" for table in guarded))
    _run(*(f"alter table {table} drop constraint {name}" for table, name, _, _ in constraints))
    _run(*(f"drop index {name}" for name, _ in indexes))
    _run(*(f"alter table {table} disable trigger user" for table in names))  # what is copied has passed them once
    yield
    _run(*(f"alter table {table} enable trigger user" for table in names))
    _run(
        *(
            f"alter table {table} add constraint {name} {text}"
            for table, name, points, text in constraints
            if not points
        )
    )
    _run(*(text for _, text in indexes))
    _run(*(f"analyze {table}" for table in names))
    _run(*(f"alter table {table} add constraint {name} {text}" for table, name, points, text in constraints if points))
    _run(*(f"alter table {table} force row level security" for table in guarded))
    _run("set constraints all deferred")


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _rows(query: str, names: list[str]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [names])
        return list(cursor.fetchall())
