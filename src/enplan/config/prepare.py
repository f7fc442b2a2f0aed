"""Does the database hold the tables and the people that the demo needs, and are the static files where they are served?

One process asks all three, because starting Django costs more than the answers.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from enplan.config.embedded.trouble import TOLD

STEPS: Final = 6
UNREACHED: Final = (
    "Databasen i DATABASE_URL kan ikke nås. Se efter, at den kører, og at adresse, navn og kode er rigtige."
)
UNBOUND: Final = (
    "Brugeren i DATABASE_URL er superuser eller har BYPASSRLS, så databasen ville intet holde tilbage for den.\n"
    "Lav en, der er bundet: create role enplan login; create database enplan owner enplan;"
)


def main() -> int:
    """Bring all three in order; the tables are made by the role that owns them."""
    django.setup()
    try:
        connection.ensure_connection()
    except ImproperlyConfigured as too_old:
        say(str(too_old))
        return TOLD
    except OperationalError as error:
        say(f"{UNREACHED}\n{error}")
        return TOLD
    if not bound_by_the_barrier():
        say(UNBOUND)
        return TOLD
    say(f"[4/{STEPS}] Tables and static files")
    if tables_are_behind():
        connection.close()
        owner = os.environ | {"DATABASE_URL": os.environ["DATABASE_OWNER_URL"]}
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        done = subprocess.run(migrate, env=owner, check=False)
        if done.returncode != 0:
            return done.returncode
    collect_static()
    say(f"[5/{STEPS}] Demo people")
    call_command("demo")
    call_command("demo", who=True)
    return 0


def bound_by_the_barrier() -> bool:
    """Whether row level security holds the application's role: it never holds a superuser."""
    with connection.cursor() as cursor:
        cursor.execute("select not (rolsuper or rolbypassrls) from pg_roles where rolname = current_user")
        bound: bool = cursor.fetchone()[0]
    return bound


def tables_are_behind() -> bool:
    """Whether a migration waits."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> None:
    """Copy the static files to where they are served, under names that change with their content, if any changed."""
    stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
    wanted = hashlib.sha256("\n".join(sorted(static_files())).encode()).hexdigest()
    if Path(settings.STATIC_ROOT).is_dir() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted, "utf-8")


def static_files() -> Iterator[str]:
    """Every static file with its size and time."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            yield f"{path} {file.st_size} {file.st_mtime_ns}"


def say(text: str) -> None:
    """A line for the person who waits."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
