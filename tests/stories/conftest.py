"""How are the stories told once for many questions? Each in a transaction that is taken back at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction

from enplan.demo.stories import double_diagnosis, family_in_many_offices, mother_without_work
from enplan.demo.stories.telling import Telling
from tests.worlds import a_municipality

DAYS = {
    mother_without_work: date(2026, 11, 23),
    family_in_many_offices: date(2026, 11, 25),
    double_diagnosis: date(2026, 12, 7),
}


@contextmanager
def told(story: ModuleType, blocker: Any) -> Iterator[Telling]:
    """The story told around the day its household is written for, and forgotten afterwards."""
    with blocker.unblock(), transaction.atomic():
        yield story.tell(a_municipality(), DAYS[story])
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def mette(django_db_setup: None, django_db_blocker: Any) -> Iterator[Telling]:
    """The first story."""
    with told(mother_without_work, django_db_blocker) as story:
        yield story


@pytest.fixture(scope="module")
def family(django_db_setup: None, django_db_blocker: Any) -> Iterator[Telling]:
    """The second story."""
    with told(family_in_many_offices, django_db_blocker) as story:
        yield story


@pytest.fixture(scope="module")
def jimmi(django_db_setup: None, django_db_blocker: Any) -> Iterator[Telling]:
    """The third story."""
    with told(double_diagnosis, django_db_blocker) as story:
        yield story
