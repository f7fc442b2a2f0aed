"""Can what `make run` is asked for be given? PORT and DATABASE_URL, looked at before anything is fetched or started.

Stands on Python's own library alone, because set-up runs it: `python wishes.py` says what is wrong and ends with 1.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

LAST_PORT: Final = 65535
ADDRESS: Final = "postgresql://bruger:kode@vært:5432/database"


def mistakes(environment: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each variable that holds what cannot be used; an address may hold a password and is not shown."""
    port = environment.get("PORT", "")
    if port and not is_port(port):
        yield f"PORT={port} er ikke en port. Skriv et tal fra 1 til {LAST_PORT}, for eksempel: make run PORT=8080"
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        url = environment.get(name, "")
        if url and not is_database(url):
            yield not_a_database(name)


def is_port(text: str) -> bool:
    """Whether one can listen on a port of that number."""
    return text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_PORT)) and 1 <= int(text) <= LAST_PORT


def is_database(url: str) -> bool:
    """Whether it has the form of the address of a PostgreSQL database."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"postgres", "postgresql"} and bool(parts.path.strip("/")) and parts.port != 0
    except ValueError:  # a port that is none, or a bracket too few
        return False


def not_a_database(name: str) -> str:
    """What is said of a variable that names no database."""
    return f"{name} er ikke adressen på en PostgreSQL-database. Skriv den sådan: {ADDRESS}"


if __name__ == "__main__":
    found = list(mistakes(os.environ))
    if found:
        sys.exit("\n".join(found))
