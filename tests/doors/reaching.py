"""Which pages can one look at in a told case, and what is the database asked for each?"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import product
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.mother_without_work import COORDINATOR
from enplan.demo.stories.telling import Telling
from tests.assurance.city import Route, forget, ids_in, routes
from tests.doors.signed_in import as_

CHANGES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at one page: its address, and what was said to the database."""

    address: str
    statements: tuple[str, ...]

    @property
    def writes(self) -> tuple[str, ...]:
        """The statements that change rows, less the line that says who came."""
        opened = 'INSERT INTO "opening"'
        return tuple(each for each in self.statements if each.startswith(CHANGES) and not each.startswith(opened))


def who_looks(route: Route) -> str:
    """Somebody who may see the page."""
    if route.written.startswith("arbejde/henvendelser/"):
        return "Anne Lykkegaard"
    if route.written.startswith("ledelse/"):
        return "Thomas Vinther"
    return COORDINATOR if route.written.startswith("arbejde/") else "mette"


def _asked(said: list[str]) -> tuple[str, ...]:
    """What was said, less the transaction of the request, which inside that of a test is a savepoint."""
    begun = next((each.removeprefix("SAVEPOINT ") for each in said if each.startswith("SAVEPOINT")), "")
    return tuple(each for each in said if not begun or not each.endswith(f"SAVEPOINT {begun}"))


class Pages:
    """The pages of one told case, each about a thing of every kind that its address names."""

    def __init__(self, story: Telling) -> None:
        self.story = story
        self.ids: dict[str, list[UUID]] = {}

    def look_at_all(self) -> dict[str, Looked]:
        """Every page that shows something, by the name of its route."""
        looked = ((str(route.pattern.name), self._look(route)) for route in routes())
        return {name: each for name, each in looked if each}

    def _look(self, route: Route) -> Looked | None:
        """Look twice, so that what is learnt once is learnt; nothing where no such thing is, or only a button leads."""
        client = as_(self.story.actor(who_looks(route)))
        for address in self._addresses(route):
            forget()
            first = client.get(address)
            if first.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                return None
            if first.status_code == HTTPStatus.OK:
                forget()
                with CaptureQueriesContext(connection) as said:
                    client.get(address)
                return Looked(address, _asked([each["sql"] for each in said.captured_queries]))
        return None

    def _addresses(self, route: Route) -> Iterator[str]:
        """The address about one thing after the other, until there is one that the page can be about."""
        names = [name for _, kind, name in route.blanks if kind == "uuid"]
        for things in product(*(self._of(route.table(name)) for name in names)):
            yield route.filled(
                {
                    "kind": "measures",
                    "item_id": "mentor",
                    "key": "receipt-asker",
                    "theme": "det-der-virker",
                    **dict(zip(names, things, strict=True)),
                }
            )

    def _of(self, table: str) -> list[UUID]:
        if table not in self.ids:
            self.ids[table] = ids_in(table, self.story.case_id)
        return self.ids[table]
