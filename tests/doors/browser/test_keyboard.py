"""Can the main things be done with the keyboard alone, seeing at each step where one is?"""

from playwright.sync_api import Page

from tests.doors.browser.conftest import Visitors
from tests.doors.browser.way import said

MOST_TABS = 400
FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const label = here.labels && here.labels.length ? here.labels[0].innerText : "";
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  return [`${label} ${here.innerText || ""} ${here.getAttribute("aria-label") || ""}`.trim(), seen];
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the words have the focus; whatever has it on the way can be seen to have it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        text, seen = page.evaluate(FOCUS)
        assert seen, f"the focus cannot be seen on: {text}"
        if words in text:
            return
    raise AssertionError(f"Tab never comes to: {words}")


def press(page: Page, key: str, *, leads_on: bool = True) -> None:
    """Press a key, and wait for the page it leads to."""
    if not leads_on:
        page.keyboard.press(key)
        return
    with page.expect_navigation():
        page.keyboard.press(key)


def signed_in(visitors: Visitors, name: str) -> Page:
    """Choose oneself in the list by Tab and Enter."""
    page = visitors.open()
    page.goto("/log-ind/")
    tab_to(page, name)
    press(page, "Enter")
    return page


def test_the_first_tab_leads_past_the_menu(visitors: Visitors) -> None:
    page = signed_in(visitors, "Mette Holm Andersen")
    tab_to(page, "Gå til indholdet")
    press(page, "Enter", leads_on=False)
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_consent_is_read_and_given(visitors: Visitors) -> None:
    page = signed_in(visitors, "Mette Holm Andersen")
    tab_to(page, "Samtykker")
    press(page, "Enter")
    tab_to(page, "Læs og svar")
    press(page, "Enter")
    tab_to(page, "Giv samtykke")
    press(page, "Space")

    assert "Dit ja virker fra nu af" in said(page)


def test_a_proposed_plan_is_approved(visitors: Visitors) -> None:
    page = signed_in(visitors, "Mette Holm Andersen")
    tab_to(page, "Godkend planen")
    press(page, "Enter")

    assert "Tak. Du har godkendt planen." in said(page)


def test_a_finding_is_resolved(visitors: Visitors) -> None:
    page = signed_in(visitors, "Rikke Søgaard")
    for words in ("Mine sager", "Kenneth Lund Jensen", "Samordning"):
        tab_to(page, words)
        press(page, "Enter")
    before = page.locator("#afklaret").inner_text()
    tab_to(page, "Løs det")
    press(page, "Space", leads_on=False)
    page.keyboard.press("Tab")
    press(page, "Space", leads_on=False)
    tab_to(page, "Hvorfor?")
    page.keyboard.type("Det er aftalt på mødet.")
    tab_to(page, "Kenneth")
    press(page, "Space", leads_on=False)
    tab_to(page, "Gem løsningen")
    press(page, "Enter")

    assert "Løsningen er skrevet ned" in said(page)
    assert page.locator("#afklaret").inner_text() != before
