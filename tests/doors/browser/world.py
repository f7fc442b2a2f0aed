"""Where do the browser tests live? In databases of their own, copied from one in which the stories have been told.

A page in a browser is served by another thread, so what it shows must have been committed. A copy of a told database
takes a blink, and a test may do with it what it likes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection, connections, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from pytest_django.live_server_helper import LiveServer

from tests.clock import TODAY
from tests.doors.unsettled import tell_all


def copy(template: str, name: str) -> None:
    """Make a database that holds what the other holds."""
    connection.close()
    _as_owner(f'drop database if exists "{name}" with (force)', f'create database "{name}" template "{template}"')


def drop(name: str) -> None:
    """Remove a copy."""
    connection.close()
    _as_owner(f'drop database if exists "{name}" with (force)')


@contextmanager
def inside(name: str) -> Iterator[None]:
    """For a while every connection, of this thread and of those that serve, goes to this database."""
    settings = connections.settings["default"]
    before = settings["NAME"]
    connection.close()
    settings["NAME"] = connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = connection.settings_dict["NAME"] = before


@dataclass(frozen=True, slots=True)
class Told:
    """A database in which the stories have been told, and where the desk finds their cases."""

    name: str
    cases: tuple[str, ...]


def tell() -> tuple[str, ...]:
    """Everybody of the demo, their three stories, and what waits for somebody."""
    with transaction.atomic():
        return tuple(f"/arbejde/sager/{story.case_id}/" for story in tell_all(TODAY))


class Kept(StaticFilesHandler):
    """Styles and scripts as the production server sends them: a browser keeps them, so a test loads them once."""

    def serve(self, request: HttpRequest) -> HttpResponse | FileResponse:
        """The file, with leave to keep it."""
        answer = super().serve(request)
        answer["Cache-Control"] = "max-age=3600"
        return answer


@contextmanager
def served() -> Iterator[str]:
    """The pages, served from this process; gives the address."""
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = Kept
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def _as_owner(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
