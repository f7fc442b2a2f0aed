"""Can any row of acts bring a request out of order? Received, considered, delayed, answered and sent, in that order."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import Error, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enplan.demo.cast import Cast
from enplan.journey.entrance.commands import delay_answer, receive_request, screen_request, send_letter, take_up_request
from enplan.journey.entrance.facts import Channel, Criterion, Handed, Origin, Request, Sending, Stage
from enplan.journey.entrance.queries import request_page
from enplan.kernel.actor import Actor
from enplan.kernel.errors import Expected
from enplan.registers.base.barrier import tell_actor
from tests.builders_people import BECAUSE, TODAY, answers
from tests.worlds import NOW, a_municipality

pytestmark = pytest.mark.django_db
NUMBERS = count(1)
OPEN = {Stage.RECEIVED, Stage.CONSIDERED}
IN_SILENCE = {
    "close in silence": "update request set answered_at = now(), offered = false where id = %s",
    "move the day in silence": "update request set delayed_to = '2030-01-01' where id = %s",
    "call it sent in silence": "update request set letter_waits = false where letter_waits and id = %s",
}
ACTS = st.sampled_from(["take up", "delay", "yes", "no", "bare no", "send", *IN_SILENCE])


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


def a_new_request(anne: Actor) -> Request:
    return receive_request(
        anne,
        at=NOW,
        origin=Origin.CITIZEN,
        channel=Channel.PHONE,
        about_name=f"Borger {next(NUMBERS)}",
        about_born=date(1990, 5, 1),
        wish="Hjælp til at samle det hele.",
    )


def attempt(by: Actor, request: Request, act: str, number: int) -> bool:
    """Whether the act could be done; each is done whole or not at all."""
    no = {"answers": answers(Criterion.SEVERAL_PLANS), "offered": False, "reasons": BECAUSE}
    day = TODAY + timedelta(days=29 + number)
    try:
        with transaction.atomic():
            match act:
                case "take up":
                    take_up_request(by, at=NOW, request_id=request.id)
                case "delay":
                    delay_answer(by, at=NOW, request_id=request.id, new_day=day, reason=BECAUSE)
                case "yes":
                    yes = {"answers": answers(), "offered": True, "reasons": BECAUSE}
                    screen_request(by, at=NOW, request_id=request.id, **yes)  # type: ignore[arg-type]  # a mapping
                case "no":
                    whole = no | {"citizen_said": BECAUSE, "guidance": BECAUSE}
                    screen_request(by, at=NOW, request_id=request.id, **whole)  # type: ignore[arg-type]  # a mapping
                case "bare no":
                    screen_request(by, at=NOW, request_id=request.id, **no)  # type: ignore[arg-type]  # a mapping
                case "send":
                    sending = Sending("answer-citizen", Handed.COLLECTED, TODAY)
                    send_letter(by, at=NOW, request_id=request.id, sending=sending)
                case _:
                    by_hand(by, IN_SILENCE[act], request)
    except (Expected, Error):
        return False
    return True


def by_hand(by: Actor, statement: str, request: Request) -> None:
    tell_actor(by)
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(request.id)])
        if not cursor.rowcount:
            raise Error


def expected(stage: Stage, act: str, at_entrance: bool, after_letter: Stage) -> Stage | None:
    """The stage after the act, or None when it is refused: what the citizen has been told the way is."""
    if at_entrance and act == "send" and stage is Stage.WRITTEN:
        return after_letter
    if not at_entrance or stage not in OPEN:
        return None
    if act == "take up":
        return Stage.CONSIDERED if stage is Stage.RECEIVED else None
    return {"delay": stage, "yes": Stage.WRITTEN, "no": Stage.WRITTEN}.get(act)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(ACTS, st.booleans()), max_size=7))
def test_no_row_of_acts_brings_a_request_out_of_order(cast: Cast, acts: list[tuple[str, bool]]) -> None:
    """S-68: only a reasoned answer closes, nothing happens after it, and nobody but the entrance moves anything.

    Somebody nobody knows gets the answer on paper, and it is not given before its letter is sent.
    """
    anne, henrik = cast.professionals["Anne Lykkegaard"], cast.professionals["Henrik Dam"]
    request = a_new_request(anne)
    stage, days, after_letter = Stage.RECEIVED, 0, Stage.DECLINED
    for number, (act, at_entrance) in enumerate(acts):
        after = expected(stage, act, at_entrance, after_letter)
        done = attempt(anne if at_entrance else henrik, request, act, number)
        if after is Stage.WRITTEN:
            after_letter = Stage.OFFERED if act == "yes" else Stage.DECLINED
        stage, days = after or stage, days + (done and act == "delay")

        page = request_page(anne, request_id=request.id, on=TODAY)
        assert done == (after is not None), act
        assert page.card.request.stage is stage
        assert len(page.delays) == days
        assert (page.screening is None) == (stage in OPEN)
