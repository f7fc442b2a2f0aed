"""Is a database that is too old refused at the first connection, in words that say what to do?"""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.signals import connection_created

from enplan.registers.base.apps import refuse_an_old_one


class AConnection:
    """One that says which PostgreSQL is at its other end."""

    def __init__(self, version: int) -> None:
        self.pg_version, self.closed = version, False

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(("version", "told"), [(140_019, "14.19"), (130_000, "13.0"), (0, "en anden database")])
def test_an_old_database_is_refused_and_let_go(version: int, told: str) -> None:
    old: Any = AConnection(version)
    with pytest.raises(ImproperlyConfigured, match="kræver PostgreSQL 15") as refusal:
        refuse_an_old_one(old)

    assert told in str(refusal.value)
    assert old.closed


@pytest.mark.parametrize("version", [150_000, 150_018, 180_001])
def test_a_newer_one_is_taken(version: int) -> None:
    new: Any = AConnection(version)
    refuse_an_old_one(new)

    assert not new.closed


@pytest.mark.django_db
def test_every_new_connection_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [receiver[0][0] for receiver in connection_created.receivers]
    assert "enplan.oldest_database" in asked
    assert connection.pg_version >= 150_000  # type: ignore[attr-defined]  # PostgreSQL's own
