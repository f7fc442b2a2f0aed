"""Which deadlines run from sector plans, measures, questions, duties and birthdays, and when do they stop? (S-67)"""

from dataclasses import replace
from datetime import date

import pytest

from enplan.journey.followup.facts import Due, DueKind
from enplan.journey.followup.rules.deadlines import When, as_due, law_days, lines, when
from enplan.journey.meetings.facts import DueDuty
from enplan.journey.plan.facts import Column
from enplan.journey.sectorplans.facts import Duty, Question, SectorPlan
from enplan.kernel.category import Category
from tests import builders_plan
from tests.builders_deadlines import EVERYTHING, FREJA, METTE, MONDAY, a_measure, a_plan, the_date, the_day, the_facts
from tests.builders_meetings import a_due_duty

AFTER = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("deadline", "measure_type", "day"),
    [
        pytest.param("stof-start-14-dage", "stofmisbrugsbehandling", date(2026, 11, 30), id="drug treatment"),
        pytest.param("boern-stof-14-dage", "stofbehandling-barn", date(2026, 11, 30), id="drug treatment of the young"),
        pytest.param("alkohol-start-14-dage", "alkoholbehandling", date(2026, 11, 30), id="alcohol treatment"),
        pytest.param("laegelig-stof-14-dage", "laegelig-stofbehandling", date(2026, 11, 30), id="medical treatment"),
        pytest.param("integreret-behandling-14-dage", "integreret-dobbeltdiagnose", date(2026, 11, 30), id="both"),
        pytest.param("udredning-1-maaned", "psykiatrisk-behandling", date(2026, 12, 16), id="a month in hospital"),
    ],
)
def test_what_was_asked_for_begins_within_its_time(deadline: str, measure_type: str, day: date) -> None:
    asked = date(2026, 11, 16)
    waiting = a_plan("min-plan", a_measure(measure_type, AFTER), made=asked)
    begun = a_plan("min-plan", a_measure(measure_type, MONDAY), made=asked)

    found = the_day(the_facts(waiting), deadline)

    assert found is not None
    assert (found.day, found.since, found.sure) == (day, asked, False)
    assert the_day(the_facts(begun), deadline) is None
    assert the_day(the_facts(replace(waiting, made=None)), deadline) is None  # nobody knows since when


@pytest.mark.parametrize(
    ("starts", "told"),
    [
        pytest.param(date(2026, 12, 16), None, id="on the last day"),
        pytest.param(date(2026, 12, 17), date(2026, 12, 17), id="the day after"),
        pytest.param(AFTER, AFTER, id="months later"),
    ],
)
def test_help_that_is_planned_to_begin_too_late_says_so_beside_its_day(starts: date, told: date | None) -> None:
    """What the plan puts off past the day of the law is not silent (sundhedsloven § 82 b)."""
    asked = date(2026, 11, 16)
    found = the_day(
        the_facts(a_plan("min-plan", a_measure("psykiatrisk-behandling", starts), made=asked)), "udredning-1-maaned"
    )
    home = a_plan(
        "genoptraeningsplan", a_measure("genoptraening-sul140", AFTER, plan="genoptraeningsplan"), made=MONDAY
    )
    training = the_day(the_facts(home), "genoptraening-7-dage")

    assert found is not None
    assert found.begins == told
    assert training is not None
    assert training.begins == AFTER


def test_a_measure_of_the_one_plan_counts_from_the_day_it_was_agreed() -> None:
    agreed = builders_plan.a_measure(
        measure_type="alkoholbehandling", column=Column.PLANNED, origins=(), starts=None, person_id=METTE.person_id
    )
    facts = the_facts(agreed=[agreed], agreed_day=date(2026, 11, 18))

    late = the_day(replace(facts, agreed=[replace(agreed, starts=AFTER)]), "alkohol-start-14-dage")

    assert the_date(facts, "alkohol-start-14-dage") == date(2026, 12, 2)
    assert late is not None
    assert late.begins == AFTER
    assert the_date(replace(facts, agreed=[replace(agreed, column=Column.DOING)]), "alkohol-start-14-dage") is None


def test_what_the_board_says_has_begun_is_not_waited_for() -> None:
    plan = a_plan("min-plan", a_measure("alkoholbehandling", AFTER), made=MONDAY)
    doing = builders_plan.a_measure(origins=("min-plan/alkoholbehandling",), column=Column.DOING)

    assert the_day(the_facts(plan), "alkohol-start-14-dage") is not None
    assert the_day(the_facts(plan, agreed=[doing]), "alkohol-start-14-dage") is None


