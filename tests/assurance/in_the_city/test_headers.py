"""Does every answer protect the one who reads it, and does nothing change by a mere look? (S12, T43-T45)"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.architecture.test_routes import PUBLIC
from tests.assurance.city import Browser, City, Route, forget, routes, text_of
from tests.assurance.pages import Addresses

pytestmark = pytest.mark.django_db
SESSION = settings.SESSION_COOKIE_NAME
# What a look may write: that somebody came, and the dates of the list over my cases (no content).
WRITTEN_BY_A_LOOK = {"opening", "reminder"}


def policy(answer: HttpResponse) -> dict[str, str]:
    """The content security policy, part by part."""
    parts = answer.headers.get("Content-Security-Policy", "").split(";")
    return {part.split()[0]: part.strip().partition(" ")[2] for part in parts if part.strip()}


def unprotected(answer: HttpResponse, *, signed_in: bool) -> list[str]:
    """What an answer lacks."""
    csp, headers = policy(answer), answer.headers
    found = {
        "scripts of its own only": csp.get("script-src", csp.get("default-src")) == "'self'",
        "nothing inline": "unsafe" not in headers.get("Content-Security-Policy", "unsafe"),
        "no objects": csp.get("object-src") == "'none'",
        "no base": csp.get("base-uri") == "'none'",
        "no frames around it": csp.get("frame-ancestors") == "'none'" and headers.get("X-Frame-Options") == "DENY",
        "forms go nowhere else": csp.get("form-action") == "'self'",
        "no guessing of kinds": headers.get("X-Content-Type-Options") == "nosniff",
        "addresses stay here": headers.get("Referrer-Policy") in {"same-origin", "no-referrer"},
        "nothing is kept": not signed_in or "no-store" in headers.get("Cache-Control", ""),
    }
    return [name for name, held in found.items() if not held]


def one_of_each(city: City, story: str, who: str) -> Iterator[tuple[Route, str]]:
    """Each route of the person's door, once."""
    addresses = Addresses(city, story, most=1)
    for route in routes():
        if (who in city.cast.citizens) != route.written.startswith("arbejde"):
            yield route, next(addresses.of(route))


@pytest.mark.parametrize("who", ["mette", "Susanne Brandt"])
def test_every_answer_behind_the_log_in_is_protected(city: City, who: str) -> None:
    browser = Browser(city.actor(who))
    wrong = {}
    for route, address in one_of_each(city, "mette", who):
        for ask in (browser.get, browser.post):
            lacking = unprotected(ask(address), signed_in=True)
            if lacking:
                wrong[f"{ask.__name__} {route.written}"] = lacking

    assert wrong == {}


def test_every_answer_to_a_stranger_is_protected() -> None:
    client = Client(raise_request_exception=False)
    asked = [*(f"/{written}" for written in sorted(PUBLIC)), "/intet/", "/min-plan", "/min-plan/", "/arbejde/"]
    answers = {address: client.get(address) for address in asked}
    answers["a form without its token"] = Client(enforce_csrf_checks=True).post("/log-ind/", {"account": "x"})
    answers["a host that is not ours"] = client.get("/", headers={"host": "elsewhere.example"})
    answers["sent to a host that is not ours"] = client.post("/log-ud/", headers={"host": "elsewhere.example"})

    assert {name: lack for name, one in answers.items() if (lack := unprotected(one, signed_in=False))} == {}
    assert answers["a host that is not ours"].status_code == 400
    assert answers["sent to a host that is not ours"].status_code == 400


def test_no_page_has_scripts_or_styles_written_into_it(city: City) -> None:
    wrong = []
    for who in ("mette", "Susanne Brandt"):
        browser = Browser(city.actor(who))
        for route, address in one_of_each(city, "mette", who):
            page = text_of(browser.get(address)) if not route.written.endswith(("pdf", "ics")) else ""
            if any(sign in page for sign in ("<style", " style=", "javascript:", " onclick=", " onload=", "<script>")):
                wrong.append(route.written)

    assert wrong == []


def test_every_form_needs_its_token(city: City) -> None:
    wrong = []
    for who in ("mette", "Susanne Brandt"):
        client = Client(enforce_csrf_checks=True)
        client.cookies[SESSION] = Browser(city.actor(who)).key
        for route, address in one_of_each(city, "mette", who):
            forget()
            if client.post(address).status_code not in {403, 405}:
                wrong.append(route.written)

    assert wrong == []


def test_signing_in_and_out_need_their_token_too(city: City) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/log-ind/", {"account": str(city.actor("mette").account_id)}).status_code == 403
    assert client.post("/log-ud/").status_code == 403


