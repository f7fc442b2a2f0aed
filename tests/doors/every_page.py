"""Which pages are there, and who reads them? Found by following the links from each person's first page.

A page that nobody's links lead to is a page that nobody finds: the walk tells of it.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

from enplan.registers.accounts.queries import those_who_can_sign_in
from enplan.registers.base.barrier import _TELL
from tests.doors.signed_in import as_

STRANGER = ""
WALKERS = (
    *("Mette Holm Andersen", "Freja Holm Andersen", "Tina Lund Jensen", "Jimmi Kold Nørgaard"),
    *("Birgit Aagaard", "Lone Friis Madsen", "Susanne Brandt", "Rikke Søgaard", "Henrik Dam"),
    *("Anne Lykkegaard", "Thomas Vinther", STRANGER),
)
AT_HOME = ("/", "/min-plan/", "/arbejde/", "/log-ind/")
NOBODY = UUID(int=0)
OF_EACH = 3  # so many pages with the same pattern are read for their links


@dataclass(frozen=True, slots=True)
class Stop:
    """A page as one person came to it."""

    who: str
    route: str
    address: str
    html: str

    @property
    def title(self) -> str:
        """For the name of a test."""
        return f"{self.who or 'a stranger'} {self.route}"


def routes() -> dict[str, URLPattern]:
    """Every address of the configuration, by its pattern."""

    def below(resolver: URLResolver, path: str) -> Iterator[tuple[str, URLPattern]]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                yield from below(each, path + str(each.pattern))
            else:
                yield path + str(each.pattern), each

    return dict(below(get_resolver(), "/"))


def route_of(address: str) -> str | None:
    """The pattern that an address of ours has."""
    try:
        return "/" + resolve(urlsplit(address).path).route
    except Resolver404:
        return None


def walk(who: str, *starts: str) -> list[Stop]:
    """Every kind of page that the person's links lead to, one of each, and whatever is read otherwise, without text."""
    client = browser_of(who)
    waiting = deque([*AT_HOME, *starts])
    found: dict[str, Stop] = {}
    seen: dict[str, set[str]] = defaultdict(set)
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if route is None or address in seen[route] or len(seen[route]) >= OF_EACH:
            continue
        seen[route].add(address)
        forget_who_asked()
        answer = client.get(address, follow=True)
        if answer.status_code != HTTPStatus.OK:
            continue
        path = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        html = answer.content.decode() if is_page(answer) else ""
        found.setdefault(route_of(path) or route, Stop(who, route_of(path) or route, path, html))
        waiting.extend(urljoin(path, link) for link in links_in(html))
    return list(found.values())


def forget_who_asked() -> None:
    """In the one transaction of a test the database would still know who came last; real pages begin with nobody."""
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [""] * _TELL.count("%s"))


def browser_of(who: str) -> Client:
    """A browser in which the person has signed in; for the stranger one where nobody has."""
    if who == STRANGER:
        return Client()
    return as_(next(each.actor for each in those_who_can_sign_in() if each.actor.name == who))


def is_page(answer: HttpResponseBase) -> bool:
    """Whether it is read as a page, and not as a calendar, a letter or data."""
    return answer.headers.get("Content-Type", "").startswith("text/html")


def links_in(html: str) -> list[str]:
    """Where the links of a page lead, on this site."""
    found = re.findall(r'<a\b[^>]*\bhref="([^"#][^"]*)"', html)
    return [link.replace("&amp;", "&") for link in found if not re.match(r"https?:|mailto:|tel:", link)]


def only_by_button(route: str) -> bool:
    """Whether the address is only sent to, and cannot be read."""
    path = re.sub(r"<uuid:\w+>", str(NOBODY), route)
    path = re.sub(r"<slug:\w+>", "goal", path)
    who = "Susanne Brandt" if route.startswith(("/arbejde/", "/ledelse/")) else "Mette Holm Andersen"
    forget_who_asked()
    return browser_of(who).get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
