"""Does the database itself refuse what must not be? Each constraint broken by name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from enplan.journey.access.commands import open_case
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.journey.sectorplans.models import SectorPlanRecord
from enplan.kernel.category import Category
from enplan.registers.accounts.queries import the_clock
from tests.builders_sectorplans import a_plan
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Mette's case with a sector plan in it."""
    world = mettes_case()
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_plan())
    open_case(the_clock(), at=NOW, case_id=world.case_id, errand="story")
    return world


def a_row(world: World, **fields: Any) -> SectorPlanRecord:
    """A row beside the one that is there."""
    given: dict[str, Any] = {
        "case_id": world.case_id,
        "person_id": world.cast.persons["mette"].id,
        "category": Category.WORK,
        "ref": "anden",
        "version": 1,
        "plan_type": "min-plan",
        "department": "Jobcenter Nordby",
        "document": {},
        "items": 0,
        "living_items": 0,
        "way": "typed",
        "received_at": NOW,
        "received_by": "Henrik Dam",
    }
    return SectorPlanRecord(**{**given, **fields})


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"ref": "jobcenter", "version": 2}, "a_sector_plan_has_one_version_in_force"),
        (
            {"ref": "jobcenter", "version": 1, "superseded_at": NOW},
            "versions_of_a_sector_plan_are_numbered",
        ),
        ({"withdrawn_at": NOW}, "a_sector_plan_is_withdrawn_with_a_reason"),
        ({"superseded_at": NOW - timedelta(days=1)}, "a_sector_plan_is_superseded_after_it_was_received"),
        ({"superseded_at": NOW, "living_items": 1}, "a_sector_plan_no_longer_in_force_counts_for_nothing"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_by_name(world: World, fields: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        a_row(world, **fields).save(force_insert=True)


def test_nobody_writes_what_they_may_not_see(world: World) -> None:
    """The barrier holds for writing too: the physiotherapist has no sight of work."""
    world.sight("Peter Kvist")

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        a_row(world).save(force_insert=True)


def test_nobody_reads_past_the_barrier_even_without_a_filter(world: World) -> None:
    world.sight("Peter Kvist")
    assert SectorPlanRecord.objects.count() == 0

    world.sight("Henrik Dam")
    assert SectorPlanRecord.objects.count() == 1
