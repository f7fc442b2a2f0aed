"""Does a log-in end by itself: after a working day, and sooner where nobody clicks? (T09, T43)"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Final
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client

from enplan.doors.parts.http import ENTRY, SEEN
from tests import clock as test_time
from tests.doors.signed_in import as_
from tests.worlds import World, mettes_case

pytestmark = pytest.mark.django_db
BEGIN: Final = datetime(2026, 11, 23, 8, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
STAFF, CITIZEN = "Susanne Brandt", "mette"
LIMITS: Final = {STAFF: settings.SESSION_IDLE_STAFF, CITIZEN: settings.SESSION_IDLE_CITIZEN}
PAGES: Final = {STAFF: "/arbejde/beskeder/", CITIZEN: "/min-plan/beskeder/"}


class Clock(datetime):
    """The clock of the pages, set by hand."""

    told = BEGIN

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # always in UTC
        return cls.told


@pytest.fixture
def world() -> World:
    return mettes_case()


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    Clock.told = BEGIN
    with patch("enplan.doors.parts.middleware.datetime", Clock):
        yield


def logged_in(world: World, who: str) -> Client:
    """Somebody who has signed in through the door, at the moment the clock shows."""
    client = Client()
    client.post("/log-ind/", {"account": str(world.actor(who).account_id)})
    return client


def still_in(client: Client, who: str) -> bool:
    return client.get(PAGES[who]).status_code == 200


@pytest.mark.parametrize("who", [STAFF, CITIZEN])
def test_who_does_not_click_is_out(world: World, who: str) -> None:
    client = logged_in(world, who)

    Clock.told = BEGIN + LIMITS[who]
    assert still_in(client, who)
    Clock.told += LIMITS[who] + timedelta(seconds=1)
    assert not still_in(client, who)


@pytest.mark.parametrize("who", [STAFF, CITIZEN])
def test_who_clicks_stays_in_for_a_working_day_and_no_longer(world: World, who: str) -> None:
    client = logged_in(world, who)
    while Clock.told + 10 * MINUTE <= BEGIN + settings.SESSION_LONGEST:
        Clock.told += 10 * MINUTE
        assert still_in(client, who)

    Clock.told += 10 * MINUTE
    assert not still_in(client, who)


def test_staff_are_out_sooner_than_citizens_and_within_half_an_hour() -> None:
    assert timedelta(minutes=15) <= settings.SESSION_IDLE_STAFF <= settings.SESSION_IDLE_CITIZEN <= 30 * MINUTE


def test_the_demo_has_its_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENPLAN_SECRET_KEY", "x" * 50)
    monkeypatch.setenv("DATABASE_URL", "postgresql:///enplan")
    dev = import_module("enplan.config.settings.dev")

    assert timedelta() < dev.SESSION_IDLE_STAFF <= timedelta(hours=2)
    assert timedelta() < dev.SESSION_IDLE_CITIZEN <= timedelta(hours=2)


def test_a_click_is_noted_but_not_with_every_page(world: World) -> None:
    client = logged_in(world, STAFF)
    name = settings.SESSION_COOKIE_NAME

    Clock.told = BEGIN + MINUTE / 2
    assert name not in client.get(PAGES[STAFF]).cookies
    Clock.told = BEGIN + 2 * MINUTE
    assert name in client.get(PAGES[STAFF]).cookies


@pytest.mark.parametrize("left_out", [SEEN, ENTRY])
def test_a_log_in_that_does_not_say_when_is_none(world: World, left_out: str) -> None:
    Clock.told = test_time.Clock.now()
    client = as_(world.actor(STAFF))
    assert still_in(client, STAFF)
    session = client.session
    del session[left_out]
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""

    assert not still_in(client, STAFF)


def test_what_was_typed_is_kept_when_the_log_in_ended_meanwhile(world: World) -> None:
    client = logged_in(world, CITIZEN)
    Clock.told = BEGIN + LIMITS[CITIZEN] + MINUTE

    answer = client.post("/min-plan/oensker/", {"nyt-text": "Jeg vil have en have", "nyt-domain": "daily-life"})

    assert answer.status_code == 401
    assert "Jeg vil have en have" in answer.content.decode()
