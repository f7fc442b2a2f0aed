"""Does the book know what the law is on each day, and has every entry its source?"""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from enplan.law.lawbook import ACTS, lawbook
from enplan.law.loading import KINDS
from enplan.law.provision import Certainty, LegalBasis, OnePlan, Span, Unit

JUDGEMENT = {"information-items", "opposing", "regimes", "statement-kinds", "support-roles"}
# A later version the reference tells of in a note.
LATER = Counter({("pension_document", "rehabiliteringsplan"): 1, ("deadline", "aktindsigt-7-hverdage"): 1})
OURS_ALONE = {"regime", "statement_kind", "pension_age"}  # what the reference tells in words and not in tables


@pytest.mark.parametrize(
    ("rule", "day", "in_force"),
    [
        pytest.param("lab-2026-75-pct", date(2026, 6, 30), False, id="the day before"),
        pytest.param("lab-2026-75-pct", date(2026, 7, 1), True, id="its first day"),
        pytest.param("lab-oevrige-6-mdr", date(2026, 6, 30), True, id="its last day"),
        pytest.param("lab-oevrige-6-mdr", date(2026, 7, 1), False, id="the day after"),
        pytest.param("sel-148-opfoelgning", date(1950, 1, 1), True, id="no dates known"),
    ],
)
def test_a_meeting_rule_holds_from_its_first_to_its_last_day(rule: str, day: date, in_force: bool) -> None:
    assert (lawbook().on(day).meeting_rule(rule) is not None) is in_force


def test_what_was_closed_keeps_its_last_text() -> None:
    kind = lawbook().on(date(2026, 11, 23)).measure_type("ressourceforloeb")
    assert kind.label == "Ressourceforløb"
    assert not kind.in_force(date(2026, 11, 23))


def test_every_entry_has_a_law_or_says_that_it_is_judgement() -> None:
    book = lawbook()
    shelves = (book.plan_types, book.measure_types, book.meeting_rules, book.deadlines, book.complaint_routes,
               book.consent_rules, book.assessments, book.pension_documents)  # fmt: skip
    for shelf in shelves:
        for entry in shelf:
            assert entry.legal_basis, entry.id
            assert entry.act == entry.legal_basis[0].law, "an entry stands in the act it rests on first"
            assert entry.certainty is not Certainty.JUDGEMENT


def test_a_legal_basis_is_cited_with_the_name_of_the_law() -> None:
    assert lawbook().cite(LegalBasis("sel", "§ 141")) == "Lov om social service § 141"


def test_an_act_that_a_newer_one_replaced_is_not_cited_today() -> None:
    mentor = lawbook().measure_types["mentorstoette"]
    assert [basis.law for basis in lawbook().on(date(2026, 11, 23)).bases(mentor)] == ["lab"]
    assert [basis.law for basis in lawbook().on(date(2019, 11, 23)).bases(mentor)] == ["lab-2016"]


def test_the_four_regimes_are_dated_and_the_last_is_not_enacted() -> None:
    regimes = {regime.id: regime for regime in lawbook().regimes}
    assert set(regimes) == {"sektor", "frikommune-2017", "hop-2018", "hoi-2022"}
    assert regimes["frikommune-2017"].valid_to == date(2021, 12, 31)
    assert not regimes["sektor"].replaces_plans
    assert not regimes["hoi-2022"].enacted


def test_only_the_one_plan_itself_is_the_one_plan() -> None:
    assert [kind.id for kind in lawbook().plan_types if kind.one_plan is OnePlan.IS_ONE_PLAN] == [
        "helhedsorienteret-plan"
    ]


@pytest.mark.parametrize(
    ("span", "day", "times", "then"),
    [
        pytest.param(Span(1, Unit.MONTH), date(2027, 1, 31), 1, date(2027, 2, 28), id="the month's last day"),
        pytest.param(
            Span(1, Unit.MONTH), date(2027, 1, 31), 2, date(2027, 3, 31), id="not counted on from the shortened one"
        ),
        pytest.param(Span(12, Unit.MONTH), date(2028, 2, 29), 1, date(2029, 2, 28), id="29 February"),
        pytest.param(Span(3, Unit.MONTH), date(2027, 5, 31), -1, date(2027, 2, 28), id="backwards"),
        pytest.param(Span(2, Unit.WEEK), date(2026, 12, 21), 1, date(2027, 1, 4), id="weeks"),
        pytest.param(Span(1, Unit.QUARTER), date(2026, 11, 30), 1, date(2027, 2, 28), id="a quarter"),
    ],
)
def test_a_span_after_a_day(span: Span, day: date, times: int, then: date) -> None:
    assert span.after(day, times) == then


def test_a_length_that_is_set_elsewhere_is_no_number_of_days() -> None:
    with pytest.raises(ValueError, match="set-locally"):
        Span(0, Unit.SET_LOCALLY).after(date(2026, 11, 23))


RENAMED = {"document": "pension_document", "finding": "pension_finding"}


def test_no_fact_of_the_reference_data_was_lost(shared: Path) -> None:
    theirs: Counter[tuple[str, str]] = Counter()
    for path in (shared / "domain" / "data").glob("*.toml"):
        for kind, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            theirs.update(
                (RENAMED.get(kind, kind), row.get("id", str(row.get("pair")))) for row in rows if kind != "law"
            )
    ours: Counter[tuple[str, str]] = Counter()
    for path in ACTS.glob("*.toml"):
        for kind, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(rows, list) and kind not in OURS_ALONE:
                ours.update((kind, row.get("id", str(row.get("pair")))) for row in rows)
    assert ours - LATER == theirs
    laws = tomllib.loads((shared / "domain" / "data" / "laws.toml").read_text(encoding="utf-8"))["law"]
    assert {law["id"]: law["label_da"] for law in laws} == {act.id: act.title for act in lawbook().acts.values()}


def test_every_kind_of_entry_is_used() -> None:
    kinds = {kind for path in ACTS.glob("*.toml") for kind in tomllib.loads(path.read_text(encoding="utf-8"))}
    assert set(KINDS) <= kinds
    assert {path.stem for path in ACTS.glob("*.toml")} >= JUDGEMENT


def test_a_legal_basis_says_each_name_once() -> None:
    book = lawbook()
    method = "Voksenudredningsmetoden 2.0 / Fælles Faglige Begreber (FFB)"
    assert book.cite(LegalBasis("metode-vum", "FFB tilstande")) == f"{method} tilstande"
    assert book.cite(LegalBasis("metode-vum", "FFB")) == f"{method} FFB"
