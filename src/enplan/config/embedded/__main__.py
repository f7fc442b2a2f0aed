"""How does a developer run a command with a database under it?

    python -m enplan.config.embedded using -- COMMAND …        the checkout's own, which lasts
    python -m enplan.config.embedded throwaway -- COMMAND …    an empty one, deleted afterwards

Where DATABASE_URL is set, the command gets that one, unless a version is asked for.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from enplan.config.embedded import place, processes, roles, server, sharing
from enplan.config.embedded.trouble import Trouble

PREFIX: Final = "enplan-throwaway-"


def main(arguments: Sequence[str]) -> int:
    """Run the command and answer with its exit status."""
    parser = argparse.ArgumentParser(prog="python -m enplan.config.embedded")
    parser.add_argument("kind", choices=["using", "throwaway"])
    parser.add_argument("--source", choices=["any", "system", "wheel"], default="any")
    parser.add_argument("--major", type=int)
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))

    if os.environ.get("DATABASE_URL") and asked.major is None:
        return run(asked.command, {})
    if asked.kind == "using":
        with sharing.using(Path("var").resolve()) as running:
            return run(asked.command, roles.environment(running))
    with thrown_away(asked.source, asked.major) as running:
        return run(asked.command, roles.environment(running, role=roles.OWNER))


@contextmanager
def thrown_away(source: str, major: int | None) -> Iterator[server.Server]:
    """A server over an empty cluster that is deleted at the end; those of killed runs go too."""
    sweep()
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    try:
        with server.running(place.throwaway(home, source=source, major=major)) as running:
            roles.prepare(running, may_create_databases=True)
            print(f"PostgreSQL {running.place.binaries.version} runs for this command.", flush=True)
            yield running
    finally:
        shutil.rmtree(home, ignore_errors=True)


def sweep() -> None:
    """Stop and delete what an earlier run could not, because it was killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = home.name.removeprefix(PREFIX).split("-")[0]
        if home.stat().st_uid != os.geteuid() or not pid.isdigit() or processes.command_of(int(pid)):
            continue
        try:
            left = server.left_behind(place.throwaway(home))
        except Trouble:
            continue
        if left:
            left.stop()
        shutil.rmtree(home, ignore_errors=True)


def run(command: Sequence[str], addresses: dict[str, str]) -> int:
    """Run the command to its end. Ctrl-C reaches it directly; we wait for it, so that the database outlives it."""
    child = subprocess.Popen(list(command), env={**os.environ, **addresses})
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return child.wait()
    finally:
        signal.signal(signal.SIGINT, before)
        if child.poll() is None:
            child.terminate()
            child.wait()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
