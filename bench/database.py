"""Which database is measured? One of the bench's own, on a server that is given; nobody else's is touched."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

NAME = "enplan_bench"


@contextmanager
def prepared(server: str) -> Iterator[dict[str, str]]:
    """The environment of the application over a database with tables and no rows; all of it is gone afterwards."""
    with TemporaryDirectory(prefix="enplan-bench-") as var:
        environment = os.environ | {
            "DATABASE_URL": urlunsplit(urlsplit(server)._replace(path=f"/{NAME}")),
            "DJANGO_SETTINGS_MODULE": "enplan.config.settings.dev",
            "ENPLAN_VAR": var,
            "ENPLAN_SECRET_KEY": "only-for-the-bench-and-nothing-else-0123456789",
        }
        _drop(server)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("create database {} template template0").format(sql.Identifier(NAME)))
        try:
            for command in (["migrate"], ["collectstatic", "--no-input"]):
                manage = [sys.executable, "-m", "django", *command, "--verbosity", "0"]
                subprocess.run(manage, env=environment, check=True)
            yield environment
        finally:
            _drop(server)


def _drop(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME)))


def root() -> Path:
    """Where the project lies."""
    return Path(__file__).resolve().parents[1]
