"""Is exactly what the sight lets through laid side by side, and said how much is withheld?"""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.journey.access.commands import open_case
from enplan.journey.answer import answer
from enplan.journey.sectorplans.commands import take_in_household, take_in_plan, withdraw_plan
from enplan.journey.sectorplans.facts import Capacity, PlanFile, RelationKind, Way
from enplan.journey.sectorplans.queries import (
    assessment_with_plans,
    household_of,
    intake_misfits,
    sector_plan_page,
    sector_plans_page,
    statements_elsewhere,
)
from enplan.journey.sectorplans.rules.laying import HIDDEN_GOAL
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.partners.sector_systems.household import read_household
from enplan.registers.accounts.queries import the_clock
from enplan.registers.cases.facts import Place
from enplan.registers.people.commands import agree_capacity
from enplan.registers.people.facts import Capacity as Agreed
from tests.builders_sectorplans import MONDAY, a_full_plan, a_goal, a_household, a_measure, a_plan
from tests.worlds import NOW, World, a_case, a_municipality, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


def by_the_clock(world: World) -> Sight:
    """The sight of a job."""
    return open_case(the_clock(), at=NOW, case_id=world.case_id, errand="story")


def test_the_worked_case_comes_out_of_the_case_as_it_went_in(shared: Path) -> None:
    """For the one it is about nothing is withheld: the engine is given the very plans of the file."""
    world = a_case(
        a_municipality(),
        "mette",
        family=[("freja", Place.CHILD), ("carsten", Place.ADULT)],
        coordinator="Susanne Brandt",
    )
    file = read_household((shared / "cases" / "mor-uden-arbejde.json").read_bytes())
    take_in_household(by_the_clock(world), at=NOW, household=file, way=Way.STORY)

    laid = household_of(world.sight("mette"), on=MONDAY)

    assert sorted(laid.household.plans, key=lambda plan: plan.id) == sorted(file.plans, key=lambda plan: plan.id)
    assert laid.withheld == {}
    assert laid.persons == {ref: world.cast.persons[ref].id for ref in ("mette", "freja", "carsten")}
    assert (laid.household.on, laid.household.regime) == (MONDAY, "hop-2018")
    kinds = {(each.one, each.other, each.kind) for each in laid.household.relations}
    assert ("mette", "freja", RelationKind.PARENT_WITH_CUSTODY) in kinds
    assert ("carsten", "mette", RelationKind.EX_PARTNER) in kinds


def test_a_professional_is_given_their_own_sector_and_told_how_much_is_withheld(world: World) -> None:
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
    take_in_plan(world.sight("Peter Kvist"), at=NOW, plan=a_plan("sundhed", "genoptraeningsplan"))
    take_in_plan(
        world.sight("Louise Warming"), at=NOW, plan=a_plan("barn", "barnets-plan", "freja", (a_measure("barn"),))
    )

    laid = household_of(world.sight("Peter Kvist"), on=MONDAY)

    assert [plan.id for plan in laid.household.plans] == ["sundhed"]
    assert laid.withheld == {Category.FAMILY: 2, Category.WORK: 6}


def test_an_empty_plan_that_is_withheld_counts_for_one(world: World) -> None:
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=replace(a_plan(), goals=()))

    assert household_of(world.sight("Peter Kvist"), on=MONDAY).withheld == {Category.WORK: 1}


def test_what_is_no_longer_in_force_is_not_counted_as_withheld(world: World) -> None:
    for _ in range(2):
        received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
    assert household_of(world.sight("Peter Kvist"), on=MONDAY).withheld == {Category.WORK: 6}

    withdraw_plan(world.sight("Henrik Dam"), at=NOW, plan_id=received.id, reason="Forkert")
    assert household_of(world.sight("Peter Kvist"), on=MONDAY).withheld == {}


def test_an_item_about_somebody_who_may_not_be_seen_is_left_out_and_counted(world: World) -> None:
    """Freja sees what is about her alone; her mother sees both."""
    both = a_measure("skole", "moede", ("freja", "mette"))
    plan = a_plan("skole", "uddannelsesplan-kui", "freja", (a_measure("skole", "frejas", ("freja",)), both))
    take_in_plan(world.sight("Morten Friis"), at=NOW, plan=plan)

    laid = household_of(world.sight("freja"), on=MONDAY)
    assert [measure.id for measure in laid.household.plans[0].measures] == ["frejas"]
    assert laid.withheld == {Category.EDUCATION: 1}
    assert sector_plans_page(world.sight("freja"), on=MONDAY).withheld == {Category.EDUCATION: 1}

    assert household_of(world.sight("mette"), on=MONDAY).withheld == {}


