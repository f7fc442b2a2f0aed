"""Is any page hard to see, to hear or to reach with the keys? Every page, light and dark, wide and on a small phone.

The rules are those of axe-core. All of them are asked once; those about colours again where colours or places change.
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.doors.browser.conftest import Visitors
from tests.doors.browser.world import Told
from tests.doors.every_page import STRANGER, Stop, walk
from tests.doors.reading import nothing

# Between them they see every page that `tests/doors/test_accessibility.py` finds.
SEERS = (
    *("Mette Holm Andersen", "Tina Lund Jensen", "Jimmi Kold Nørgaard"),
    *("Susanne Brandt", "Rikke Søgaard", "Anne Lykkegaard", "Thomas Vinther", STRANGER),
)
WIDE, SMALL = 1280, 320  # a phone of 320 pixels is also a wide screen at 400 % of its size
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """options => axe.run(document, options).then(found => found.violations.map(
    each => `${each.id}: ${each.help} ${each.nodes.slice(0, 3).map(node => node.target.join(" ")).join(" | ")}`))"""
ALL: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS: dict[str, Any] = {**ALL, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.fixture(scope="module")
def stops(address: str, told: Told) -> dict[str, list[Stop]]:
    """The pages of each person; one that several can read is looked at with the eyes of the first."""
    seen: set[str] = set()
    found: dict[str, list[Stop]] = {}
    for who in SEERS:
        found[who] = [stop for stop in walk(who, *told.cases) if stop.html and stop.route not in seen]
        seen |= {stop.route for stop in found[who]}
    return found


@pytest.mark.parametrize("who", SEERS, ids=lambda who: who or "a stranger")
def test_no_page_is_hard_to_use(visitors: Visitors, stops: dict[str, list[Stop]], who: str) -> None:
    page = visitors.open() if who == STRANGER else visitors.enter(who)

    nothing(said for stop in stops[who] for said in looked_at(page, stop))


def looked_at(page: Page, stop: Stop) -> Iterator[str]:
    """What is wrong with one page, in each light and width."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(stop.address)
    page.evaluate(AXE)
    for width in (WIDE, SMALL):
        page.set_viewport_size({"width": width, "height": 900})
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            yield f"{stop.title} at {width}: scrolls sideways by {sideways}"
        for light in ("light", "dark"):
            page.emulate_media(color_scheme=light)
            asked = ALL if (width, light) in {(WIDE, "light"), (SMALL, "dark")} else COLOURS
            yield from (f"{stop.title} {light} at {width}: {said}" for said in page.evaluate(RUN, asked))
