"""Can a no to one plan be complained over, looked at again and sent on, once and by the right ones? (S-67, S-68)"""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from enplan.demo.cast import Cast
from enplan.journey.appeals.commands import (
    answer_appeal,
    complain_over_refusal,
    forward_appeal,
    remind_of_appeals,
    send_appeal_letter,
)
from enplan.journey.appeals.facts import Appeal
from enplan.journey.appeals.models import AppealRecord
from enplan.journey.appeals.queries import open_appeals, refusal_page
from enplan.journey.decisions.facts import Channel, Outcome
from enplan.journey.entrance.commands import send_letter
from enplan.journey.entrance.facts import Handed, Reach, Sending, Stage
from enplan.journey.entrance.queries import own_requests
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import RequestId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.queries import messages
from tests.behind_the_barrier import every_event
from tests.builders_people import answers
from tests.worlds import NOW, a_municipality
from tests.worlds_appeals import ANNE, refused

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = NOW + timedelta(days=3)


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


@pytest.fixture
def request_id(cast: Cast) -> RequestId:
    return refused(cast).id


def complain(cast: Cast, request_id: RequestId, who: str = "birgit", text: str = "Der er to planer.") -> Appeal:
    return complain_over_refusal(cast.citizens[who], at=NOW, request_id=request_id, text=text)


def answered(
    cast: Cast, appeal: Appeal, outcome: Outcome, *, at: datetime = LATER, reasons: str = "Vi har talt med dig igen."
) -> Appeal:
    by = cast.professionals[ANNE]
    return answer_appeal(by, at=at, appeal_id=appeal.id, outcome=outcome, reasons=reasons, answers=answers())


def forwarded(cast: Cast, appeal: Appeal, *, day: date | None = None, at: datetime = LATER) -> Appeal:
    return forward_appeal(cast.professionals[ANNE], at=at, appeal_id=appeal.id, day=day)


def heard(cast: Cast, who: str = "birgit") -> list[str]:
    return [each.message for each in messages(cast.citizens[who])]


def test_a_citizen_complains_and_both_sides_see_the_same_day(cast: Cast, request_id: RequestId) -> None:
    made = complain(cast, request_id)

    mine = refusal_page(cast.citizens["birgit"], request_id=request_id, on=TODAY)
    (theirs,) = open_appeals(cast.professionals[ANNE])
    assert mine.clock is not None
    assert mine.clock == theirs
    assert (theirs.appeal.id, theirs.due.day) == (made.id, date(2026, 12, 21))
    assert "appeal.received" in heard(cast)


def test_a_double_click_complains_once_and_needs_no_reasons(cast: Cast, request_id: RequestId) -> None:
    first, again = complain(cast, request_id, text=""), complain(cast, request_id, text="")

    assert first.id == again.id
    assert every_event().count("appeal.received") == 1


def test_the_entrance_takes_down_a_complaint_by_phone_with_the_day_it_came(cast: Cast, request_id: RequestId) -> None:
    by, came = cast.professionals[ANNE], (NOW + timedelta(days=1)).date()

    made = complain_over_refusal(
        by, at=LATER, request_id=request_id, text="Hun ringede.", channel=Channel.PHONE, received_day=came
    )

    assert (made.channel, made.received_day, made.by) == (Channel.PHONE, came, ANNE)
    for wrong in (TODAY - timedelta(days=1), LATER.date() + timedelta(days=1)):
        other = refused(cast, "lone").id if wrong < TODAY else refused(cast, "jimmi").id
        with pytest.raises(Unfit, match=r"appeal\.received_day"), transaction.atomic():
            complain_over_refusal(by, at=LATER, request_id=other, channel=Channel.LETTER, received_day=wrong)


@pytest.mark.parametrize("who", ["mette", "jimmi"])
def test_nobody_else_sees_the_no_or_complains_over_it(cast: Cast, request_id: RequestId, who: str) -> None:
    with pytest.raises(Missing), transaction.atomic():
        complain(cast, request_id, who)


def test_an_answer_on_paper_waits_for_its_letter_which_goes_once(cast: Cast) -> None:
    anne, asked = cast.professionals[ANNE], refused(cast, reach=Reach.LETTER)
    posted = Sending("answer-citizen", Handed.POST, TODAY, "Havnegade 4, 9999 Nordby")
    send_letter(anne, at=NOW, request_id=asked.id, sending=posted)
    made = complain_over_refusal(anne, at=NOW, request_id=asked.id, channel=Channel.PHONE)
    with pytest.raises(Unfit, match=r"letter\.not_due"), transaction.atomic():
        send_appeal_letter(anne, at=NOW, appeal_id=made.id, sending=posted)

    assert answered(cast, made, Outcome.UPHELD, at=NOW).letter_waits
    assert forwarded(cast, made, at=NOW).letter_waits
    assert [each.appeal.id for each in open_appeals(anne)] == [made.id]
    early = Sending("answer-citizen", Handed.POST, TODAY - timedelta(days=1), "Havnegade 4, 9999 Nordby")
    with pytest.raises(Unfit, match=r"letter\.day_unlikely"), transaction.atomic():
        send_appeal_letter(anne, at=NOW, appeal_id=made.id, sending=early)
    with pytest.raises(Refused, match=r"appeal\.intake_only"), transaction.atomic():
        send_appeal_letter(cast.citizens["birgit"], at=NOW, appeal_id=made.id, sending=posted)
    sent = send_appeal_letter(anne, at=NOW, appeal_id=made.id, sending=posted)
    assert (sent.letter_waits, sent.letter_day, sent.letter_by) == (False, TODAY, ANNE)
    assert send_appeal_letter(anne, at=LATER, appeal_id=made.id, sending=posted) == sent
    assert every_event().count("appeal.letter_sent") == 1
    assert open_appeals(anne) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        AppealRecord.objects.filter(id=made.id).update(letter_day=TODAY - timedelta(days=2))


