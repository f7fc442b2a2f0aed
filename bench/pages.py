"""What does one page cost? Asked through the whole application in this process, and beside it the bare rows.

Each request is for another person's case, with a signed session, cookies and compression, as a browser sends it.
"""

import gc
import gzip
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import connection

from bench import floor
from bench.timing import Times, Watch
from bench.world import Copy, World
from enplan.config.wsgi import application
from enplan.doors.parts.http import ENTRY, SEEN
from enplan.doors.portal.my_case import CHOSEN
from enplan.kernel.ids import AccountId
from enplan.registers.accounts.commands import begin_sign_in
from enplan.registers.accounts.facts import Level, Proof, Way

RUNS = 60
WARM_UP = 6
TOKEN = "b" * 32


@dataclass(frozen=True, slots=True)
class Page:
    """A page that has a budget: who opens it, where, with what, and which rows it needs."""

    name: str
    address: Callable[[Copy], str]
    account: Callable[[Copy], object]
    floor: Callable[["psycopg.Cursor[Any]", Copy], None]
    form: dict[str, str] | None = None
    status: int = 200
    chosen: bool = True  # the session remembers the case of a citizen, as it does from the first page on


PAGES = (
    Page("plan", lambda _: "/min-plan/", lambda copy: copy.citizen, floor.plan),
    Page("plan-first", lambda _: "/min-plan/", lambda copy: copy.citizen, floor.plan, chosen=False),
    Page("my-cases", lambda _: "/arbejde/sager/", lambda copy: copy.coordinator, floor.my_cases),
    Page("desk-plan", lambda copy: f"/arbejde/sager/{copy.case}/plan/", lambda copy: copy.coordinator, floor.desk_plan),
    Page("deadlines", lambda _: "/arbejde/frister/", lambda copy: copy.coordinator, floor.deadlines),
    Page(
        "desk-deadlines",
        lambda copy: f"/arbejde/sager/{copy.case}/frister/",
        lambda copy: copy.coordinator,
        floor.desk_deadlines,
    ),
    Page("deadline-figures", lambda _: "/ledelse/frister/", lambda copy: copy.leader, floor.deadline_figures),
    Page(
        "findings",
        lambda copy: f"/arbejde/sager/{copy.case}/samordning/",
        lambda copy: copy.coordinator,
        floor.findings,
    ),
    Page(
        "add-action",
        lambda copy: f"/min-plan/maal/{copy.goal}/jeg-goer/",
        lambda copy: copy.citizen,
        floor.add_action,
        form={"title": "Jeg køber ind om mandagen", "by": "2026-12-24"},
        status=303,
    ),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs with so many cases in the database."""

    page: str
    cases: int
    queries: int
    page_times: Times
    floor_times: Times
    size: int  # bytes of HTML
    sent: int  # bytes after compression

    @property
    def ratio(self) -> float:
        """How many times the bare rows it costs."""
        return self.page_times.wall / self.floor_times.wall


class NotMeasured(Exception):
    """A page gave another answer than it should."""


def measure(page: Page, world: World, bare: "psycopg.Connection[Any]") -> Cost:
    """Ask for the page of many people, and in turn for the bare rows, so that noise meets both alike."""
    asked, floor_watch, page_watch = world.some(RUNS + WARM_UP), Watch(), Watch()
    answers = []
    for copy in asked[:WARM_UP]:
        _floor(page, copy, bare)
        answers.append(_ask(page, copy))
    gc.freeze()  # as the web server does with what it has loaded
    for copy in asked[WARM_UP:]:
        request = _request(page, copy)
        with page_watch:
            answer = _answer(request)
        answers.append(answer)
        with floor_watch:
            _floor(page, copy, bare)
    wrong = [status for status, _ in answers if status != page.status]
    if wrong:
        raise NotMeasured(f"{page.name}: answered {wrong[0]}, not {page.status}")
    body = answers[-1][1]
    html = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    queries = max(_count(page, copy) for copy in asked[:2])
    return Cost(page.name, world.cases, queries, page_watch.times(), floor_watch.times(), len(html), len(body))


@contextmanager
def bare_connection() -> Iterator["psycopg.Connection[Any]"]:
    """psycopg with nothing around it, to the database that the application uses."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as bare:
        yield bare


def _floor(page: Page, copy: Copy, bare: "psycopg.Connection[Any]") -> None:
    with bare.transaction(), bare.cursor() as cursor:
        page.floor(cursor, copy)


def _ask(page: Page, copy: Copy) -> tuple[int, bytes]:
    return _answer(_request(page, copy))


def _request(page: Page, copy: Copy) -> dict[str, Any]:
    body = urlencode({**page.form, "csrfmiddlewaretoken": TOKEN}).encode() if page.form else b""
    return {
        "REQUEST_METHOD": "POST" if page.form else "GET",
        "PATH_INFO": page.address(copy),
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "HTTP_COOKIE": cookies(page, copy),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def cookies(page: Page, copy: Copy) -> str:
    """What the browser of somebody sends who has signed in."""
    session, account = SessionStore(), page.account(copy)
    now = datetime.now(UTC)
    session[ENTRY] = str(
        begin_sign_in(cast("AccountId", account), at=now, proof=Proof(Way.DEMO, Level.SUBSTANTIAL, now)).id
    )
    session[SEEN] = now.isoformat()
    if page.chosen and account == copy.citizen:
        session[CHOSEN] = str(copy.case)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _answer(request: dict[str, Any]) -> tuple[int, bytes]:
    response = application(request, _start)
    body = b"".join(response)
    response.close()
    return response.status_code, body


def _start(*_: object) -> Callable[[bytes], object]:
    """The protocol of WSGI wants to be told status and headers; nobody listens here."""
    return len


def _count(page: Page, copy: Copy) -> int:
    request = _request(page, copy)  # the log-in of before is not what the page costs
    with statements() as said:
        _answer(request)
    return len(said)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile."""
    said: list[str] = []

    def listen(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        said.append(statement)
        return execute(statement, values, many, context)

    with connection.execute_wrapper(listen):
        yield said
