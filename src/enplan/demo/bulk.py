"""How do a thousand cases come from a few that were told? Their rows are multiplied in the database, for the bench.

What a story tells by commands in seconds is copied in SQL: every id that belongs to the case becomes a new one, also
within lists and documents. A copy can have happened some weeks earlier, with every day in it. Departments stay; the
team is copied once for so many cases, so that a professional has as many cases however many there are in all. Which
tables there are is asked of Django; one that nobody has classified, or an id that belongs to nobody, stops the copying.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import md5
from typing import Final

from django.apps import apps
from django.db import connection, models, transaction

from enplan.demo.loading import ready_to_load
from enplan.kernel.ids import CaseId
from enplan.registers.accounts.queries import the_clock

CASES_PER_TEAM: Final = 40
# Of what only grows, the newest few are enough for the pages.
NEWEST: Final = {"audit": 5, "message": 5, "opening": 8}
# Tables without a case of their own: which of their rows come along with it …
WITH_CASE: Final = {
    "case": "id = %(case)s",
    "person": "id in (select person_id from case_person where case_id = %(case)s)"  # and who is asked from outside it
    " or id in (select one_id from relation where kind = 'parent-with-custody'"
    " and other_id in (select person_id from case_person where case_id = %(case)s))",
    "relation": "other_id in (select person_id from case_person where case_id = %(case)s)"
    " and (kind = 'parent-with-custody' or one_id in (select person_id from case_person where case_id = %(case)s))",
    "candidate_look": "%(case)s::uuid is null",  # nobody has been shown the copies
    "answer_delay": "request_id in (select request_id from screening where case_id = %(case)s)",
    "entrance_letter": "request_id in (select request_id from screening where case_id = %(case)s)",
    "appeal": "request_id in (select request_id from screening where case_id = %(case)s)",
    "request": "id in (select request_id from screening where case_id = %(case)s)",
}
# … which come along with its team …
WITH_TEAM: Final = {"professional": "id in (select professional_id from membership where case_id = %(case)s)"}
# … and which with the one or the other, by the column that says whose they are.
BY_OWNER: Final = {"account": {"person_id": "person", "professional_id": "professional"}}
# Of no case: one set for all; nobody signs in as a copy.
KEPT: Final = frozenset(
    {"department", "due_week", "settled", "sent_form", "identity", "sign_in", "held_form", "seal", "seal_kept"}
)
ASKED_IN: Final = "asked_in"  # the number of a request from outside: the id of no row, and the same in the copies
NUMBERED: Final = frozenset({"person", "professional", "account"})  # so that not everybody has the same name

UUID_TEXT: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
DAY_TEXT: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}(?=\b|T)")
NUMBER_OF_COPY: Final = re.compile(r" \d+$")
BEGINNING: Final = 13  # twelve digits and a hyphen
CASE_MARK, TEAM_MARK = "c0c0c0c0-c0c0", "7e7e7e7e-7e7e"  # stands for the first twelve digits of a copy's ids
CASE_NUMBER, TEAM_NUMBER = "‹sag›", "‹hold›"


class Unclassified(Exception):
    """A table, or an id, of which nobody has said whether it belongs to a case. The message names it."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Rows of one table that are copied: with each case, or with each team."""

    table: str
    columns: tuple[tuple[str, str], ...]  # name and type
    where: str
    of_team: bool
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A case that is there, and how much earlier everything happens in its copies."""

    case_id: CaseId
    earlier: timedelta = timedelta()


def multiply(told: Sequence[Told], first: int, last: int) -> int:
    """Copies number `first` to `last`, of the cases in turn; how many rows that made.

    Raises:
        Unclassified: there is a table or an id that this module does not know where to put.
    """
    made = 0
    with transaction.atomic():
        belongings = list(_belongings())
        with ready_to_load({each.table for each in belongings}):
            for place, one in enumerate(told[: last - first + 1]):
                templates = _Templates(one, belongings)
                _name_copies(first + place, last, len(told))
                made += sum(_copy(each, templates.lay_out(each)) for each in belongings)
    return made


def copied_id(original: object, number: int) -> str:
    """The id that a row of the case has in a copy."""
    return UUID_TEXT.sub(_front(f"sag{number}") + r"\1", str(original))


def copied_team_id(original: object, number: int) -> str:
    """The id that a professional, or their account, has in the team of a copy."""
    return UUID_TEXT.sub(_front(f"hold{(number - 1) // CASES_PER_TEAM + 1}") + r"\1", str(original))


def _front(seed: str) -> str:
    """The first twelve digits of an id, as `FRONT` says them in the database."""
    digits = md5(seed.encode(), usedforsecurity=False).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}"


def _belongings() -> Iterator[Belonging]:
    for model in apps.get_models():
        if not model.__module__.startswith("enplan."):
            continue
        table, columns = model._meta.db_table, tuple(_columns(model))  # noqa: SLF001 - how Django lets itself be asked
        newest = NEWEST.get(table)
        if "case_id" in dict(columns):
            yield Belonging(table, columns, "case_id = %(case)s", False, newest)
        elif table in WITH_CASE:
            yield Belonging(table, columns, WITH_CASE[table], False, newest)
        elif table in WITH_TEAM:
            yield Belonging(table, columns, WITH_TEAM[table], True, newest)
        elif table in BY_OWNER:
            for column, owner in BY_OWNER[table].items():
                of_team = owner in WITH_TEAM
                rows = (WITH_TEAM if of_team else WITH_CASE)[owner]
                where = f"{column} in (select id from {owner} where {rows})"  # noqa: S608 - our own names
                yield Belonging(table, columns, where, of_team, newest)
        elif table not in KEPT:
            raise Unclassified(f"{table}: do its rows belong to a case, to a team, or to everybody? Say so in bulk.py.")


def _columns(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    for field in model._meta.concrete_fields:  # noqa: SLF001 - as above
        kind = field.db_type(connection)
        assert field.column is not None  # a concrete field has one, and a type
        assert kind is not None
        yield field.column, kind


class _Templates:
    """The rows of the case as texts in which every id of the case or its team has a mark in front."""

    def __init__(self, told: Told, belongings: Sequence[Belonging]) -> None:
        self.earlier = told.earlier
        self.rows = {each: _rows(each, told.case_id) for each in belongings}
        self.fronts: dict[str, str] = dict.fromkeys(_kept_ids(), "")
        for each, rows in self.rows.items():
            names = [name for name, _ in each.columns]
            if "id" in names:
                place, mark = names.index("id"), TEAM_MARK if each.of_team else CASE_MARK
                self.fronts |= {str(row[place]): mark for row in rows}
            if ASKED_IN in names:
                asked = names.index(ASKED_IN)
                self.fronts |= {str(row[asked]): "" for row in rows if row[asked]}
        self.beginnings = {known[:BEGINNING]: mark for known, mark in self.fronts.items() if mark}

    def lay_out(self, belonging: Belonging) -> dict[str, str]:
        """Put the rows in a temporary table; for each column, the expression that gives a copy's value."""
        number = TEAM_NUMBER if belonging.of_team else CASE_NUMBER
        rows = [list(map(self._marked, row)) for row in self.rows[belonging]]
        names = [name for name, _ in belonging.columns]
        if belonging.table in NUMBERED:
            place = names.index("name")
            for row in rows:
                row[place] = f"{NUMBER_OF_COPY.sub('', str(row[place]))} {number}"
        kinds, values = {}, {}
        for place, (name, kind) in enumerate(belonging.columns):
            marks = {mark for mark in FILLED for row in rows if row[place] and mark in str(row[place])}
            kinds[name] = "text" if marks else kind
            value = f"t.{_quoted(name)}"
            for mark in sorted(marks):
                value = f"replace({value}, '{mark}', {FILLED[mark]})"
            values[name] = f"{value}::{kind}" if marks else value
        _make_template(kinds, rows)
        return values

    def _marked(self, value: str | None) -> str | None:
        if not value or "-" not in value:
            return value
        marked = UUID_TEXT.sub(self._mark, value)
        return DAY_TEXT.sub(self._moved, marked) if self.earlier else marked

    def _moved(self, found: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(found[0]) - self.earlier).isoformat()
        except ValueError:
            return found[0]  # written as a day, and in no calendar

    def _mark(self, found: re.Match[str]) -> str:
        # A part of a merged measure has no row of its own: its id begins as that of the whole.
        mark = self.fronts.get(found[0], self.beginnings.get(found[0][:BEGINNING]))
        if mark is None:
            raise Unclassified(f"{found[0]} is the id of no row of the case, of its team, or of everybody's.")
        return mark + found[1] if mark else found[0]


