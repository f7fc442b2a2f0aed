"""Is each document of the law lit by what lights it, not by age or by what nobody may see, and never less by more?"""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enplan.journey.evidence.facts import Coming, Evidence, Glow, Kind, Mark, Settled, State
from enplan.journey.evidence.rules.lighting import CaseLight, fresh_until, in_order, is_old
from enplan.journey.evidence.rules.points import ALWAYS, EXPERT, MORE, expert, filed, points_of
from enplan.kernel.category import Category
from enplan.law.lawbook import lawbook
from tests.builders_evidence import LAW, a_mark, a_piece, later, lit
from tests.clock import TODAY

DOCUMENTS = in_order(LAW)
TAGS = sorted(
    {tag for each in DOCUMENTS for point in points_of(LAW.book.pension_documents[each], LAW) for tag in point.accepts}
)
SOME_DAYS = st.dates(TODAY - timedelta(days=1200), TODAY + timedelta(days=60))


def state(light: CaseLight, document: str) -> State:
    found = light.named(document)
    assert found is not None
    return found.state


def everything_for(document: str, *, day: date = TODAY) -> Evidence:
    """One piece that tells of every point of a document."""
    points = points_of(LAW.book.pension_documents[document], LAW)
    return a_piece(*{tag for point in points for tag in point.accepts}, kind=Kind.DOCUMENT, day=day)


def test_the_law_data_have_19_documents_and_each_asks_for_something() -> None:
    assert len(DOCUMENTS) == 19
    assert [each for each in DOCUMENTS if not points_of(LAW.book.pension_documents[each], LAW)] == []


def test_what_is_asked_beside_the_law_data_is_asked_of_documents_that_exist() -> None:
    assert set(MORE) | EXPERT <= set(DOCUMENTS)


def test_an_empty_case_names_everything_that_the_law_asks_for() -> None:
    """S-70."""
    light = lit()

    always = {each for each in DOCUMENTS if LAW.book.pension_documents[each].requirement == ALWAYS}
    assert always <= {each.document.id for each in light.of(State.MISSING)}
    assert light.percent == 0


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_document_is_in_place_when_every_point_of_it_is(document: str) -> None:
    said = a_mark(document, Settled.TO_GET)
    try_out = () if document == "virksomhedsafproevning" else (a_mark("virksomhedsafproevning"),)

    now = state(lit(everything_for(document), marks=(said, *try_out)), document)

    assert now is (State.NOT_NEEDED if document == "rehabteam-indstilling" else State.HAVE)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_with_one_point_in_the_dark_is_not_in_place(document: str) -> None:
    for point in points_of(LAW.book.pension_documents[document], LAW):
        whole = everything_for(document)
        rest = Evidence(whole.kind, "rest", "", "", TODAY, whole.tells - point.accepts)

        seen = lit(rest, marks=(a_mark(document, Settled.TO_GET), a_mark("virksomhedsafproevning"))).named(document)

        assert seen is not None
        if seen.document.id != "rehabteam-indstilling" and seen.state is not State.NOT_NEEDED:
            assert seen.state in {State.PART, State.MISSING}
            assert point.key in {each.point.key for each in seen.missing}


