"""How does a test read a page: its elements, and what a person sees of them?"""

import re
from collections.abc import Iterable, Iterator

from django.test.html import Element, parse_html

UNSEEN = {"script", "style", "title", "template", "option", "svg"}
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "legend", "label", "summary", "button", "caption"}


def page_of(html: str) -> Element:
    """The page as a tree; a page that is not well formed is refused."""
    found = parse_html(html)
    assert isinstance(found, Element)
    return found


def all_in(top: Element) -> Iterator[Element]:
    """The element and everything below it, as it stands on the page."""
    yield top
    for child in top.children:
        if isinstance(child, Element):
            yield from all_in(child)


def named(top: Element, *names: str) -> list[Element]:
    """Every element with one of these names."""
    return [each for each in all_in(top) if each.name in names]


def attribute(element: Element, name: str) -> str | None:
    """What an attribute of the element says; nothing when it has none."""
    return next((str(value) for key, value in element.attributes if key == name), None)


def text_of(top: Element) -> str:
    """What a person reads of it, in one line."""
    parts: list[str] = []
    for child in top.children:
        if isinstance(child, Element):
            if child.name not in UNSEEN:
                parts.append(text_of(child))
        else:
            parts.append(str(child))
    return re.sub(r"\s+", " ", " ".join(parts)).strip()


def main_of(page: Element) -> Element:
    """What the page is about, without menu and foot."""
    return next(iter(named(page, "main")))


def blocks(top: Element) -> Iterator[tuple[str, str]]:
    """Each piece of text that stands by itself, with what it is: a block inside a block counts once, as the inner."""
    for each in all_in(top):
        if each.name in BLOCKS and not any(one.name in BLOCKS for one in list(all_in(each))[1:]):
            said = text_of(each)
            if said:
                yield each.name, said


def nothing(found: Iterable[object]) -> None:
    """Nothing was found; else everything that was, a line each."""
    lines = [str(each) for each in found]
    assert not lines, "\n" + "\n".join(lines)
