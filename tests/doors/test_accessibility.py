"""Can every page be found, read aloud and understood? Asked of the markup of each, as people come to it.

What only a browser can tell (contrast, focus, width) is asked in `tests/doors/browser`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.test.html import Element

from enplan.doors.letters.lix import MOST, lix
from tests.clock import TODAY
from tests.doors.at_mitid import on_the_way
from tests.doors.every_page import STRANGER, WALKERS, Stop, only_by_button, routes, walk
from tests.doors.reading import all_in, attribute, blocks, main_of, named, nothing, page_of, text_of
from tests.doors.unsettled import tell_all

CASE = "/arbejde/sager/<uuid:case_id>/"
# For machines; what was about to be sent when one had to show who one is (`test_again`); what the desk shows between
# the last answer and the signature (the whole way goes by it).
UNLINKED = {
    "/sundhed",
    "/log-ind/holdt/<uuid:form_id>/",
    f"{CASE}afgoerelse/udkast/",
    f"{CASE}afgoerelse/udkast.pdf",
}
# Not what people say: Python's own words and values, unfilled templates, keys instead of sentences.
UNSAID = re.compile(
    r"\b(None|True|False|nan)\b|\w\(\w+=|\{[{%]|%\}|datetime|UUID|<[A-Za-z]+\.|\b[a-z]+_[a-z_]+\b|\[\]|''"
)
pytestmark = pytest.mark.django_db
SENTENCES = {"h1", "h2", "h3", "h4", "legend", "label", "button", "summary", "th", "caption", "p", "dt"}
# A day or an hour may stand by itself, as under a message; where it is a heading, the style gives it its capital.
SMALL = re.compile(r"(?!(man|tirs|ons|tors|fre|lør|søn)dag |kl\. \d)[a-zæøå]")
FIELDS = ("input", "select", "textarea")


@pytest.fixture(scope="module")
def stops(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Stop]]:
    """Every page of the stories, as somebody comes to it by links."""
    with django_db_blocker.unblock(), transaction.atomic():
        cases = [f"/arbejde/sager/{story.case_id}/" for story in tell_all(TODAY)]
        yield [*(stop for who in WALKERS for stop in walk(who, *cases)), *on_the_way()]
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def pages(stops: list[Stop]) -> list[tuple[Stop, Element]]:
    """Those that are read as pages."""
    return [(stop, page_of(stop.html)) for stop in stops if stop.html]


def test_every_address_that_can_be_read_is_found_by_following_links(stops: list[Stop]) -> None:
    reached = {stop.route for stop in stops} | UNLINKED

    nothing([route for route in routes() if route not in reached and not only_by_button(route)])


def test_a_page_says_in_which_language_what_it_is_and_where_it_begins(pages: list[tuple[Stop, Element]]) -> None:
    wrong = []
    for stop, page in pages:
        title = text_of(named(page, "title")[0])
        languages = {attribute(each, "lang") for each in named(page, "html")}
        first = [text_of(each) for each in named(page, "h1")]
        if languages != {"da"} or len(first) != 1 or not first[0] or len(title.split(" – ")) < 3:
            wrong.append((stop.title, languages, first, title))

    nothing(wrong)


def test_headings_are_an_outline_without_holes(pages: list[tuple[Stop, Element]]) -> None:
    wrong = []
    for stop, page in pages:
        levels = [int(str(each.name)[1:]) for each in named(main_of(page), "h1", "h2", "h3", "h4", "h5", "h6")]
        holes = [(one, other) for one, other in pairwise(levels) if other > one + 1]
        if holes or levels[:1] != [1]:
            wrong.append((stop.title, levels))

    nothing(wrong)


def test_what_points_to_something_finds_it_once(pages: list[tuple[Stop, Element]]) -> None:
    wrong = []
    for stop, page in pages:
        everything = list(all_in(page))
        there = Counter(found for each in everything if (found := attribute(each, "id")))
        wrong += [(stop.title, "twice", name) for name, number in there.items() if number > 1]
        for each in everything:
            for key in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                wrong += [(stop.title, key, name) for name in (attribute(each, key) or "").split() if name not in there]
            link = attribute(each, "href") or ""
            if each.name == "a" and link.startswith("#") and link[1:] not in there:
                wrong.append((stop.title, "href", link))

    nothing(wrong)


def test_every_field_and_button_has_a_name(pages: list[tuple[Stop, Element]]) -> None:
    wrong: list[tuple[str | None, ...]] = []
    for stop, page in pages:
        labels = {attribute(each, "for") for each in named(page, "label") if text_of(each)}
        for each in named(page, *FIELDS):
            shown = attribute(each, "type") not in {"hidden", "submit"}
            if shown and attribute(each, "id") not in labels and not attribute(each, "aria-label"):
                wrong.append((stop.title, each.name, attribute(each, "name")))
        wrong += [(stop.title, "button") for each in named(page, "button") if not text_of(each)]
        wrong += [(stop.title, "a", attribute(each, "href")) for each in named(page, "a") if not text_of(each)]

    nothing(wrong)


def test_every_picture_says_what_it_shows_and_every_table_what_its_columns_are(
    pages: list[tuple[Stop, Element]],
) -> None:
    wrong = []
    for stop, page in pages:
        for each in named(main_of(page), "svg", "img"):
            described = attribute(each, "aria-labelledby") or attribute(each, "alt") is not None
            wrong += [] if described or _hidden(each) else [(stop.title, "picture")]
        wrong += [(stop.title, "table") for each in named(page, "table") if not named(each, "th")]

    nothing(wrong)


def _hidden(element: Element) -> bool:
    return attribute(element, "aria-hidden") == "true"


def test_nobody_reads_what_only_programs_say(pages: list[tuple[Stop, Element]]) -> None:
    said = ((stop, text) for stop, page in pages for _, text in blocks(main_of(page)))

    nothing(sorted({(stop.route, text[:120]) for stop, text in said if UNSAID.search(text)}))


def test_headings_labels_buttons_and_sentences_begin_with_a_capital(pages: list[tuple[Stop, Element]]) -> None:
    said = ((stop, name, text) for stop, page in pages for name, text in blocks(main_of(page)) if name in SENTENCES)

    nothing(sorted({(stop.route, name, text[:80]) for stop, name, text in said if SMALL.match(text)}))


def test_citizens_read_easy_danish(pages: list[tuple[Stop, Element]]) -> None:
    hard = []
    for stop, page in pages:
        if stop.who == STRANGER or stop.route.startswith(("/min-plan/", "/soeg-en-plan/", "/rettigheder/")):
            text = " ".join(_ended(said) for name, said in blocks(_open(main_of(page))) if name in {"p", "li", "dd"})
            figure = lix(text)
            if figure is not None and figure > MOST:
                hard.append((stop.title, figure))

    nothing(hard)


def _open(top: Element) -> Element:
    """Without what is folded away: the law has its own words, and stands in fold-outs for who wants to read it."""
    kept = Element(top.name, top.attributes)
    for child in top.children:
        if not isinstance(child, Element):
            kept.append(child)
        elif child.name != "details":
            kept.append(_open(child))
    return kept


def _ended(text: str) -> str:
    return text if text[-1] in ".:?!" else f"{text}."
