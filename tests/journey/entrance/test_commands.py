"""What happens to a request from the moment it is received until it is answered?"""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from enplan.demo.cast import Cast
from enplan.journey.entrance.commands import receive_request, refer_citizen, screen_request, take_up_request
from enplan.journey.entrance.facts import Channel, Criterion, Origin, Request, Stage
from enplan.journey.entrance.queries import own_requests, receipt, request_board, request_page
from enplan.journey.entrance.rules.deadlines import due_day
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.registers.base.barrier import tell_case
from enplan.registers.cases.gate import case_by_id
from enplan.registers.organisation.commands import settle
from enplan.registers.organisation.facts import Matter
from enplan.registers.outbox.queries import messages
from enplan.registers.people.models import PersonRecord
from tests.behind_the_barrier import every_event
from tests.builders_people import BECAUSE, TODAY, answers
from tests.worlds import NOW, a_municipality

pytestmark = pytest.mark.django_db
WISH = "Jeg har fire planer og kan ikke overskue dem."


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


def from_mette(cast: Cast) -> Request:
    return receive_request(
        cast.citizens["mette"],
        at=NOW,
        origin=Origin.CITIZEN,
        channel=Channel.PORTAL,
        about_name="Mette",
        about_born=date(1983, 4, 12),
        wish=WISH,
    )


def by_phone(cast: Cast, name: str = "Ukendt Borger", born: date = date(1990, 5, 1), at: datetime = NOW) -> Request:
    return receive_request(
        cast.professionals["Anne Lykkegaard"],
        at=at,
        origin=Origin.CITIZEN,
        channel=Channel.PHONE,
        asked_by=name,
        about_name=name,
        about_born=born,
        wish=WISH,
    )


def heard(cast: Cast, who: str) -> list[str]:
    return [each.message for each in messages(cast.citizens.get(who) or cast.professionals[who])]


def test_a_citizen_asks_and_gets_a_receipt_with_the_promised_day(cast: Cast) -> None:
    """S-67"""
    request = from_mette(cast)

    shown = receipt(cast.citizens["mette"], request_id=request.id, on=TODAY)
    assert shown.card.due_day == TODAY + timedelta(days=28)
    assert shown.card.request.stage is Stage.RECEIVED
    assert heard(cast, "mette") == ["entrance.request_received"]


def test_who_asks_for_themselves_is_who_they_signed_in_as(cast: Cast) -> None:
    request = receive_request(
        cast.citizens["mette"],
        at=NOW,
        origin=Origin.CITIZEN,
        channel=Channel.PORTAL,
        about_name="Kenneth Lund Jensen",
        about_born=date(1984, 6, 19),
        wish=WISH,
        person_id=cast.persons["kenneth"].id,
    )

    assert request.person_id == cast.persons["mette"].id
    assert request.about_name == "Mette Holm Andersen"


def test_a_relative_cannot_point_at_a_person_in_the_register(cast: Cast) -> None:
    request = receive_request(
        cast.citizens["carsten"],
        at=NOW,
        origin=Origin.RELATIVE,
        channel=Channel.PORTAL,
        about_name="Mette Holm Andersen",
        about_born=date(1983, 4, 12),
        wish=WISH,
        person_id=cast.persons["mette"].id,
    )

    assert request.person_id is None


def test_the_same_request_is_not_sent_twice(cast: Cast) -> None:
    from_mette(cast)

    with pytest.raises(Unfit, match=r"request\.asked_already"), transaction.atomic():
        from_mette(cast)


def test_nobody_but_the_entrance_writes_down_a_phone_call(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"request\.not_yours_to_write"), transaction.atomic():
        receive_request(
            cast.professionals["Henrik Dam"],
            at=NOW,
            origin=Origin.CITIZEN,
            channel=Channel.PHONE,
            about_name="Mette",
            about_born=date(1983, 4, 12),
            wish=WISH,
        )