def test_training_begins_within_seven_days_of_the_discharge() -> None:
    """Sundhedsloven § 140 stk. 4; from 2027 one is told of the offer within four days."""
    home = date(2027, 1, 4)
    plan = a_plan("genoptraeningsplan", made=home)
    offered = replace(plan, measures=(a_measure("genoptraening-sul140", date(2027, 1, 20), plan=plan.id),))
    on = date(2027, 1, 5)

    assert the_date(the_facts(plan, on=on), "genoptraening-7-dage") == date(2027, 1, 11)
    assert the_date(the_facts(plan, on=on), "genoptraening-besked-4-dage") == date(2027, 1, 8)
    assert the_date(the_facts(offered, on=on), "genoptraening-7-dage") == date(2027, 1, 11)
    assert the_date(the_facts(offered, on=on), "genoptraening-besked-4-dage") is None
    assert the_date(the_facts(offered, on=date(2027, 1, 20)), "genoptraening-7-dage") is None


def test_the_law_of_the_day_of_the_event_decides() -> None:
    """The four days are in force from 2027-01-01: whoever came home the day before has no such deadline."""
    before, after = date(2026, 12, 31), date(2027, 1, 1)

    def told(made: date) -> date | None:
        return the_date(the_facts(a_plan("genoptraeningsplan", made=made), on=after), "genoptraening-besked-4-dage")

    assert told(before) is None
    assert told(after) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("deadline", "measure_type"),
    [("mentor-6-maaneder", "mentorstoette"), ("midlertidig-stoette-82b-6-maaneder", "tidsbegraenset-stoette")],
)
def test_what_may_last_half_a_year_is_told_of_only_when_it_is_to_last_that_long(
    deadline: str, measure_type: str
) -> None:
    starts, half_a_year = date(2026, 10, 6), date(2027, 4, 6)

    def facts(ends: date | None) -> date | None:
        return the_date(the_facts(a_plan("min-plan", a_measure(measure_type, starts, ends))), deadline)

    assert facts(None) == half_a_year
    assert facts(date(2027, 4, 7)) == half_a_year
    assert facts(half_a_year) == half_a_year
    assert facts(date(2027, 4, 5)) == date(2027, 4, 5)  # its last day, as late as the law lets it be
    assert facts(date(2027, 4, 4)) is None


def test_what_comes_after_a_vocational_measure_is_settled_two_weeks_before() -> None:
    """Retssikkerhedsloven § 7 a."""
    ends = date(2026, 12, 18)
    alone = a_plan("min-plan", a_measure("virksomhedspraktik", date(2026, 9, 1), ends))
    followed = replace(alone, measures=(*alone.measures, a_measure("loentilskud", date(2026, 12, 19))))

    assert the_date(the_facts(alone), "rsl-foer-ophoer-2-uger") == date(2026, 12, 4)
    assert the_date(the_facts(alone, on=date(2026, 12, 19)), "rsl-foer-ophoer-2-uger") is None  # it has ended
    assert the_date(the_facts(followed), "rsl-foer-ophoer-2-uger") is None


@pytest.mark.parametrize(
    ("deadline", "rule", "since", "due"),
    [
        ("jobsamtale-1-uge", "lab-foerste-samtale", date(2026, 11, 20), date(2026, 11, 27)),
        ("boern-foerste-opfoelgning-3-maaneder", "bl-opfoelgning", date(2026, 11, 2), date(2027, 2, 2)),
        ("stof-opfoelgning-efter", "stof-opfoelgning", date(2026, 11, 2), date(2026, 12, 2)),
        ("sygedagpenge-foerste-opfoelgning-8-uger", "sygedagpenge-nu", date(2026, 6, 1), date(2026, 7, 27)),
    ],
)
def test_a_first_meeting_runs_until_it_is_booked(deadline: str, rule: str, since: date, due: date) -> None:
    plan = replace(a_plan(), duties=(Duty("min-plan", "foerste", rule, "mette", since),))

    def facts(row: DueDuty) -> date | None:
        return the_date(the_facts(plan, duties=[row]), deadline)

    lacking = a_due_duty("min-plan/foerste", due=due)
    assert facts(lacking) == due
    assert facts(replace(lacking, booked=1)) is None
    assert facts(replace(lacking, due=date(2028, 1, 1))) is None  # only later meetings are still demanded


