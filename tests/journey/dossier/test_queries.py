"""Does the dossier show what is known, how far it can be used, and how much is withheld?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.journey.dossier.commands import add_document, receive_statement, request_statement
from enplan.journey.dossier.queries import dossier_page, statement
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import PersonId
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


def mette(world: World) -> PersonId:
    """Her id."""
    return world.cast.persons["mette"].id


def test_a_statement_shows_how_far_it_can_be_used(world: World) -> None:
    order: dict[str, Any] = {"person_id": mette(world), "kind": "LÆ 125", "purpose": "Træning"}
    one = request_statement(world.sight("Peter Kvist"), at=NOW, items=["fysisk-helbred"], **order)
    page = dossier_page(world.sight("Peter Kvist"), on=TODAY)
    seen = page.statements[0]
    assert (seen.freshness, seen.due and seen.due.day, seen.reusable) == ("on-its-way", date(2026, 12, 7), False)
    assert (seen.covers, seen.person.ref) == (("Fysisk helbred",), "mette")

    receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=one.id, text="Godt.", valid_until=TODAY)
    seen = dossier_page(world.sight("Peter Kvist"), on=TODAY).statements[0]
    assert (seen.freshness, seen.due, seen.reusable) == ("valid", None, True)
    seen = dossier_page(world.sight("Peter Kvist"), on=TODAY + timedelta(days=1)).statements[0]
    assert (seen.freshness, seen.reusable) == ("lapsed", False)


def test_what_is_withheld_is_counted_and_never_named(world: World) -> None:
    about: dict[str, Any] = {"person_id": mette(world), "title": "Ryggen", "text": "Ondt", "source": "Læge"}
    add_document(world.sight("Peter Kvist"), at=NOW, category=Category.HEALTH, **about)
    one = request_statement(
        world.sight("Peter Kvist"),
        at=NOW,
        person_id=mette(world),
        kind="LÆ 125",
        items=["fysisk-helbred"],
        purpose="Plan",
    )

    page = dossier_page(world.sight("Henrik Dam"), on=TODAY)

    assert (page.documents, page.statements, page.withheld) == ((), (), {Category.HEALTH: 2})
    with pytest.raises(Missing):
        statement(world.sight("Henrik Dam"), statement_id=one.id)


def test_thirty_take_as_many_queries_as_one(world: World) -> None:
    def queries() -> int:
        sight = world.sight("Peter Kvist")
        with CaptureQueriesContext(connection) as captured:
            dossier_page(sight, on=TODAY)
        return len(captured)

    def add(number: int) -> None:
        add_document(
            world.sight("Peter Kvist"),
            at=NOW,
            person_id=mette(world),
            category=Category.HEALTH,
            title=f"Nr. {number}",
            text="Tekst",
            source="Læge",
        )
        request_statement(
            world.sight("Peter Kvist"),
            at=NOW,
            person_id=mette(world),
            kind="Udtalelse",
            items=["netvaerk"],
            purpose="Plan",
            again_because="Igen",
        )

    add(0)
    few = queries()
    for number in range(30):
        add(number)

    assert queries() == few