def test_agreed_capacity_is_the_person_s_own_and_the_team_s_with_consent_to_the_plan(world: World) -> None:
    agreed = Agreed(Decimal(18), 6, time(9), time(15, 30), ("fri",))
    by_the_clock(world)
    agree_capacity(person_id=world.cast.persons["mette"].id, capacity=agreed)

    own = household_of(world.sight("mette"), on=MONDAY)
    of_another = household_of(world.sight("Henrik Dam"), on=MONDAY)

    assert own.household.persons[0].capacity == Capacity(Decimal(18), 6, time(9), time(15, 30), frozenset({4}))
    assert of_another.household.persons[0].capacity == Capacity()
    assert of_another.withheld == {Category.PLAN: 1}


def test_no_word_is_left_of_a_plan_that_is_withheld(world: World) -> None:
    take_in_plan(
        world.sight("Peter Kvist"),
        at=NOW,
        plan=a_plan("sundhed", "genoptraeningsplan", measures=(a_measure("sundhed", "ryg"),)),
    )
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())

    assert "sundhed" not in str(household_of(world.sight("Henrik Dam"), on=MONDAY).household)
    page = sector_plan_page(world.sight("Henrik Dam"), plan_id=received.id, on=MONDAY)
    assert "sundhed" not in str(page.received.plan)
    assert "sundhed/ryg" in str(household_of(world.sight("mette"), on=MONDAY).household)


def test_the_list_shows_the_citizen_s_plans_first_and_says_what_is_stale(world: World) -> None:
    take_in_plan(world.sight("Louise Warming"), at=NOW, plan=a_plan("barn", "barnets-plan", "freja"))
    stale = replace(a_full_plan("sundhed"), plan_type="min-plan", follow_up=date(2026, 11, 2))
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=stale)

    page = sector_plans_page(world.sight("mette"), on=MONDAY)

    assert [(each.person.ref, each.received.plan.id, each.stale) for each in page.plans] == [
        ("mette", "sundhed", True),
        ("freja", "barn", False),
    ]


def test_a_page_of_a_plan_that_may_not_be_seen_is_missing(world: World) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_plan())

    with pytest.raises(Missing):
        sector_plan_page(world.sight("Peter Kvist"), plan_id=received.id, on=MONDAY)


def test_misfits_can_be_asked_for_before_anything_is_taken_in(world: World) -> None:
    file = PlanFile("a.json", a_household(a_plan(), a_plan("sundhed", "genoptraeningsplan")))

    found = intake_misfits(world.sight("Henrik Dam"), on=MONDAY, files=[file])

    assert [(one.file, one.place, one.reason) for one in found] == [
        ("a.json", "plans[1]", "sectorplans.consent_missing_health")
    ]


def test_the_assessment_knows_what_sector_plans_have_asked(world: World) -> None:
    """S-20: who has asked the same before, and when, stands beside the question."""
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())

    part = assessment_with_plans(world.sight("mette"), on=MONDAY).people[0]

    asked = {question.item: question for theme in part.themes for question in theme.questions}
    assert [(one.by, one.answered) for one in asked["psykisk-helbred"].elsewhere] == [
        ("Jobcenter Nordby", date(2026, 9, 7))
    ]
    assert asked["psykisk-helbred"].state == "answered-elsewhere"
    assert {need.assessment for need in part.needs} >= {"lab-visitation", "lab-cv"}


def test_statements_of_plans_are_shown_while_they_can_be_used(world: World) -> None:
    lapsed = replace(
        a_full_plan().statements[0], received=date(2026, 10, 30), valid_until=date(2026, 11, 1), id="gammel"
    )
    plan = replace(a_full_plan(), statements=(*a_full_plan().statements, lapsed))
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=plan)

    assert [(one.kind, one.received) for one in statements_elsewhere(world.sight("mette"), on=MONDAY)] == [
        ("LÆ 145", None)
    ]


def test_thirty_plans_take_as_many_queries_as_one(world: World) -> None:
    def queries() -> list[int]:
        counts = []
        for show in (household_of, sector_plans_page, assessment_with_plans):
            sight = world.sight("mette")
            with CaptureQueriesContext(
                connection,
            ) as captured:
                show(sight, on=MONDAY)
            counts.append(len(captured))
        return counts

    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_plan())
    few = queries()
    for number in range(30):
        take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_plan(f"plan-{number}"))

    assert queries() == few
    assert few[0] <= 9


def test_a_measure_whose_goal_may_not_be_seen_is_not_found_to_be_without_one(world: World) -> None:
    """The engine is given a mark in place of the goal: the measure does serve one."""
    hidden = a_goal("skole", "mors", "mette")
    measure = a_measure("skole", "frejas", ("freja",), goals=("skole/mors",))
    plan = replace(a_plan("skole", "uddannelsesplan-kui", "freja", (measure,)), goals=(hidden,))
    take_in_plan(world.sight("Morten Friis"), at=NOW, plan=plan)

    laid = household_of(world.sight("freja"), on=MONDAY)
    kinds = {finding.kind for finding in answer(laid.household, lawbook(), MONDAY).findings}

    assert laid.household.plans[0].measures[0].goals == (HIDDEN_GOAL,)
    assert "measure-without-goal" not in kinds
    assert laid.withheld == {Category.EDUCATION: 1}
