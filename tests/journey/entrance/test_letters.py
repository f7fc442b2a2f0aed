"""Does every answer, receipt and delay reach the one it is for, also who does not read in the portal? (S-67, S-68)"""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from enplan.demo.cast import Cast
from enplan.doors.parts.reasons import sentence
from enplan.journey.entrance.commands import delay_answer, receive_request, screen_request, send_letter
from enplan.journey.entrance.facts import (
    Asker,
    Channel,
    Criterion,
    Handed,
    LetterDue,
    Mail,
    MailWay,
    Origin,
    Paper,
    Reach,
    Request,
    Sending,
    Stage,
    To,
)
from enplan.journey.entrance.queries import own_requests, receipt, request_board, request_page
from enplan.journey.entrance.rules.deadlines import is_late
from enplan.journey.entrance.rules.letters import must_be_sent_so
from enplan.kernel.actor import Actor
from enplan.kernel.errors import Refused, Unfit
from enplan.registers.outbox.queries import messages
from tests.behind_the_barrier import every_event
from tests.builders_people import BECAUSE, TODAY, a_request, answers
from tests.worlds import NOW, a_municipality

HOME = "Havnegade 4, 2. tv\n9999 Nordby"
BORN = date(1990, 5, 1)
ANSWER = LetterDue(Paper.ANSWER, To.CITIZEN, "Kai Test")


@pytest.mark.parametrize(
    ("due", "handed", "address", "day", "reason"),
    [
        pytest.param(ANSWER, Handed.TOLD, HOME, TODAY, "letter.answer_only_said", id="an answer that is only said"),
        pytest.param(ANSWER, Handed.POST, " ", TODAY, "letter.post_address_missing", id="no address"),
        pytest.param(ANSWER, Handed.PROXY, "", TODAY, "letter.proxy_address_missing", id="a power of nobody"),
        pytest.param(ANSWER, Handed.POST, HOME, TODAY + timedelta(days=1), "letter.day_unlikely", id="tomorrow"),
        pytest.param(ANSWER, Handed.POST, HOME, TODAY - timedelta(days=1), "letter.day_unlikely", id="before written"),
    ],
)
def test_a_letter_says_where_it_went_and_when(
    due: LetterDue, handed: Handed, address: str, day: date, reason: str
) -> None:
    with pytest.raises(Unfit) as refused:
        must_be_sent_so(due, handed, address, day, a_request(answered_at=NOW), TODAY)

    assert refused.value.reason == reason


@pytest.mark.parametrize(("handed", "address"), [(Handed.POST, HOME), (Handed.COLLECTED, ""), (Handed.PROXY, HOME)])
def test_an_answer_goes_by_post_in_hand_or_to_who_has_the_power(handed: Handed, address: str) -> None:
    must_be_sent_so(ANSWER, handed, address, TODAY, a_request(answered_at=NOW), TODAY)


