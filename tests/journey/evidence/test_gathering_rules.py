"""What counts as evidence, from which day, and how much of what the law asks for does it tell?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from enplan.journey.dossier.facts import Document, Ordered
from enplan.journey.evidence.facts import Settled
from enplan.journey.evidence.rules.gathering import (
    answered_elsewhere,
    of_age,
    of_documents,
    of_measure,
    of_statements,
    with_filed,
)
from enplan.journey.evidence.rules.points import AGE, TRIED_PRACTICE, filed
from enplan.journey.followup.facts import About, Progress, ProgressState
from enplan.journey.plan.facts import Column, PlanMeasure
from enplan.kernel.category import Category
from enplan.kernel.ids import DocumentId, MeasureId, PersonId
from tests.builders_evidence import LAW, METTE, a_mark
from tests.builders_plan import CHANGE
from tests.clock import MORNING, TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def a_placement(
    *, starts: date | None = YESTERDAY, ends: date | None = None, column: Column = Column.DOING
) -> PlanMeasure:
    return PlanMeasure(
        id=MeasureId(uuid4()),
        person_id=METTE,
        persons=(METTE,),
        category=Category.WORK,
        measure_type="virksomhedspraktik",
        title="Praktik på gartneri",
        starts=starts,
        ends=ends,
        column=column,
        changed=CHANGE,
    )


def a_note(state: ProgressState, words: str) -> Progress:
    return Progress(uuid4(), About.MEASURE, uuid4(), METTE, Category.WORK, state, None, words, "Henrik", False, MORNING)


@pytest.mark.parametrize(
    ("born", "certain", "tells"),
    [
        pytest.param(date(2008, 11, 24), "too-young", False, id="18 tomorrow"),
        pytest.param(date(2008, 11, 23), "strict", True, id="18 today"),
        pytest.param(date(1986, 11, 24), "strict", True, id="40 tomorrow"),
        pytest.param(date(1986, 11, 23), "from-40", True, id="40 today"),
    ],
)
def test_the_law_asks_more_before_40_and_gives_nothing_before_18(born: date, certain: str, tells: bool) -> None:
    age = of_age(born, TODAY)

    assert age.certain == certain
    assert (AGE in age.tells) is tells


@pytest.mark.parametrize(("starts", "counts"), [(TODAY, True), (TOMORROW, False), (None, False)])
def test_a_measure_counts_from_the_day_it_begins(starts: date | None, counts: bool) -> None:
    assert (of_measure(a_placement(starts=starts), [], [], LAW) is not None) is counts


@pytest.mark.parametrize(("ends", "over"), [(YESTERDAY, True), (TODAY, False)])
def test_a_measure_is_over_the_day_after_its_last(ends: date, over: bool) -> None:
    found = of_measure(a_placement(starts=YESTERDAY, ends=ends), [], [], LAW)

    assert found is not None
    assert found.tried is not None
    assert found.tried.is_over is over


def test_a_measure_is_documented_with_aim_length_result_and_why() -> None:
    """S-69: the reason it did not lead to work, as somebody noted it."""
    noted = [a_note(ProgressState.STOPPED, "Ryggen holdt ikke."), a_note(ProgressState.GOING_WELL, "Det går.")]
    done = replace(a_placement(ends=YESTERDAY), column=Column.DONE)

    whole, bare = of_measure(done, ["Et job"], noted, LAW), of_measure(done, [], [], LAW)

    assert whole is not None
    assert whole.tried is not None
    assert (whole.tried.result, whole.tried.why) == ("Ryggen holdt ikke.", "Ryggen holdt ikke.")
    assert TRIED_PRACTICE in whole.tells
    assert bare is not None
    assert bare.tried is not None
    assert bare.tried.lacks == ("aim", "result", "why")
    assert TRIED_PRACTICE in bare.hints


def test_what_one_does_oneself_is_no_measure_of_the_law() -> None:
    assert of_measure(replace(a_placement(), measure_type=""), [], [], LAW) is None


@pytest.mark.parametrize(("received", "come"), [(TODAY, True), (TOMORROW, False), (None, False)])
def test_a_statement_counts_from_the_day_it_came(received: date | None, come: bool) -> None:
    ordered = Ordered(METTE, "LÆ 125", ("fysisk-helbred",), TODAY - timedelta(days=14), received)

    evidence, coming = of_statements([ordered], METTE, LAW)

    assert (len(evidence), len(coming)) == ((1, 0) if come else (0, 1))
    assert come or coming[0].due == TODAY  # a status is answered within 14 days


def test_another_persons_statement_is_nothing_here() -> None:
    other = PersonId(uuid4())

    assert of_statements([Ordered(other, "LÆ 125", ("fysisk-helbred",), TODAY)], METTE, LAW) == ([], [])
    assert answered_elsewhere([], METTE, LAW) == []


def test_a_filed_paper_tells_its_points_of_its_document_alone() -> None:
    paper = Document(DocumentId(uuid4()), METTE, Category.WORK, "Brev", "Tekst", "Jobcentret", TODAY, MORNING, "Henrik")
    mark = a_mark("virksomhedsafproevning", Settled.FILED, filed_id=paper.id, points=("arbejdsevne",))

    (found,) = with_filed(of_documents([paper], METTE), [mark])

    assert found.tells == {
        "notes",
        filed("virksomhedsafproevning", "paper"),
        filed("virksomhedsafproevning", "arbejdsevne"),
    }
