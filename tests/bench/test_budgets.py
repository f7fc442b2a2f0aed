"""Do the budgets name what there is, each with a reason, and is a missed one told?"""

import re
import subprocess
import sys

import pytest
from django.urls import Resolver404, resolve

from bench.budgets import Judged, budgets, of_decision, of_engine, of_nights, of_pages, of_processes
from bench.coldstart import ColdStart
from bench.decision import DecisionCost, composed
from bench.engine import Figures
from bench.measuring import line
from bench.night import Night
from bench.pages import PAGES, Cost
from bench.report import TITLES, table
from bench.timing import Times, p95
from bench.world import Copy, Loaded
from tests.conftest import ROOT

SOMEBODY = "11111111-1111-4111-8111-111111111111"
COPY = Copy(1, *[SOMEBODY] * 7)  # type: ignore[arg-type]  # addresses only print them


def a_cost(page: str, cases: int, milliseconds: float) -> Cost:
    return Cost(page, cases, 9, Times(milliseconds, milliseconds, 12.0, 8.0), Times(1.0, 1.0, 1.0, 1.0), 60_000, 9_000)


def test_each_page_has_a_budget_and_each_budget_a_page() -> None:
    assert set(budgets()["page"]) == {page.name for page in PAGES} == set(TITLES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_is_one_of_the_application(page: object) -> None:
    address = page.address(COPY)  # type: ignore[attr-defined]  # a Page
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{address} is no page")


def test_each_budget_has_a_reason() -> None:
    told = budgets()
    for each in (*told.pop("page").values(), *told.values()):
        assert len(each["reason"]) > 20
        assert [value for key, value in each.items() if key != "reason" and value > 0]


def test_what_the_issue_asks_for_is_not_loosened() -> None:
    plan = budgets()["page"]["plan"]
    assert (plan["queries"], plan["ratio"], plan["milliseconds"]) == (12, 15.0, 10.0)
    assert budgets()["page"]["add-action"]["milliseconds"] == 10.0
    assert budgets()["engine"]["milliseconds"] == 100.0
    assert (budgets()["decision"]["milliseconds"], budgets()["decision"]["pdf_milliseconds"]) == (100.0, 200.0)
    assert budgets()["cold_start"]["seconds"] == 0.5
    assert budgets()["worker"]["megabytes"] == 150
    deadlines = ("deadlines", "deadline-figures", "desk-deadlines")
    assert all(budgets()["page"][each]["milliseconds"] <= 200.0 for each in deadlines)


def test_a_budget_is_held_up_to_its_very_number() -> None:
    assert Judged("queries", 12, 12, "").held
    assert not Judged("queries", 12, 13, "").held
    assert line(Judged("queries", 12, 13, "")).startswith("NOT HELD")


def test_growth_is_compared_with_the_fewest_cases() -> None:
    judged = list(of_pages([a_cost("plan", 1_000, 8.0), a_cost("plan", 10_000, 12.0)]))
    grown = [each for each in judged if "growth" in each.what]
    assert [(each.found, each.held) for each in grown] == [(1.5, False)]


def test_engine_and_processes_are_judged() -> None:
    assert not next(of_engine([Figures(1, 8, 400, 10_000, 1_000, 140.0)])).held
    assert [each.held for each in of_processes(ColdStart(0.4, 0.3), 151)] == [True, False]


def a_night(**what: float) -> Night:
    told = {"done": 250, "look": 900.0, "wall": 90.0, "cpu": 50.0, "queries": 40.0, "written": 9, "told": 9, "twice": 0}
    return Night(1_000, "first", **{**told, **what})  # type: ignore[arg-type]  # numbers by name


@pytest.mark.parametrize(
    ("found", "missed"),
    [
        pytest.param({}, [], id="within"),
        pytest.param({"cpu": 61.0}, ["own time for 1,000"], id="too slow"),
        pytest.param({"twice": 1}, ["told twice"], id="somebody is told twice"),
        pytest.param({"look": 3001.0}, ["looking for what is due"], id="a look takes too long"),
    ],
)
def test_a_night_is_judged_and_nobody_may_be_told_twice(found: dict[str, float], missed: list[str]) -> None:
    loaded = Loaded(1_000, 9, 1.0, 1.0, {"late": 3}, 9_000.0)

    judged = list(of_nights([a_night(**found)], [loaded]))

    assert [each.what.rpartition(": ")[2] for each in judged if not each.held] == missed
    assert judged[-1].held


def test_the_decision_is_judged_with_and_without_its_pdf() -> None:
    assert [each.held for each in of_decision(DecisionCost(12, 80.0, 101.0, 200.0, 300.0))] == [False, True]


def test_the_decision_that_is_measured_has_twelve_answers_and_never_the_same_words() -> None:
    one, other = composed(12, 0), composed(12, 1)

    assert sum(block.kind == "answer" for block in one.blocks) == 12
    assert one != other


def test_p95_is_what_nineteen_of_twenty_stay_under() -> None:
    assert p95([*[1.0] * 19, 100.0]) < 10
    assert p95([*[1.0] * 9, 100.0]) > 50


def test_a_table_has_as_many_cells_in_each_row() -> None:
    lines = list(table(("page", "ms"), [("plan", "9.1"), ("my cases", "11.4")]))
    assert {each.count("|") for each in lines if each} == {3}


def test_figures_are_written_by_the_bench_only() -> None:
    path = ROOT / "docs" / "figures.md"
    if not path.exists():
        pytest.skip("no figures have been written yet")
    assert re.search(r"Written by `make bench ARGS=--write` on \d{4}-\d\d-\d\d", path.read_text("utf-8"))


def test_the_measuring_starts_in_a_process_of_its_own() -> None:
    """What the pages import may come to need Django; a bench that cannot be started measures nothing."""
    asked = [sys.executable, "-m", "bench.measuring", "--help"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "sizes" in told.stdout