def test_a_colleague_refers_only_a_citizen_who_has_agreed(cast: Cast) -> None:
    """S-74: no exchange behind anybody's back."""
    henrik, about = cast.professionals["Henrik Dam"], cast.persons["mette"]
    with pytest.raises(Unfit, match=r"request\.citizen_must_agree"), transaction.atomic():
        refer_citizen(
            henrik, at=NOW, about_name=about.name, about_born=about.born, reason=WISH, consent_of_citizen=False
        )

    request = refer_citizen(
        henrik, at=NOW, about_name=about.name, about_born=about.born, reason=WISH, consent_of_citizen=True
    )
    assert request.origin is Origin.COLLEAGUE
    with pytest.raises(Refused, match=r"door\.staff_only"), transaction.atomic():
        refer_citizen(
            cast.citizens["mette"],
            at=NOW,
            about_name=about.name,
            about_born=about.born,
            reason=WISH,
            consent_of_citizen=True,
        )


def test_taking_up_shows_that_it_is_not_forgotten(cast: Cast) -> None:
    request, anne = from_mette(cast), cast.professionals["Anne Lykkegaard"]
    taken = take_up_request(anne, at=NOW, request_id=request.id)

    assert taken.stage is Stage.CONSIDERED
    with pytest.raises(Unfit, match=r"request\.taken_up_already"), transaction.atomic():
        take_up_request(anne, at=NOW, request_id=request.id)
    with pytest.raises(Refused, match=r"request\.intake_only"), transaction.atomic():
        take_up_request(cast.professionals["Henrik Dam"], at=NOW, request_id=request.id)


def test_a_yes_begins_a_case_for_the_citizen(cast: Cast) -> None:
    request, anne = from_mette(cast), cast.professionals["Anne Lykkegaard"]
    answer = screen_request(
        anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE, ref="mette"
    )

    assert answer.case_id is not None
    tell_case(anne, answer.case_id)
    case = case_by_id(answer.case_id)
    assert case is not None
    assert (case.citizen.person_id, case.citizen.ref, case.regime) == (cast.persons["mette"].id, "mette", "hop-2018")
    shown = receipt(cast.citizens["mette"], request_id=request.id, on=TODAY)
    assert shown.screening is not None
    assert shown.screening.reasons == BECAUSE
    assert heard(cast, "mette")[0] in {"entrance.request_answered", "entrance.request_received"}
    assert "entrance.request_answered" in heard(cast, "mette")


def test_a_yes_to_somebody_unknown_registers_them(cast: Cast) -> None:
    anne = cast.professionals["Anne Lykkegaard"]
    request = by_phone(cast)
    answer = screen_request(anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE)

    assert PersonRecord.objects.get(name="Ukendt Borger").id == answer.person_id


def test_a_yes_to_somebody_known_uses_the_person_that_was_found(cast: Cast) -> None:
    anne, known = cast.professionals["Anne Lykkegaard"], cast.persons["jimmi"]
    request = by_phone(cast, known.name, known.born)
    page = request_page(anne, request_id=request.id, on=TODAY)
    assert [each.person.id for each in page.known] == [known.id]

    answer = screen_request(
        anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE, person_id=known.id
    )
    assert answer.person_id == known.id


def test_a_no_is_given_with_reasons_and_guidance_and_begins_nothing(cast: Cast) -> None:
    """S-68"""
    request, anne = from_mette(cast), cast.professionals["Anne Lykkegaard"]
    answer = screen_request(
        anne,
        at=NOW,
        request_id=request.id,
        answers=answers(Criterion.SEVERAL_PLANS),
        offered=False,
        reasons=BECAUSE,
        citizen_said="Jeg synes, der er for mange at tale med.",
        guidance="Du kan altid søge igen, og vi ringer om mentorstøtte.",
    )

    assert answer.case_id is None
    shown = receipt(cast.citizens["mette"], request_id=request.id, on=TODAY)
    assert shown.card.request.stage is Stage.DECLINED
    assert shown.screening is not None
    assert "søge igen" in shown.screening.guidance


