"""Which deadlines run from a day that a professional has noted, and by which day?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.followup.facts import DueKind, Happening, NotedDay, NotedEnd
from enplan.journey.followup.rules.deadlines import law_days
from enplan.journey.followup.rules.noting import can_be_noted, deadlines_of, unfit_day
from enplan.journey.followup.rules.starting import AHEAD, APPLICATION, APPLIED, CATEGORY_OF
from enplan.kernel.calendar import is_working_day
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import phrasebook
from enplan.registers.organisation.rules import AREA_DAYS
from tests.builders_deadlines import FREJA, METTE, MONDAY, the_date, the_day, the_facts
from tests.clock import MORNING

BOOK = lawbook()


def a_note(happening: Happening, day: date = MONDAY, number: int = 1) -> NotedDay:
    """Something that happened to Mette."""
    name = "Susanne Brandt"
    return NotedDay(UUID(int=number), METTE.person_id, CATEGORY_OF[happening], happening, day, name, MORNING)


@pytest.mark.parametrize(
    ("happening", "day", "deadline", "last"),
    [
        pytest.param(
            Happening.PENSION_RULES, date(2026, 11, 2), "pension-afgoerelse-3-maaneder", date(2027, 2, 2), id="months"
        ),
        pytest.param(
            Happening.PENSION_RULES,
            date(2026, 10, 31),
            "pension-afgoerelse-3-maaneder",
            date(2027, 1, 29),
            id="a Sunday moves back",
        ),
        pytest.param(
            Happening.PENSION_AGAIN,
            date(2027, 5, 1),
            "pension-genoptagelse",
            date(2027, 5, 1),
            id="set in the decision",
        ),
        pytest.param(
            Happening.URGENT_COMPLAINT, MONDAY, "genvurdering-straks-hastesag", MONDAY, id="at once, the same day"
        ),
        pytest.param(
            Happening.SICKNESS_BENEFIT,
            date(2026, 8, 3),
            "sygedagpenge-revurdering-22-uger",
            date(2027, 1, 4),
            id="weeks",
        ),
        pytest.param(
            Happening.ASKED_TO_BOOK, MONDAY, "selvbooking-8-dage", date(2026, 12, 1), id="days of the citizen"
        ),
        pytest.param(
            Happening.EVICTION, date(2026, 12, 10), "udsaettelse-14-dage", date(2026, 12, 23), id="back over Christmas"
        ),
        pytest.param(
            Happening.HARM_KNOWN, date(2024, 11, 24), "patientklage-2-aar", date(2026, 11, 24), id="two years"
        ),
        pytest.param(Happening.TREATED, date(2024, 2, 29), "patientklage-5-aar", date(2029, 2, 28), id="29 February"),
        pytest.param(Happening.ACCESS_ASKED, MONDAY, "aktindsigt-7-hverdage", date(2026, 12, 2), id="working days"),
        pytest.param(
            Happening.ACCESS_ASKED, date(2026, 12, 18), "aktindsigt-7-hverdage", date(2027, 1, 4), id="over Christmas"
        ),
        pytest.param(
            Happening.UNEMPLOYED, MONDAY, "jobsamtale-2-uger-dagpenge", date(2026, 12, 7), id="another authority's"
        ),
    ],
)
def test_a_noted_day_starts_its_deadline(happening: Happening, day: date, deadline: str, last: date) -> None:
    assert the_date(the_facts(noted=[a_note(happening, day)]), deadline) == last


@pytest.mark.parametrize(
    ("event", "last"),
    [
        pytest.param(date(2026, 8, 1), date(2026, 11, 30), id="from the first of a month"),
        pytest.param(date(2026, 8, 31), date(2026, 11, 30), id="and from its last day"),
        pytest.param(date(2026, 11, 15), date(2027, 2, 26), id="a Sunday in February moves back"),
        pytest.param(date(2027, 11, 30), date(2028, 2, 29), id="a leap year"),
    ],
)
def test_a_sanction_is_counted_in_whole_months(event: date, last: date) -> None:
    """Aktivloven § 35 stk. 3."""
    found = the_day(the_facts(noted=[a_note(Happening.SANCTIONABLE, event)]), "sanktion-3-maaneder")

    assert found is not None
    assert found.day == last
    assert "step.whole-months" in {step.phrase for step in found.steps}


def test_one_day_starts_all_three_deadlines_of_integration() -> None:
    days = law_days(the_facts(noted=[a_note(Happening.RESPONSIBILITY)]))

    assert {each.deadline: each.day for each in days} == {
        "integration-kontrakt-1-maaned": date(2026, 12, 23),
        "integration-danskuddannelse-1-maaned": date(2026, 12, 23),
        "integration-visitation-3-maaneder": date(2027, 2, 23),
    }
    assert {each.person for each in days} == {METTE.ref}


def test_of_three_deadlines_one_can_be_kept_while_the_others_run() -> None:
    noted = replace(a_note(Happening.RESPONSIBILITY), done=("integration-kontrakt-1-maaned",))

    assert {each.deadline for each in law_days(the_facts(noted=[noted]))} == {
        "integration-danskuddannelse-1-maaned",
        "integration-visitation-3-maaneder",
    }


@pytest.mark.parametrize("ended_as", NotedEnd)
def test_what_is_done_or_was_a_mistake_runs_no_more(ended_as: NotedEnd) -> None:
    noted = replace(a_note(Happening.PENSION_RULES), ended_as=ended_as)

    assert law_days(the_facts(noted=[noted])) == ()


def test_the_citizens_last_day_is_gone_when_it_has_passed_and_ours_stays_late() -> None:
    told, asked = a_note(Happening.TOLD_ORALLY), a_note(Happening.REASONS_ASKED, number=2)
    last = date(2026, 12, 7)

    on_it = the_facts(noted=[told, asked], on=last)
    after = the_facts(noted=[told, asked], on=last + timedelta(days=1))

    assert the_date(on_it, "begrundelse-14-dage") == the_date(on_it, "begrundelse-svar-14-dage") == last
    assert the_date(after, "begrundelse-14-dage") is None
    assert the_date(after, "begrundelse-svar-14-dage") == last


@pytest.mark.parametrize(
    ("days", "came", "last", "how"),
    [
        pytest.param(56, MONDAY, date(2027, 1, 18), ["step.area.work", "step.promised"], id="eight weeks"),
        pytest.param(
            26,
            MONDAY,
            date(2026, 12, 18),
            ["step.area.work", "step.promised", "step.moved-back"],
            id="a Saturday moves back",
        ),
    ],
)
def test_an_application_is_answered_in_the_days_its_area_had_published(
    days: int, came: date, last: date, how: list[str]
) -> None:
    """Retssikkerhedsloven § 3 stk. 2."""
    noted = replace(a_note(Happening.APPLIED_WORK, came), within_days=days)

    (found,) = law_days(the_facts(noted=[noted]))

    assert (found.day, found.kind, found.deadline) == (last, DueKind.PREPARE, APPLICATION)
    assert [step.phrase for step in found.steps] == how
    assert found.basis
    assert not law_days(the_facts(noted=[replace(noted, ended_as=NotedEnd.DONE)]))


def test_every_area_of_the_settings_can_be_applied_to() -> None:
    assert set(APPLIED.values()) == set(AREA_DAYS)
    assert all(CATEGORY_OF[each] is area for each, area in APPLIED.items())
    phrases = phrasebook().on(MONDAY)
    assert all(f"step.area.{area}" in phrases for area in AREA_DAYS)


def test_who_asks_to_see_their_file_has_it_in_seven_working_days_and_all_data_in_a_month() -> None:
    days = law_days(the_facts(noted=[a_note(Happening.ACCESS_ASKED)]))

    assert {each.deadline: each.day for each in days} == {
        "aktindsigt-7-hverdage": date(2026, 12, 2),
        "gdpr-indsigt-1-maaned": date(2026, 12, 23),
    }
    assert {each.certainty for each in days if each.deadline == "aktindsigt-7-hverdage"} == {"secondary"}


def test_the_same_happening_twice_gives_two_deadlines() -> None:
    notes = [a_note(Happening.REASONS_ASKED, MONDAY, 1), a_note(Happening.REASONS_ASKED, MONDAY, 2)]

    assert len(law_days(the_facts(noted=notes))) == 2


@pytest.mark.parametrize(
    ("happening", "day", "why"),
    [
        pytest.param(Happening.PENSION_RULES, MONDAY, "", id="today"),
        pytest.param(Happening.PENSION_RULES, MONDAY + timedelta(days=1), "followup.day_is_ahead", id="tomorrow"),
        pytest.param(Happening.PENSION_AGAIN, MONDAY + timedelta(days=400), "", id="the day set in a decision"),
        pytest.param(Happening.ACCESS_ASKED, date(2012, 5, 31), "followup.day_before_birth", id="before birth"),
        pytest.param(Happening.ACCESS_ASKED, date(2012, 6, 1), "", id="on the day of birth"),
        pytest.param(Happening.UNEMPLOYED, date(2023, 12, 31), "followup.no_deadline_then", id="before the rule"),
        pytest.param(Happening.UNEMPLOYED, date(2024, 1, 1), "", id="the first day of the rule"),
        pytest.param(Happening.BENEFIT, date(2019, 12, 31), "followup.no_deadline_then", id="before lab § 102"),
    ],
)
def test_what_can_be_noted_on_a_day(happening: Happening, day: date, why: str) -> None:
    assert unfit_day(happening, day, born=FREJA.born, on=MONDAY, book=BOOK) == why


def test_everything_can_be_noted_today_and_less_before_the_childrens_act_of_2024() -> None:
    assert set(can_be_noted(BOOK, MONDAY)) == set(Happening)
    gone = set(Happening) - set(can_be_noted(BOOK, date(2023, 12, 31)))
    assert gone == {Happening.COMMITTEE_DECIDED, Happening.UNEMPLOYED, Happening.YOUTH_PLAN_CAME}


@given(happening=st.sampled_from(Happening), ago=st.integers(0, 900))
def test_no_deadline_falls_before_its_event_and_ours_falls_on_no_closed_day(happening: Happening, ago: int) -> None:
    day = MONDAY - timedelta(days=ago)

    for each in law_days(the_facts(noted=[a_note(happening, day)], on=day)):
        assert each.day >= day
        at_once = {"genvurdering-straks-hastesag", "pension-genoptagelse"}
        assert is_working_day(each.day) or each.deadline in at_once
        assert each.since == day
        assert each.basis


def test_only_what_lies_ahead_by_its_nature_can_be_noted_ahead() -> None:
    assert {each.unit.value for happening in AHEAD for each in deadlines_of(happening, BOOK, MONDAY)} == {
        "set-in-decision"
    }


def test_a_complaint_that_cannot_wait_is_told_beside_the_ordinary_one() -> None:
    found = the_day(the_facts(noted=[a_note(Happening.URGENT_COMPLAINT)]), "genvurdering-straks-hastesag")

    assert found is not None
    assert found.kind is DueKind.PREPARE  # a complaint's own clock is told already; this one is told too
