"""Is out out: here, everywhere, and for those who leave? (T08, T43)"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest
from django.conf import settings

from enplan.doors.parts.closing import opened
from enplan.registers.accounts.commands import close_account, forget_sign_ins, sign_out
from enplan.registers.accounts.queries import the_clock
from tests.assurance.city import forget
from tests.clock import Clock
from tests.doors.at_mitid import Town, a_town, is_in, latest
from tests.doors.signed_in import as_
from tests.partners.openid.peer import CLIENT_ID, CPR, ISSUER

pytestmark = pytest.mark.django_db
SESSION: Final = settings.SESSION_COOKIE_NAME


@pytest.fixture
def town() -> Iterator[Town]:
    with a_town() as found:
        yield found


def test_signing_out_ends_the_sign_in_here_and_shows_the_way_out_of_mitid(town: Town) -> None:
    town.know("mette", cpr=CPR)
    client = town.browser()
    town.sign_in(client)
    kept, token = client.cookies[SESSION].value, opened(latest().hint)
    page = client.post("/log-ud/")

    assert f"{ISSUER}/out?client_id={CLIENT_ID}" in page.content.decode()
    assert token in page.content.decode()
    client.cookies[SESSION] = kept
    assert not is_in(client)
    assert (latest().ended_at is not None, latest().hint) == (True, "")


def test_signing_out_in_one_browser_leaves_the_other_in(town: Town) -> None:
    town.know("mette", cpr=CPR)
    here, there = town.browser(), town.browser()
    town.sign_in(here)
    town.sign_in(there)
    here.post("/log-ud/")

    assert not is_in(here)
    assert is_in(there)


def test_signing_out_everywhere_is_everywhere(town: Town) -> None:
    town.know("mette", cpr=CPR)
    here, there = town.browser(), town.browser()
    town.sign_in(here)
    town.sign_in(there)
    here.post("/log-ud/overalt/")

    assert not is_in(here)
    assert not is_in(there)


def test_a_leaver_is_out_in_every_browser_with_the_next_click(town: Town) -> None:
    """T08: a hundred sessions."""
    susanne = town.world.actor("Susanne Brandt")
    browsers = [as_(susanne) for _ in range(100)]
    forget()
    assert browsers[0].get("/arbejde/").status_code == 200
    close_account(the_clock(), at=Clock.now(), account_id=susanne.account_id)

    assert {browser.get("/arbejde/").status_code for browser in browsers} == {302}


def test_signing_out_everywhere_ends_what_began_before_and_not_what_begins_after(town: Town) -> None:
    mette = town.world.actor("mette")
    before = as_(mette)
    sign_out(mette.account_id, at=Clock.now())

    assert not is_in(before)
    assert is_in(as_(mette))


def test_old_sign_ins_are_forgotten_and_hints_after_a_day(town: Town) -> None:
    town.know("mette", cpr=CPR)
    town.sign_in(town.browser())
    now = Clock.now()

    assert forget_sign_ins(at=now + timedelta(days=2), before=now - timedelta(days=1)) == 0
    assert latest().hint == ""
    assert forget_sign_ins(at=now, before=now + timedelta(days=1)) == 1