def test_an_unreasoned_no_leaves_the_request_open(cast: Cast) -> None:
    request, anne = from_mette(cast), cast.professionals["Anne Lykkegaard"]
    with pytest.raises(Unfit, match=r"screening\.citizen_not_heard"), transaction.atomic():
        screen_request(
            anne,
            at=NOW,
            request_id=request.id,
            answers=answers(Criterion.SEVERAL_PLANS),
            offered=False,
            reasons=BECAUSE,
        )

    assert [card.request.stage for card in request_board(anne, on=TODAY)] == [Stage.RECEIVED]


def test_an_answer_is_given_once(cast: Cast) -> None:
    request, anne = from_mette(cast), cast.professionals["Anne Lykkegaard"]
    screen_request(anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE)

    with pytest.raises(Unfit, match=r"request\.answered_already"), transaction.atomic():
        screen_request(anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE)


def test_only_the_entrance_answers(cast: Cast) -> None:
    request = from_mette(cast)
    for other in (cast.professionals["Henrik Dam"], cast.citizens["mette"]):
        with pytest.raises(Refused, match=r"request\.intake_only"), transaction.atomic():
            screen_request(other, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE)


def test_who_asked_for_another_does_not_learn_the_answer(cast: Cast) -> None:
    anne, mette = cast.professionals["Anne Lykkegaard"], cast.persons["mette"]
    request = receive_request(
        cast.citizens["carsten"],
        at=NOW,
        origin=Origin.RELATIVE,
        channel=Channel.PORTAL,
        about_name=mette.name,
        about_born=mette.born,
        wish=WISH,
    )
    screen_request(
        anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE, person_id=mette.id
    )

    shown = receipt(cast.citizens["carsten"], request_id=request.id, on=TODAY)
    assert (shown.card.request.stage, shown.screening, shown.card.case_id) == (Stage.ANSWERED, None, None)
    assert "entrance.answer_given_to_citizen" in heard(cast, "carsten")
    assert receipt(cast.citizens["mette"], request_id=request.id, on=TODAY).screening is not None


def test_another_persons_request_does_not_exist_for_me(cast: Cast) -> None:
    request = from_mette(cast)

    with pytest.raises(Missing), transaction.atomic():
        receipt(cast.citizens["kenneth"], request_id=request.id, on=TODAY)
    assert own_requests(cast.citizens["kenneth"], on=TODAY) == []
    assert own_requests(cast.professionals["Henrik Dam"], on=TODAY) == []


def test_what_happens_before_a_case_is_remembered(cast: Cast) -> None:
    request, anne = from_mette(cast), cast.professionals["Anne Lykkegaard"]
    take_up_request(anne, at=NOW, request_id=request.id)
    screen_request(anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE)

    assert set(every_event()) - {"organisation.settled"} == {
        "entrance.request_received",
        "entrance.request_taken_up",
        "entrance.request_answered",
    }


def test_the_promise_is_what_the_municipality_has_settled_on_the_day_of_asking(cast: Cast) -> None:
    """S-67: a new deadline holds from its first day, and what was promised before stays promised."""
    before = from_mette(cast)
    tomorrow = TODAY + timedelta(days=1)
    leader = cast.professionals["Thomas Vinther"]
    why = "Besluttet af byrådet den 12. november."
    settle(leader, at=NOW, matter=Matter.ANSWER_DAYS, value="14", first_day=tomorrow, why=why)

    today, later = by_phone(cast), by_phone(cast, "Anden Borger", at=NOW + timedelta(days=1))
    assert [each.answer_within_days for each in (before, today, later)] == [28, 28, 14]
    assert due_day(later) == tomorrow + timedelta(days=14)
    kept = receipt(cast.citizens["mette"], request_id=before.id, on=tomorrow)
    assert kept.card.due_day == TODAY + timedelta(days=28)
