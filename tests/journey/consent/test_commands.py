"""What does each consent open, from when, until when, and what is left of it when it is taken back?"""

from datetime import date, timedelta

import pytest
from django.db import transaction

from enplan.journey.consent.commands import (
    ask_for_consent,
    decline_consent,
    give_consent,
    withdraw_consent,
)
from enplan.journey.consent.facts import Way
from enplan.journey.consent.queries import (
    unanswered,
)
from enplan.kernel.errors import Refused, Unfit
from enplan.kernel.period import Period
from tests.builders_people import SEEN, TODAY
from tests.journey.consent.acts import COORDINATOR, LATER, ask, done, mettes_health, sees_health, told, who, yes
from tests.worlds import NOW, World

pytestmark = pytest.mark.django_db


def test_asking_opens_nothing_and_a_yes_opens_at_once(world: World) -> None:
    question = ask(world, mettes_health(world))
    assert not sees_health(world)
    assert "consent.asked" in told(world, "mette")

    yes(world, "mette", question)
    assert sees_health(world)
    assert {"consent.asked", "consent.given"} <= done(world)
    assert "consent.receipt" in told(world, "mette")


def test_a_withdrawal_is_effective_from_the_very_next_read(world: World) -> None:
    """Security file, section 2: a read that starts after the withdrawal is refused."""
    consent = yes(world, "mette", ask(world, mettes_health(world)))
    withdraw_consent(world.sight("mette"), at=NOW, consent_id=consent.id)

    assert not sees_health(world)
    assert "consent.withdrawn" in done(world)
    assert "consent.withdrawn" in told(world, "Henrik Dam")


def test_a_consent_is_taken_back_once(world: World) -> None:
    consent = yes(world, "mette", ask(world, mettes_health(world)))
    withdraw_consent(world.sight("mette"), at=NOW, consent_id=consent.id)

    with pytest.raises(Unfit, match=r"consent\.withdrawn_already"), transaction.atomic():
        withdraw_consent(world.sight("mette"), at=NOW, consent_id=consent.id)


def test_health_lapses_after_a_year_though_nobody_takes_it_back(world: World) -> None:
    consent = yes(world, "mette", ask(world, mettes_health(world)))

    assert consent.period.last == date(2027, 11, 23)
    assert sees_health(world, days=365)
    assert not sees_health(world, days=366)
    later = NOW + timedelta(days=400)
    with pytest.raises(Unfit, match=r"consent\.lapsed_already"), transaction.atomic():
        withdraw_consent(world.sight("mette", at=later), at=later, consent_id=consent.id)


def test_what_was_taken_back_or_declined_can_be_asked_for_again(world: World) -> None:
    consent = yes(world, "mette", ask(world, mettes_health(world)))
    with pytest.raises(Unfit, match=r"consent\.given_already"), transaction.atomic():
        ask(world, mettes_health(world))
    withdraw_consent(world.sight("mette"), at=NOW, consent_id=consent.id)

    again = ask(world, mettes_health(world))
    with pytest.raises(Unfit, match=r"consent\.asked_already"), transaction.atomic():
        ask(world, mettes_health(world))
    decline_consent(world.sight("mette"), at=NOW, request_id=again.id, reason="Ikke nu")
    assert not sees_health(world)
    assert {"consent.declined"} <= done(world)
    ask(world, mettes_health(world))


def test_a_question_is_answered_once(world: World) -> None:
    question = ask(world, mettes_health(world))
    yes(world, "mette", question)

    for again in (
        lambda: yes(world, "mette", question),
        lambda: decline_consent(world.sight("mette"), at=NOW, request_id=question.id),
    ):
        with pytest.raises(Unfit, match=r"consent\.answered_already"), transaction.atomic():
            again()


def test_a_question_that_was_answered_meanwhile_is_not_answered_again(world: World) -> None:
    """Two windows open: the no in one of them holds against the yes in the other."""
    question = ask(world, mettes_health(world))
    decline_consent(world.sight("mette"), at=NOW, request_id=question.id)

    with pytest.raises(Unfit, match=r"consent\.answered_already"), transaction.atomic():
        yes(world, "mette", question)
    assert not sees_health(world)


def test_a_lapsed_question_opens_nothing(world: World) -> None:
    question = ask(world, mettes_health(world), last=TODAY + timedelta(days=5))
    with pytest.raises(Unfit, match=r"consent\.question_lapsed"), transaction.atomic():
        give_consent(world.sight("mette", at=LATER), at=LATER, request_id=question.id, way=Way.PORTAL)

    assert unanswered(world.sight("mette", at=LATER), on=LATER.date()) == []
    ask_for_consent(
        world.sight(COORDINATOR, at=LATER),
        at=LATER,
        scope=mettes_health(world),
        why="Igen",
        period=Period(LATER.date()),
    )


def test_the_citizen_may_say_yes_for_fewer_days(world: World) -> None:
    question = ask(world, mettes_health(world))
    wanted = Period(TODAY, TODAY + timedelta(days=30))
    consent = give_consent(world.sight("mette"), at=NOW, request_id=question.id, way=Way.PORTAL, period=wanted)

    assert consent.period == wanted
    assert not sees_health(world, days=31)


def test_a_professional_cannot_say_yes_for_the_citizen(world: World) -> None:
    question = ask(world, mettes_health(world))
    with pytest.raises(Refused, match=r"consent\.only_the_person_gives"), transaction.atomic():
        give_consent(world.sight(COORDINATOR), at=NOW, request_id=question.id, way=Way.PORTAL)
    with pytest.raises(Refused, match=r"consent\.witness_missing"), transaction.atomic():
        give_consent(
            world.sight(COORDINATOR), at=NOW, request_id=question.id, way=Way.MEETING, given_by=who(world, "mette")
        )

    give_consent(
        world.sight(COORDINATOR),
        at=NOW,
        request_id=question.id,
        way=Way.MEETING,
        given_by=who(world, "mette"),
        witness=SEEN,
    )
    assert sees_health(world)
    assert "consent.receipt" in told(world, "mette")  # she hears of it, and can take it back


def test_what_was_written_down_can_be_taken_back_on_the_phone(world: World) -> None:
    """As easy as giving: the same channels."""
    consent = yes(world, "mette", ask(world, mettes_health(world)))
    with pytest.raises(Refused, match=r"consent\.another_decides"), transaction.atomic():
        withdraw_consent(world.sight(COORDINATOR), at=NOW, consent_id=consent.id)

    withdraw_consent(world.sight(COORDINATOR), at=NOW, consent_id=consent.id, given_by=who(world, "mette"))
    assert not sees_health(world)
    assert "consent.withdrawn_receipt" in told(world, "mette")