FRONT: Final = "regexp_replace(left(md5({seed}), 12), '^(.{{8}})', '\\1-')"
FILLED: Final = {
    CASE_MARK: "c.front",
    TEAM_MARK: "c.team_front",
    CASE_NUMBER: "c.number::text",
    TEAM_NUMBER: "c.team::text",
}


def _name_copies(first: int, last: int, step: int) -> None:
    """Each copy's number, its team, and the fronts of their ids; a team is made with the first of its cases."""
    _run("drop table if exists pg_temp.bulk_copy")
    front, team_front = FRONT.format(seed="'sag' || number"), FRONT.format(seed="'hold' || team")
    _run(
        f"create temporary table bulk_copy on commit drop as select number, {front} as front, team,"  # noqa: S608 - our own text
        f" {team_front} as team_front, number = (team - 1) * {CASES_PER_TEAM} + 1 as first_of_team"
        f" from (select number, (number - 1) / {CASES_PER_TEAM} + 1 as team"
        " from generate_series(%s::int, %s::int, %s::int) number) numbered",
        [first, last, step],
    )
    _run("analyze pg_temp.bulk_copy")


def _make_template(kinds: dict[str, str], rows: Sequence[Sequence[str | None]]) -> None:
    columns = ", ".join(f"{_quoted(name)} {kind}" for name, kind in kinds.items())
    _run("drop table if exists pg_temp.bulk_template")
    _run(f"create temporary table bulk_template ({columns}) on commit drop")
    values = ", ".join(f"%s::{kind}" for kind in kinds.values())
    with connection.cursor() as cursor:
        cursor.executemany(f"insert into bulk_template values ({values})", rows)  # noqa: S608  # nosec B608 - our own names
    _run("analyze pg_temp.bulk_template")


