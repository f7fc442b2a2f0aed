"""Does the database itself refuse what must not be? Each constraint broken by name."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction

from enplan.journey.access.commands import open_case
from enplan.journey.dossier.commands import add_document, receive_statement, request_statement, reuse_statement
from enplan.journey.dossier.models import DocumentRecord, StatementRecord, UseRecord
from enplan.kernel.category import Category
from enplan.registers.accounts.queries import the_clock
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def world() -> World:
    """Mette's case, with a document and a statement that was used again."""
    world = mettes_case()
    person = world.cast.persons["mette"].id
    about: dict[str, Any] = {"person_id": person, "category": Category.HEALTH}
    add_document(world.sight("Peter Kvist"), at=NOW, title="Ryg", text="Ondt", source="Læge", **about)
    order: dict[str, Any] = {"kind": "LÆ 125", "items": ["fysisk-helbred"], "purpose": "Plan"}
    one = request_statement(world.sight("Peter Kvist"), at=NOW, **order, **about)
    receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=one.id, text="Godt.")
    reuse_statement(world.sight("Peter Kvist"), at=NOW, statement_id=one.id, purpose="Mere")
    open_case(the_clock(), at=NOW, case_id=world.case_id, errand="story")
    return world


@pytest.mark.parametrize(
    ("table", "fields", "name"),
    [
        (DocumentRecord, {"title": ""}, "a_document_has_a_title"),
        (DocumentRecord, {"source": ""}, "a_document_names_its_source"),
        (StatementRecord, {"items": []}, "a_statement_is_about_something"),
        (StatementRecord, {"purpose": ""}, "a_statement_is_ordered_for_a_purpose"),
        (StatementRecord, {"received_day": date(2026, 11, 22)}, "a_statement_is_received_after_it_is_ordered"),
        (StatementRecord, {"received_day": None, "valid_until": DAY}, "a_statement_is_valid_once_received"),
        (
            StatementRecord,
            {"valid_until": date(2026, 11, 22)},
            "a_statement_is_valid_from_the_day_it_is_received",
        ),
        (UseRecord, {"purpose": ""}, "a_use_names_its_purpose"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_by_name(
    world: World, table: Any, fields: dict[str, Any], name: str
) -> None:
    row = table.objects.get()
    row.pk = None
    row._state.adding = True
    row.id = world.case_id  # any new key
    for field, value in fields.items():
        setattr(row, field, value)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("table", [DocumentRecord, UseRecord])
def test_what_is_known_is_neither_changed_nor_deleted(world: World, table: Any) -> None:
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        table.objects.update(case_id=world.case_id)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        table.objects.all().delete()


@pytest.mark.parametrize("table", [DocumentRecord, StatementRecord, UseRecord])
def test_the_barrier_stands_before_every_table(world: World, table: Any) -> None:
    row = table.objects.get()
    world.sight("Henrik Dam")

    assert table.objects.count() == 0
    row.id = world.case_id
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)
