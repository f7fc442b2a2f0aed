"""Does the product answer as a jurist would? Every case of `cases/*.toml`, and that the days that matter are met."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from enplan.kernel.calendar import birthday
from enplan.law.lawbook import lawbook
from tests.law.case_files import GIVEN, Case, CaseError, all_cases, read_case
from tests.law.judging import differences

ENOUGH: Final = 120
# The days on which the law changed (one-plan-law.md § 2; sector-rules.md § 11), and some on which the calendar is odd.
CHANGES: Final = (
    date(2013, 1, 1),
    date(2017, 7, 1),
    date(2018, 7, 1),
    date(2020, 1, 1),
    date(2022, 1, 1),
    date(2023, 10, 1),
    date(2024, 1, 1),
    date(2025, 1, 1),
    date(2026, 2, 1),
    date(2026, 7, 1),
    date(2027, 1, 1),
)
ODD_DAYS: Final = {
    "29 February": date(2028, 2, 29),
    "the clock goes back": date(2026, 10, 25),
    "the clock goes forward": date(2027, 3, 28),
    "Maundy Thursday": date(2027, 3, 25),
    "Ascension Day": date(2027, 5, 6),
    "Whit Monday": date(2027, 5, 17),
    "Constitution Day": date(2026, 6, 5),
    "Christmas Eve": date(2026, 12, 24),
    "New Year's Eve": date(2026, 12, 31),
    "New Year's Day": date(2027, 1, 1),
}
AGES: Final = (10, 15, 16, 18)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: f"{case.file}: {case.name}")
def test_the_product_answers_as_the_jurist(case: Case) -> None:
    assert list(differences(case, lawbook())) == []


def test_there_are_enough_cases_each_with_a_name_of_its_own() -> None:
    names = Counter(case.name for case in all_cases())
    assert len(names) >= ENOUGH
    assert [name for name, times in names.items() if times > 1] == []


def test_every_kind_of_question_is_asked() -> None:
    assert {kind for case in all_cases() for kind, _ in case.rows} == set(GIVEN)


@pytest.mark.parametrize("changed", CHANGES, ids=str)
def test_a_change_of_the_law_has_a_case_on_its_first_day_and_on_the_day_before(changed: date) -> None:
    days = {day for case in all_cases() for day in case.days()}
    assert {changed, changed - timedelta(days=1)} <= days


@pytest.mark.parametrize("day", ODD_DAYS.values(), ids=ODD_DAYS.keys())
def test_an_odd_day_of_the_calendar_is_met_in_a_case(day: date) -> None:
    said = " ".join(repr(case.rows) for case in all_cases())
    assert any(day in case.days() for case in all_cases()) or day.isoformat() in said


@pytest.mark.parametrize("years", AGES)
def test_an_age_has_a_case_on_the_birthday_and_on_the_day_before(years: int) -> None:
    turns = [(case.day, birthday(born, years)) for case in all_cases() for born in case.people.values()]
    assert {(turn - day).days for day, turn in turns} >= {0, 1}


def test_a_case_cites_where_in_the_domain_pages_it_stands(shared: Path) -> None:
    for case in all_cases():
        cited = re.findall(r"(one-plan-law|sector-rules)\.md § (\d+)(?:\.(\d+))?", case.source)
        assert cited, case.name
        for page, section, part in cited:
            text = (shared / "domain" / f"{page}.md").read_text("utf-8")
            heading = rf"^### {section}\.{part} " if part else rf"^## {section}\. "
            assert re.search(heading, text, re.MULTILINE), f"{case.name}: {page} § {section}.{part}"


def a_case(**what: object) -> Case:
    """A case that the product answers rightly, but for what a test changes."""
    row = {"rule": "lab-foerste-samtale", "since": date(2026, 11, 23), "due": [[date(2026, 11, 30), 1]]}
    table = {"name": "A case", "source": "sector-rules.md § 4", "day": date(2026, 11, 23), "duty": [row | what]}
    return read_case(table)


def test_a_wrong_answer_is_told_with_the_case_and_the_key() -> None:
    assert list(differences(a_case(), lawbook())) == []

    (told,) = differences(a_case(due=[[date(2026, 12, 1), 1]]), lawbook())

    assert told.startswith("A case: duty lab-foerste-samtale due: expected [[datetime.date(2026, 12, 1), 1]]")


def test_another_day_is_another_answer() -> None:
    older = replace(a_case(), day=date(2019, 12, 2))
    assert list(differences(older, lawbook()))


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        pytest.param({"name": "A case", "day": date(2026, 11, 23)}, "source is missing", id="no source"),
        pytest.param({"rule_of": 1}, "rule_of is no key of a case", id="an unknown key"),
        pytest.param({"duty": [{"rule": "x", "dew": []}]}, "dew is no key", id="a misspelt answer"),
        pytest.param({"duty": [{"rule": "x"}]}, "duty expects nothing", id="a row without an answer"),
        pytest.param({}, "expects nothing", id="a case without rows"),
    ],
)
def test_a_case_that_cannot_fail_is_refused(table: dict[str, object], wrong: str) -> None:
    head = {} if "name" in table else {"name": "A case", "source": "sector-rules.md § 4", "day": date(2026, 11, 23)}
    with pytest.raises(CaseError, match=wrong):
        read_case(head | table)
