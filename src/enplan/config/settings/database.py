"""Which database? `DATABASE_URL` for the application, `DATABASE_OWNER_URL` for migrations where they differ."""

from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from enplan.config.wishes import is_database, not_a_database

# The database plans a statement once for a connection and not each time: with the barrier, planning costs more than
# reading the rows.
PREPARED: Final = {"server_side_binding": True, "prepare_threshold": 5}


def database_of(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address such as `postgresql://user:word@host:5432/name?host=/socket/dir`.

    Raises:
        ImproperlyConfigured: it is no address of a PostgreSQL database.
    """
    if not is_database(url):
        raise ImproperlyConfigured(not_a_database("DATABASE_URL"))
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    options: dict[str, Any] = dict(parse_qsl(parts.query)) | PREPARED
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