class TestAge:
    """A year, or as long as the one who wrote it says."""

    @pytest.mark.parametrize(
        ("day", "old"),
        [
            pytest.param(date(2025, 11, 23), False, id="a year to the day"),
            pytest.param(date(2025, 11, 22), True, id="a year and a day"),
        ],
    )
    def test_an_answer_is_fresh_for_a_year(self, day: date, old: bool) -> None:
        assert is_old(a_piece(day=day), TODAY) is old

    @pytest.mark.parametrize(("on", "old"), [(date(2025, 2, 28), False), (date(2025, 3, 1), True)])
    def test_what_was_written_on_29_february_is_fresh_to_the_last_of_february(self, on: date, old: bool) -> None:
        assert is_old(a_piece(day=date(2024, 2, 29)), on) is old

    @pytest.mark.parametrize(("on", "old"), [(date(2027, 4, 5), False), (date(2027, 4, 6), True)])
    def test_a_statement_holds_to_the_day_its_doctor_says(self, on: date, old: bool) -> None:
        statement = a_piece(kind=Kind.STATEMENT, day=date(2026, 10, 5), valid_until=date(2027, 4, 5))

        assert is_old(statement, on) is old

    @pytest.mark.parametrize("kind", [Kind.MEASURE, Kind.FOLLOW_UP, Kind.MEETING, Kind.AGE])
    def test_what_happened_does_not_grow_old(self, kind: Kind) -> None:
        assert fresh_until(a_piece(kind=kind, day=date(1990, 1, 1))) is None

    def test_what_is_too_old_counts_half_and_is_marked(self) -> None:
        fresh, old = everything_for("moede-med-beslutter"), everything_for("moede-med-beslutter", day=date(2020, 1, 1))

        assert state(lit(old), "moede-med-beslutter") is State.OLD
        assert 0 < lit(old).percent <= lit(fresh).percent

    def test_what_lies_ahead_is_not_known_yet(self) -> None:
        assert lit(everything_for("moede-med-beslutter", day=TODAY + timedelta(days=1))).percent == 0


class TestNeeded:
    """What is needed follows from the law of the day and from people."""

    @pytest.mark.parametrize(
        ("day", "needed"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)], ids=["the last day", "the day after"]
    )
    def test_the_teams_recommendation_was_asked_for_until_mid_2026(self, day: date, needed: bool) -> None:
        seen = lit(law=lawbook().on(day)).named("rehabteam-indstilling")

        assert seen is not None
        assert seen.is_needed is needed

    @pytest.mark.parametrize(
        "document", ["speciallaege", "konkrete-arbejdsfunktioner", "ansoegning-foreliggende-grundlag"]
    )
    def test_some_are_needed_only_when_somebody_says_so(self, document: str) -> None:
        assert state(lit(), document) is State.NOT_NEEDED
        assert state(lit(marks=(a_mark(document, Settled.TO_GET),)), document) is State.MISSING

    def test_either_work_is_tried_or_it_is_said_why_not(self) -> None:
        assert state(lit(), "forgaeves-eller-aabenbart") is State.NOT_NEEDED
        assert state(lit(marks=(a_mark("virksomhedsafproevning"),)), "forgaeves-eller-aabenbart") is State.MISSING

    def test_the_newest_word_counts(self) -> None:
        first, second = a_mark("funktion-i-hverdagen"), a_mark("funktion-i-hverdagen", Settled.OPEN, at=later(1))

        assert state(lit(marks=(first,)), "funktion-i-hverdagen") is State.NOT_NEEDED
        assert state(lit(marks=(second, first)), "funktion-i-hverdagen") is State.MISSING

    @pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)], ids=["on the day", "the day after"])
    def test_what_somebody_was_to_get_is_late_after_the_day(self, days: int, late: bool) -> None:
        mark = a_mark("overgangstidspunkt", Settled.TO_GET, by_day=TODAY)

        seen = lit(marks=(mark,), law=lawbook().on(TODAY + timedelta(days=days))).named("overgangstidspunkt")

        assert seen is not None
        assert seen.late is late
        assert not seen.needs_somebody

    def test_nobody_has_the_task_until_it_is_ordered_or_arranged(self) -> None:
        on_its_way = Coming(frozenset({expert("fysisk-helbred")}), "LÆ 145", "Jobcentret", TODAY, is_ordered=True)
        known_there = Coming(frozenset({"netvaerk"}), "Netværk", "Voksenstøtte", TODAY, is_ordered=False)

        light = lit(coming=(on_its_way, known_there))

        seen = {each.document.id: each for each in light.documents}
        assert not seen["foreliggende-helbredsdokumenter"].needs_somebody
        assert seen["funktion-i-hverdagen"].coming == (known_there,)
        assert seen["funktion-i-hverdagen"].needs_somebody


