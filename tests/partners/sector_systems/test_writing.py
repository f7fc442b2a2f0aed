"""Does a household that was written read the same again?"""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from enplan.journey.sectorplans.facts import (
    Capacity,
    Contact,
    Demand,
    Household,
    Need,
    Relation,
    RelationKind,
    State,
)
from enplan.partners.sector_systems.household import household_json, plan_json, read_household, read_plan
from tests.builders_coordination import (
    ON,
    a_duty,
    a_goal,
    a_household,
    a_measure,
    a_meeting,
    a_question,
    a_statement,
    at,
)


def full() -> Household:
    """Something of everything, far from the defaults."""
    measure = a_measure(
        "job/m",
        at(ON, "10:00", "11:00", until=ON + timedelta(days=70), place="Rådhuset", skip=[ON + timedelta(days=7)]),
        at(ON, "12:00", "12:30"),
        persons=("freja", "mette"),
        ends=None,
        demand=Demand.TREATMENT,
        protected=True,
        needs=(Need("job", State.STARTED), Need("job/m", State.FINISHED)),
        waits_for=("job",),
        contact=Contact("Bo", "mentor"),
    )
    meeting = replace(
        a_meeting("job/moede", ON, "09:00", "09:45", duty="job/d", persons=("freja",)), attendees=(Contact("Bo"),)
    )
    return a_household(
        replace(a_goal("job/maal", person="freja"), text="En linje\nog en til"),
        replace(measure, title="Mentor", hours_per_week=Decimal("2.5")),
        meeting,
        a_duty("job/d", "bl-opfoelgning", ON, held=3, person="freja"),
        a_question("job/q", answered=ON, person="freja"),
        a_statement("job/s", ON, "netvaerk", "arbejdsevne", received=ON, valid_until=ON),
        capacity=Capacity(Decimal("18.25"), 0, time(9), time(15, 30), frozenset({4, 5})),
        follow_up={"job": ON},
        contacts={"job": Contact("Henrik", "jobkonsulent")},
        relations=(Relation("mette", "freja", RelationKind.PARENT_WITH_CUSTODY),),
        regime="sektor",
    )


def again(household: Household) -> Household:
    """Written and read."""
    return read_household(json.dumps(household_json(household)).encode())


def test_everything_comes_back() -> None:
    assert again(full()) == full()


def test_a_household_with_next_to_nothing_comes_back() -> None:
    assert again(a_household()) == a_household()
    assert again(replace(a_household(), on=None)).on is None


def test_what_is_not_known_is_left_out() -> None:
    (plan,) = a_household(a_measure("job/m")).plans
    assert plan_json(plan) == {
        "id": "job",
        "plan_type": "min-plan",
        "person": "mette",
        "department": "JOB",
        "measures": [
            {
                "id": "m",
                "measure_type": "mentorstoette",
                "starts": "2026-11-23",
                "ends": "2027-05-23",
                "goals": ["job/maal"],
            }
        ],
    }


def test_one_plan_alone_comes_back_among_its_persons() -> None:
    household = full()
    (plan,) = household.plans
    assert read_plan(plan_json(plan), persons=household.persons) == plan


@pytest.mark.parametrize("name", ["mor-uden-arbejde", "familie-i-mange-kontorer", "dobbelt-diagnose"])
def test_the_worked_cases_come_back(shared: Path, name: str) -> None:
    household = read_household((shared / "cases" / f"{name}.json").read_bytes())
    assert household.on != date.min
    assert again(household) == household