@pytest.mark.parametrize(
    ("deadline", "assessment", "asked", "day"),
    [
        ("boernefaglig-4-maaneder", "bl-boernefaglig", date(2026, 9, 7), date(2027, 1, 7)),
        ("boernefaglig-4-maaneder-sel", "sel-boernefaglig", date(2023, 12, 29), date(2024, 4, 29)),
        ("kommende-foraeldre-4-maaneder", "bl-kommende-foraeldre", date(2026, 9, 7), date(2027, 1, 7)),
        ("sygedagpenge-oplysningsskema-8-dage", "sygedagpenge-oplysningsskema", date(2026, 11, 19), date(2026, 11, 27)),
    ],
)
def test_an_assessment_runs_from_its_first_question_until_all_is_answered(
    deadline: str, assessment: str, asked: date, day: date
) -> None:
    first = Question("min-plan", "a", "netvaerk", assessment, "freja", asked, asked)
    second = replace(first, id="b", asked=date(2026, 11, 20), answered=None)
    open_plan = a_plan("min-plan", questions=[first, second])
    answered = a_plan("min-plan", questions=[first, replace(second, answered=MONDAY)])

    assert the_date(the_facts(open_plan), deadline) == day
    assert the_day(the_facts(answered), deadline) is None


def _support(starts: date, measure_type: str = "familiebehandling", ends: date | None = None) -> SectorPlan:
    measure = a_measure(measure_type, starts, ends, person="freja", plan="stoette")
    return SectorPlan("stoette", "foraeldrehandleplan", "freja", "Familieafdelingen", measures=(measure,))


@pytest.mark.parametrize(
    ("starts", "on", "deadline", "day"),
    [
        pytest.param(date(2026, 11, 2), MONDAY, "barnets-plan-3-maaneder", date(2027, 2, 2), id="a child"),
        pytest.param(date(2024, 1, 1), MONDAY, "barnets-plan-3-maaneder", date(2024, 3, 27), id="the act begins"),
        pytest.param(date(2023, 12, 31), MONDAY, "boern-handleplan-4-maaneder", date(2024, 4, 30), id="the day before"),
        pytest.param(date(2028, 5, 2), date(2028, 6, 1), "ungeplan-3-maaneder", date(2028, 9, 1), id="turns 16"),
        pytest.param(date(2028, 7, 3), date(2028, 8, 1), "ungeplan-3-maaneder", date(2028, 10, 3), id="after 16"),
    ],
)
def test_a_child_with_support_has_a_plan_in_time(starts: date, on: date, deadline: str, day: date) -> None:
    """Barnets lov §§ 91 and 108 stk. 3, and before 2024 serviceloven § 140. Freja was born on 2012-06-01."""
    found = [each for each in law_days(the_facts(_support(starts), on=on)) if each.kind is DueKind.READY]

    assert [(each.deadline, each.day) for each in found] == [(deadline, day)]


def test_the_day_before_16_it_is_still_the_childs_plan() -> None:
    facts = the_facts(_support(date(2028, 5, 2)), on=date(2028, 5, 31))

    assert the_day(facts, "barnets-plan-3-maaneder")
    assert the_day(facts, "ungeplan-3-maaneder") is None


@pytest.mark.parametrize("plan_type", ["barnets-plan", "ungeplan"])
def test_a_plan_that_is_there_is_not_asked_for(plan_type: str) -> None:
    facts = the_facts(_support(date(2026, 11, 2)), a_plan(plan_type, person="freja"))

    assert the_day(facts, "barnets-plan-3-maaneder") is None


def test_nobody_says_that_a_plan_is_missing_who_could_not_see_it() -> None:
    """S-49: what consent closes is neither shown nor guessed at."""
    facts = the_facts(_support(date(2026, 11, 2)), shown=EVERYTHING - {("freja", Category.FAMILY)})

    assert the_day(facts, "barnets-plan-3-maaneder") is None


def test_the_life_as_an_adult_is_prepared_from_16() -> None:
    facts = the_facts(_support(date(2026, 11, 2), "tabt-arbejdsfortjeneste"))

    assert the_date(facts, "overgang-start-16-aar") == date(2028, 6, 1)
    assert (
        the_date(the_facts(*facts.plans, a_plan("forberedelse-voksenlivet", person="freja")), "overgang-start-16-aar")
        is None
    )
    assert the_date(the_facts(*facts.plans, on=date(2030, 6, 1)), "overgang-start-16-aar") is None  # 18 that day


