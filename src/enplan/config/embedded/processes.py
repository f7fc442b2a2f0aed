"""Is that process still alive, and is it what we think it is?"""

import os
import subprocess
from pathlib import Path


def command_of(pid: int) -> str:
    """The command line of a living process; empty when it is gone or a zombie nobody has reaped."""
    if Path("/proc/self/stat").exists():
        return _from_proc(pid)
    answer = subprocess.run(
        ["/bin/ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, command = answer.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else command.strip()


def _from_proc(pid: int) -> str:
    folder = Path("/proc") / str(pid)
    try:
        state = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""
    return "" if state in "ZX" else command.strip()


def send(pid: int, number: int) -> None:
    """Send a signal to a process, or to a group when negative; one that has just gone is no error."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
