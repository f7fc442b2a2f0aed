"""Is every deadline of the law either computed or said to be unknown, with words for all that the pages say of it?"""

from datetime import date

import pytest

from enplan.doors.parts.reasons import sentences
from enplan.doors.parts.templatetags.said import missed
from enplan.journey.followup.facts import DueKind, Happening, LawDay, NotedEnd, Turn
from enplan.journey.followup.rules.deadlines import FINDERS, When
from enplan.journey.followup.rules.due import PAGE_OF
from enplan.journey.followup.rules.starting import (
    APPLIED,
    CATEGORY_OF,
    CHILD_SUPPORT,
    COMPUTED,
    UNKNOWN,
    VOCATIONAL,
    Source,
    Why,
)
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import phrasebook
from enplan.law.provision import Deadline, Unit

BOOK = lawbook()
EVERY = tuple(BOOK.deadlines)


def test_every_deadline_of_the_law_is_computed_or_said_to_be_unknown_and_never_both() -> None:
    assert len(EVERY) == 69  # 68 of the reference, and access to the file
    assert COMPUTED.keys() | UNKNOWN.keys() == {each.id for each in EVERY}
    assert not COMPUTED.keys() & UNKNOWN.keys()


def test_every_source_starts_something_and_has_a_finder() -> None:
    assert {start.source for start in COMPUTED.values()} == set(Source)
    together = {Source.COMPLAINT, Source.PARTLY, Source.KEPT}  # found by the one who follows complaints
    assert len(FINDERS) == len(set(Source) - together) + 1


@pytest.mark.parametrize("deadline", sorted(COMPUTED))
def test_what_a_deadline_is_about_stands_in_the_law(deadline: str) -> None:
    noted = COMPUTED[deadline].source is Source.NOTED
    shelves = (set(Happening),) if noted else (BOOK.measure_types, BOOK.meeting_rules, BOOK.assessments)

    assert all(any(each in shelf for shelf in shelves) for each in COMPUTED[deadline].of)


def test_every_happening_starts_a_deadline_and_is_of_a_kind_of_information() -> None:
    started = {each for start in COMPUTED.values() if start.source is Source.NOTED for each in start.of}

    assert started | {each.value for each in APPLIED} == set(Happening) == set(CATEGORY_OF)


def test_what_no_day_in_a_case_can_start_are_these_five() -> None:
    """What is not computed is listed on a page with the reason; a sixth would need a reason as good."""
    assert len(COMPUTED) == 64
    assert set(UNKNOWN.values()) == set(Why)
    assert len(UNKNOWN) == 5


def test_a_measure_that_must_begin_soon_says_so_in_the_law_itself() -> None:
    waits = {key: start.of for key, start in COMPUTED.items() if start.source in {Source.WAITS, Source.DISCHARGE}}

    named = {each.start_deadline: each.id for each in BOOK.measure_types if each.start_deadline}

    # The day from which somebody is to have Danish lessons is the day the municipality took over, which is noted.
    assert COMPUTED["integration-danskuddannelse-1-maaned"].source is Source.NOTED
    computed = {
        key: measure for key, measure in named.items() if key in COMPUTED and COMPUTED[key].source is not Source.NOTED
    }
    assert computed.items() <= {key: of[0] for key, of in waits.items() if len(of) == 1}.items()


def test_the_support_that_needs_a_childs_plan_is_that_of_the_act() -> None:
    """Barnets lov § 91: support by § 32 and placement by §§ 46 and 47."""
    sections = ("§ 32 ", "§ 46", "§ 47")
    of_act = {
        each.id
        for each in BOOK.measure_types
        if any(basis.law == "barnets-lov" and f"{basis.section} ".startswith(sections) for basis in each.legal_basis)
    }

    assert set(CHILD_SUPPORT) == of_act


def test_what_is_vocational_belongs_to_the_employment_sector() -> None:
    assert {BOOK.measure_types[each].sector for each in VOCATIONAL} == {"employment"}


@pytest.mark.parametrize("entry", EVERY, ids=lambda entry: entry.id)
def test_pages_have_words_for_the_event_and_for_who_must_act(entry: Deadline) -> None:
    assert f"counts-from.{entry.counts_from}" in sentences()
    assert f"duty-of.{entry.duty_of}" in sentences()


@pytest.mark.parametrize("entry", [each for each in EVERY if each.if_missed], ids=lambda entry: entry.id)
def test_what_the_law_says_of_a_missed_deadline_is_said_in_danish(entry: Deadline) -> None:
    assert f"missed.{entry.id}" in sentences()


@pytest.mark.parametrize(
    ("duty_of", "words"),
    [
        pytest.param("municipality", "missed.general", id="ours"),
        pytest.param("citizen", "missed.citizen", id="the citizen's"),
        pytest.param("region", "missed.others", id="another authority's"),
    ],
)
def test_a_deadline_without_words_of_its_own_has_those_of_its_side(duty_of: str, words: str) -> None:
    day = date(2026, 11, 23)

    assert missed(LawDay("x", DueKind.START, "x", "", "", "", day, day, "", (), duty_of)) == sentences()[words]


def test_every_kind_turn_and_reason_has_words_and_a_page() -> None:
    keys = [
        *(f"due.{kind}" for kind in DueKind),
        *(f"turn.{turn}" for turn in Turn),
        *(f"when.{near}" for near in When),
        *(f"unknown.{why}" for why in Why),
        *(f"happening.{each}" for each in Happening),
        *(f"noted-end.{each}" for each in NotedEnd),
    ]

    assert [key for key in keys if key not in sentences()] == []
    assert set(PAGE_OF) == set(DueKind)


def test_no_computed_deadline_is_counted_in_what_no_day_follows_from() -> None:
    """Hours, and lengths that are set locally, would need more than a day; the request has a day of its own."""
    odd = {Unit.HOUR, Unit.SET_LOCALLY}

    assert [key for key in COMPUTED if BOOK.deadlines[key].unit in odd] == ["rsl-kommunens-frister"]


def test_the_steps_of_counting_stand_in_the_phrasebook() -> None:
    phrases = phrasebook().on(date(2026, 11, 23))

    keys = (
        "add",
        "back",
        "birthday",
        "stays",
        "last-day",
        "given-until",
        "promised",
        "set-in-decision",
        "whole-months",
        "at-once",
    )
    assert all(f"step.{key}" in phrases for key in keys)
