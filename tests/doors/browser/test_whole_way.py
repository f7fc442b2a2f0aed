"""Can somebody who has never seen it go the whole way, from the request to the decision and on, in a real browser?"""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.doors.browser import way
from tests.doors.browser.conftest import Visitors
from tests.doors.browser.world import Told, copy, drop, inside, served

MENTOR, SUPPORT = "Mentor på vej mod arbejde", "Bostøtte i hjemmet"


@pytest.fixture
def address(told: Told, django_db_blocker: Any) -> Any:
    """A world for each way: it is changed from end to end."""
    name = f"{told.name}_way"
    with django_db_blocker.unblock():
        copy(told.name, name)
        with inside(name), served() as url:
            yield url
        drop(name)


@pytest.mark.parametrize("scripts", [pytest.param(True, id="with JavaScript"), pytest.param(False, id="without")])
def test_the_whole_way(visitors: Visitors, scripts: bool) -> None:
    lone = visitors.enter(way.LONE, scripts=scripts)
    assert way.heading(lone) == "Du har ikke en plan endnu"
    way.ask_for_one_plan(lone)
    assert "Du får svar senest mandag den 21. december 2026" in way.said(lone)

    way.screen(visitors.enter("Anne Lykkegaard", scripts=scripts))
    susanne = visitors.enter("Susanne Brandt", scripts=scripts)
    way.open_case(susanne)
    together(lone, susanne)
    planned(lone, susanne)
    decided(lone, susanne)
    followed(lone, susanne)


def together(lone: Page, susanne: Page) -> None:
    """Team, consents, assessment: asked once, shared only after a yes."""
    way.gather_team(susanne)
    way.ask_for_consents(susanne)
    assert way.give_consents(lone) == 1 + len(way.KINDS)
    assert "Ingen spørger dig om noget lige nu" in way.said(lone)
    way.answer_once(lone, susanne)
    assert "Udredningen er samlet" in way.said(susanne)


def planned(lone: Page, susanne: Page) -> None:
    """Sector plans, findings, draft, and her answer to each part and the whole."""
    way.upload_plans(susanne)
    assert "3 planer er lagt ind" in way.said(susanne)
    way.type_a_plan(susanne)
    way.resolve(susanne, way.CLASH, MENTOR)
    assert "Løsningen er skrevet ned" in way.said(susanne)
    way.resolve(susanne, "Krav, der modsiger hinanden", own="Praktikken begynder først til februar.")
    assert "Afklaret (2)" in way.said(susanne)
    way.draft(susanne)
    way.propose(susanne)

    way.object_to(lone, MENTOR, "Jeg kan ikke være to steder onsdag formiddag.")
    way.accept(lone, SUPPORT)
    assert f"Vi har fået dit nej til {MENTOR}. Vent på et nyt forslag." in way.said(lone)
    assert lone.get_by_role("button", name="Godkend planen").count() == 0
    way.step(susanne, "Én plan")
    assert "Jeg kan ikke være to steder onsdag formiddag." in way.said(susanne)
    way.accept(lone, MENTOR)
    way.approve(lone)
    assert "Tak. Du har godkendt planen." in way.said(lone)


def decided(lone: Page, susanne: Page) -> None:
    """One letter with every decision, on a page and on paper."""
    way.decide(susanne)
    way.menu(lone, "Breve")
    way.follow(lone.get_by_role("link", name="Læs brevet"))
    letter = way.said(lone)
    for words in ("Afgørelser om din plan", MENTOR, "Det står i loven", "Klag til kommunen senest"):
        assert words in letter
    href = lone.get_by_role("link", name="Hent som PDF").get_attribute("href")
    answer = lone.request.get(str(href))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    with pikepdf.open(BytesIO(answer.body())) as paper:
        assert paper.Root.Lang == "da"
        assert "/StructTreeRoot" in paper.Root
        assert len(paper.pages) >= 2


def followed(lone: Page, susanne: Page) -> None:
    """The joint meeting, and how it goes."""
    way.meet(susanne)
    assert "Mødet er planlagt" in way.said(susanne)
    way.menu(lone, "Møder")
    assert "Dit næste møde" in way.said(lone)
    way.note(susanne, "Lone kommer op hver dag.")
    assert "Lone kommer op hver dag." in way.said(susanne)
    way.menu(lone, "Hvem har kigget")
    assert "Susanne Brandt" in way.said(lone)
