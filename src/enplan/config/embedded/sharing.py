"""How do several processes of one checkout share its database, so that the last one out stops it?

Each user holds a shared lock on a file. The system gives the lock back when a process dies, however it dies, so the
count is never wrong.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from enplan.config.embedded import place, roles, server
from enplan.config.embedded.server import Server
from enplan.config.embedded.trouble import Trouble


@contextmanager
def using(var: Path) -> Iterator[Server]:
    """The checkout's own database, started if nobody has, stopped if nobody else uses it."""
    where = place.lasting(var)
    with locked(var / "database.starting", fcntl.LOCK_EX) as starting, locked(var / "database.users") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        running = server.start(where)
        try:
            roles.prepare(running)
            fcntl.flock(starting, fcntl.LOCK_UN)
            yield running
        finally:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if alone(users):
                running.stop()


def alone(users: int) -> bool:
    """Whether nobody else holds the lock."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def locked(path: Path, how: int | None = None) -> Iterator[int]:
    """The file, open for locking, and locked if asked; children do not inherit it."""
    try:
        file = path.open("a")
    except PermissionError as foreign:
        raise Trouble(
            f"{path} belongs to another user.", "Run as the user who first ran `make` here, or give back the folder."
        ) from foreign
    with file:
        if how is not None:
            fcntl.flock(file, how)
        yield file.fileno()
