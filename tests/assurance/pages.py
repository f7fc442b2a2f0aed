"""Which pages can somebody reach, and which forms stand on them? Read from the addresses and the pages themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from typing import Final
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from tests.assurance.city import WORDS, Browser, City, Route, ids_in, routes

FEW: Final = 3  # things of each kind that are tried


@dataclass(slots=True)
class Field:
    """Something one can fill in: its name, kind, what stands in it, and what can be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    required: bool = False


@dataclass(slots=True)
class PageForm:
    """A form on a page."""

    page: str
    action: str
    method: str
    files: bool
    fields: list[Field] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """Forms that only differ in the thing they are about are the same form."""
        names = {re.sub(r"[0-9a-f-]{8,}", "*", each.name) for each in self.fields}
        return (shape(self.action), *sorted(names))

    def filled(self, text: str, *, days: Mapping[str, str] | None = None) -> dict[str, list[str]]:
        """The form as somebody sends it who writes `text` wherever there is room for words."""
        sent: dict[str, list[str]] = {}
        for each in self.fields:
            sent.setdefault(each.name, []).extend(_typed(each, text, days or {}))
        return {name: values for name, values in sent.items() if values}


def _typed(one: Field, text: str, days: Mapping[str, str]) -> list[str]:
    match one.kind:
        case "hidden" | "submit":
            return [one.value]
        case "radio" | "select":
            return [one.value or next((each for each in one.choices if each), "")]
        case "checkbox":
            return [one.value or "on"]
        case "date":
            return [days.get(one.name) or one.value or "2027-01-11"]
        case "number":
            return [one.value or "1"]
        case "file":
            return []
        case _:
            return [text]


def shape(address: str) -> str:
    """An address without its ids."""
    parts = urlsplit(address).path.split("/")
    return "/".join("*" if len(part) == 36 and part.count("-") == 4 else part for part in parts)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.found = address, list[PageForm]()
        self.form: PageForm | None = None
        self.select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            to = urljoin(self.address, said.get("action") or self.address)
            method, files = said.get("method", "get").lower(), "multipart" in said.get("enctype", "")
            self.form = PageForm(self.address, to, method, files)
            self.found.append(self.form)
        elif self.form is not None:
            self._field(tag, said)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        assert self.form is not None
        name = said.get("name", "")
        if tag == "option" and self.select is not None:
            self.select.choices.append(said.get("value", ""))
            if "selected" in said:
                self.select.value = said.get("value", "")
        elif tag == "select" and name:
            self.select = Field(name, "select", required="required" in said)
            self.form.fields.append(self.select)
        elif tag in {"input", "textarea", "button"} and name:
            kind = {"textarea": "text", "button": "submit"}.get(tag, said.get("type", "text"))
            known = next((each for each in self.form.fields if each.name == name and kind == "radio"), None)
            if known is not None:
                known.choices.append(said.get("value", ""))
                return
            if kind == "submit" and any(each.name == name for each in self.form.fields):
                return
            value = said.get("value", "") if kind != "radio" or "checked" in said else ""
            choices = [said.get("value", "")] if kind == "radio" else []
            self.form.fields.append(Field(name, kind, value, choices, "required" in said))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None


def forms_on(text: str, address: str) -> list[PageForm]:
    """Every form of a page, less the button that ends the visit."""
    reader = _Reader(address)
    reader.feed(text)
    return [each for each in reader.found if each.action != "/log-ud/"]


def few(ids: list[UUID], most: int) -> list[UUID]:
    """So many of them, spread from the first to the last."""
    return [ids[number * len(ids) // most] for number in range(most)] if len(ids) > most else ids


class Addresses:
    """The addresses of a case, with its own ids in them."""

    def __init__(self, city: City, story: str, *, most: int = FEW) -> None:
        self.most = most
        self.case_id = city.stories[story].case_id
        self._ids: dict[str, list[UUID]] = {}

    def every(self, table: str) -> list[UUID]:
        """The ids of the case in that table."""
        if table not in self._ids:
            self._ids[table] = ids_in(table, self.case_id)
        return self._ids[table]

    def ids(self, table: str) -> list[UUID]:
        """A few of them."""
        return few(self.every(table), self.most)

    def of(self, route: Route) -> Iterator[str]:
        """The route with a few of the case's things in its blanks, and with every word that may stand there."""
        blanks: dict[str, Sequence[object]] = {
            name: self.ids(route.table(name)) or [None] if kind == "uuid" else WORDS[name]
            for _, kind, name in route.blanks
            if kind == "uuid" or name in WORDS
        }
        names = list(blanks)
        for values in product(*blanks.values()):
            given = {name: value for name, value in zip(names, values, strict=True) if value}
            yield route.filled({**given, "case_id": self.case_id} if "case_id" in names else given)

    def all(self) -> list[str]:
        """Every address."""
        return [address for route in routes() for address in self.of(route)]


def forms_of(browser: Browser, addresses: list[str]) -> list[PageForm]:
    """Every form somebody is shown, each once."""
    found: dict[tuple[str, ...], PageForm] = {}
    for address in addresses:
        answer = browser.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            for form in forms_on(answer.content.decode(), address):
                if form.method == "post":
                    found.setdefault(form.key, form)
    return list(found.values())
