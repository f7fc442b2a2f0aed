"""Is who asked told in time that the answer is delayed, and by which new day it comes? (S-67, S-68)"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from enplan.demo.cast import Cast
from enplan.doors.parts.reasons import sentence
from enplan.journey.entrance.commands import delay_answer, receive_request, refer_citizen, screen_request
from enplan.journey.entrance.facts import Channel, Criterion, Origin, Reach, Request
from enplan.journey.entrance.queries import receipt, request_board, request_page
from enplan.journey.entrance.rules.complaining import complaint_guidance
from enplan.journey.entrance.rules.deadlines import due_day, must_be_delayable, promise, promised_day
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import is_working_day
from enplan.kernel.errors import Refused, Unfit
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import phrasebook
from enplan.registers.outbox.queries import messages
from tests.behind_the_barrier import every_event
from tests.builders_people import BECAUSE, TODAY, a_request, answers
from tests.worlds import NOW, a_municipality

PROMISED = TODAY + timedelta(days=28)
LATER = PROMISED + timedelta(days=14)


@pytest.mark.parametrize(
    ("on", "new_day", "reason"),
    [
        pytest.param(TODAY, PROMISED, "delay.not_later", id="the promised day itself"),
        pytest.param(TODAY, PROMISED - timedelta(days=1), "delay.not_later", id="before the promised day"),
        pytest.param(LATER, LATER, "delay.day_unlikely", id="today, when it is late already"),
        pytest.param(TODAY, PROMISED + timedelta(days=5), "delay.closed_day", id="Boxing Day"),
        pytest.param(TODAY, TODAY + timedelta(days=91), "delay.day_unlikely", id="out of sight"),
    ],
)
def test_a_new_day_is_later_and_to_come(on: date, new_day: date, reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        must_be_delayable(a_request(), new_day, BECAUSE, on, 90)

    assert refused.value.reason == reason


def test_a_delay_without_a_reason_is_none() -> None:
    with pytest.raises(Unfit, match=r"delay\.reason_missing"):
        must_be_delayable(a_request(), LATER, "travlt", TODAY, 90)


@pytest.mark.parametrize("new_day", [PROMISED + timedelta(days=1), TODAY + timedelta(days=88)])
def test_the_first_and_the_last_possible_day(new_day: date) -> None:
    must_be_delayable(a_request(), new_day, BECAUSE, TODAY, 88)


@given(asked=st.dates(date(2024, 1, 1), date(2030, 12, 31)), days=st.integers(1, 90))
def test_what_is_promised_is_a_working_day_after_the_asking_and_no_later_than_published(asked: date, days: int) -> None:
    told, counted = promise(asked, days), asked + timedelta(days=days)

    assert is_working_day(told)
    assert told > asked
    assert told <= counted or not any(is_working_day(asked + timedelta(days=each)) for each in range(1, days + 1))


def test_what_was_promised_stays_promised_whatever_is_counted_later() -> None:
    before = replace(a_request(days=13), promised_day=None)  # received before the day itself was kept

    assert promised_day(before) == TODAY + timedelta(days=13)
    assert promised_day(replace(before, promised_day=TODAY + timedelta(days=11))) == TODAY + timedelta(days=11)


def test_the_guidance_of_a_no_says_until_when_and_what_then() -> None:
    """S-68: the lengths are those of the law data."""
    said = complaint_guidance(lawbook().on(TODAY), phrasebook().on(TODAY))

    assert "senest 4 uger efter" in said
    assert "inden 4 uger" in said
    assert "Ankestyrelsen" in said


@pytest.mark.django_db
class TestDelaying:
    @pytest.fixture
    def cast(self) -> Cast:
        return a_municipality()

    @pytest.fixture
    def anne(self, cast: Cast) -> Actor:
        return cast.professionals["Anne Lykkegaard"]

    def from_mette(self, cast: Cast) -> Request:
        mette, me = cast.citizens["mette"], cast.persons["mette"]
        return receive_request(
            mette,
            at=NOW,
            origin=Origin.CITIZEN,
            channel=Channel.PORTAL,
            about_name=me.name,
            about_born=me.born,
            wish="Jeg har fire planer.",
        )

    def test_the_asker_is_told_the_new_day_and_why(self, cast: Cast, anne: Actor) -> None:
        request = self.from_mette(cast)
        delayed = delay_answer(anne, at=NOW, request_id=request.id, new_day=LATER, reason=BECAUSE)

        assert (promised_day(delayed), due_day(delayed)) == (PROMISED, LATER)
        shown = receipt(cast.citizens["mette"], request_id=request.id, on=TODAY)
        assert [(each.from_day, each.new_day, each.reason) for each in shown.delays] == [(PROMISED, LATER, BECAUSE)]
        told = next(each for each in messages(cast.citizens["mette"]) if each.message == "entrance.answer_delayed")
        assert told.details["day"] == "mandag den 4. januar 2027"
        assert "entrance.answer_delayed" in every_event()

    def test_it_can_be_delayed_again_from_the_new_day_only(self, cast: Cast, anne: Actor) -> None:
        request = self.from_mette(cast)
        delay_answer(anne, at=NOW, request_id=request.id, new_day=LATER, reason=BECAUSE)
        with pytest.raises(Unfit, match=r"delay\.not_later"), transaction.atomic():
            delay_answer(anne, at=NOW, request_id=request.id, new_day=LATER, reason=BECAUSE)

        last = LATER + timedelta(days=1)
        delay_answer(anne, at=NOW, request_id=request.id, new_day=last, reason=BECAUSE)
        page = request_page(anne, request_id=request.id, on=TODAY)
        assert [each.new_day for each in page.delays] == [last, LATER]

    def test_the_board_counts_to_the_new_day(self, cast: Cast, anne: Actor) -> None:
        request = self.from_mette(cast)
        delay_answer(anne, at=NOW, request_id=request.id, new_day=LATER, reason=BECAUSE)

        assert [(each.due_day, each.late) for each in request_board(anne, on=PROMISED + timedelta(days=1))] == [
            (LATER, False)
        ]
        assert [each.late for each in request_board(anne, on=LATER + timedelta(days=1))] == [True]

    def test_who_asked_for_another_is_told_the_day_and_not_why(self, cast: Cast, anne: Actor) -> None:
        about, carsten = cast.persons["mette"], cast.citizens["carsten"]
        request = receive_request(
            carsten,
            at=NOW,
            origin=Origin.RELATIVE,
            channel=Channel.PORTAL,
            about_name=about.name,
            about_born=about.born,
            wish="Hun har brug for hjælp.",
        )
        delay_answer(anne, at=NOW, request_id=request.id, new_day=LATER, reason=BECAUSE)

        shown = receipt(carsten, request_id=request.id, on=TODAY)
        assert [(each.new_day, each.reason) for each in shown.delays] == [(LATER, "")]
        told = next(each for each in messages(carsten) if each.message != "entrance.request_received")
        assert told.message == "entrance.answer_delayed_for_another"
        assert "Læs hvorfor" not in sentence(f"message.{told.message}", told.details)

    def test_a_colleague_who_referred_is_told_too(self, cast: Cast, anne: Actor) -> None:
        about, henrik = cast.persons["mette"], cast.professionals["Henrik Dam"]
        request = refer_citizen(
            henrik, at=NOW, about_name=about.name, about_born=about.born, reason=BECAUSE, consent_of_citizen=True
        )
        delay_answer(anne, at=NOW, request_id=request.id, new_day=LATER, reason=BECAUSE)

        assert [each.message for each in messages(henrik)] == ["entrance.answer_delayed_for_another"]

    def test_nobody_but_the_entrance_delays(self, cast: Cast) -> None:
        request = self.from_mette(cast)

        for who in (cast.citizens["mette"], cast.professionals["Susanne Brandt"]):
            with pytest.raises(Refused, match=r"request\.intake_only"), transaction.atomic():
                delay_answer(who, at=NOW, request_id=request.id, new_day=LATER, reason=BECAUSE)

    def test_a_no_carries_the_guidance_of_its_day_to_the_one_who_asked(self, cast: Cast, anne: Actor) -> None:
        """S-68"""
        request = self.from_mette(cast)
        answer = screen_request(
            anne,
            at=NOW,
            request_id=request.id,
            answers=answers(Criterion.SEVERAL_PLANS),
            offered=False,
            reasons=BECAUSE,
            citizen_said=BECAUSE,
            guidance=BECAUSE,
        )

        assert answer.reach is Reach.PORTAL
        shown = receipt(cast.citizens["mette"], request_id=request.id, on=TODAY).screening
        assert shown is not None
        assert shown.complaint == complaint_guidance(lawbook().on(TODAY), phrasebook().on(TODAY))

    def test_somebody_who_cannot_sign_in_gets_the_answer_on_paper(self, cast: Cast, anne: Actor) -> None:
        request = receive_request(
            anne,
            at=NOW,
            origin=Origin.CITIZEN,
            channel=Channel.PHONE,
            about_name="Ukendt Borger",
            about_born=date(1990, 5, 1),
            wish="Hjælp til at samle det hele.",
        )
        asked = {"answers": answers(), "offered": True, "reasons": BECAUSE}
        with pytest.raises(Unfit, match=r"screening\.reach_missing"), transaction.atomic():
            screen_request(anne, at=NOW, request_id=request.id, reach=Reach.PORTAL, **asked)  # type: ignore[arg-type]  # a mapping

        assert screen_request(anne, at=NOW, request_id=request.id, **asked).reach is Reach.LETTER  # type: ignore[arg-type]  # as above
