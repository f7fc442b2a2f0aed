"""What do the tests in the city share? Told once and forgotten at the end; what is committed is tested elsewhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.assurance.city import City, found


@pytest.fixture(scope="package")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[City]:
    """Three families with three cases; each test changes them in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield found()
        transaction.set_rollback(True)
