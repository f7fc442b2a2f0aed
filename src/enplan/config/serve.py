"""How does Én plan run on one machine: database, tables, demo people, web server and jobs, up and down together?

This process only watches. Ctrl-C, a killed parent or a child that stops ends everything it started, the database last.
"""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from enplan.config.embedded import processes, roles, sharing
from enplan.config.embedded.server import Server
from enplan.config.embedded.trouble import TOLD, Trouble
from enplan.config.wishes import mistakes

ADDRESS: Final = "127.0.0.1"
PORTS: Final = range(8000, 8020)
STEPS: Final = 6


def main(arguments: Sequence[str]) -> int:
    """Bring everything up, wait, bring everything down; with `--prepare` only make tables and people ready."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_waiting)
    var = Path(os.environ.get("ENPLAN_VAR", "var")).resolve()
    with ExitStack() as stack:
        try:
            possible(os.environ)
            return ready(var, stack) if "--prepare" in arguments else up(var, stack)
        except (KeyboardInterrupt, Stopped):
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not cut the shutdown short
            say("\nStopping …")
            stack.close()
            say("Én plan has stopped, and so has everything it started.")
            return 0


def possible(environment: Mapping[str, str]) -> None:
    """Refuse what cannot be given before anything is started for it.

    Raises:
        Trouble: a variable holds what cannot be used.
    """
    wrong = list(mistakes(environment))
    if wrong:
        raise Trouble(*wrong)


def up(var: Path, stack: ExitStack) -> int:
    """All steps in order; returns only when something has stopped that should not."""
    parent = os.getppid()
    var.mkdir(mode=0o711, parents=True, exist_ok=True)
    stack.enter_context(only_one(var))
    environment, server = database(var, stack)
    web = stack.enter_context(child("enplan.config.web", environment, str(var / "static")))
    prepare(environment)
    port = free_port()
    wait_until_ready(web, port)
    (var / "serve.lock").write_text(f"http://{ADDRESS}:{port}/", "utf-8")
    say(f"[6/{STEPS}] Ready: http://{ADDRESS}:{port}/   (Ctrl-C stops it)")
    jobs = stack.enter_context(child("enplan.config.jobs", environment))
    while os.getppid() == parent:
        if web.poll() is not None:
            raise Trouble("The web server has stopped.", "Its last lines stand above. Start again with `make run`.")
        if jobs.poll() is not None:
            raise Trouble("The jobs have stopped.", "Their last lines stand above. Start again with `make run`.")
        if server and not server.alive():
            raise Trouble("The database has stopped.", f"It said why in {server.place.log}. Start again: `make run`.")
        time.sleep(0.3)
    raise Stopped


def ready(var: Path, stack: ExitStack) -> int:
    """Tables, static files and demo people, without serving them."""
    environment, _ = database(var, stack)
    prepare(environment)
    return 0


def prepare(environment: dict[str, str]) -> None:
    """Steps four and five, in a process of their own.

    Raises:
        Trouble: they failed; the process has said why.
    """
    step = [sys.executable, "-m", "enplan.config.prepare"]
    ended = subprocess.run(step, env=environment, check=False, process_group=0).returncode
    if ended == TOLD:
        sys.exit(1)
    if ended != 0:
        raise Trouble("The database could not be prepared.", "The lines above say why. Nothing was lost.")


def database(var: Path, stack: ExitStack) -> tuple[dict[str, str], Server | None]:
    """What the application is told: the database that is given, else that of the checkout, which is started."""
    say(f"[3/{STEPS}] Database")
    environment = {"DJANGO_SETTINGS_MODULE": "enplan.config.settings.dev"} | os.environ
    environment["ENPLAN_SECRET_KEY"] = secret_key(var)
    if environment.get("DATABASE_URL"):
        say("      the one named in DATABASE_URL")
        environment.setdefault("DATABASE_OWNER_URL", environment["DATABASE_URL"])
        return environment, None
    server = stack.enter_context(sharing.using(var))
    who = f", as {server.place.account.name}" if server.place.account.switched else ""
    say(f"      PostgreSQL {server.place.binaries.version} in {server.place.home}{who}")
    if not server.place.home.is_relative_to(var):
        say(f"      (there, because {server.place.account.name} may not pass through {var})")
    return environment | roles.environment(server), server


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """One server a checkout: a second would only share its database and confuse."""
    path = var / "serve.lock"
    with sharing.locked(path) as lock:
        if not sharing.alone(lock):
            raise Trouble(
                f"Én plan already runs: {path.read_text('utf-8') or 'it is starting'}", "Stop it with Ctrl-C."
            )
        path.write_text("", "utf-8")
        yield


def secret_key(var: Path) -> str:
    """The key that signs sessions: given, or made at the first run and kept where git does not look."""
    given = os.environ.get("ENPLAN_SECRET_KEY")
    if given:
        return given
    var.mkdir(mode=0o711, parents=True, exist_ok=True)
    path = var / "secret_key"
    if not path.exists() or not path.read_text("utf-8"):
        with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("utf-8")


def free_port() -> int:
    """The port asked for, else the first free one; a server that was just killed gets a moment to let go."""
    asked = os.environ.get("PORT")
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        if is_free(int(asked) if asked else PORTS[0]):
            return int(asked) if asked else PORTS[0]
        time.sleep(0.1)
    if asked:
        raise Trouble(f"Port {asked} is taken by another program.", "Choose another: make run PORT=8080")
    for port in PORTS:
        if is_free(port):
            say(f"      port {PORTS[0]} is taken; using {port}")
            return port
    raise Trouble(f"The ports {PORTS[0]} to {PORTS[-1]} are all taken.", "Choose another: make run PORT=9000")


def is_free(port: int) -> bool:
    """Whether we may listen there."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((ADDRESS, port))
        except OSError:
            return False
    return True


@contextmanager
def child(module: str, environment: dict[str, str], *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A process in a group of its own, asked to stop at the end, and made to when it does not."""
    command = [sys.executable, "-m", module, *arguments]
    started = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, text=True, process_group=0)
    try:
        yield started
    finally:
        processes.send(started.pid, signal.SIGTERM)
        try:
            started.wait(5)
        except subprocess.TimeoutExpired:
            processes.send(-started.pid, signal.SIGKILL)
            started.wait()


def wait_until_ready(web: "subprocess.Popen[str]", port: int) -> None:
    """Tell the server its port, for it has loaded at once and waits, and wait until it answers or has given up."""
    with suppress(BrokenPipeError):  # it could not load, and its last lines say why
        assert web.stdin is not None
        web.stdin.write(f"{port}\n")
        web.stdin.flush()
    deadline = time.monotonic() + 60
    while web.poll() is None and time.monotonic() < deadline:
        asking = http.client.HTTPConnection(ADDRESS, port, timeout=10)
        try:
            asking.request("GET", "/sundhed")
            status = asking.getresponse().status
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        finally:
            asking.close()
        if status >= 500:
            raise Trouble(f"The web server answers {status}.", "Its last lines stand above.")
        return
    raise Trouble("The web server did not start.", "Its last lines stand above.")


class Stopped(Exception):
    """Somebody asked us to stop, or the one who started us is gone."""


def stop_waiting(*_: object) -> None:
    """Leave what we are doing and take everything down in order."""
    raise Stopped


def say(text: str) -> None:
    """A line for the person who waits."""
    print(text, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