@pytest.mark.django_db
class TestLetters:
    @pytest.fixture
    def cast(self) -> Cast:
        return a_municipality()

    @pytest.fixture
    def anne(self, cast: Cast) -> Actor:
        return cast.professionals["Anne Lykkegaard"]

    def by_carsten(self, cast: Cast, mail: Mail = Mail(MailWay.POST, HOME)) -> Request:  # noqa: B008  # a frozen value
        return receive_request(
            cast.citizens["carsten"],
            at=NOW,
            origin=Origin.RELATIVE,
            channel=Channel.PORTAL,
            about_name="Kai Test",
            about_born=BORN,
            wish="Han har brug for hjælp.",
            mail=mail,
        )

    def by_phone(self, anne: Actor, who: Asker, origin: Origin = Origin.PROFESSIONAL) -> Request:
        return receive_request(
            anne,
            at=NOW,
            origin=origin,
            channel=Channel.PHONE,
            asked_by="Vibeke Ravn",
            about_name="Kai Test",
            about_born=BORN,
            wish="Han har brug for hjælp.",
            who=who,
        )

    def say_no(self, anne: Actor, request: Request, at: datetime = NOW) -> None:
        screen_request(
            anne,
            at=at,
            request_id=request.id,
            answers=answers(Criterion.SEVERAL_PLANS),
            offered=False,
            reasons=BECAUSE,
            citizen_said=BECAUSE,
            guidance=BECAUSE,
        )

    def waiting(self, anne: Actor, request: Request) -> list[str]:
        return [each.key for each in request_page(anne, request_id=request.id, on=TODAY).letters]

    def test_an_answer_on_paper_counts_only_when_its_letter_is_sent(self, cast: Cast, anne: Actor) -> None:
        """S-68: it reaches the one it is about, and only then is who asked told that it has."""
        carsten, request = cast.citizens["carsten"], self.by_carsten(cast)
        self.say_no(anne, request)

        page = request_page(anne, request_id=request.id, on=TODAY)
        assert page.card.request.stage is Stage.WRITTEN
        assert [(each.key, each.name, each.address) for each in page.letters] == [("answer-citizen", "Kai Test", HOME)]
        assert is_late(page.card.request, TODAY + timedelta(days=29))
        assert own_requests(carsten, on=TODAY)[0].request.stage is Stage.CONSIDERED
        assert "entrance.answer_given_to_citizen" not in [each.message for each in messages(carsten)]

        sending = Sending("answer-citizen", Handed.POST, TODAY, HOME)
        sent = send_letter(anne, at=NOW, request_id=request.id, sending=sending)
        assert (sent.sent_by, sent.sent_day, sent.address) == ("Anne Lykkegaard", TODAY, HOME)
        page = request_page(anne, request_id=request.id, on=TODAY)
        assert (page.card.request.stage, list(page.letters)) == (Stage.DECLINED, [])
        assert not is_late(page.card.request, TODAY + timedelta(days=29))
        assert receipt(carsten, request_id=request.id, on=TODAY).card.request.stage is Stage.ANSWERED
        assert "entrance.answer_given_to_citizen" in [each.message for each in messages(carsten)]
        assert "entrance.letter_sent" in every_event()

    def test_a_letter_is_sent_once_and_by_the_entrance_only(self, cast: Cast, anne: Actor) -> None:
        request = self.by_carsten(cast)
        self.say_no(anne, request)
        sending = Sending("answer-citizen", Handed.COLLECTED, TODAY)
        for who in (cast.citizens["carsten"], cast.professionals["Susanne Brandt"]):
            with pytest.raises(Refused, match=r"request\.intake_only"), transaction.atomic():
                send_letter(who, at=NOW, request_id=request.id, sending=sending)
        send_letter(anne, at=NOW, request_id=request.id, sending=sending)

        with pytest.raises(Unfit, match=r"letter\.not_due"), transaction.atomic():
            send_letter(anne, at=NOW, request_id=request.id, sending=sending)

    def test_the_board_keeps_it_among_those_who_wait(self, cast: Cast, anne: Actor) -> None:
        request = self.by_carsten(cast)
        self.say_no(anne, request)

        cards = request_board(anne, on=TODAY)
        assert [(each.request.stage, [due.key for due in each.letters]) for each in cards] == [
            (Stage.WRITTEN, ["answer-citizen"])
        ]

    def test_a_professional_outside_the_house_asks_as_what_they_are(self, cast: Cast, anne: Actor) -> None:
        """S-66: who took the initiative is written down, with title and workplace."""
        for lacking in (Asker(), Asker(title="Praktiserende læge"), Asker(workplace="Lægehuset Søparken")):
            with pytest.raises(Unfit, match=r"request\.professional_unnamed"), transaction.atomic():
                self.by_phone(anne, lacking)

        request = self.by_phone(anne, Asker("Praktiserende læge", "Lægehuset Søparken", HOME))
        assert request.origin is Origin.PROFESSIONAL
        assert request.asked_by_whom == "Vibeke Ravn, Praktiserende læge, Lægehuset Søparken"

    def test_who_rang_gets_receipt_delay_and_word_of_the_answer_and_the_citizen_the_answer(
        self, cast: Cast, anne: Actor
    ) -> None:
        request = self.by_phone(anne, Asker("Læge", "Lægehuset", HOME))
        assert self.waiting(anne, request) == ["receipt-asker"]

        delay_answer(anne, at=NOW, request_id=request.id, new_day=TODAY + timedelta(days=42), reason=BECAUSE)
        told = request_page(anne, request_id=request.id, on=TODAY).delays[0].id
        assert self.waiting(anne, request) == ["receipt-asker", f"delay-asker-{told}", f"delay-citizen-{told}"]
        receipt_sent = Sending("receipt-asker", Handed.POST, TODAY, HOME)
        send_letter(anne, at=NOW, request_id=request.id, sending=receipt_sent)
        assert self.waiting(anne, request) == [f"delay-asker-{told}", f"delay-citizen-{told}"]

        self.say_no(anne, request)
        assert self.waiting(anne, request) == ["answer-citizen"]
        send_letter(anne, at=NOW, request_id=request.id, sending=Sending("answer-citizen", Handed.COLLECTED, TODAY))
        assert self.waiting(anne, request) == ["notice-asker"]
        assert request_page(anne, request_id=request.id, on=TODAY).card.request.has_reached
        assert messages(anne) == []

    def test_who_was_told_the_day_needs_no_receipt(self, anne: Actor) -> None:
        """S-67: the receipt may be said, and that it was is written down."""
        request = self.by_phone(anne, Asker(told=True), Origin.RELATIVE)

        page = request_page(anne, request_id=request.id, on=TODAY)
        assert list(page.letters) == []
        assert [(each.paper, each.handed, each.sent_by) for each in page.sent] == [
            (Paper.RECEIPT, Handed.TOLD, "Anne Lykkegaard")
        ]

    def test_somebody_without_an_address_comes_by_for_it(self, cast: Cast, anne: Actor) -> None:
        request = self.by_carsten(cast, Mail(MailWay.COLLECTED))
        self.say_no(anne, request)

        assert request_page(anne, request_id=request.id, on=TODAY).letters[0].way is MailWay.COLLECTED
        with pytest.raises(Unfit, match=r"letter\.proxy_address_missing"), transaction.atomic():
            self.by_carsten(cast, Mail(MailWay.PROXY, " "))

    def test_who_asked_for_another_is_shown_neither_letter_nor_where_it_went(self, cast: Cast, anne: Actor) -> None:
        carsten, request = cast.citizens["carsten"], self.by_carsten(cast)
        delay_answer(anne, at=NOW, request_id=request.id, new_day=TODAY + timedelta(days=42), reason=BECAUSE)
        self.say_no(anne, request)

        shown = receipt(carsten, request_id=request.id, on=TODAY)
        assert [each.paper for each in shown.papers] == [Paper.RECEIPT, Paper.DELAY]
        assert {each.to for each in shown.papers} == {To.ASKER}
        assert (shown.card.request.mail_to, shown.delays[0].reason) == ("", "")

    def test_an_answer_read_in_the_portal_needs_no_letter(self, cast: Cast, anne: Actor) -> None:
        mette, me = cast.citizens["mette"], cast.persons["mette"]
        request = receive_request(
            mette,
            at=NOW,
            origin=Origin.CITIZEN,
            channel=Channel.PORTAL,
            about_name=me.name,
            about_born=me.born,
            wish="Jeg har fire planer.",
        )
        self.say_no(anne, request)

        page = request_page(anne, request_id=request.id, on=TODAY)
        assert (page.screening and page.screening.reach, list(page.letters)) == (Reach.PORTAL, [])
        assert page.card.request.has_reached

    def test_every_way_has_its_words(self) -> None:
        for group, keys in (("mail", MailWay), ("handed", Handed), ("paper", Paper), ("letter-to", To)):
            assert all(sentence(f"{group}.{each.value}") for each in keys)