def test_who_is_not_at_the_entrance_answers_nothing(cast: Cast, request_id: RequestId) -> None:
    made = complain(cast, request_id)
    for by in (cast.professionals["Susanne Brandt"], cast.citizens["birgit"]):
        with pytest.raises(Refused, match=r"appeal\.intake_only"), transaction.atomic():
            answer_appeal(by, at=LATER, appeal_id=made.id, outcome=Outcome.UPHELD, reasons="Som før.")
        with pytest.raises(Refused, match=r"appeal\.intake_only"), transaction.atomic():
            forward_appeal(by, at=LATER, appeal_id=made.id)
        with pytest.raises(Refused, match=r"appeal\.intake_only"), transaction.atomic():
            open_appeals(by)


def test_when_the_citizen_is_right_one_plan_is_offered_and_the_no_stays_as_it_was(
    cast: Cast, request_id: RequestId
) -> None:
    made = complain(cast, request_id)

    done = answered(cast, made, Outcome.CHANGED)
    again = answered(cast, made, Outcome.CHANGED)

    assert again == done
    stages = {card.request.id: card.request.stage for card in own_requests(cast.citizens["birgit"], on=TODAY)}
    assert done.new_request_id is not None
    assert stages == {request_id: Stage.DECLINED, done.new_request_id: Stage.OFFERED}
    assert "entrance.request_answered" in heard(cast)
    assert open_appeals(cast.professionals[ANNE]) == []
    assert every_event().count("appeal.changed") == 1


def test_what_is_upheld_is_sent_on_and_the_citizen_is_told_of_both(cast: Cast, request_id: RequestId) -> None:
    made = answered(cast, complain(cast, request_id), Outcome.UPHELD)
    (waiting,) = open_appeals(cast.professionals[ANNE])

    sent = forwarded(cast, made)
    again = forwarded(cast, made, at=LATER + timedelta(days=9))

    assert waiting.to_forward
    assert (sent.forwarded_day, sent.forwarded_by, again) == (LATER.date(), ANNE, sent)
    assert open_appeals(cast.professionals[ANNE]) == []
    assert [message for message in heard(cast) if message.startswith("appeal.")].count("appeal.forwarded") == 1
    assert "appeal.upheld" in heard(cast)


@pytest.mark.parametrize("days", [-1, 1])
def test_it_is_sent_neither_before_it_was_upheld_nor_tomorrow(cast: Cast, request_id: RequestId, days: int) -> None:
    made = answered(cast, complain(cast, request_id), Outcome.UPHELD)

    with pytest.raises(Unfit, match=r"appeal\.forward_day"), transaction.atomic():
        forwarded(cast, made, day=LATER.date() + timedelta(days=days))


def test_nothing_is_sent_on_before_it_is_upheld_nor_answered_twice(cast: Cast, request_id: RequestId) -> None:
    made = complain(cast, request_id)
    with pytest.raises(Unfit, match=r"appeal\.nothing_to_forward"), transaction.atomic():
        forwarded(cast, made)
    with pytest.raises(Unfit, match=r"appeal\.needs_reasons"), transaction.atomic():
        answered(cast, made, Outcome.UPHELD, reasons=" ")
    answered(cast, made, Outcome.UPHELD)

    with pytest.raises(Unfit, match=r"appeal\.answered_already"), transaction.atomic():
        answered(cast, made, Outcome.CHANGED)


def test_what_came_too_late_is_only_sent_on(cast: Cast) -> None:
    late = NOW + timedelta(days=60)
    request_id = refused(cast).id
    made = complain_over_refusal(cast.citizens["birgit"], at=late, request_id=request_id)

    for outcome in (Outcome.CHANGED, Outcome.PARTLY):
        with pytest.raises(Unfit, match=r"appeal\.only_forwarded"), transaction.atomic():
            answered(cast, made, outcome, at=late)
    assert answered(cast, made, Outcome.UPHELD, at=late).outcome is Outcome.UPHELD