def _copy(belonging: Belonging, values: dict[str, str]) -> int:
    names = ", ".join(map(_quoted, values))
    source = f"select {', '.join(values.values())} from bulk_copy c cross join bulk_template t"  # noqa: S608 - our own names
    only = " where c.first_of_team" if belonging.of_team else ""
    return _run(f"insert into {_quoted(belonging.table)} ({names}) {source}{only}")


def _rows(belonging: Belonging, case_id: CaseId) -> list[tuple[str | None, ...]]:
    """The rows, every value as text."""
    columns = ", ".join(f"{_quoted(name)}::text" for name, _ in belonging.columns)
    newest = f" order by at desc, id limit {belonging.newest}" if belonging.newest else ""
    query = f"select {columns} from {_quoted(belonging.table)} where {belonging.where}{newest}"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(query, {"case": str(case_id)})
        return list(cursor.fetchall())


def _kept_ids() -> Iterator[str]:
    """Ids that stay as they are: those of the municipality, of the clock, and of people outside the case."""
    yield str(the_clock().account_id)
    for table in sorted({*KEPT, *WITH_TEAM, *BY_OWNER}):
        with connection.cursor() as cursor:
            cursor.execute(f"select id::text from {_quoted(table)}")  # noqa: S608  # nosec B608 - our own names
            yield from (found for (found,) in cursor.fetchall())


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(statement: str, values: Sequence[int] = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return int(cursor.rowcount)
