"""Does the assessment show what is known and what is open, to those who may see it?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.journey.assessment.commands import answer_question
from enplan.journey.assessment.facts import AskedElsewhere, State
from enplan.journey.assessment.queries import PersonsPart, assessment_page
from enplan.journey.assessment.rules.sufficiency import questions_of
from enplan.journey.dossier.commands import receive_statement, request_statement
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


def mette(world: World) -> PersonId:
    """Her id."""
    return world.cast.persons["mette"].id


def part_of(world: World, who: str, *plan_types: str, elsewhere: tuple[AskedElsewhere, ...] = ()) -> PersonsPart:
    """Mette's part, as somebody sees it."""
    page = assessment_page(world.sight(who), on=ON, plan_types={mette(world): plan_types}, elsewhere=elsewhere)
    part = page.part(mette(world))
    assert part is not None
    return part


def test_the_citizen_comes_first_and_sees_herself_and_her_child(world: World) -> None:
    page = assessment_page(world.sight("mette"), on=ON)

    assert [part.person.ref for part in page.people] == ["mette", "freja"]
    assert [part.person.ref for part in assessment_page(world.sight("freja"), on=ON).people] == ["freja"]


def test_an_answer_is_filled_in_where_it_is_needed(world: World) -> None:
    answer_question(world.sight("mette"), at=NOW, person_id=mette(world), item="netvaerk", text="Min søster.")

    part = part_of(world, "mette", "handleplan-141")

    known = [question for question in questions_of(part.themes) if question.state is State.KNOWN]
    assert [(question.item, question.answer.text if question.answer else "") for question in known] == [
        ("netvaerk", "Min søster.")
    ]
    assert part.open == part.asked - 1
    assert not part.enough


def test_a_professional_is_asked_nothing_of_a_kind_without_consent(world: World) -> None:
    answer_question(world.sight("mette"), at=NOW, person_id=mette(world), item="psykisk-helbred", text="Angst.")

    part = part_of(world, "Henrik Dam", "min-plan")
    page = assessment_page(world.sight("Henrik Dam"), on=ON)

    assert {question.category for question in questions_of(part.themes)} == {Category.WORK, Category.ECONOMY}
    assert part.hidden > 0
    assert page.withheld == {Category.HEALTH: 1}
    assert "Angst" not in str(page)


def test_a_statement_that_has_come_is_named_beside_the_question(world: World) -> None:
    one = request_statement(
        world.sight("Peter Kvist"),
        at=NOW,
        person_id=mette(world),
        kind="LÆ 145",
        items=["fysisk-helbred"],
        purpose="Plan",
    )
    receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=one.id, text="Godt.", valid_until=ON)

    part = part_of(world, "mette", "genoptraeningsplan")
    question = next(each for each in questions_of(part.themes) if each.item == "fysisk-helbred")
    assert (question.state, question.elsewhere[0].by) == (State.ANSWERED_ELSEWHERE, "LÆ 145")

    later = assessment_page(
        world.sight("mette"), on=date(2026, 11, 24), plan_types={mette(world): ["genoptraeningsplan"]}
    ).part(mette(world))
    assert later is not None
    assert next(each for each in questions_of(later.themes) if each.item == "fysisk-helbred").state is State.OPEN


def test_many_answers_take_as_many_queries_as_one(world: World) -> None:
    def queries() -> int:
        sight = world.sight("mette")
        with CaptureQueriesContext(connection) as captured:
            assessment_page(sight, on=ON)
        return len(captured)

    def answer() -> None:
        sight = world.sight("mette")
        answer_question(sight, at=NOW, person_id=mette(world), item="netvaerk", text="Igen.")

    answer()
    few = queries()
    for _ in range(30):
        answer()

    assert queries() == few
