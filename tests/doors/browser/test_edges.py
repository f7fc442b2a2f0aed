"""What do pages look like with nothing on them, with far too long words, and after a file that cannot be used?"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.doors.browser import way
from tests.doors.browser.conftest import Visitors

LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis"
TOO_LARGE = 10 * 1024 * 1024 + 1


def test_a_list_without_anything_says_what_it_is_for(visitors: Visitors) -> None:
    thomas, lone = visitors.enter("Thomas Vinther"), visitors.enter(way.LONE)
    for name in ("Min dag", "Mine sager", "Beskeder"):
        way.menu(thomas, name)
        assert thomas.locator(".ep-empty").inner_text(), name
        assert thomas.locator("main table").count() == 0
    for name in ("Min plan", "Møder", "Breve", "Samtykker"):
        way.menu(lone, name)
        assert way.heading(lone) == "Du har ikke en plan endnu"
        assert lone.get_by_role("link", name="Bed om én plan").count() == 1
    way.menu(lone, "Beskeder")
    assert lone.locator(".ep-empty").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_a_name_of_sixty_letters_breaks_no_page(visitors: Visitors, width: int) -> None:
    name = f"{LONG} {width}"
    anne = visitors.enter("Anne Lykkegaard", width=width)
    way.menu(anne, "Henvendelser")
    way.follow(anne.get_by_role("link", name="Skriv en henvendelse ned"))
    anne.get_by_label("Borgerens navn").fill(name)
    anne.get_by_label("Borgerens fødselsdag").fill("12-04-1983")
    anne.get_by_label("Hvad ønskes der?").fill("Ønsker én plan.")
    anne.get_by_label("Navn på den, der spørger").fill(name)
    for question in anne.get_by_role("group").all():
        question.get_by_role("radio").first.check()
    anne.get_by_label("Adresse til breve").fill(f"{LONG} 1, 9999 Nordby")
    way.follow(anne.get_by_role("button", name="Gem henvendelsen"))
    assert name in way.heading(anne)
    assert sideways(anne) == 0
    way.menu(anne, "Henvendelser")
    assert name in way.said(anne)
    assert sideways(anne) == 0


def sideways(page: Page) -> int:
    """How far one would have to scroll to the side."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_file_that_is_too_large_is_refused(visitors: Visitors, tmp_path: Path) -> None:
    large = tmp_path / "stor.json"
    large.write_bytes(b" " * TOO_LARGE)
    susanne = visitors.enter("Susanne Brandt")
    way.open_case(susanne, "Mette Holm Andersen")
    way.upload_plans(susanne, large)

    assert "Filerne fylder mere end 10 MB. De er ikke læst." in way.said(susanne)


def test_a_wrong_file_says_which_file_and_where_and_stores_nothing(visitors: Visitors, tmp_path: Path) -> None:
    household = json.loads(way.HOUSEHOLD.read_text("utf-8"))
    household["persons"][0]["name"] = "Mette Holm Andersen"
    household["plans"][0]["measures"][1]["starts"] = "på tirsdag"
    wrong, broken = tmp_path / "jobcenter.json", tmp_path / "klippet.json"
    wrong.write_text(json.dumps(household), "utf-8")
    broken.write_text('{"format": "enplan.household/1", ', "utf-8")
    susanne = visitors.enter("Susanne Brandt")
    way.open_case(susanne, "Mette Holm Andersen")
    way.step(susanne, "Sektorplaner")
    before = susanne.locator(".ep-card").count()
    way.upload_plans(susanne, wrong, broken)

    told = way.said(susanne)
    assert "jobcenter.json" in told
    assert "plans[0].measures[1].starts" in told
    assert "klippet.json" in told
    way.step(susanne, "Sektorplaner")
    assert susanne.locator(".ep-card").count() == before
