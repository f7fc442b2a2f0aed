"""What happens to somebody whom MitID knows and nobody here?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from unittest.mock import patch

import pytest
from django.conf import settings

from enplan.doors.parts.reasons import sentence
from enplan.registers.accounts.models import AccountRecord, IdentityRecord, SignInRecord
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from tests.assurance.city import forget
from tests.clock import Clock
from tests.doors.at_mitid import PLAN, Town, a_town, latest
from tests.partners.openid.peer import CPR

pytestmark = pytest.mark.django_db
SESSION: Final = settings.SESSION_COOKIE_NAME


@pytest.fixture
def town() -> Iterator[Town]:
    with a_town() as found:
        yield found


def test_a_newcomer_is_asked_before_anything_is_kept(town: Town) -> None:
    client = town.browser()
    answer = town.sign_in(client)
    page = client.get("/log-ind/ny/")

    assert answer.headers["Location"] == "/log-ind/ny/"
    assert "Mette Holm Andersen" in page.content.decode()
    assert not IdentityRecord.objects.exists()
    assert not SignInRecord.objects.exists()
    assert CPR not in str(dict(client.session.items()))


def test_a_newcomer_can_ask_for_one_plan_and_is_known_the_next_time(town: Town) -> None:
    client = town.browser()
    town.sign_in(client)
    answer = client.post("/log-ind/ny/")
    assert answer.headers["Location"] == "/soeg-en-plan/"
    forget()
    wish = "Jeg vil gerne have én plan, fordi jeg går fem steder."
    assert client.post("/soeg-en-plan/", {"wish": wish}).status_code == 303

    again = town.browser()
    assert town.sign_in(again).headers["Location"] == PLAN
    assert IdentityRecord.objects.count() == 2
    assert AccountRecord.objects.filter(name="Mette Holm Andersen").count() == 2  # no story's Mette: she is new


def test_who_says_yes_twice_is_known_once(town: Town) -> None:
    client = town.browser()
    town.sign_in(client)
    kept = client.cookies[SESSION].value
    client.post("/log-ind/ny/", {"formular": "k"})
    client.cookies[SESSION] = kept
    client.post("/log-ind/ny/", {"formular": "other"})

    assert IdentityRecord.objects.values("person_id").distinct().count() == 1


def test_a_newcomer_whose_name_is_withheld_is_kept_as_protected(town: Town) -> None:
    town.peer.userinfo = {"mitid.identity_name": None}
    client = town.browser()
    town.sign_in(client)
    client.post("/log-ind/ny/")
    tell_actor(the_clock())

    person = latest().account.person
    assert person is not None
    assert (person.name, person.protected) == ("Borger med beskyttet navn", True)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"mitid.date_of_birth": "2012-01-01"}, "sign_in.child_alone"),
        ({"dk.cpr": None, "mitid.date_of_birth": None}, "sign_in.unknown_without_number"),
        ({"dk.cpr": None, "mitid.uuid": None}, "sign_in.unknown_without_number"),
    ],
)
def test_a_newcomer_who_must_be_helped_by_a_person_is_told_how(town: Town, said: dict[str, Any], text: str) -> None:
    town.peer.userinfo = said
    client = town.browser()
    town.sign_in(client)

    for answer in (client.get("/log-ind/ny/"), client.post("/log-ind/ny/")):
        assert answer.status_code == 403
        assert sentence(text) in answer.content.decode()
        assert settings.MUNICIPALITY["phone"] in answer.content.decode()
    assert not SignInRecord.objects.exists()


def test_nobody_is_welcome_who_did_not_come_from_mitid_or_waited_too_long(town: Town) -> None:
    assert town.browser().post("/log-ind/ny/").headers["Location"] == "/log-ind/"

    client = town.browser()
    town.sign_in(client)
    later = Clock.now() + timedelta(minutes=16)
    with patch("enplan.doors.parts.middleware.datetime") as told:
        told.now.return_value = later
        told.fromisoformat = type(later).fromisoformat
        assert client.post("/log-ind/ny/").headers["Location"] == "/log-ind/"
