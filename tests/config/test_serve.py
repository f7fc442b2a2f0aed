"""Does the served application come up whole, go down whole, and come back after everything was killed?"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from enplan.config import serve
from enplan.config.embedded import place, processes, roles, server
from enplan.config.embedded.trouble import Trouble
from tests.architecture.source import ROOT
from tests.architecture.test_settings import SAFE
from tests.config.ending import gone_within


@dataclass
class Running:
    """A served application, and the processes that belong to it."""

    starter: "subprocess.Popen[str]"
    address: str
    said: str

    def family(self) -> list[int]:
        """The starter and everything below it, from the first to the last."""
        found = [self.starter.pid]
        for pid in found:
            answer = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
            found += [int(child) for child in answer.stdout.split()]
        return found


@pytest.fixture
def var() -> Iterator[Path]:
    """A place for the database and the static files of the test's own; whatever runs there at the end is stopped."""
    folder = Path(tempfile.mkdtemp(prefix="enplan-test-"))
    folder.chmod(0o711)
    yield folder / "var"
    left = server.left_behind(place.lasting(folder / "var"))
    if left:
        left.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((serve.ADDRESS, 0))
        return int(probe.getsockname()[1])


def start(var: Path, port: int) -> Running:
    """Start as `make run` does, and wait until it says it is ready."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("DATABASE", "DJANGO", "ENPLAN", "PG"))
    }
    starter = subprocess.Popen(
        [sys.executable, "-m", "enplan.config.serve"],
        cwd=ROOT,
        env=kept | {"ENPLAN_VAR": str(var), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # Where a shell runs the tests in the background, Ctrl-C would be ignored from the start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    said = []
    for line in starter.stdout or ():
        said.append(line)
        if "Ready: " in line:
            return Running(starter, f"http://{serve.ADDRESS}:{port}/", "".join(said))
    pytest.fail("".join(said))


def accounts(var: Path) -> int:
    """How many people the database knows, asked past the application."""
    found = server.left_behind(place.lasting(var))
    assert found
    with psycopg.connect(found.conninfo(database=roles.DATABASE)) as connection:
        row = connection.execute("select count(*) from account").fetchone()
    assert row
    return int(row[0])


def begins_for_real(database: server.Server, role: str) -> "subprocess.CompletedProcess[str]":
    """Load the application with the settings of real use, as that role of the database."""
    environment = SAFE | {"DATABASE_URL": roles.address(database, role), "PATH": os.environ["PATH"]}
    environment |= {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", "import enplan.config.wsgi"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def kill(pids: list[int]) -> None:
    """End processes the hard way; one that has just gone is no error."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait_until_free(port: int) -> None:
    """Until nobody listens on the port any more."""
    deadline = time.monotonic() + 30
    while not serve.is_free(port):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.slow
def test_what_is_killed_comes_back_whole_and_what_is_stopped_leaves_nothing(var: Path, port: int) -> None:
    """One test for three lives, because the first takes the time of a whole demo."""
    first = start(var, port)
    assert [f"[{step}/6]" in first.said for step in (3, 4, 5, 6)] == [True] * 4
    assert urllib.request.urlopen(first.address, timeout=30).status == 200
    people = accounts(var)
    assert people > 0
    assert any("enplan.config.jobs" in processes.command_of(pid) for pid in first.family())

    # For real it would begin as the role that is bound, and not as the one that owns the tables.
    database = server.left_behind(place.lasting(var))
    assert database
    bound, owner = begins_for_real(database, roles.APP), begins_for_real(database, roles.OWNER)
    assert bound.returncode == 0, bound.stderr
    assert owner.returncode != 0
    assert "ejer tabeller" in owner.stderr

    # Only the starter is killed: the web server ends by itself, the database waits to be taken over.
    kill([first.starter.pid])
    first.starter.wait(10)
    wait_until_free(port)
    second = start(var, port)
    taken_over = server.left_behind(place.lasting(var))
    assert taken_over
    assert taken_over.pid == database.pid

    # Everything is killed, the database too.
    kill([*second.family(), database.pid])
    second.starter.wait(10)
    wait_until_free(port)
    third = start(var, port)
    assert accounts(var) == people

    # It is asked to stop.
    family = third.family()
    os.kill(third.starter.pid, signal.SIGINT)
    assert third.starter.wait(60) == 0
    assert [pid for pid in family if not gone_within(pid, 5)] == []
    assert serve.is_free(port)
    assert server.left_behind(place.lasting(var)) is None


def test_a_second_server_of_the_same_checkout_is_told_of_the_first(var: Path) -> None:
    var.mkdir(mode=0o711)
    with serve.only_one(var), pytest.raises(Trouble, match="already runs"), serve.only_one(var):
        pass


def test_a_taken_port_is_said_when_it_was_asked_for(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(port))
    with socket.socket() as other:
        other.bind((serve.ADDRESS, port))
        other.listen()

        with pytest.raises(Trouble, match=str(port)):
            serve.free_port()
    assert serve.free_port() == port


def test_without_a_wish_the_next_free_port_is_taken(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(serve, "PORTS", range(port, port + 10))
    with socket.socket() as other:
        other.bind((serve.ADDRESS, port))
        other.listen()

        assert serve.free_port() > port


def test_the_key_is_made_once_and_closed_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENPLAN_SECRET_KEY", raising=False)

    key = serve.secret_key(tmp_path)

    assert len(key) >= 50
    assert serve.secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_database_of_ones_own_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me@db.example/mine")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    with ExitStack() as stack:
        environment, started = serve.database(tmp_path, stack)

    assert started is None
    assert environment["DATABASE_OWNER_URL"] == environment["DATABASE_URL"] == "postgresql://me@db.example/mine"
