"""Does the database itself refuse what must not be? Each constraint broken by name."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction

from enplan.journey.access.commands import open_case
from enplan.journey.dossier.commands import (
    add_document,
    chase_statement,
    receive_statement,
    request_statement,
    reuse_statement,
)
from enplan.journey.dossier.models import ChaseRecord, DocumentRecord, StatementRecord, UseRecord
from enplan.kernel.category import Category
from enplan.registers.accounts.queries import the_clock
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
LATE = NOW + timedelta(days=15)


@pytest.fixture
def world() -> World:
    """Mette's case, with a document and a statement that was used again."""
    world = mettes_case()
    person = world.cast.persons["mette"].id
    about: dict[str, Any] = {"person_id": person, "category": Category.HEALTH}
    add_document(world.sight("Peter Kvist"), at=NOW, title="Ryg", text="Ondt", source="Læge", **about)
    order: dict[str, Any] = {"kind": "LÆ 125", "items": ["fysisk-helbred"], "purpose": "Plan"}
    one = request_statement(world.sight("Peter Kvist"), at=NOW, **order, **about)
    chase_statement(world.sight("Peter Kvist", at=LATE), at=LATE, statement_id=one.id, words="Ringede.")
    received: dict[str, Any] = {"text": "Godt.", "received_day": DAY}
    receive_statement(world.sight("Peter Kvist", at=LATE), at=LATE, statement_id=one.id, **received)
    reuse_statement(world.sight("Peter Kvist", at=LATE), at=LATE, statement_id=one.id, purpose="Mere")
    open_case(the_clock(), at=LATE, case_id=world.case_id, errand="story")
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
        (ChaseRecord, {"words": ""}, "a_chase_says_what_was_done"),
        (StatementRecord, {"despite": "LÆ 145"}, "another_statement_has_a_reason"),
        (
            StatementRecord,
            {"received_day": None, "valid_until": None, "called_off_day": DAY},
            "a_statement_is_called_off_with_a_reason",
        ),
        (
            StatementRecord,
            {"called_off_day": DAY, "called_off_because": "Ikke tid"},
            "a_statement_that_has_come_is_not_called_off",
        ),
        (StatementRecord, {"promised_day": date(2026, 11, 22)}, "a_statement_is_promised_after_it_is_ordered"),
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


@pytest.mark.parametrize("table", [DocumentRecord, UseRecord, ChaseRecord])
def test_what_is_known_is_neither_changed_nor_deleted(world: World, table: Any) -> None:
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        table.objects.update(case_id=world.case_id)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        table.objects.all().delete()


@pytest.mark.parametrize("table", [DocumentRecord, StatementRecord, UseRecord, ChaseRecord])
def test_the_barrier_stands_before_every_table(world: World, table: Any) -> None:
    row = table.objects.get()
    world.sight("Henrik Dam")

    assert table.objects.count() == 0
    row.id = world.case_id
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)


def test_the_same_order_stands_once_unless_a_reason_is_written(world: World) -> None:
    """S-21: not only the rule but the database itself keeps a statement from being ordered twice."""
    row = StatementRecord.objects.get()
    name = "a_statement_is_on_its_way_once_without_a_reason"

    def again(because: str) -> None:
        row.id, row.again_because, row.received_day, row.valid_until = uuid4(), because, None, None
        row._state.adding = True
        with transaction.atomic():
            row.save(force_insert=True)

    again("")
    with pytest.raises(IntegrityError, match=name):
        again("")
    again("Den første blev væk.")
