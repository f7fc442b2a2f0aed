"""How is a query that every page asks written into SQL only once?

Django writes the SQL of a queryset anew each time, and for a short answer that is more work than all the rest. A
prepared query is an ordinary queryset with holes: its SQL is written when it is first asked, and from then on only the
values are put in. The words of the SQL are kept and nothing else: no value, no row, nobody's sight.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

from django.db import connections, models
from django.db.models.expressions import Expression
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from enplan.kernel.sight import Sight


class Hole(Expression):
    """The place of a value that is given when the query is asked."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=models.Field())
        self.name = name

    def as_sql(self, *_: object) -> tuple[str, list[Self]]:  # type: ignore[override]  # Django wants a str and is content
        """The place itself stands among the parameters, until it is filled."""
        return "%s", [self]


class Holes(Hole):
    """The place of several values, for `__in`: as many as are given, in the same SQL."""

    def __init__(self, name: str, kind: str = "uuid") -> None:
        super().__init__(name)
        self.kind = kind

    def as_sql(self, *_: object) -> tuple[str, list[Self]]:  # type: ignore[override]  # as above
        """They come as one array of their kind."""
        return f"(select unnest(%s::{self.kind}[]))", [self]


CASE, GRANTS, OWN = Hole("case"), Hole("grants"), Hole("own")


class Prepared:
    """`Prepared(lambda: Rows.objects.filter(case_id=Hole("case")).order_by("id"))`, asked with `case=…`."""

    def __init__(self, write: Callable[[], "models.QuerySet[Any, Any]"]) -> None:
        self._write = write

    def within(self, sight: Sight, **values: object) -> list[Any]:
        """The rows, with the case and the grants of this sight in their places."""
        own = sorted(map(str, sight.speaks_for))
        return self(case=sight.case_id, grants=sorted(grant.key() for grant in sight.grants), own=own, **values)

    def __call__(self, **values: object) -> list[Any]:
        """The rows, with these values in their places."""
        rows = self._rows.all()
        rows.query.values = values
        return list(rows)

    @cached_property
    def _rows(self) -> Any:
        rows = self._write()
        query: Any = rows.query.chain(_Written)
        query.written = rows.query.get_compiler(rows.db)
        query.sql, query.places = query.written.as_sql()
        rows.query = query
        return rows


class _Written(Query):
    """A query whose SQL stands."""

    written: SQLCompiler
    sql: str
    places: Sequence[object]
    values: Mapping[str, object]

    def get_compiler(self, *_: object, **__: object) -> "_Filled":
        return _Filled(self)


class _Filled(SQLCompiler):
    """What Django asks for the SQL: it has been written, and the places are filled."""

    def __init__(self, query: _Written) -> None:
        self.__dict__.update(query.written.__dict__)
        self.connection = connections[str(self.using)]
        self._asked = query

    def as_sql(self, *_: object, **__: object) -> tuple[str, tuple[object, ...]]:  # type: ignore[override]  # as above
        query = self._asked
        return query.sql, tuple(query.values[each.name] if isinstance(each, Hole) else each for each in query.places)
