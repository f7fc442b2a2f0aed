"""Is nothing lost when many plans become the draft of one?"""

from datetime import date, timedelta

import pytest

from enplan.journey.coordination.facts import Fate, FateKind
from tests.builders_coordination import LAST, ON, a_duty, a_goal, a_household, a_measure, a_meeting, ask

CARRIED, MERGED, BESIDE = FateKind.CARRIED, FateKind.MERGED, FateKind.KEPT_BESIDE


def fates(plan_type: str, regime: str = "hop-2018", on: date = ON) -> dict[str, FateKind]:
    """What becomes of one of each kind in a plan of the type."""
    household = a_household(
        a_goal("p/maal"),
        a_measure("p/indsats"),
        a_measure("p/faelles", persons=("mette", "freja")),
        a_meeting("p/moede", on, "10:00", "11:00"),
        a_duty("p/pligt", "sel-148-opfoelgning", on),
        plan_types={"p": plan_type},
        regime=regime,
        on=on,
    )
    return {fate.item: fate.fate for fate in ask(household).draft.fates}


ALL = ("p/faelles", "p/indsats", "p/maal", "p/moede", "p/pligt")


@pytest.mark.parametrize(
    ("plan_type", "regime", "on", "kept"),
    [
        pytest.param("min-plan", "hop-2018", ON, (), id="replaceable as a whole"),
        pytest.param("min-plan", "sektor", ON, ALL, id="no regime of one plan"),
        pytest.param("genoptraeningsplan", "hop-2018", ON, ALL, id="another authority's"),
        pytest.param("rehabiliteringsplan-forberedende-del", "hop-2018", ON, ALL, id="not replaceable"),
        pytest.param(
            "barnets-plan", "hop-2018", ON, ("p/indsats", "p/maal", "p/moede", "p/pligt"), id="only what others share"
        ),
        pytest.param("min-plan-lab2016", "hop-2018", ON, ALL, id="a type no longer in force"),
        pytest.param("min-plan-lab2016", "hop-2018", date(2019, 12, 31), (), id="a type on its last day"),
    ],
)
def test_what_the_law_keeps_beside_stays_beside(plan_type: str, regime: str, on: date, kept: tuple[str, ...]) -> None:
    found = fates(plan_type, regime, on)
    assert tuple(found) == ALL, "ordered by item, each with one fate"
    assert tuple(item for item, fate in found.items() if fate is BESIDE) == kept
    assert {fate for item, fate in found.items() if item not in kept} <= {CARRIED}


def test_goals_of_one_person_domain_and_aim_become_one_and_keep_every_wording() -> None:
    household = a_household(
        a_goal("voksen/b", "network", text="Mette har nogen at ringe til."),
        a_goal("job/a", "network", text="Mette kender sine kolleger."),
        a_goal("job/c", "network", person="freja", text="Freja har en ven."),
        a_measure("social/m", goals=("voksen/b",)),
        a_measure("job/m", goals=("job/a", "voksen/b")),
    )
    draft = ask(household).draft
    assert [(goal.person, goal.domain, goal.aim) for goal in draft.goals] == [
        ("freja", "relations", "network"), ("mette", "relations", "network"),
    ]  # fmt: skip
    assert [wording.item for wording in draft.goals[1].texts] == ["job/a", "voksen/b"]
    assert draft.goals[1].measures == ("job/m", "social/m")
    by_item = {fate.item: fate for fate in draft.fates}
    assert (by_item["job/a"].fate, by_item["voksen/b"].fate, by_item["voksen/b"].into) == (CARRIED, MERGED, "job/a")


def test_a_goal_kept_beside_is_merged_into_nothing() -> None:
    household = a_household(
        a_goal("a/maal", "network"), a_goal("b/maal", "network"), plan_types={"a": "genoptraeningsplan"}
    )
    draft = ask(household).draft
    assert [wording.item for goal in draft.goals for wording in goal.texts] == ["b/maal"]
    assert [fate.fate for fate in draft.fates] == [BESIDE, CARRIED]


def test_what_is_past_or_beyond_the_horizon_has_no_fate_but_goals_and_duties_always_have() -> None:
    household = a_household(
        a_measure("job/past", starts=date(2026, 1, 1), ends=ON - timedelta(1)),
        a_measure("job/future", starts=LAST + timedelta(100), ends=None),
        a_meeting("job/yesterday", ON - timedelta(1), "10:00", "11:00"),
        a_meeting("job/last", LAST, "10:00", "11:00"),
        a_meeting("job/later", LAST + timedelta(1), "10:00", "11:00"),
        a_goal("job/maal"),
        a_duty("job/pligt", "lab-oevrige-6-mdr", date(2030, 1, 1)),
    )
    assert [fate.item for fate in ask(household).draft.fates] == ["job/future", "job/last", "job/maal", "job/pligt"]


def test_the_draft_never_ends_anything_by_itself() -> None:
    fate = Fate("job/m", CARRIED, reason="Går med uændret.")
    assert ask(a_household(a_measure("job/m"))).draft.fates == (fate,)


def test_the_content_demands_of_replaced_plans_come_along_with_their_law() -> None:
    household = a_household(
        a_goal("job/a"), a_goal("gen/b"), plan_types={"job": "min-plan", "gen": "genoptraeningsplan"}
    )
    draft = ask(household).draft
    assert {demand.plan_type for demand in draft.demands} == {"min-plan"}
    assert "jobmaal" in {demand.key for demand in draft.demands}
    assert {basis.law for basis in draft.legal_basis} == {"lov-707-2018", "lab", "bek-lab"}


def test_without_a_regime_the_draft_rests_on_no_law_and_demands_nothing() -> None:
    draft = ask(a_household(a_goal("job/a"), regime="sektor")).draft
    assert (draft.demands, draft.legal_basis) == ((), ())
