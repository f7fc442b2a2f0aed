"""Does anything put help off past the day on which the law says it must have begun, and is that said? (S-12, S-65)"""

from datetime import date
from typing import Any

import pytest

from enplan.journey.coordination.rules.begins import last_start, put_off
from enplan.journey.followup.rules.starting import COMPUTED, Source
from enplan.journey.sectorplans.facts import Household, Person, SectorPlan
from enplan.law.lawbook import lawbook
from tests.builders_deadlines import a_measure, a_plan, the_date, the_facts

ASKED = date(2026, 10, 26)
LAST = date(2026, 11, 26)
LATER = date(2027, 2, 9)
COUNTED = {
    of: deadline
    for deadline, start in COMPUTED.items()
    if start.source is Source.WAITS or deadline == "genoptraening-7-dage"
    for of in start.of
}
TOLD = "Så begynder det den 9. februar 2027. Loven siger senest den 26. november 2026 (Sundhedsloven § 82 b)."


def a_household(measure_type: str = "psykiatrisk-behandling", **plan: Any) -> Household:
    """Mette, with one measure from the day it was asked for."""
    given = {"made": ASKED, **plan}
    return Household(
        (Person("mette", date(1983, 4, 12), "Mette"),),
        (a_plan("min-plan", a_measure(measure_type, ASKED), **given),),
    )


def moved(to: date, name: str = "psykiatrisk-behandling") -> dict[str, object]:
    return {"item": f"min-plan/{name}", "set": {"starts": to.isoformat()}}


@pytest.mark.parametrize(
    ("to", "said"),
    [
        pytest.param(LATER, [TOLD], id="months later"),
        pytest.param(date(2026, 11, 27), [TOLD.replace("9. februar 2027", "27. november 2026")], id="the day after"),
        pytest.param(LAST, [], id="the last day"),
        pytest.param(date(2026, 10, 20), [], id="earlier"),
    ],
)
def test_a_way_out_that_puts_help_off_past_the_day_of_the_law_says_so(to: date, said: list[str]) -> None:
    assert put_off(a_household(), moved(to), lawbook()) == said


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"item": "min-plan/psykiatrisk-behandling", "set": {"place": "Rådhuset"}}, id="a place"),
        pytest.param({"item": "min-plan/psykiatrisk-behandling", "stop_waiting_for": ["a/1"]}, id="waits no more"),
        pytest.param({"person": "mette", "set": {"starts": "2027-02-09"}}, id="not a measure"),
    ],
)
def test_what_moves_no_first_day_puts_nothing_off(change: dict[str, object]) -> None:
    assert put_off(a_household(), change, lawbook()) == []


def test_what_no_law_gives_a_day_may_wait() -> None:
    assert put_off(a_household("virksomhedspraktik"), moved(LATER, "virksomhedspraktik"), lawbook()) == []
    assert put_off(a_household(made=None), moved(LATER), lawbook()) == []  # nobody knows since when


@pytest.mark.parametrize("measure_type", sorted(COUNTED))
def test_the_day_is_that_of_the_deadlines_of_the_case(measure_type: str) -> None:
    """What is warned of here is what the calendar of the case tells there."""
    kind = "genoptraeningsplan" if measure_type == "genoptraening-sul140" else "min-plan"
    plan = a_plan(kind, a_measure(measure_type, LATER, plan=kind), made=ASKED)

    found = last_start(plan, measure_type, lawbook())

    assert found is not None
    assert found.day == the_date(the_facts(plan, on=ASKED), COUNTED[measure_type])
    assert found.legal_basis


def test_only_the_plan_from_the_hospital_tells_the_day_of_discharge() -> None:
    plan = SectorPlan("p", "min-plan", "mette", "Et kontor", made=ASKED)

    assert last_start(plan, "genoptraening-sul140", lawbook()) is None
    assert last_start(plan, "danskuddannelse", lawbook()) is None
    assert last_start(plan, "ingen-saadan", lawbook()) is None
