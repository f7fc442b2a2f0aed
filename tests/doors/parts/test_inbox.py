"""Are equal messages in a row told as one, and read as one?"""

from datetime import timedelta

import pytest

from enplan.doors.parts.inbox import PLACES, inbox, mark_told
from enplan.registers.outbox.commands import post
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return mettes_case()


def told(world: World, *keys: str) -> None:
    for key in keys:
        post(world.case_id, at=LATER, message=key, persons=[world.cast.persons["mette"].id])


def test_eight_equal_messages_are_one_that_says_how_often(world: World) -> None:
    mette = world.actor("mette")
    told(world, *["consent.receipt"] * 8)

    newest = inbox(mette).told[0]
    assert newest.times == 8
    assert (newest.href, newest.label) == PLACES["consent"]
    before = inbox(mette).unread

    mark_told(mette, at=LATER, message_id=newest.message.id)

    assert inbox(mette).unread == before - 8
    assert not inbox(mette).told[0].is_new


def test_nobody_marks_what_was_told_to_another(world: World) -> None:
    told(world, "consent.receipt")
    message = inbox(world.actor("mette")).told[0].message

    mark_told(world.actor("Susanne Brandt"), at=LATER, message_id=message.id)

    assert inbox(world.actor("mette")).told[0].is_new
