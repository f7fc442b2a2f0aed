"""When is an answer due under the agreement, is it late, and whose turn is it? Without a database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.dossier.facts import Chase, Ordered, Statement
from enplan.journey.dossier.rules import waiting
from enplan.journey.dossier.rules.reusing import ordered
from enplan.journey.dossier.rules.waiting import AnswerDue, Because, Standing, Turn
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId, StatementId
from enplan.law.lawbook import Law, lawbook
from enplan.law.provision import Certainty

ORDERED = date(2026, 11, 2)
METTE = PersonId(uuid4())
DAYS = st.dates(date(2018, 7, 1), date(2030, 12, 31))


def law_of(day: date) -> Law:
    """The law of that day."""
    return lawbook().on(day)


def a_statement(kind: str = "LÆ 145", **fields: Any) -> Statement:
    """Ordered on the second of November."""
    given: dict[str, Any] = {"requested_day": ORDERED, "requested_by": "Peter Kvist", **fields}
    return Statement(StatementId(uuid4()), METTE, Category.HEALTH, kind, ("fysisk-helbred",), "Træning", **given)


def a_chase(day: date) -> Chase:
    """Reminded at noon."""
    return Chase(uuid4(), datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "Peter Kvist", "Ringede.")


# The agreement, number by number (one-plan-law.md, 3.8).


@pytest.mark.parametrize(
    ("kind", "from_order", "from_consultation", "least", "must_answer", "seen"),
    [
        ("LÆ 125", 14, None, None, True, "no"),
        ("LÆ 135", 30, 14, None, False, "yes"),
        ("LÆ 145", 30, 14, None, False, "yes"),
        ("LÆ 225", 14, 7, None, True, "yes"),
        ("LÆ 265", 30, None, None, True, "yes"),
        ("LÆ 285", None, None, 8, True, "usually"),
    ],
)
def test_the_time_limits_of_the_agreement(
    kind: str, from_order: int | None, from_consultation: int | None, least: int | None, must_answer: bool, seen: str
) -> None:
    form = law_of(ORDERED).statement_kind(kind)

    assert form is not None
    spans = (form.answer_within, form.after_consultation, form.at_least)
    after = [span.after(ORDERED) - ORDERED if span else None for span in spans]
    assert after == [timedelta(days=each) if each else None for each in (from_order, from_consultation, least)]
    assert (form.must_answer, form.consultation, form.certainty) == (must_answer, seen, Certainty.SECONDARY)


def test_the_register_knows_six_forms_and_any_free_kind_beside() -> None:
    book = lawbook()

    assert [kind.id for kind in book.statement_kinds] == [f"LÆ {number}" for number in (125, 135, 145, 225, 265, 285)]
    assert law_of(ORDERED).statement_kind("Udtalelse fra skolen") is None


# When it is due.


@pytest.mark.parametrize(
    ("statement", "due"),
    [
        pytest.param(a_statement("LÆ 125"), AnswerDue(date(2026, 11, 16), Because.AGREED, 14), id="from the order"),
        pytest.param(a_statement("LÆ 145"), AnswerDue(date(2026, 12, 2), Because.AGREED, 30), id="never seen"),
        pytest.param(
            a_statement("LÆ 145", seen_day=date(2026, 11, 10)),
            AnswerDue(date(2026, 11, 24), Because.CONSULTED, 14),
            id="from the consultation",
        ),
        pytest.param(
            a_statement("LÆ 225", seen_day=date(2026, 11, 10)),
            AnswerDue(date(2026, 11, 16), Because.AGREED, 14),
            id="never later than from the order",
        ),
        pytest.param(
            a_statement("LÆ 145", promised_day=date(2026, 11, 12)),
            AnswerDue(date(2026, 11, 12), Because.PROMISED),
            id="promised",
        ),
        pytest.param(
            a_statement("LÆ 285", answer_by=date(2026, 11, 10)),
            AnswerDue(date(2026, 11, 10), Because.ASKED),
            id="the municipality's own day",
        ),
        pytest.param(a_statement("Udtalelse fra skolen"), None, id="no limit"),
    ],
)  # fmt: skip
def test_the_day_an_answer_is_due_and_why(statement: Statement, due: AnswerDue | None) -> None:
    assert waiting.answer_due(statement, law_of(ORDERED)) == due


@given(requested=DAYS, seen=st.none() | DAYS)
def test_an_agreed_day_is_never_later_than_from_the_order(requested: date, seen: date | None) -> None:
    law = law_of(requested)
    for kind in law.book.statement_kinds:
        due = waiting.agreed_due(kind, requested, seen)
        if due is not None and kind.answer_within is not None:
            assert due.day <= kind.answer_within.after(requested)


@pytest.mark.parametrize(
    ("kind", "answer_by", "wrong"),
    [
        ("LÆ 145", None, ""),
        ("LÆ 145", date(2026, 11, 9), "dossier.answer_day_agreed"),
        ("LÆ 285", None, "dossier.answer_day_missing"),
        ("LÆ 285", date(2026, 11, 9), "dossier.answer_day_too_soon"),
        ("LÆ 285", date(2026, 11, 10), ""),
        ("Udtalelse", date(2026, 11, 1), "dossier.answer_day_past"),
        ("Udtalelse", ORDERED, ""),
        ("Udtalelse", None, ""),
    ],
)
def test_which_days_can_be_asked_for(kind: str, answer_by: date | None, wrong: str) -> None:
    assert waiting.unfit_answer_day(law_of(ORDERED).statement_kind(kind), ORDERED, answer_by) == wrong


# Late, and whose turn.


@pytest.mark.parametrize(
    ("day", "stands", "whose"),
    [
        pytest.param(date(2026, 11, 16), Standing.ON_ITS_WAY, Turn.ANSWERER, id="the last day"),
        pytest.param(date(2026, 11, 17), Standing.LATE, Turn.ORDERER, id="the day after"),
    ],
)
def test_whose_turn_it_is_when_nobody_has_chased(day: date, stands: Standing, whose: Turn) -> None:
    """S-21: an overdue statement is chased by the one who ordered it."""
    law, one = law_of(day), a_statement("LÆ 125")

    assert waiting.standing(ordered(one), law) is stands
    assert waiting.turn(one, stands, law) is whose


def test_after_a_chase_it_is_the_doctors_turn_for_a_week() -> None:
    one = a_statement("LÆ 125", chases=(a_chase(date(2026, 11, 18)),))

    turns = [waiting.turn(one, Standing.LATE, law_of(date(2026, 11, day))) for day in (18, 24, 25)]
    assert turns == [Turn.ANSWERER, Turn.ANSWERER, Turn.ORDERER]


@pytest.mark.parametrize(
    ("told", "again"),
    [
        pytest.param(None, True, id="never told"),
        pytest.param(date(2026, 11, 17), False, id="told on the first day"),
        pytest.param(date(2026, 11, 16), True, id="told of an earlier day"),
    ],
)
def test_one_is_told_once_each_time(told: date | None, again: bool) -> None:
    assert waiting.must_be_told(a_statement("LÆ 125"), told, law_of(date(2026, 11, 20))) is again


@pytest.mark.parametrize(
    "fields", [{"received_day": ORDERED}, {"called_off_day": ORDERED, "called_off_because": "Ikke tid."}]
)
def test_what_has_come_or_was_called_off_is_nobodys_turn(fields: dict[str, Any]) -> None:
    law, one = law_of(date(2027, 1, 1)), a_statement("LÆ 125", **fields)
    stands = waiting.standing(ordered(one), law)

    assert stands in {Standing.VALID, Standing.CALLED_OFF}
    assert waiting.turn(one, stands, law) is Turn.NOBODY
    assert not waiting.is_late(one, law)


@pytest.mark.parametrize(
    ("day", "stands", "whose"),
    [
        pytest.param(date(2026, 11, 16), Standing.ON_ITS_WAY, Turn.ANSWERER, id="the last day"),
        pytest.param(date(2026, 11, 17), Standing.LATE, Turn.ORDERER, id="the day after"),
    ],
)
def test_one_of_a_sector_plan_is_counted_as_one_of_the_dossier(day: date, stands: Standing, whose: Turn) -> None:
    """S-21: the agreement holds whoever ordered it."""
    law, here = law_of(day), a_statement("LÆ 125")
    elsewhere = Ordered(here.person_id, here.kind, here.items, here.requested_day, where="Jobcenter Nordby")

    assert waiting.due_of(elsewhere, law) == waiting.answer_due(here, law)
    assert waiting.standing(elsewhere, law) is stands
    assert waiting.turn(None, stands, law) is whose
