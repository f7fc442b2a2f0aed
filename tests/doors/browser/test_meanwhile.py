"""What if something happens while a page is open: another is faster, a yes is taken back, the log-in ends?"""

from playwright.sync_api import Dialog, Page

from tests.doors.browser.conftest import Visitors
from tests.doors.browser.way import follow, heading, menu, open_case, said, step

METTE, SUSANNE, HENRIK = "Mette Holm Andersen", "Susanne Brandt", "Henrik Dam"
HEALTH = "Genoptræning efter rygoperation"


def edit_first_goal(page: Page, text: str) -> None:
    """Open the first goal of Mette's plan, and write without saving."""
    open_case(page, METTE)
    step(page, "Én plan")
    follow(page.get_by_role("link", name="Ret målet").first)
    page.get_by_label("Målet", exact=True).fill(text)


def test_two_who_write_the_same_goal_lose_nothing(visitors: Visitors) -> None:
    fast, slow = visitors.enter(SUSANNE), visitors.enter(HENRIK)
    edit_first_goal(fast, "Mette har ro om morgenen.")
    edit_first_goal(slow, "Mette kommer op klokken syv.")
    follow(fast.get_by_role("button", name="Gem målet"))
    follow(slow.get_by_role("button", name="Gem målet"))

    told = said(slow)
    assert "En anden har ændret målet, mens du skrev" in told
    assert "Mette har ro om morgenen." in told
    assert slow.get_by_label("Målet", exact=True).input_value() == "Mette kommer op klokken syv."
    follow(slow.get_by_role("button", name="Gem målet"))
    assert "Mette kommer op klokken syv." in said(slow)


def test_a_yes_taken_back_counts_at_the_next_look(visitors: Visitors) -> None:
    susanne, mette = visitors.enter(SUSANNE), visitors.enter(METTE)
    open_case(susanne, METTE)
    step(susanne, "Samordning")
    assert HEALTH in said(susanne)

    menu(mette, "Samtykker")
    card = mette.locator(".ep-card").filter(has=mette.get_by_role("heading", name="Helbred")).filter(has_text=METTE)
    follow(card.get_by_role("link", name="Læs, og tag tilbage").first)
    follow(mette.get_by_role("button", name="Tag samtykket tilbage"))
    assert "Det virker fra nu af" in said(mette)

    for page in ("Samordning", "Sektorplaner", "Én plan"):
        step(susanne, page)
        assert HEALTH not in said(susanne)
        assert "fordi der ikke er samtykke" in said(susanne)


def test_what_was_written_outlives_the_log_in(visitors: Visitors) -> None:
    mette = visitors.enter(METTE)
    mette.get_by_label("Hvad vil du gerne?").fill("Jeg vil gerne lære at svømme.\nHelst sammen med Freja.")
    mette.context.clear_cookies(name="sessionid")
    follow(mette.locator("section[aria-labelledby=nyt-oenske]").get_by_role("button"))
    assert heading(mette) == "Du er logget ud"
    assert "Helst sammen med Freja." in said(mette)

    with mette.context.expect_page() as opened:
        mette.get_by_role("link", name="Log ind igen").click()
    follow(opened.value.get_by_role("button", name=METTE))
    follow(mette.get_by_role("button", name="Send det igen"))
    assert heading(mette) == "Send det igen"  # the log-in has made the old form useless, but not what it held
    follow(mette.get_by_role("button", name="Send det igen"))

    assert "Dit ønske står nu i planen" in said(mette)
    assert "Jeg vil gerne lære at svømme." in said(mette)


def test_what_is_written_in_the_conversation_is_not_left_by_mistake(visitors: Visitors) -> None:
    asked: list[str] = []
    mette = visitors.enter(METTE)
    menu(mette, "Spørgsmål")
    follow(mette.get_by_role("link", name="Helbred", exact=True))
    field = mette.get_by_label("Hvordan har du det indeni?")
    field.click()
    mette.keyboard.type("Jeg har angst i butikker.")

    def stay(question: Dialog) -> None:
        asked.append(question.type)
        question.dismiss()

    mette.on("dialog", stay)
    mette.get_by_role("link", name="Alle emner", exact=True).click()
    mette.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    assert field.input_value() == "Jeg har angst i butikker."
    follow(mette.get_by_role("button", name="Gem", exact=True))
    assert "Dine svar er gemt" in said(mette)
    follow(mette.get_by_role("link", name="Alle emner", exact=True))
    assert asked == ["beforeunload"]  # what is saved may be left
