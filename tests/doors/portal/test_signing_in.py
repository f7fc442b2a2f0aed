"""Does somebody come in by MitID who should, and nobody else, whatever comes back from there? (T43, T57)"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from enplan.doors import wiring
from enplan.doors.parts.closing import opened
from enplan.doors.parts.reasons import sentence
from enplan.registers.accounts.commands import close_account
from enplan.registers.accounts.facts import Level, Mark, Proof, Way
from enplan.registers.accounts.models import AccountRecord, IdentityRecord, SignInRecord
from enplan.registers.accounts.queries import the_clock
from tests.assurance.city import forget
from tests.behind_the_barrier import every_event
from tests.clock import Clock
from tests.doors.at_mitid import BACK, PLAN, START, Town, a_town, is_in, latest
from tests.doors.signed_in import as_
from tests.partners.openid.peer import CPR, ISSUER, NSIS
from tests.worlds import mettes_case

pytestmark = pytest.mark.django_db
SESSION: Final = settings.SESSION_COOKIE_NAME


@pytest.fixture
def town() -> Iterator[Town]:
    with a_town() as found:
        yield found


def test_who_is_known_by_their_number_comes_in_to_their_own_plan(town: Town) -> None:
    town.know("mette", cpr=CPR)
    client = town.browser()
    answer = town.sign_in(client)
    forget()

    assert (answer.status_code, answer.url) == (302, PLAN)
    page = client.get(PLAN)
    assert page.status_code == 200
    assert "Mette Holm Andersen" in page.content.decode()


def test_it_is_kept_how_sure_it_was_and_who_vouched(town: Town) -> None:
    town.know("mette", cpr=CPR)
    town.sign_in(town.browser())

    kept = latest()
    assert (kept.way, kept.level, kept.issuer) == ("mitid", "Substantial", ISSUER)
    assert (kept.transaction, kept.broker_transaction, kept.session) == ("t-1", "b-1", "x-1")
    assert kept.proved_at is not None
    assert kept.proved_at.timestamp() == int(town.peer.at.timestamp())


def test_neither_the_number_nor_the_token_can_be_read_in_the_database(town: Town) -> None:
    town.know("mette", cpr=CPR)
    town.sign_in(town.browser())

    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(s::text, ' '), '') from sign_in s")
        (sign_ins,) = cursor.fetchone()
        cursor.execute("select string_agg(i::text, ' ') from identity i")
        (identities,) = cursor.fetchone()
    for secret in (CPR, CPR[:6], "7B4C4E9A-2F7A", "7b4c4e9a-2f7a", "eyJhbGciOiJSUzI1NiI"):
        assert secret not in sign_ins + identities
    assert opened(latest().hint).count(".") == 2, "it is there, for the way out"
    assert opened(latest().hint + "x") == ""


def test_the_seal_needs_the_key(town: Town, settings: Any) -> None:
    before = wiring.sealed(Mark.CPR, CPR)
    settings.IDENTITY_KEY = "another key with more than forty characters"

    assert wiring.sealed(Mark.CPR, CPR) != before
    assert wiring.sealed(Mark.CPR, CPR) != wiring.sealed(Mark.MITID, CPR)


def test_one_comes_to_the_page_one_was_going_to_and_never_to_another_site(town: Town) -> None:
    town.know("mette", cpr=CPR)

    assert town.sign_in(town.browser(), "/min-plan/moeder/").url == "/min-plan/moeder/"
    assert town.sign_in(town.browser(), "https://elsewhere.example/").url == PLAN


def test_sub_alone_is_nobody(town: Town) -> None:
    town.know("mette", cpr=CPR)
    client = town.browser()
    town.sign_in(client)
    assert is_in(client)

    town.peer.userinfo = {"dk.cpr": None, "mitid.uuid": None}
    other = town.browser()
    town.sign_in(other)
    assert not is_in(other)
    assert "CPR-nummer" in other.get("/log-ind/ny/").content.decode()


def test_who_has_come_once_by_number_is_known_by_mitid_too(town: Town) -> None:
    town.know("mette", cpr=CPR)
    town.sign_in(town.browser())
    town.peer.userinfo = {"dk.cpr": None, "mitid.has_cpr": "false"}
    client = town.browser()
    town.sign_in(client)

    assert is_in(client)
    assert IdentityRecord.objects.filter(person_id=town.world.cast.persons["mette"].id).count() == 2


def test_marks_of_two_persons_open_neither(town: Town) -> None:
    town.know("mette", cpr=CPR)
    town.know("carsten", mitid="7b4c4e9a-2f7a-4b57-9c07-1a3f4b7c1d11")
    client = town.browser()
    answer = town.sign_in(client)

    assert answer.status_code == 403
    assert sentence("sign_in.known_as_another") in answer.content.decode()
    assert not is_in(client)


NOT_SURE: Final = {
    "too low": ({"loa": f"{NSIS}Low"}, "level_too_low"),
    "low means": ({"aal": f"{NSIS}Low"}, "level_too_low"),
    "low identity": ({"ial": f"{NSIS}Low"}, "level_too_low"),
    "a level nobody knows": ({"loa": f"{NSIS}VeryHigh"}, "level_unknown"),
    "no level": ({"loa": None, "ial": None, "aal": None}, "level_unknown"),
    "shown yesterday": ({"auth_time": "1000000000"}, "too_long_ago"),
    "at work": ({"identity_type": "professional"}, "not_private"),
}


@pytest.mark.parametrize(("said", "reason"), NOT_SURE.values(), ids=NOT_SURE)
def test_who_is_not_sure_enough_does_not_come_in(town: Town, said: dict[str, Any], reason: str) -> None:
    town.know("mette", cpr=CPR)
    town.peer.token = said
    client = town.browser()
    answer = town.sign_in(client)

    assert answer.status_code == 403
    assert sentence(f"sign_in.{reason}") in answer.content.decode()
    assert not is_in(client)
    assert not SignInRecord.objects.exists()


def test_an_answer_that_is_sent_again_opens_nothing(town: Town) -> None:
    town.know("mette", cpr=CPR)
    client = town.browser()
    back = town.sent_off(client)
    before = client.cookies[SESSION].value
    assert client.get(back).status_code == 302
    calls = len(town.peer.calls)

    thief = town.browser()
    thief.cookies[SESSION] = before  # with a copy of everything the browser had
    town.peer.used.clear()  # and a provider that takes a code twice
    answer = thief.get(back)

    assert answer.status_code == 400
    assert not is_in(thief)
    assert len(town.peer.calls) == calls, "nothing was asked for it"


def test_an_answer_fetched_in_another_browser_opens_nothing(town: Town) -> None:
    town.know("mette", cpr=CPR)
    back = town.sent_off(town.browser())  # the attacker's, who wants somebody else to write in their name
    victim = town.browser()
    answer = victim.get(back)

    assert answer.status_code == 400
    assert not is_in(victim)
    assert SESSION not in victim.cookies or "sign_in" not in victim.session


def test_an_answer_that_comes_too_late_opens_nothing(town: Town) -> None:
    town.know("mette", cpr=CPR)
    client = town.browser()
    back = town.sent_off(client)
    town.peer.at = later = Clock.now() + timedelta(minutes=10, seconds=1)
    with patch("enplan.doors.parts.middleware.datetime") as told:
        told.now.return_value = later
        told.fromisoformat = type(later).fromisoformat
        assert client.get(back).status_code == 400


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?error=access_denied", "?state=&code=y"])
def test_an_answer_nobody_asked_for_is_told_so(town: Town, query: str) -> None:
    answer = town.browser().get(BACK + query)

    assert answer.status_code == 400
    assert "Begynd forfra" in answer.content.decode()


def test_three_windows_may_be_open_at_once(town: Town) -> None:
    town.know("mette", cpr=CPR)
    client = town.browser()
    first = town.sent_off(client)
    asked = dict(town.peer.asked)
    town.sent_off(client)
    town.peer.asked = asked

    assert client.get(first).status_code == 302
    assert is_in(client)


def test_who_breaks_off_is_told_so_kindly_and_the_log_holds_nothing_of_theirs(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    client = town.browser()
    back = town.sent_off(client).replace("code=", "error=access_denied&error_description=Mette%20fortr%C3%B8d&c=")
    answer = client.get(back)

    assert answer.status_code == 400
    assert sentence("sign_in.cancelled") in answer.content.decode()
    assert "Mette" not in caplog.text
    assert "access_denied" in caplog.text


def test_while_mitid_is_away_nobody_waits_and_nobody_comes_in(town: Town) -> None:
    town.peer.silent = True
    answer = town.browser().get(START)

    assert answer.status_code == 503
    assert sentence("sign_in.unreachable") in answer.content.decode()


def test_signing_in_ends_what_the_browser_had_before(town: Town) -> None:
    """Neither a session that somebody else chose, nor the one before, is theirs afterwards (T43)."""
    town.know("mette", cpr=CPR)
    forget()
    client = as_(town.world.actor("carsten"))
    before, token = client.cookies[SESSION].value, client.get("/persondata/").cookies["csrftoken"].value
    town.sign_in(client)

    assert client.cookies[SESSION].value != before
    assert client.cookies["csrftoken"].value != token
    assert is_in(client)
    client.cookies[SESSION] = before
    assert client.get("/min-plan/beskeder/").status_code == 302, "the sign-in before is over"


def test_a_closed_account_does_not_come_in_and_is_not_opened_anew(town: Town) -> None:
    town.know("mette", cpr=CPR)
    close_account(the_clock(), at=Clock.now(), account_id=town.world.actor("mette").account_id)
    client = town.browser()
    answer = town.sign_in(client)

    assert sentence("sign_in.closed") in answer.content.decode()
    assert not is_in(client)
    assert AccountRecord.objects.filter(person_id=town.world.cast.persons["mette"].id).count() == 1


def test_a_known_child_comes_in_and_one_without_an_account_gets_it(town: Town) -> None:
    town.know("sofie", cpr=CPR)
    client = town.browser()
    town.sign_in(client)

    assert client.get("/min-plan/beskeder/").status_code == 200
    assert {"accounts.known_again", "accounts.opened"} <= set(every_event())


def test_without_a_broker_there_is_no_such_way() -> None:
    for address in (START, BACK):
        assert Client().get(address).status_code == 404


def test_a_sign_in_that_is_no_key_is_nobodys() -> None:
    proof = Proof(Way.DEMO, Level.SUBSTANTIAL, Clock.now())
    client = as_(mettes_case().actor("mette"), proof=proof)
    session = client.session
    session["sign_in"] = ["x"]
    session.save()
    client.cookies[SESSION] = session.session_key or ""

    assert client.get(PLAN).status_code == 302
