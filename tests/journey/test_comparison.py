"""Do the numbers of a comparison add up by hand, differ where the law differs, and change with nothing else?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.comparison import Column, Counted, compare
from enplan.journey.sectorplans.facts import Contact, Household, Need, State
from enplan.law.lawbook import lawbook
from enplan.law.provision import Certainty
from enplan.law.regime import Standing
from enplan.partners.sector_systems.household import read_household
from tests.builders_coordination import ON, a_duty, a_household, a_measure, a_question

TRIAL, SECTOR, PLAN, EFFORT = "frikommune-2017", "sektor", "hop-2018", "hoi-2022"
STORIES = ["mor-uden-arbejde", "familie-i-mange-kontorer", "dobbelt-diagnose"]
# Counted by hand in the three households, under: sector law, trial, holistic plan, agreed holistic effort.
BY_HAND = {
    "mor-uden-arbejde": {
        Counted.PLANS: (5, 4, 4, 4),
        Counted.ASSESSMENTS: (6, 6, 6, 3),
        Counted.DECISIONS: (7, 7, 7, 1),
        Counted.GUIDES: (3, 3, 3, 1),
        Counted.CONTACTS: (9, 7, 9, 7),
    },
    "familie-i-mange-kontorer": {
        Counted.PLANS: (7, 5, 5, 5),
        Counted.ASSESSMENTS: (8, 8, 8, 4),
        Counted.DECISIONS: (9, 9, 9, 2),
        Counted.GUIDES: (3, 3, 3, 1),
        Counted.CONTACTS: (11, 8, 11, 8),
    },
    "dobbelt-diagnose": {
        Counted.PLANS: (6, 4, 4, 4),
        Counted.ASSESSMENTS: (3, 3, 3, 2),
        Counted.DECISIONS: (5, 5, 5, 2),
        Counted.GUIDES: (3, 3, 3, 1),
        Counted.CONTACTS: (7, 5, 7, 5),
    },
}


def under(household: Household, regime: str, on: date = ON) -> Column:
    return next(column for column in compare(household, lawbook(), on) if column.regime.id == regime)


def count(household: Household, kind: Counted, regime: str) -> int | None:
    return under(household, regime).figure(kind).count


@pytest.mark.parametrize("name", STORIES)
def test_the_stories_give_the_numbers_counted_by_hand(shared: Path, name: str) -> None:
    """S-16, S-17: one plan still takes several decisions and guides, unless the law makes them one."""
    household = read_household((shared / "cases" / f"{name}.json").read_bytes())
    columns = compare(household, lawbook(), ON)
    assert [column.regime.id for column in columns] == [SECTOR, TRIAL, PLAN, EFFORT]
    for kind, numbers in BY_HAND[name].items():
        assert tuple(column.figure(kind).count for column in columns) == numbers, kind


@pytest.mark.parametrize("name", STORIES)
def test_every_line_that_counts_law_names_its_section(shared: Path, name: str) -> None:
    household = read_household((shared / "cases" / f"{name}.json").read_bytes())
    by_law = {Counted.PLANS, Counted.ASSESSMENTS, Counted.DECISIONS, Counted.GUIDES, Counted.MEETINGS}
    for column in compare(household, lawbook(), ON):
        for kind in by_law:
            for line in column.figure(kind).lines:
                # The agreement of 2022 is no law yet, so what it alone would change has no section.
                assert line.legal_basis or column.regime.id == EFFORT, line.text


@pytest.mark.parametrize(
    ("day", "usable"),
    [
        (date(2018, 6, 30), {SECTOR, TRIAL}),
        (date(2018, 7, 1), {SECTOR, TRIAL, PLAN}),
        (date(2021, 12, 31), {SECTOR, TRIAL, PLAN}),
        (date(2022, 1, 1), {SECTOR, PLAN}),
        (date(2026, 11, 23), {SECTOR, PLAN}),
    ],
)
def test_a_regime_can_be_used_while_it_is_in_force_and_explored_on_every_day(day: date, usable: set[str]) -> None:
    columns = compare(a_household(a_measure("job/mentor")), lawbook(), day, "Furesø Kommune")
    assert {column.regime.id for column in columns if column.usable} == usable
    assert len(columns) == 4


def test_the_trial_is_for_nine_municipalities_and_a_file_names_its_own() -> None:
    household, day = a_household(a_measure("job/mentor")), date(2018, 7, 1)
    standings = {where: compare(household, lawbook(), day, where)[1].standing for where in ("Furesø", "Aarhus", "")}
    assert standings == {"Furesø": Standing.USABLE, "Aarhus": Standing.FOR_OTHERS, "": Standing.FOR_OTHERS}
    of_file = compare(replace(household, municipality="Gribskov Kommune"), lawbook(), day, "Aarhus")[1]
    assert of_file.standing is Standing.USABLE


def test_the_trial_lets_a_meeting_of_employment_law_go_and_says_so() -> None:
    """S-38: only a regime that departs from meeting duties lets one go."""
    household = a_household(a_measure("job/mentor"), a_duty("job/pligt", "lab-2026-75-pct", ON))
    assert count(household, Counted.MEETINGS, SECTOR) == count(household, Counted.MEETINGS, PLAN) != 0
    let_go = under(household, TRIAL).figure(Counted.MEETINGS)
    assert let_go.count == 0
    (line,) = let_go.lines
    assert line.text == "»Jobsamtaler efter reformen« for Mette kan fraviges."
    assert [basis.section for basis in line.legal_basis] == ["§§ 29-32"]


def test_a_meeting_that_should_have_been_held_is_missing_too() -> None:
    household = a_household(a_measure("job/mentor"), a_duty("job/pligt", "lab-2026-75-pct", date(2026, 7, 1)))
    after = date(2027, 1, 4)  # the six months are over, and nobody has held one of the four
    (line,) = under(household, SECTOR, after).figure(Counted.MEETINGS).lines
    assert line.count == 4
    assert "fristen den 1. januar 2027 er gået, og der mangler 4" in line.text


def test_what_waits_in_a_circle_is_said_to_never_end_beside_the_longest_wait() -> None:
    household = a_household(
        a_measure("job/mentor", starts=date(2026, 12, 1), ends=date(2027, 1, 31)),
        a_measure("job/praktik", starts=date(2026, 12, 1), needs=(Need("job/mentor", State.FINISHED),)),
        a_measure("skole/a", waits_for=("skole/b",)),
        a_measure("skole/b", waits_for=("skole/a",)),
    )
    waiting = under(household, PLAN).figure(Counted.WAITING)
    assert (waiting.count, waiting.never) == ((date(2027, 2, 1) - ON).days, 1)
    days = [(line.count, line.text.partition(": ")[2]) for line in waiting.lines if line.count]
    assert days == [
        (8, "fra den 23. november 2026 til den 1. december 2026, hvor det kan begynde."),
        (62, "fra den 1. december 2026 til den 1. februar 2027, hvor det kan begynde."),
    ]
    assert all(line.source == "Sektorplanerne" for line in waiting.lines)


@pytest.mark.parametrize("name", STORIES)
def test_every_line_says_what_it_rests_on_and_every_number_is_as_sure_as_its_least_sure_line(
    shared: Path, name: str
) -> None:
    household = read_household((shared / "cases" / f"{name}.json").read_bytes())
    for column in compare(household, lawbook(), ON):
        for figure in column.figures:
            for line in figure.lines:
                assert line.legal_basis or line.source or line.text.startswith("Ingen indsats venter"), line.text
            sure = {line.certainty for line in figure.lines}
            assert figure.certainty in sure or not sure
        if column.regime.id == EFFORT:
            assert column.figure(Counted.DECISIONS).certainty is Certainty.SECONDARY


def test_a_parent_asked_in_a_childs_assessment_is_not_assessed_and_a_method_is_counted_inside_it() -> None:
    household = a_household(
        a_measure("barn/stoette", persons=("freja",)),
        replace(a_question("barn/a", person="mette"), assessment="bl-boernefaglig"),
        replace(a_question("barn/b", person="freja"), assessment="bl-boernefaglig"),
        replace(a_question("barn/c", person="mette"), assessment="ics"),
    )
    plans = tuple(replace(plan, person="freja") for plan in household.plans)
    lines = under(replace(household, plans=plans), SECTOR).figure(Counted.ASSESSMENTS).lines
    assert [line.count for line in lines] == [1, 0]


def test_where_nobody_has_asked_yet_the_assessment_behind_the_plan_counts() -> None:
    household = a_household(a_measure("job/mentor"))
    assert count(household, Counted.ASSESSMENTS, SECTOR) == 1
    asked = a_household(
        a_measure("job/mentor"),
        replace(a_question("job/a"), assessment="lab-cv"),
        replace(a_question("job/b"), assessment="lab-visitation"),
        replace(a_question("job/c"), assessment="lab-visitation"),
    )
    assert count(asked, Counted.ASSESSMENTS, SECTOR) == 2


def test_a_wait_with_an_open_end_is_no_number() -> None:
    household = a_household(
        a_measure("job/mentor", ends=None),
        a_measure("job/praktik", needs=(Need("job/mentor", State.FINISHED),)),
    )
    for column in compare(household, lawbook(), ON):
        assert column.figure(Counted.WAITING).count is None


def test_one_contact_takes_the_place_of_the_authoritys_own_and_of_nobody_who_carries_a_measure_out() -> None:
    """The few contact persons of the sources are those of the authority; a mentor is a granted measure."""
    household = a_household(
        a_measure("job/mentor", contact=Contact("Bo Lindgren", "mentor")),
        a_measure("voksen/stoette", kind="socialpaedagogisk-stoette"),
    )
    plans = [replace(plan, contact=Contact(f"Rådgiver i {plan.id}", "rådgiver")) for plan in household.plans]
    household = replace(household, plans=tuple(plans))
    before = len(plans) + 1
    assert count(household, Counted.CONTACTS, SECTOR) == count(household, Counted.CONTACTS, PLAN) == before
    assert count(household, Counted.CONTACTS, TRIAL) == count(household, Counted.CONTACTS, EFFORT) == 2


def test_an_empty_household_meets_nothing() -> None:
    for column in compare(a_household(), lawbook(), ON):
        assert {figure.kind: figure.count for figure in column.figures} == dict.fromkeys(Counted, 0)


@given(regime=st.sampled_from([SECTOR, TRIAL, PLAN, EFFORT]), on=st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_the_regime_written_in_the_file_changes_no_number(regime: str, on: date) -> None:
    household = a_household(a_measure("job/mentor"), a_duty("job/pligt", "lab-2026-75-pct", ON))
    assert compare(replace(household, regime=regime), lawbook(), on) == compare(household, lawbook(), on)
