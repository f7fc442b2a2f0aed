"""Is the plan fit for a wall or a handbag? Printed, it is the plan and nothing one could only click."""

from tests.doors.browser.conftest import Visitors


def test_a_printed_plan_shows_goals_and_no_buttons(visitors: Visitors) -> None:
    mette = visitors.enter("Mette Holm Andersen")
    mette.emulate_media(media="print")

    assert mette.get_by_role("heading", level=3).first.is_visible()
    assert mette.get_by_text("Det gør kommunen").first.is_visible()
    for gone in (mette.get_by_role("navigation"), mette.locator("button"), mette.locator("textarea")):
        assert not any(each.is_visible() for each in gone.all())
    assert mette.pdf(format="A4").startswith(b"%PDF-")
