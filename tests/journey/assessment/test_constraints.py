"""Does the database itself refuse what must not be? Each constraint broken by name."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction

from enplan.journey.access.commands import open_case
from enplan.journey.assessment.models import AnswerRecord, ConclusionRecord, WordsRecord
from enplan.kernel.category import Category
from enplan.registers.accounts.queries import the_clock
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Mette's case, opened by a job."""
    world = mettes_case()
    open_case(the_clock(), at=NOW, case_id=world.case_id, errand="story")
    return world


def an_answer(world: World, **fields: Any) -> AnswerRecord:
    """A row of an answer."""
    given: dict[str, Any] = {"item": "netvaerk", "text": "Min søster.", "source": "Mette", "answered_at": NOW}
    return AnswerRecord(**{**about(world, Category.SOCIAL), **given, **fields})


def a_conclusion(world: World, **fields: Any) -> ConclusionRecord:
    """A row of a conclusion."""
    return ConclusionRecord(**{**about(world, Category.PLAN), "concluded_at": NOW, **fields})


def words(world: World, **fields: Any) -> WordsRecord:
    """A row of what a conclusion says, of a conclusion that is there."""
    gathered = a_conclusion(world)
    gathered.save(force_insert=True)
    given: dict[str, Any] = {"strengths": "Flittig.", "wishes": "Ro.", "text": "Ro først.", "conclusion": gathered}
    row = WordsRecord(**{**about(world, Category.PLAN), **given})
    row.belongs_to([row.person_id], [Category.PLAN, Category.HEALTH])
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def about(world: World, category: Category) -> dict[str, Any]:
    """Whom a row is about."""
    return {"case_id": world.case_id, "person_id": world.cast.persons["mette"].id, "category": category}


@pytest.mark.parametrize(
    ("row", "fields", "name"),
    [
        (an_answer, {"text": ""}, "an_answer_says_something"),
        (an_answer, {"source": ""}, "an_answer_names_its_source"),
        (words, {"text": ""}, "a_conclusion_says_something"),
        (words, {"strengths": ""}, "a_conclusion_begins_with_strengths"),
        (words, {"wishes": ""}, "a_conclusion_tells_the_wishes"),
        (words, {"needs": []}, "a_conclusion_says_on_what_it_rests"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_by_name(world: World, row: Any, fields: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row(world, **fields).save(force_insert=True)


@pytest.mark.parametrize("row", [an_answer, a_conclusion, words])
def test_what_was_said_is_neither_changed_nor_deleted(world: World, row: Any) -> None:
    record = row(world)
    record.save(force_insert=True)

    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        record.save(force_update=True)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        record.delete()


@pytest.mark.parametrize("row", [an_answer, a_conclusion, words])
def test_the_barrier_stands_before_each_table(world: World, row: Any) -> None:
    row(world).save(force_insert=True)
    another = row(world)
    world.sight("Henrik Dam")

    assert type(another).objects.count() == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        another.save(force_insert=True)
