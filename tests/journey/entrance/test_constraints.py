"""Does the database itself refuse a request that is closed in silence? (S-68)"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from enplan.journey.entrance.commands import delay_answer, receive_request, screen_request
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.entrance.models import DelayRecord, RequestRecord, ScreeningRecord
from enplan.kernel.actor import Actor
from enplan.registers.base.barrier import tell_actor
from tests.builders_people import BECAUSE, TODAY, answers
from tests.worlds import NOW, a_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne() -> Actor:
    """The one at the entrance, as whom the database is told."""
    return a_municipality().professionals["Anne Lykkegaard"]


@pytest.fixture
def row(anne: Actor) -> RequestRecord:
    """A request that nobody has answered."""
    receive_request(
        anne,
        at=NOW,
        origin=Origin.CITIZEN,
        channel=Channel.PHONE,
        about_name="Ukendt Borger",
        about_born=date(1990, 5, 1),
        wish="Hjælp til at samle det hele.",
    )
    return RequestRecord.objects.get()


def a_no(row: RequestRecord, **other: object) -> ScreeningRecord:
    """A reasoned no, but for what the test changes."""
    written: dict[str, object] = {
        "citizen_said": BECAUSE,
        "guidance": BECAUSE,
        "complaint": BECAUSE,
        "reach": "letter",
        "reasons": BECAUSE,
        "regime": "hop-2018",
    }
    written |= {f"{each}_met": each != "several" for each in ("complex", "several", "coordination", "covered")}
    written |= {f"{each}_reason": BECAUSE for each in ("complex", "several", "coordination", "covered")}
    return ScreeningRecord(request=row, at=NOW, screened_by="Anne", offered=False, **(written | other))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("every_criterion_is_answered_with_a_reason", {"coordination_reason": ""}),
        ("an_answer_has_reasons", {"reasons": ""}),
        ("an_offer_begins_a_case", {"offered": True}),
        ("one_plan_is_offered_to_those_the_acts_cover", {"offered": True, "covered_met": False}),
        ("judgement_against_the_criteria_has_a_reason", {"several_met": True}),
        ("a_no_has_heard_the_citizen_and_says_what_to_do", {"citizen_said": ""}),
        ("a_no_has_heard_the_citizen_and_says_what_to_do", {"guidance": ""}),
    ],
)
def test_an_answer_lacks_nothing(row: RequestRecord, name: str, change: dict[str, object]) -> None:
    answer = a_no(row)
    for key, value in change.items():
        setattr(answer, key, value)

    with (
        pytest.raises(
            IntegrityError, match=name if name != "one_plan_is_offered_to_those_the_acts_cover" else "violates check"
        ),
        transaction.atomic(),
    ):
        answer.save(force_insert=True)


def test_a_request_is_not_closed_without_a_screening(row: RequestRecord) -> None:
    row.answered_at, row.offered = NOW, False

    with pytest.raises(IntegrityError, match="a_request_is_answered_by_a_screening"), transaction.atomic():
        row.save()


def test_a_request_is_not_closed_with_another_answer_than_the_screening(row: RequestRecord) -> None:
    a_no(row).save(force_insert=True)
    row.answered_at, row.offered, row.letter_waits = NOW, True, True

    with pytest.raises(IntegrityError, match="a_request_is_answered_by_a_screening"), transaction.atomic():
        row.save()


def test_a_request_is_never_deleted(row: RequestRecord) -> None:
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        row.delete()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("wish", "Noget helt andet"),
        ("about_name", "En anden"),
        ("asked_at", NOW + timedelta(days=9)),
        ("answer_within_days", 400),
    ],
)
def test_what_was_asked_stays_as_it_was_asked(row: RequestRecord, column: str, value: object) -> None:
    setattr(row, column, value)

    with pytest.raises(IntegrityError, match="a_request_stays_as_it_was_asked"), transaction.atomic():
        row.save()


def test_an_answer_is_never_taken_away_again(anne: Actor, row: RequestRecord) -> None:
    screen_request(anne, at=NOW, request_id=row.fact().id, answers=answers(), offered=True, reasons=BECAUSE)
    tell_actor(anne)
    answered = RequestRecord.objects.get()
    answered.answered_at, answered.offered = None, None

    with pytest.raises(IntegrityError, match="a_request_stays_as_it_was_asked"), transaction.atomic():
        answered.save()
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        ScreeningRecord.objects.update(reasons="")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_request_says_what_is_wished", {"wish": ""}),
        ("a_request_is_about_somebody", {"about_name": ""}),
        ("an_answer_is_a_yes_or_a_no", {"offered": True}),
        ("a_professional_asks_as_what_they_are", {"origin": "professional", "asked_title": "Læge"}),
        ("mail_has_somewhere_to_go", {"mail_way": "proxy"}),
    ],
)
def test_a_request_is_whole(row: RequestRecord, name: str, change: dict[str, object]) -> None:
    fresh = RequestRecord(
        asked_at=NOW,
        asked_account=row.asked_account,
        asked_by="Anne",
        origin="citizen",
        channel="phone",
        about_name="En",
        about_born=date(1990, 1, 1),
        wish="Hjælp",
        citizen_knows=True,
        answer_within_days=28,
    )
    for key, value in change.items():
        setattr(fresh, key, value)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        fresh.save(force_insert=True)


INTO_SCREENING = """
    insert into screening (id, request_id, at, screened_by, complex_met, complex_reason, several_met, several_reason,
        coordination_met, coordination_reason, covered_met, covered_reason, offered, reasons, judgement, citizen_said,
        guidance, complaint, reach, regime, person_id, case_id, further)
    values (gen_random_uuid(), %(request)s, now(), 'Anne', true, 'x', false, 'x', true, 'x', true, 'x', false,
        %(reasons)s, '', 'x', 'x', %(complaint)s, %(reach)s, 'hop-2018', null, null, '[]')
