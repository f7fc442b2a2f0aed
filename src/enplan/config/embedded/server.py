"""How is a PostgreSQL started, found again, and stopped, so that nothing is left behind and nothing is lost?"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from enplan.config.embedded import account as accounts
from enplan.config.embedded import processes
from enplan.config.embedded.place import Place
from enplan.config.embedded.trouble import Trouble

SUPERUSER: Final = "postgres"
MAP: Final = "enplan"
ROLES: Final = (SUPERUSER, "enplan_owner", "enplan_app")
PATIENCE: Final = 60.0  # seconds; replaying the log after a crash takes time
FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT


@dataclass
class Server:
    """A running PostgreSQL: our child, or one that an earlier process left behind and we took over."""

    place: Place
    pid: int
    sockets: Path
    child: "subprocess.Popen[bytes] | None" = None

    def conninfo(self, *, role: str = SUPERUSER, database: str = "postgres") -> str:
        """How psycopg reaches it."""
        return f"host='{self.sockets}' port=5432 user='{role}' dbname='{database}'"

    def alive(self) -> bool:
        """Whether it still runs; asking also reaps a child that has ended."""
        if self.child is not None:
            return self.child.poll() is None
        return bool(processes.command_of(self.pid))

    def stop(self) -> None:
        """Fast shutdown: open work is rolled back, what was committed is kept. Then harder, if it does not listen."""
        for number, patience in ((FAST, 30.0), (IMMEDIATE, 10.0), (signal.SIGKILL, 5.0)):
            if not self.alive():
                break
            processes.send(self.pid, number)
            deadline = time.monotonic() + patience
            while self.alive() and time.monotonic() < deadline:
                time.sleep(0.02)
        clear_traces(self.place)


@contextmanager
def running(place: Place) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = start(place)
    try:
        yield server
    finally:
        server.stop()


def start(place: Place) -> Server:
    """The server of the place: taken over if one still runs, else made and started.

    Raises:
        Trouble: it does not start; the message ends with what it said.
    """
    place.make_folders()
    if not (place.data / "PG_VERSION").exists():
        initialise(place)
    write_access_rules(place)
    left = left_behind(place)
    if left and accepts(left, PATIENCE):
        return left
    if left:
        left.stop()
    return launch(place)


def initialise(place: Place) -> None:
    """Make the cluster aside and move it in place when it is whole, so that an interrupted start leaves no half one."""
    fresh = place.home / "data.new"
    place.account.run(["/bin/rm", "-rf", fresh])
    major = place.binaries.major
    locale = ["--locale=C"] if sys.platform == "darwin" else ["--locale=C.UTF-8"]
    if major >= 18:
        locale += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    elif sys.platform == "darwin":
        locale += ["--lc-ctype=UTF-8"]
    command: list[str | Path] = [place.binaries.folder / "initdb", "-D", fresh, "-U", SUPERUSER, "-E", "UTF8", *locale]
    command += ["--auth-local=peer", "--auth-host=scram-sha-256", "--no-instructions"]
    if not place.durable:
        command.append("--no-sync")
    answer = place.account.run(command, env=environment())
    if answer.returncode != 0:
        raise Trouble(f"The database could not be made in {fresh}.", (answer.stderr or answer.stdout).strip())
    fresh.rename(place.data)


def write_access_rules(place: Place) -> None:
    """Who may log in: through the socket only, and only the system's own word for who is calling counts."""
    callers = {place.account.name, accounts.ourselves().name}
    lines = [f'{MAP} "{caller}" {role}' for caller in sorted(callers) for role in ROLES]
    rules = {"pg_hba.conf": f"local all all peer map={MAP}\n", "pg_ident.conf": "\n".join(lines) + "\n"}
    for name, text in rules.items():
        path = place.data / name
        path.write_text(text, "utf-8")
        place.account.own(path)


def launch(place: Place) -> Server:
    """Start it as our child, in a process group of its own so that Ctrl-C reaches us and not it."""
    settings = {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        # Copying cases for the bench touches every table and index in one transaction, and locks each of them.
        "max_locks_per_transaction": "256",
    }
    if not place.durable:
        settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    command: list[str | Path] = [
        place.binaries.folder / "postgres",
        "-D",
        place.data,
        "-k",
        place.sockets,
        "-p",
        "5432",
    ]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    clear_traces(place)
    with place.log.open("wb") as log:
        child: subprocess.Popen[bytes] = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=environment(), process_group=0,
            **place.account.switch(),
        )  # fmt: skip
    server = Server(place, child.pid, place.sockets, child)
    if not accepts(server, PATIENCE):
        server.stop()
        said = place.log.read_text("utf-8", "replace").strip().splitlines()[-8:]
        raise Trouble("The database did not start. It said:", "\n".join(said) or "(nothing)")
    return server


def left_behind(place: Place) -> Server | None:
    """A server of this cluster whose starter was killed: found by the lock file that it writes itself."""
    try:
        lines = (place.data / "postmaster.pid").read_text("utf-8").splitlines()
        pid, sockets = int(lines[0]), Path(lines[4])
    except (OSError, ValueError, IndexError):
        return None
    command = processes.command_of(pid)
    return Server(place, pid, sockets) if "postgres" in command and str(place.data) in command else None


def clear_traces(place: Place) -> None:
    """Remove lock files whose process is gone: its number may meanwhile belong to somebody else."""
    if left_behind(place) is None:
        for path in (place.data / "postmaster.pid", *place.sockets.glob(".s.PGSQL.*")):
            with suppress(FileNotFoundError):
                path.unlink()


def accepts(server: Server, patience: float) -> bool:
    """Whether it takes connections before it ends or we lose patience."""
    deadline = time.monotonic() + patience
    while server.alive() and time.monotonic() < deadline:
        try:
            psycopg.connect(server.conninfo(), connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def environment() -> dict[str, str]:
    """What the server and its tools see of ours: nothing that could change what they do."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": os.sep}