@pytest.mark.parametrize(
    ("came", "late"),
    [
        pytest.param(date(2026, 12, 28), False, id="on the last day"),
        pytest.param(date(2026, 12, 29), True, id="a day too late"),
    ],
)
def test_a_no_and_a_complaint_on_paper_count_from_the_day_the_letter_is_received(
    cast: Cast, came: date, late: bool
) -> None:
    """The no was posted the same day and is received five working days later; the complaint is read after New Year."""
    anne, opened = cast.professionals[ANNE], NOW + timedelta(days=44)
    request_id = refused(cast, reach=Reach.LETTER).id
    send_letter(anne, at=NOW, request_id=request_id, sending=Sending("answer-citizen", Handed.POST, TODAY, "Elmevej 4"))
    made = complain_over_refusal(
        anne, at=opened, request_id=request_id, channel=Channel.LETTER, received_day=came, text="Jeg er uenig."
    )

    (waiting,) = open_appeals(anne)
    assert (waiting.late, waiting.appeal.channel) == (late, Channel.LETTER)
    if late:
        with pytest.raises(Unfit, match=r"appeal\.only_forwarded"), transaction.atomic():
            answered(cast, made, Outcome.CHANGED, at=opened)
        assert answered(cast, made, Outcome.UPHELD, at=opened).outcome is Outcome.UPHELD
    else:
        assert answered(cast, made, Outcome.CHANGED, at=opened).outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    ("broken", "values"),
    [
        (
            "a_complaint_over_a_no_is_answered_with_reasons",
            {"outcome": "upheld", "answered_at": NOW, "answered_by": "A"},
        ),
        (
            "a_no_that_is_changed_becomes_a_new_answer",
            {"outcome": "changed", "answered_at": NOW, "answered_by": "A", "reasons": "Ja."},
        ),
        ("only_an_upheld_no_goes_to_the_body_above", {"forwarded_day": TODAY, "forwarded_by": "A"}),
        ("a_complaint_over_a_no_stays_as_it_is", {"text": "Noget andet."}),
    ],
)
def test_the_database_itself_refuses(cast: Cast, request_id: RequestId, broken: str, values: dict[str, object]) -> None:
    complain(cast, request_id)
    tell_actor(cast.professionals[ANNE])

    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        AppealRecord.objects.update(**values)


def test_a_no_is_complained_over_once_and_a_complaint_is_kept(cast: Cast, request_id: RequestId) -> None:
    complain(cast, request_id)
    tell_actor(cast.professionals[ANNE])
    row = AppealRecord.objects.one(request_id=request_id)
    row.id = UUID(int=5)

    with pytest.raises(IntegrityError, match="a_no_is_complained_over_once"), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(DatabaseError, match="kept"), transaction.atomic():
        AppealRecord.objects.all()._raw_delete("default")


def test_who_asked_for_another_is_not_shown_the_complaint(cast: Cast, request_id: RequestId) -> None:
    complain(cast, request_id)
    for who in ("mette", "jimmi"):
        tell_actor(cast.citizens[who])
        assert AppealRecord.objects.count() == 0
    tell_actor(cast.professionals["Susanne Brandt"])
    assert AppealRecord.objects.count() == 0


def night(days: int) -> datetime:
    return NOW + timedelta(days=days)


def told_at_entrance(cast: Cast) -> list[str]:
    found = [each.message for each in messages(cast.professionals[ANNE])]
    return sorted(each for each in found if each.startswith("appeal."))


def test_the_entrance_is_reminded_by_night_before_the_day_and_after_it(cast: Cast, request_id: RequestId) -> None:
    """Once each; and when what is upheld has been sent on, nobody is reminded any more."""
    made = complain(cast, request_id)
    due, late = "appeal.something_is_due", "appeal.something_is_late"

    assert [remind_of_appeals(the_clock(), at=night(days)) for days in (0, 1, 28, 29, 30)] == [1, 0, 0, 1, 0]
    assert told_at_entrance(cast) == [due, late]
    assert every_event().count("appeal.reminded") == 2
    answered(cast, made, Outcome.UPHELD, at=night(31))
    forwarded(cast, made, at=night(31))
    assert remind_of_appeals(the_clock(), at=night(40)) == 0
    other = complain(cast, refused(cast, "lone").id, "lone")
    answered(cast, other, Outcome.CHANGED, at=night(1))
    assert remind_of_appeals(the_clock(), at=night(60)) == 0


def test_several_complaints_are_one_message_and_as_many_questions_as_one(cast: Cast) -> None:
    counts = []
    for who in (["birgit"], ["lone", "jimmi"]):
        for each in who:
            complain(cast, refused(cast, each).id, each)
        tell_actor(the_clock())
        with CaptureQueriesContext(connection) as asked:
            assert remind_of_appeals(the_clock(), at=NOW) == len(who)
        counts.append(sum('from "appeal"' in each["sql"].lower() for each in asked.captured_queries))

    assert counts == [1, 1]
    assert told_at_entrance(cast) == ["appeal.something_is_due"] * 2


def test_nobody_but_the_clock_reminds(cast: Cast) -> None:
    for by in (cast.professionals[ANNE], cast.citizens["birgit"]):
        with pytest.raises(Refused, match=r"appeal\.clock_only"), transaction.atomic():
            remind_of_appeals(by, at=NOW)