"""
INTO_DELAY = """
    insert into answer_delay (id, request_id, at, delayed_by, from_day, new_day, reason)
    values (gen_random_uuid(), %(request)s, now(), 'Anne', %(from_day)s, %(new_day)s, %(reason)s)
"""


def by_hand(statement: str, **told: str | date) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, told)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("an_answer_has_reasons", {"reasons": ""}),
        ("a_no_says_how_one_complains", {"complaint": ""}),
        ("an_answer_reaches_the_one_it_is_about", {"reach": "portal"}),
        ("an_answer_reaches_the_one_it_is_about", {"reach": ""}),
    ],
)
def test_by_hand_too_a_no_has_reasons_says_how_to_complain_and_reaches_the_citizen(
    row: RequestRecord, name: str, change: dict[str, str]
) -> None:
    """S-68, in raw SQL: nobody is known by this name, so nobody can read the answer in the portal."""
    told = {"request": str(row.id), "reasons": "x", "complaint": "x", "reach": "letter", **change}

    with pytest.raises(IntegrityError, match=name):
        by_hand(INTO_SCREENING, **told)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_notice_of_delay_says_why", {"reason": ""}),
        ("a_new_day_is_a_later_day", {"new_day": TODAY + timedelta(days=28)}),
        ("a_notice_replaces_the_day_that_was_due", {"from_day": TODAY + timedelta(days=27)}),
    ],
)
def test_by_hand_too_a_delay_is_a_later_day_with_a_reason(
    row: RequestRecord, name: str, change: dict[str, str | date]
) -> None:
    told: dict[str, str | date] = {"request": str(row.id), "from_day": TODAY + timedelta(days=28), "reason": "x"}

    with pytest.raises(IntegrityError, match=name):
        by_hand(INTO_DELAY, **(told | {"new_day": TODAY + timedelta(days=40)} | change))


def test_the_day_is_not_moved_without_a_notice(row: RequestRecord) -> None:
    with pytest.raises(IntegrityError, match="a_request_is_delayed_by_a_notice"):
        by_hand("update request set delayed_to = %(day)s where id = %(request)s", day=TODAY, request=str(row.id))


def test_an_answered_request_is_not_delayed(anne: Actor, row: RequestRecord) -> None:
    screen_request(anne, at=NOW, request_id=row.fact().id, answers=answers(), offered=True, reasons=BECAUSE)
    tell_actor(anne)
    due = TODAY + timedelta(days=28)
    told: dict[str, str | date] = {"from_day": due, "new_day": due + timedelta(days=12), "reason": "x"}

    with pytest.raises(IntegrityError, match="a_notice_replaces_the_day_that_was_due"):
        by_hand(INTO_DELAY, request=str(row.id), **told)


def test_a_notice_of_delay_is_never_changed(anne: Actor, row: RequestRecord) -> None:
    new_day = TODAY + timedelta(days=42)
    delay_answer(anne, at=NOW, request_id=row.fact().id, new_day=new_day, reason=BECAUSE)

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        DelayRecord.objects.update(reason="")


INTO_LETTER = """
    insert into entrance_letter (id, request_id, delay_id, paper, "to", name, address, handed, sent_day, sent_by, at)
    values (gen_random_uuid(), %(request)s, null, %(paper)s, 'citizen', 'En', %(address)s, %(handed)s, now(), 'Anne',
        now())
"""


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("an_answer_is_never_only_said", {"handed": "told"}),
        ("a_letter_goes_somewhere", {"address": ""}),
        ("a_letter_goes_somewhere", {"address": "", "handed": "proxy"}),
        ("a_letter_of_delay_tells_of_one", {"paper": "delay"}),
    ],
)
def test_by_hand_too_a_letter_goes_somewhere(row: RequestRecord, name: str, change: dict[str, str]) -> None:
    told = {"request": str(row.id), "paper": "answer", "address": "Havnegade 4, 9999 Nordby", "handed": "post"}

    with pytest.raises(IntegrityError, match=name):
        by_hand(INTO_LETTER, **(told | change))


def test_by_hand_too_an_answer_on_paper_waits_until_it_is_sent_once(row: RequestRecord) -> None:
    """S-68: neither closed before its letter, nor sent twice."""
    a_no(row).save(force_insert=True)
    close = "update request set answered_at = now(), offered = false, letter_waits = %(waits)s where id = %(request)s"
    with pytest.raises(IntegrityError, match="an_answer_on_paper_waits_until_it_is_sent"):
        by_hand(close, request=str(row.id), waits="false")
    by_hand(close, request=str(row.id), waits="true")
    with pytest.raises(IntegrityError, match="an_answer_on_paper_waits_until_it_is_sent"):
        by_hand("update request set letter_waits = false where id = %(request)s", request=str(row.id))

    told = {"request": str(row.id), "paper": "answer", "address": "Havnegade 4, 9999 Nordby", "handed": "post"}
    by_hand(INTO_LETTER, **told)
    by_hand("update request set letter_waits = false where id = %(request)s", request=str(row.id))
    with pytest.raises(IntegrityError, match="a_letter_is_sent_once"):
        by_hand(INTO_LETTER, **told)
