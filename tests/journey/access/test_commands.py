"""Is somebody let in as far as they may be, and is it written down?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from enplan.journey.access.commands import find_contact, open_case, visit_case
from enplan.journey.access.queries import last_visits, openings, who_looked
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Relation
from enplan.registers.accounts.queries import the_clock
from tests.doors.signed_in import as_
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


def test_who_asks_from_outside_for_the_contact_person_stands_in_the_log(world: World) -> None:
    """T01: a look at the name and telephone of the contact person tells that there is a case."""
    lars = world.actor("Lars Overgaard")
    who = find_contact(lars, at=NOW, case_id=world.case_id)

    assert who.name == "Susanne Brandt"
    newest = next(
        each for day in who_looked(world.sight("mette")).days for each in day.openings if each.name == lars.name
    )
    assert (newest.relation, newest.errand, newest.at) == (Relation.OUTSIDER, "find_contact", NOW)
    for someone in ("mette", "jimmi"):
        with pytest.raises(Missing), transaction.atomic():
            find_contact(world.actor(someone), at=NOW, case_id=world.case_id)
    with pytest.raises(Missing), transaction.atomic():
        find_contact(lars, at=NOW, case_id=CaseId(uuid4()))


def test_the_page_for_outsiders_writes_each_look_down_and_the_citizen_can_read_it(world: World) -> None:
    address = f"/arbejde/sager/{world.case_id}/kontakt/"
    lars = as_(world.actor("Lars Overgaard"))
    for _ in range(2):
        assert lars.get(address).status_code == 200
    assert as_(world.actor("Henrik Dam")).get(address).status_code == 302  # of the team; the case itself is logged

    page = as_(world.actor("mette")).get("/min-plan/hvem-har-kigget/").content.decode()

    assert page.count("Så navn og telefon på kontaktpersonen") == 2
    assert "Lars Overgaard" in page
