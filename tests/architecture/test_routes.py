"""Does every route ask who is there?"""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

# What a stranger may see: the front, signing in, how the service is, and pages about everybody's rights.
PUBLIC = {
    *("", "sundhed", "soeg-en-plan/", "rettigheder/", "tilgaengelighed/", "persondata/"),
    *(
        "log-ind/",
        "log-ind/mitid/",
        "log-ind/mitid/svar/",
        "log-ind/kommune/",
        "log-ind/kommune/svar/",
        "log-ind/ny/",
        "log-ud/",
        "log-ud/overalt/",
    ),
}
SAMPLES: dict[str, object] = {
    "UUIDConverter": UUID("00000000-0000-4000-8000-000000000000"),
    "IntConverter": 1,
    "StringConverter": "x",
    "SlugConverter": "x",
    "PathConverter": "x",
}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route with its whole address as it is written."""
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, here)
        else:
            yield here, each


def addresses() -> list[str]:
    """Every address that is not public, with samples in place of what varies."""
    found = []
    for written, pattern in patterns(get_resolver()):
        if written in PUBLIC:
            continue
        address = written
        for name, converter in pattern.pattern.converters.items():
            shown = next(part for part in address.split("<") if part.split(">")[0].endswith(name)).split(">")[0]
            address = address.replace(f"<{shown}>", str(SAMPLES[type(converter).__name__]))
        found.append(f"/{address}")
    return found


def lets_a_stranger_in(address: str) -> bool:
    """Whether somebody who has not signed in is shown anything or may do anything there."""
    client = Client()
    for answer in (client.get(address), client.post(address)):
        sent_away = answer.status_code == 302 and answer.headers["Location"].startswith("/log-ind/")
        if not (sent_away or answer.status_code in {401, 403, 405}):
            return True
    return False


def test_there_are_routes() -> None:
    assert len(addresses()) > 20
    assert {written for written, _ in patterns(get_resolver())} >= PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses())
def test_a_route_asks_who_is_there(address: str) -> None:
    assert not lets_a_stranger_in(address)


def open_door(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A page that forgot to ask."""
    return HttpResponse("hello")


urlpatterns = [path("aaben/<uuid:case_id>/", open_door)]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_forgot_to_ask_would_be_seen() -> None:
    assert [lets_a_stranger_in(address) for address in addresses()] == [True]
