"""Which app is this, and which database may it stand on?"""

from typing import Final

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

OLDEST: Final = 15  # the oldest PostgreSQL on which the barrier and the tests of it are run


class BaseConfig(AppConfig):
    """The ground of all tables."""

    name = "enplan.registers.base"
    label = "base"

    def ready(self) -> None:
        """Ask each new connection; it knows the answer already, so it costs no query."""
        connection_created.connect(refuse_an_old_one, dispatch_uid="enplan.oldest_database")


def refuse_an_old_one(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Nothing is read from or written to a database that is too old to hold the barrier.

    Raises:
        ImproperlyConfigured: it is.
    """
    version: int = getattr(connection, "pg_version", 0)
    if version < OLDEST * 10_000:
        connection.close()
        found = f"{version // 10_000}.{version % 10_000}" if version else "en anden database"
        raise ImproperlyConfigured(
            f"Én plan kræver PostgreSQL {OLDEST} eller nyere. Databasen i DATABASE_URL er {found}. "
            "Intet er læst eller ændret. Opgradér den, eller peg DATABASE_URL et andet sted hen."
        )
