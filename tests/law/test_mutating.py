"""Is a wrong number or a wrong day in the acts seen? Each is made one more and one less, and something must fail."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from enplan.law.lawbook import ACTS, Lawbook
from tests.law.case_files import Case, all_cases
from tests.law.fact_tables import FACTS, facts_of, frozen
from tests.law.judging import differences
from tests.law.mutating import Mutant, Rest, mutants_of

SILENT: Final = FACTS / "only_in_the_tables.toml"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who notices the mutant: the loader that refuses it, the tables, the cases."""

    mutant: Mutant
    refused: bool
    by_table: bool
    by_case: bool


def judge(mutant: Mutant, book: Lawbook | None, cases: tuple[Case, ...]) -> Verdict:
    """Ask those cases first that speak of the entry."""
    if book is None:
        return Verdict(mutant, refused=True, by_table=True, by_case=True)
    ordered = sorted(cases, key=lambda case: not case.mentions(mutant.about))
    by_case = any(True for case in ordered for _ in differences(case, book))
    return Verdict(mutant, refused=False, by_table=facts_of(book) != frozen(), by_case=by_case)


def verdicts_of(path: Path, scratch: Path) -> Iterator[Verdict]:
    """What becomes of every mutant of an act."""
    if mutants := list(mutants_of(path)):
        rest = Rest(path.parent, path.stem, scratch)
        yield from (judge(mutant, rest.with_act(mutant.text), all_cases()) for mutant in mutants)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """Every number and every day of every act, one more and one less."""
    scratch = tmp_path_factory.mktemp("mutants")
    return [verdict for path in sorted(ACTS.glob("*.toml")) for verdict in verdicts_of(path, scratch)]


@pytest.mark.slow  # some four hundred lawbooks
def test_the_tables_notice_every_wrong_number_and_every_wrong_day(verdicts: list[Verdict]) -> None:
    assert [each.mutant.said for each in verdicts if not each.by_table] == []


@pytest.mark.slow  # as above
def test_the_cases_alone_notice_all_but_those_the_product_counts_nothing_with(verdicts: list[Verdict]) -> None:
    listed = {row["about"] for row in tomllib.loads(SILENT.read_text("utf-8"))["silent"]}
    assert {each.mutant.about for each in verdicts if not each.by_case} == listed


@pytest.mark.slow  # as above
def test_every_number_and_day_of_the_files_was_changed(verdicts: list[Verdict]) -> None:
    changed = {(each.mutant.act, each.mutant.line) for each in verdicts}
    places = sum(len(list(leaves(tomllib.loads(path.read_text("utf-8"))))) for path in ACTS.glob("*.toml"))
    in_one_line = {(each.mutant.act, each.mutant.line, each.mutant.new) for each in verdicts}
    assert len(changed) == places
    assert len(in_one_line) == len(verdicts)


def leaves(value: Any) -> Iterator[int | date]:
    """The numbers and days of a table, as TOML reads them."""
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, date) or type(value) is int:
        yield value


def test_each_that_only_the_tables_hold_says_why() -> None:
    rows = tomllib.loads(SILENT.read_text("utf-8"))["silent"]
    assert all(len(row["why"]) > 30 for row in rows)
    assert len({row["about"] for row in rows}) == len(rows)


def first_mutant(act: str, about: str) -> Mutant:
    """The first change to an entry."""
    return next(each for each in mutants_of(ACTS / f"{act}.toml") if each.about == about)


def test_an_act_that_reads_as_before_is_noticed_by_nobody(tmp_path: Path) -> None:
    """Else the runner would find every mutant, whatever it says."""
    mutant = first_mutant("retssikkerhedsloven", "klage-ast-4-uger")
    unchanged = (ACTS / "retssikkerhedsloven.toml").read_text("utf-8")
    verdict = judge(mutant, Rest(ACTS, mutant.act, tmp_path).with_act(unchanged), all_cases())
    assert (verdict.refused, verdict.by_table, verdict.by_case) == (False, False, False)


def test_five_weeks_to_complain_are_noticed_by_both(tmp_path: Path) -> None:
    mutant = first_mutant("retssikkerhedsloven", "klage-ast-4-uger")
    assert (mutant.old, mutant.new) == ("4", "5")
    verdict = judge(mutant, Rest(ACTS, mutant.act, tmp_path).with_act(mutant.text), all_cases())
    assert (verdict.refused, verdict.by_table, verdict.by_case) == (False, True, True)


def test_without_the_cases_that_meet_it_a_wrong_number_goes_unnoticed(tmp_path: Path) -> None:
    mutant = first_mutant("retssikkerhedsloven", "udsaettelse-14-dage")
    others = tuple(case for case in all_cases() if not case.mentions(mutant.about))
    verdict = judge(mutant, Rest(ACTS, mutant.act, tmp_path).with_act(mutant.text), others)
    assert (verdict.by_table, verdict.by_case) == (True, False)


def test_what_no_lawbook_can_be_read_from_is_refused(tmp_path: Path) -> None:
    mutant = first_mutant("lab", "ressourceforloeb")
    backwards = mutant.text.replace("valid_to = 2026-01-31", "valid_to = 2012-01-31")
    assert Rest(ACTS, "lab", tmp_path).with_act(backwards) is None
