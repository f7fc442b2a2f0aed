"""Is every last day the law's, and is each step of finding it said?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.decisions.facts import Delivery, Outcome, Part, PartWords, Result
from enplan.journey.decisions.rules import complaints
from enplan.kernel.calendar import is_working_day
from enplan.kernel.category import Category
from enplan.kernel.ids import DecisionId, PersonId
from enplan.law.lawbook import lawbook
from enplan.law.provision import ComplaintRoute
from tests.builders_decisions import DAY, a_setting, named

LAW = lawbook().on(DAY)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        pytest.param(date(2026, 11, 24), date(2026, 12, 22), id="a Tuesday: the same weekday four weeks later"),
        pytest.param(date(2026, 10, 31), date(2026, 11, 30), id="a Saturday: on to Monday"),
        pytest.param(date(2026, 11, 26), date(2026, 12, 28), id="Christmas Eve: on to the Monday after Christmas"),
        pytest.param(date(2027, 2, 26), date(2027, 3, 30), id="Good Friday: on to the Tuesday after Easter"),
    ],
)
def test_four_weeks_from_receipt(received: date, last: date) -> None:
    due = complaints.last_day_to_complain(LAW.complaint_route("ast-social"), LAW, received, Delivery.DIGITAL)

    assert due.day == last


def test_each_step_of_finding_the_day_is_said_in_words() -> None:
    route = LAW.complaint_route("ast-social")
    due = complaints.last_day_to_complain(route, LAW, date(2026, 11, 26), Delivery.DIGITAL)

    said = [a_setting().phrases.say(step.phrase, step.blanks) for step in due.steps]

    assert said == [
        (
            "Brevet lå klar torsdag den 26. november 2026. "
            "Så regner vi det for modtaget den dag. Dagen selv tæller ikke med."
        ),
        "Fristen er 4 uger. Det giver torsdag den 24. december 2026.",
        (
            "Men torsdag den 24. december 2026 er ikke en hverdag. "
            "Derfor er sidste dag den næste hverdag: mandag den 28. december 2026."
        ),
    ]


@given(st.dates(date(2018, 7, 1), date(2040, 1, 1)))
def test_a_citizens_last_day_is_a_working_day_and_never_sooner_than_the_law_says(received: date) -> None:
    due = complaints.last_day_to_complain(LAW.complaint_route("ast-social"), LAW, received, Delivery.DIGITAL)

    assert due.day is not None
    assert is_working_day(due.day)
    assert due.day >= received + timedelta(weeks=4)


@given(st.dates(date(2018, 7, 1), date(2040, 1, 1)), st.sampled_from(["ast-social", "ast-varsling"]))
def test_the_authoritys_time_is_never_longer_than_the_law_says(received: date, name: str) -> None:
    route = LAW.complaint_route(name)
    allowed = LAW.deadline(route.reconsideration_deadline).span.after(received)

    due = complaints.handling(route, LAW, received, None).due

    assert due.day is not None
    assert is_working_day(due.day)
    assert due.day <= allowed


@pytest.mark.parametrize(
    ("name", "due"),
    [
        pytest.param("ast-social", date(2026, 12, 22), id="four weeks"),
        pytest.param("ast-varsling", date(2026, 12, 8), id="fourteen days when help may be lost"),
        pytest.param("ast-beskaeftigelse-hurtig", date(2026, 11, 27), id="five days: a Sunday, so the Friday before"),
    ],
)
def test_how_long_the_authority_may_look_again(name: str, due: date) -> None:
    todo = complaints.handling(LAW.complaint_route(name), LAW, DAY, None)

    assert (todo.reconsiders, todo.due.day) == (True, due)


def test_a_complaint_over_the_committee_is_forwarded_at_once() -> None:
    route = LAW.complaint_route("ast-boern-udvalg")

    todo = complaints.handling(route, LAW, DAY, DAY)

    assert (todo.reconsiders, todo.late, todo.due.day) == (False, False, DAY)
    assert complaints.outcomes(route, late=False) == (Outcome.UPHELD,)


def test_a_complaint_that_came_too_late_is_forwarded_and_not_decided_here() -> None:
    route = LAW.complaint_route("ast-social")

    todo = complaints.handling(route, LAW, DAY, DAY - timedelta(days=1))

    assert (todo.reconsiders, todo.late, todo.due.day) == (False, True, DAY)
    assert complaints.outcomes(route, late=True) == (Outcome.UPHELD,)


def test_on_the_last_day_a_complaint_is_in_time() -> None:
    assert not complaints.handling(LAW.complaint_route("ast-social"), LAW, DAY, DAY).late


def test_where_nobody_hears_complaints_the_authority_still_looks_again() -> None:
    route = LAW.complaint_route("ingen-klageadgang")

    assert complaints.last_day_to_complain(route, LAW, DAY, Delivery.DIGITAL).day is None
    assert complaints.handling(route, LAW, DAY, None).reconsiders
    assert complaints.outcomes(route, late=False) == tuple(Outcome)


def test_a_deadline_from_the_day_one_knew_is_not_reckoned_from_the_letter() -> None:
    due = complaints.last_day_to_complain(LAW.complaint_route("patientklage"), LAW, DAY, Delivery.DIGITAL)

    assert (due.day, due.steps[0].phrase) == (None, "step.knew")


@pytest.mark.parametrize("route", list(lawbook().complaint_routes), ids=lambda route: route.id)
def test_every_route_of_the_acts_can_be_explained(route: ComplaintRoute) -> None:
    phrases = a_setting().phrases

    due = complaints.last_day_to_complain(route, LAW, DAY, Delivery.LETTER)
    todo = complaints.handling(route, LAW, DAY, due.day)

    assert all(phrases.say(step.phrase, step.blanks) for step in (*due.steps, *todo.due.steps))


def test_a_letter_by_post_is_received_five_working_days_later() -> None:
    assert complaints.received_day(DAY, Delivery.LETTER) == date(2026, 12, 1)
    assert complaints.received_day(DAY, Delivery.DIGITAL) == DAY


def test_after_a_partly_favourable_answer_there_are_four_weeks_to_keep_the_complaint_and_two_to_forward_it() -> None:
    assert complaints.last_day_to_keep(LAW, DAY).day == date(2026, 12, 22)
    assert complaints.last_day_to_forward(LAW.complaint_route("ast-social"), LAW, DAY).day == date(2026, 12, 8)


def test_a_new_answer_takes_the_place_of_the_old_one_only() -> None:
    def part(name: str, replaces: str = "") -> Part:
        return Part(
            id=named(name),
            decision_id=DecisionId(named("decision")),
            person_id=PersonId(named("mette")),
            category=Category.WORK,
            element_id=named("element"),
            measure_type="mentorstoette",
            result=Result.GRANTED,
            route="ast-social",
            bases=(),
            words=PartWords("", ""),
            guidance=None,
            replaces=named(replaces) if replaces else None,
        )

    one, other, new = part("one"), part("other"), part("new", replaces="one")

    assert complaints.in_force([one, other, new]) == [other, new]
