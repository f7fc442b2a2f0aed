"""Does the board show what is most urgent first, at the same cost for one request and for thirty?"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.demo.cast import Cast
from enplan.journey.entrance.commands import receive_request, screen_request
from enplan.journey.entrance.facts import Channel, Origin, Request
from enplan.journey.entrance.queries import own_requests, request_board, request_of
from enplan.journey.team.commands import name_coordinator
from enplan.journey.team.queries import intake_board, intake_page
from enplan.kernel.errors import Refused
from tests.builders_people import BECAUSE, TODAY, answers
from tests.worlds import NOW, World, a_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


def asked(cast: Cast, number: int, *, days_ago: int = 0) -> Request:
    return receive_request(
        cast.professionals["Anne Lykkegaard"],
        at=NOW - timedelta(days=days_ago),
        origin=Origin.CITIZEN,
        channel=Channel.VISIT,
        about_name=f"Borger {number}",
        about_born=date(1980, 1, 1) + timedelta(days=number),
        wish="Hjælp til at samle det hele.",
    )


def test_the_most_urgent_request_stands_first(cast: Cast) -> None:
    for number, days_ago in enumerate([1, 40, 20]):
        asked(cast, number, days_ago=days_ago)

    cards = request_board(cast.professionals["Anne Lykkegaard"], on=TODAY)
    assert [card.request.about_name for card in cards] == ["Borger 1", "Borger 2", "Borger 0"]
    assert [(card.late, card.days_late) for card in cards] == [(True, 12), (False, 0), (False, 0)]


def test_the_board_is_for_the_entrance_alone(cast: Cast) -> None:
    for other in (cast.professionals["Henrik Dam"], cast.citizens["mette"]):
        with pytest.raises(Refused, match=r"request\.intake_only"):
            request_board(other, on=TODAY)


def test_the_board_costs_the_same_for_one_and_for_thirty(cast: Cast) -> None:
    anne, costs = cast.professionals["Anne Lykkegaard"], []
    for number in (0, *range(1, 30)):
        asked(cast, number)
        if number in {0, 29}:
            with CaptureQueriesContext(connection) as queries:
                cards = intake_board(anne, on=TODAY)
            costs.append(len(queries))

    assert len(cards) == 30
    assert costs[0] == costs[1]
    with CaptureQueriesContext(connection) as queries:
        assert len(own_requests(anne, on=TODAY)) == 30
    assert len(queries) == 2


def test_an_offered_plan_waits_for_its_contact_person_on_the_board(cast: Cast) -> None:
    anne = cast.professionals["Anne Lykkegaard"]
    request = asked(cast, 1)
    answer = screen_request(anne, at=NOW, request_id=request.id, answers=answers(), offered=True, reasons=BECAUSE)
    assert answer.case_id is not None
    assert [each.coordinator for each in intake_board(anne, on=TODAY)] == [""]
    assert intake_page(anne, request_id=request.id, on=TODAY).professionals

    susanne = cast.professionals["Susanne Brandt"]
    assert susanne.professional_id is not None
    name_coordinator(anne, at=NOW, case_id=answer.case_id, professional_id=susanne.professional_id)
    assert [each.coordinator for each in intake_board(anne, on=TODAY)] == ["Susanne Brandt"]
    page = intake_page(anne, request_id=request.id, on=TODAY)
    assert page.coordinator is not None
    assert page.professionals == []

    sight = World(cast, answer.case_id).sight("Susanne Brandt")
    begun = request_of(sight)
    assert begun is not None
    assert begun.id == request.id