def test_a_look_changes_nothing(city: City) -> None:
    """GET writes the line that somebody came, and nothing else."""
    wrong: dict[str, list[str]] = {}
    for who in ("mette", "Susanne Brandt"):
        browser = Browser(city.actor(who))
        for route, address in one_of_each(city, "mette", who):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                browser.get(address)
            written = [query["sql"] for query in queries if writes(query["sql"])]
            if written:
                wrong[route.written] = written

    assert wrong == {}


def writes(query: str) -> bool:
    """Whether the statement changes a table that a look may not change."""
    words = query.lower().replace('"', "").split()
    if not words or words[0] not in {"insert", "update", "delete", "truncate", "merge"}:
        return False
    table = words[1] if words[0] == "update" else words[2]
    return table not in WRITTEN_BY_A_LOOK


@pytest.mark.parametrize(
    "onward",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "/\t/elsewhere.example/",
        "/\n/elsewhere.example/",
        "\t//elsewhere.example/",
        " //elsewhere.example/",
        "///elsewhere.example/",
        "/%5celsewhere.example/..//elsewhere.example",
        "javascript:alert(1)",
        "http:elsewhere.example",
        "/\x00/elsewhere.example",
        "/min-plan/\r\nSet-Cookie: a=b",
    ],
)
def test_nobody_is_led_elsewhere_by_a_link_to_the_log_in(city: City, onward: str) -> None:
    client = Client(raise_request_exception=False)
    page = client.get("/log-ind/", {"videre": onward})
    answer = client.post("/log-ind/", {"account": str(city.actor("mette").account_id), "videre": onward})
    to = answer.headers.get("Location", "")

    assert page.status_code == 200
    assert answer.status_code == 302
    assert to.startswith("/")
    assert not to.startswith(("//", "/\\"))
    assert not set(to) & set("\t\r\n\\\x00")
    assert "Set-Cookie: a" not in str(answer.headers)


def signed_in(client: Client, city: City, who: str) -> None:
    """Sign in by the page."""
    client.post("/log-ind/", {"account": str(city.actor(who).account_id)})


def test_nothing_of_the_one_before_is_left_after_signing_in(city: City) -> None:
    client = Client()
    signed_in(client, city, "kenneth")
    client.get("/min-plan/")
    before, token = client.cookies[SESSION].value, client.cookies[settings.CSRF_COOKIE_NAME].value
    signed_in(client, city, "mette")
    forget()

    assert client.cookies[SESSION].value != before
    assert client.cookies[settings.CSRF_COOKIE_NAME].value != token
    assert "Mette" in text_of(client.get("/min-plan/"))
    assert str(city.stories["kenneth"].case_id) not in str(client.session.items())


def test_after_signing_out_there_is_no_way_back(city: City) -> None:
    client = Client()
    signed_in(client, city, "mette")
    forget()
    assert client.get("/min-plan/").status_code == 200
    kept = client.cookies[SESSION].value
    client.post("/log-ud/")

    assert client.get("/min-plan/").status_code == 302
    client.cookies[SESSION] = kept
    assert client.get("/min-plan/").status_code == 302, "a copied session outlives the log-out"


def test_a_closed_account_is_out_with_the_next_click(city: City) -> None:
    browser = Browser(city.actor("Susanne Brandt"))
    assert browser.get("/arbejde/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(
            "update account set active = false where id = %s", [str(city.actor("Susanne Brandt").account_id)]
        )

    assert browser.get("/arbejde/").status_code == 302


@pytest.mark.parametrize(
    "value", ["x", "x" * 5000, "'; drop table account; --", "00000000-0000-4000-8000-00000000c10c"]
)
def test_a_session_that_was_not_made_here_opens_nothing(city: City, value: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[SESSION] = value
    assert client.get("/min-plan/").status_code == 302
    client.cookies[SESSION] = signing.dumps(
        {"account": value}, key="another key", salt="django.contrib.sessions.backends.signed_cookies"
    )

    assert client.get("/min-plan/").status_code == 302


def test_the_clock_cannot_be_signed_in_as(city: City) -> None:
    client = Client()
    client.post("/log-ind/", {"account": "00000000-0000-4000-8000-00000000c10c"})

    assert client.get("/min-plan/").status_code == 302


def test_the_cookies_are_out_of_reach_of_scripts(city: City) -> None:
    client = Client()
    signed_in(client, city, "mette")
    cookie: Any = client.cookies[SESSION]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
