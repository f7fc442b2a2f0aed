"""Is somebody let in as far as they may be, and is it written down?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from enplan.journey.access.commands import open_case, visit_case
from enplan.journey.access.queries import last_visits, openings
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Relation
from enplan.registers.accounts.queries import the_clock
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
EARLIER = NOW - timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return mettes_case()


def test_who_comes_is_written_down_with_the_errand(world: World) -> None:
    sight = world.sight("Henrik Dam", at=NOW + timedelta(minutes=1), errand="read_case")

    newest = openings(sight)[0]
    assert (newest.name, newest.relation, newest.errand) == ("Henrik Dam", Relation.MEMBER, "read_case")


@pytest.mark.parametrize("who", ["Jette Munk", "kenneth"])
def test_for_a_stranger_there_is_no_such_case(world: World, who: str) -> None:
    with pytest.raises(Missing), transaction.atomic():
        open_case(world.actor(who), at=NOW, case_id=world.case_id, errand="read_case")
    with pytest.raises(Missing), transaction.atomic():
        open_case(world.actor(who), at=NOW, case_id=CaseId(uuid4()), errand="read_case")


def test_the_clock_visits_once_and_writes_it_down(world: World) -> None:
    clock = the_clock()
    sight = visit_case(clock, at=NOW, case_id=world.case_id, errand="remind", since=EARLIER)
    again = visit_case(clock, at=NOW, case_id=world.case_id, errand="remind", since=EARLIER)
    on_another_errand = visit_case(clock, at=NOW, case_id=world.case_id, errand="tally", since=EARLIER)

    assert sight is not None
    assert sight.relation is Relation.SYSTEM
    assert again is None
    assert on_another_errand is not None
    assert last_visits(clock, errand="remind", since=EARLIER) == {world.case_id: NOW}


def test_nobody_but_the_clock_visits_without_a_part_in_the_case(world: World) -> None:
    with pytest.raises(Missing):
        visit_case(world.actor("Jette Munk"), at=NOW, case_id=world.case_id, errand="remind", since=EARLIER)
