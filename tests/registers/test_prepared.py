"""Does a prepared query answer as the queryset it was written from, for whoever asks?"""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db.models.sql.compiler import SQLCompiler

from enplan.registers.base.prepared import CASE, Hole, Holes, Prepared
from enplan.registers.cases.models import CasePersonRecord
from tests.worlds import World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return mettes_case()


@pytest.fixture
def written() -> Iterator[list[str]]:
    """Each time that Django writes SQL anew."""
    found: list[str] = []
    write = SQLCompiler.as_sql

    def counted(compiler: SQLCompiler, *arguments: bool, **more: bool) -> object:
        found.append(type(compiler).__name__)
        return write(compiler, *arguments, **more)

    with patch.object(SQLCompiler, "as_sql", counted):
        yield found


def refs(rows: list[CasePersonRecord]) -> list[str]:
    return [row.ref for row in rows]


def test_it_answers_as_the_queryset_and_is_written_once(world: World, written: list[str]) -> None:
    sight = world.sight("mette")
    people = CasePersonRecord.objects.select_related("case", "person").order_by("ref")
    known = list(people.filter(case_id=sight.case_id))
    prepared = Prepared(lambda: people.filter(case_id=CASE))
    written.clear()

    first, second = prepared.within(sight), prepared.within(sight)

    assert first == second == known
    assert [row.person.name for row in first] == [row.person.name for row in known]
    assert len(written) == 1


def test_each_who_asks_gets_their_own_answer(world: World) -> None:
    case_id = world.sight("mette").case_id
    named = Prepared(lambda: CasePersonRecord.objects.filter(case_id=CASE, ref=Hole("ref")))

    assert refs(named(case=case_id, ref="mette")) == ["mette"]
    assert refs(named(case=case_id, ref="somebody else")) == []


def test_one_or_several_or_none_are_asked_for_in_the_same_words(world: World, written: list[str]) -> None:
    everybody = list(CasePersonRecord.objects.filter(case_id=world.sight("mette").case_id).order_by("ref"))
    some = Prepared(lambda: CasePersonRecord.objects.filter(person_id__in=Holes("people")).order_by("ref"))
    called = Prepared(lambda: CasePersonRecord.objects.filter(ref__in=Holes("refs", "text")).order_by("ref"))
    written.clear()

    assert some(people=[each.person_id for each in everybody]) == everybody
    assert some(people=[everybody[0].person_id]) == everybody[:1]
    assert some(people=[]) == []
    assert refs(called(refs=["mette"])) == ["mette"]
    assert len(written) == 2


def test_a_forgotten_value_is_an_error_and_never_a_wider_answer(world: World) -> None:
    world.sight("mette")
    prepared = Prepared(lambda: CasePersonRecord.objects.filter(case_id=CASE, ref=Hole("ref")))

    with pytest.raises(KeyError):
        prepared(case=world.case_id)