def test_a_citizens_word_of_their_health_is_not_a_doctors() -> None:
    own = lit(a_piece("fysisk-helbred", "psykisk-helbred", "diagnoser-og-behandling"))
    doctors = lit(a_piece(*map(expert, ("fysisk-helbred", "psykisk-helbred", "diagnoser-og-behandling"))))

    assert state(own, "foreliggende-helbredsdokumenter") is State.MISSING
    assert state(doctors, "foreliggende-helbredsdokumenter") is State.HAVE


def test_what_is_begun_lights_dimly() -> None:
    begun = Evidence(Kind.MEASURE, "m", "Praktik", "", TODAY, hints=frozenset({"tried-practice"}))

    seen = lit(begun).named("virksomhedsafproevning")

    assert seen is not None
    assert {each.point.key: each.glow for each in seen.points}["tried-practice"] is Glow.DIM


def test_a_filed_paper_lights_only_the_document_it_is_filed_under() -> None:
    paper = a_piece(filed("overgangstidspunkt", "paper"), kind=Kind.DOCUMENT)

    light = lit(paper)

    assert state(light, "overgangstidspunkt") is State.HAVE
    assert state(light, "faglig-forklaring-varig") is State.MISSING


EVIDENCE = st.builds(
    Evidence,
    st.sampled_from(Kind),
    st.uuids().map(str),
    st.just("Noget"),
    st.just("Nogen"),
    SOME_DAYS,
    st.frozensets(st.sampled_from(TAGS), max_size=6),
    st.frozensets(st.sampled_from(TAGS), max_size=6),
    valid_until=st.none() | SOME_DAYS,
)
MARKS = st.lists(
    st.builds(a_mark, st.sampled_from(DOCUMENTS), st.sampled_from([Settled.NOT_NEEDED, Settled.TO_GET, Settled.OPEN])),
    max_size=5,
).map(tuple)
CLOSED = st.frozensets(st.sampled_from(Category))


class TestProperties:
    """Of any evidence at all."""

    @settings(max_examples=80, deadline=None)
    @given(st.lists(EVIDENCE, max_size=8), EVIDENCE, MARKS, CLOSED)
    def test_more_evidence_never_lowers_the_light(
        self, known: list[Evidence], more: Evidence, marks: tuple[Mark, ...], closed: frozenset[Category]
    ) -> None:
        before = lit(*known, marks=marks, closed=closed)
        after = lit(*known, more, marks=marks, closed=closed)

        assert before.percent <= after.percent
        assert {each.document.id for each in before.of(State.HAVE)} <= {
            each.document.id for each in after.of(State.HAVE)
        }
        for one, other in zip(before.documents, after.documents, strict=True):
            assert all(b.glow >= a.glow for a, b in zip(one.points, other.points, strict=True))

    @settings(max_examples=50, deadline=None)
    @given(st.lists(EVIDENCE, max_size=8), CLOSED)
    def test_what_a_viewer_may_not_see_is_not_counted(self, known: list[Evidence], closed: frozenset[Category]) -> None:
        light = lit(*known, closed=closed)

        assert {each.point.category for one in light.documents for each in one.points} & closed == set()
        assert all(not each.points for each in light.of(State.HIDDEN))
        if closed == frozenset(Category):
            assert (light.percent, light.needed) == (0, ())

    @settings(max_examples=50, deadline=None)
    @given(st.lists(EVIDENCE, max_size=6), st.randoms(use_true_random=False))
    def test_the_order_in_which_it_was_found_does_not_matter(self, known: list[Evidence], random: Random) -> None:
        mixed = list(known)
        random.shuffle(mixed)

        assert lit(*mixed) == lit(*known)

    @given(st.lists(EVIDENCE, max_size=6))
    def test_every_document_is_in_exactly_one_state(self, known: list[Evidence]) -> None:
        assert sum(len(lit(*known).of(each)) for each in State) == 19