def test_who_is_born_on_a_leap_day_is_18_on_the_first_of_march() -> None:
    freja = replace(FREJA, born=date(2012, 2, 29))
    facts = the_facts(_support(date(2026, 11, 2), "anbringelse-med-samtykke"), persons=(METTE, freja))

    found = the_day(facts, "ungestoette-6-maaneder-foer-18")

    assert found is not None
    assert (found.since, found.day) == (date(2030, 3, 1), date(2029, 8, 31))  # 1 September 2029 is a Saturday


def test_half_a_year_before_18_it_is_decided_what_support_goes_on() -> None:
    placed = _support(date(2026, 11, 2), "anbringelse-med-samtykke")
    until_17 = _support(date(2026, 11, 2), "anbringelse-med-samtykke", date(2029, 6, 1))
    decided = a_plan("ungeplan", a_measure("ungestoette", date(2030, 6, 1), person="freja"), person="freja")

    assert the_date(the_facts(placed), "ungestoette-6-maaneder-foer-18") == date(2029, 11, 30)  # 1 December: a Saturday
    assert the_date(the_facts(until_17), "ungestoette-6-maaneder-foer-18") is None
    assert the_date(the_facts(placed, decided), "ungestoette-6-maaneder-foer-18") is None


@pytest.mark.parametrize(
    ("starts", "day"),
    [
        pytest.param(date(2024, 12, 31), date(2025, 1, 28), id="the last day of the duty"),
        pytest.param(date(2025, 1, 1), None, id="from 2025 it is up to the municipality"),
    ],
)
def test_job_clarification_went_before_the_team_until_2025(starts: date, day: date | None) -> None:
    plan = a_plan("min-plan", a_measure("jobafklaringsforloeb", starts))

    assert the_date(the_facts(plan, on=date(2025, 1, 10)), "rehabteam-4-uger-jobafklaring") == day


def test_the_same_facts_give_the_same_days_in_whatever_order_the_plans_come() -> None:
    plans = [
        a_plan("min-plan", a_measure("virksomhedspraktik", date(2026, 9, 1), date(2026, 12, 18)), made=MONDAY),
        _support(date(2026, 11, 2)),
    ]

    assert law_days(the_facts(*plans)) == law_days(the_facts(*reversed(plans)))


@pytest.mark.parametrize(
    ("day", "near"),
    [
        (date(2026, 11, 22), When.LATE),
        (MONDAY, When.THIS_WEEK),
        (date(2026, 11, 29), When.THIS_WEEK),
        (date(2026, 11, 30), When.LATER),
    ],
)
def test_late_is_from_the_day_after(day: date, near: When) -> None:
    assert when(day, MONDAY) is near


def test_one_is_reminded_of_what_comes_soon_and_never_twice_of_a_duty() -> None:
    plan = a_plan("min-plan", a_measure("virksomhedspraktik", date(2026, 9, 1), date(2026, 12, 18)))
    duty = replace(a_plan("ungeplan"), duties=(Duty("ungeplan", "x", "lab-foerste-samtale", "mette", MONDAY),))
    row = a_due_duty("ungeplan/x", due=date(2026, 11, 30))
    days = law_days(the_facts(plan, duty, duties=[row]))

    assert {each.deadline for each in days} == {"rsl-foer-ophoer-2-uger", "jobsamtale-1-uge"}
    assert [each.kind for each in as_due(days, date(2026, 12, 4))] == [DueKind.PREPARE]
    assert list(as_due(days, date(2026, 12, 3))) == []


def test_a_duty_that_is_a_deadline_of_the_law_stands_in_the_calendar_once() -> None:
    plan = replace(a_plan("ungeplan"), duties=(Duty("ungeplan", "x", "lab-foerste-samtale", "mette", MONDAY),))
    days = law_days(the_facts(plan, duties=[a_due_duty("ungeplan/x", due=date(2026, 11, 30))]))
    dues = [Due(DueKind.DUTY, date(2026, 11, 30), "ungeplan/x"), Due(DueKind.DUTY, date(2027, 3, 1), "ungeplan/x")]

    assert [(each.day, each.law is not None) for each in lines(days, dues)] == [
        (date(2026, 11, 30), True),
        (date(2027, 3, 1), False),
    ]


def test_freja_is_a_child_in_these_tests() -> None:
    assert FREJA.age(MONDAY) == 14
