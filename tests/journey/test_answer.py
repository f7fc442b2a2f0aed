"""Is the whole answer what the worked cases demand, and always the same?"""

import json
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

from enplan.journey.answer import answer, answer_json
from enplan.law.lawbook import lawbook
from enplan.partners.sector_systems.household import read_household
from tests.builders_coordination import ON, a_household, a_measure, at

CASES = ["mor-uden-arbejde", "familie-i-mange-kontorer", "dobbelt-diagnose"]
FREE = {"legal_basis", "who_decides", "proposals"}
Json = dict[str, object]


def answered(shared: Path, name: str) -> Json:
    """The answer to a worked case, as a reader of the JSON gets it."""
    household = read_household((shared / "cases" / f"{name}.json").read_bytes())
    assert household.on is not None
    written: Json = json.loads(json.dumps(answer_json(answer(household, lawbook(), household.on), lawbook())))
    return written


@pytest.mark.parametrize("name", CASES)
def test_the_worked_cases_are_answered_exactly(shared: Path, name: str) -> None:
    got = answered(shared, name)
    findings = got["findings"]
    assert isinstance(findings, list)
    told = {**got, "findings": [{key: row[key] for key in row if key not in FREE} for row in findings]}
    expected = json.loads((shared / "cases" / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert {key: told[key] for key in expected} == expected


@pytest.mark.parametrize("name", CASES)
def test_every_answer_keeps_to_its_schema_and_every_finding_has_a_way_out(shared: Path, name: str) -> None:
    schema = json.loads((shared / "formats" / "findings.schema.json").read_text(encoding="utf-8"))
    got = answered(shared, name)
    jsonschema.validate(got, schema)
    assert isinstance(got["findings"], list)
    for finding in got["findings"]:
        assert finding["proposals"], finding["kind"]
        assert finding["who_decides"] == sorted({*finding["departments"], *finding["persons"]})


def test_a_finding_that_rests_on_law_says_which_section(shared: Path) -> None:
    rest_on_law = {
        "duty-unplanned",
        "duty-overdue",
        "double-effort",
        "opposing-demands",
        "question-asked-twice",
        "stale-plan",
    }
    for name in CASES:
        findings = answered(shared, name)["findings"]
        assert isinstance(findings, list)
        for finding in findings:
            assert bool(finding["legal_basis"]) is (finding["kind"] in rest_on_law), finding["kind"]
            assert all(basis["title"] and basis["section"] for basis in finding["legal_basis"])


def test_the_same_plans_give_the_same_answer_byte_for_byte_in_any_order(shared: Path) -> None:
    data = (shared / "cases" / "familie-i-mange-kontorer.json").read_bytes()
    file = json.loads(data)
    file["plans"].reverse()
    household, turned = read_household(data), read_household(json.dumps(file).encode())
    assert household.on is not None
    one, other = (
        json.dumps(answer_json(answer(each, lawbook(), household.on), lawbook())) for each in (household, turned)
    )
    assert one == other


def test_findings_come_in_order_of_severity_kind_and_day() -> None:
    household = a_household(
        a_measure("job/a", at(ON + timedelta(1), "10:00", "11:00"), at(ON, "10:00", "11:00"), goals=()),
        a_measure("job/b", at(ON + timedelta(1), "10:00", "11:00"), kind="virksomhedspraktik"),
        a_measure("voksen/c", at(ON, "10:00", "11:00")),
        follow_up={"job": ON - timedelta(1)},
    )
    kinds = [(finding.kind.value, finding.items) for finding in answer(household, lawbook(), ON).findings]
    assert kinds == [
        ("time-clash", ("job/a", "voksen/c")),
        ("time-clash", ("job/a", "job/b")),
        ("double-effort", ("job/a", "voksen/c")),
        ("measure-without-goal", ("job/a",)),
        ("stale-plan", ("job",)),
    ]


def test_what_was_withheld_is_said_and_only_then() -> None:
    book = lawbook()
    assert "withheld" not in answer_json(answer(a_household(), book, ON), book)
    assert answer_json(answer(a_household(), book, ON, {"health": 3}), book)["withheld"] == {"health": 3}


def test_the_day_one_asks_for_goes_before_the_files_own() -> None:
    stale = a_household(follow_up={"job": date(2026, 12, 1)})
    assert not answer(stale, lawbook(), date(2026, 12, 1)).findings
    assert answer(stale, lawbook(), date(2026, 12, 2)).findings
