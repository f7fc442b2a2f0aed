"""Are opposite demands, opposite goals and the same effort twice seen, on the first day they meet?"""

from datetime import date, timedelta

import pytest

from enplan.journey.coordination.facts import DoubleEffort, GoalsApart, Kind, OpposingDemands
from enplan.journey.sectorplans.facts import Demand, Measure
from tests.builders_coordination import LAST, ON, a_goal, a_household, a_measure, found

MUST = a_measure("job/pligt", kind="vejledning-opkvalificering", demand=Demand.OBLIGATION, starts=date(2026, 12, 1))


def kept(starts: date, ends: date | None, persons: tuple[str, ...] = ("mette",)) -> Measure:
    """A treatment that must not be disturbed."""
    return a_measure(
        "voksen/ro",
        kind="psykiatrisk-behandling",
        demand=Demand.TREATMENT,
        protected=True,
        starts=starts,
        ends=ends,
        persons=persons,
    )


@pytest.mark.parametrize(
    ("starts", "ends", "first"),
    [
        pytest.param(ON, date(2026, 11, 30), None, id="over the day before"),
        pytest.param(ON, date(2026, 12, 1), date(2026, 12, 1), id="its last day is the other's first"),
        pytest.param(date(2026, 12, 8), None, date(2026, 12, 8), id="open"),
        pytest.param(LAST, None, LAST, id="on the last day of the horizon"),
        pytest.param(LAST + timedelta(days=1), None, None, id="beyond the horizon"),
    ],
)
def test_an_obligation_meets_what_must_not_be_disturbed(starts: date, ends: date | None, first: date | None) -> None:
    findings = found(a_household(MUST, kept(starts, ends)), Kind.OPPOSING_DEMANDS)
    assert [finding.facts for finding in findings] == ([OpposingDemands(first, ("demand",))] if first else [])


def test_opposite_demands_on_two_different_people_are_none() -> None:
    assert not found(a_household(MUST, kept(ON, None, ("freja",))), Kind.OPPOSING_DEMANDS)


def test_the_two_people_who_share_both_are_one_finding() -> None:
    both = ("mette", "freja")
    household = a_household(
        a_measure("job/pligt", kind="nytteindsats", demand=Demand.OBLIGATION, persons=both),
        a_measure("voksen/bo", kind="midlertidigt-botilbud", protected=True, persons=(*both, "carsten")),
    )
    (finding,) = found(household, Kind.OPPOSING_DEMANDS)
    assert finding.persons == ("freja", "mette")
    assert finding.facts == OpposingDemands(ON, ("demand", "types")), "two reasons are one finding"
    assert {basis.law for basis in finding.legal_basis} == {"lab", "sel"}


def test_types_that_cannot_run_together_need_no_demand() -> None:
    household = a_household(a_measure("job/a", kind="loentilskud"), a_measure("job/b", kind="virksomhedspraktik"))
    (finding,) = found(household, Kind.OPPOSING_DEMANDS)
    assert finding.facts == OpposingDemands(ON, ("types",))


def test_a_measure_that_is_past_opposes_nothing() -> None:
    past = a_measure("job/a", kind="loentilskud", starts=date(2026, 1, 1), ends=ON - timedelta(days=1))
    assert not found(a_household(past, a_measure("job/b", kind="virksomhedspraktik")), Kind.OPPOSING_DEMANDS)


def test_a_way_out_names_the_day_after_the_treatment() -> None:
    (finding,) = found(a_household(MUST, kept(ON, date(2027, 2, 28))), Kind.OPPOSING_DEMANDS)
    assert finding.proposals[0].change == {"item": "job/pligt", "set": {"starts": "2027-03-01"}}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        pytest.param("full-time-work", "pause-from-work", True, id="in the catalogue"),
        pytest.param("pause-from-work", "full-time-work", True, id="the other way round"),
        pytest.param("full-time-work", "full-time-work", False, id="the same aim"),
        pytest.param("full-time-work", "network", False, id="not in the catalogue"),
    ],
)
def test_goals_that_pull_apart(one: str, other: str, apart: bool) -> None:
    household = a_household(a_goal("job/a", one), a_goal("voksen/b", other))
    findings = found(household, Kind.GOALS_APART)
    assert [finding.facts for finding in findings] == (
        [GoalsApart(("full-time-work", "pause-from-work"))] if apart else []
    )


def test_goals_of_two_people_may_pull_apart() -> None:
    household = a_household(a_goal("job/a", "child-stays-home"), a_goal("job/b", "child-placed", person="freja"))
    assert not found(household, Kind.GOALS_APART)


@pytest.mark.parametrize(
    ("other", "types"),
    [
        pytest.param(a_measure("voksen/b"), ("mentorstoette",), id="the same type"),
        pytest.param(
            a_measure("voksen/b", kind="socialpaedagogisk-stoette"),
            ("mentorstoette", "socialpaedagogisk-stoette"),
            id="a type that is named as similar",
        ),
        pytest.param(
            a_measure("voksen/b", kind="kontaktperson-kui"),
            ("kontaktperson-kui", "mentorstoette"),
            id="whichever names it",
        ),
        pytest.param(a_measure("job/b"), None, id="of the same plan"),
        pytest.param(a_measure("voksen/b", kind="virksomhedspraktik"), None, id="another type"),
        pytest.param(a_measure("voksen/b", persons=("freja",)), None, id="for another person"),
        pytest.param(a_measure("voksen/b", starts=LAST + timedelta(days=1), ends=None), None, id="on no common day"),
        pytest.param(a_measure("voksen/b", starts=ON - timedelta(9), ends=ON - timedelta(1)), None, id="that is past"),
    ],
)
def test_the_same_effort_twice(other: Measure, types: tuple[str, ...] | None) -> None:
    findings = found(a_household(a_measure("job/a"), other), Kind.DOUBLE_EFFORT)
    assert [finding.facts for finding in findings] == ([DoubleEffort(ON, types)] if types else [])


def test_each_pair_of_three_is_a_finding() -> None:
    household = a_household(a_measure("job/a"), a_measure("social/b"), a_measure("voksen/c"))
    assert [finding.items for finding in found(household, Kind.DOUBLE_EFFORT)] == [
        ("job/a", "social/b"),
        ("job/a", "voksen/c"),
        ("social/b", "voksen/c"),
    ]
