"""Where does the cluster live, with which programs and as whom?"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from enplan.config.embedded import account as accounts
from enplan.config.embedded import binaries as programs
from enplan.config.embedded.account import Account
from enplan.config.embedded.binaries import Binaries
from enplan.config.embedded.trouble import Trouble

SOCKET_PATH_LIMIT: Final = 85  # of the 104 bytes the strictest system allows, less the socket's own name
ELSEWHERE: Final = (Path("/var/lib"), Path("/usr/local/var"))


@dataclass(frozen=True)
class Place:
    """One cluster: its folder, the programs that read it and the account that owns it."""

    home: Path
    binaries: Binaries
    account: Account
    durable: bool = True  # a throwaway need not survive a power cut

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server has said."""
        return self.home / "postgres.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket; a private one under /tmp where the path would be too long for a socket."""
        beside = self.home / "run"
        if len(str(beside).encode()) <= SOCKET_PATH_LIMIT:
            return beside
        # The folder is made with mode 0700 and its owner is checked, so the place being public does no harm.
        return Path("/tmp") / f"enplan-{self.account.uid}-{_mark(self.home)}"  # noqa: S108

    def make_folders(self) -> None:
        """The folders, closed to everybody else."""
        self.home.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.home, self.sockets):
            folder.mkdir(mode=0o700, exist_ok=True)
            self.account.own(folder)
            if folder.is_symlink() or folder.stat().st_uid != self.account.uid:
                raise Trouble(
                    f"{folder} belongs to another user.", "Move it away, or run as the user to whom it belongs."
                )
            folder.chmod(0o700)


def lasting(var: Path) -> Place:
    """The cluster of this checkout: the one that is there, else one of the best programs at hand.

    Raises:
        Trouble: there are no programs for it, or it belongs to somebody else.
    """
    var.mkdir(mode=0o711, parents=True, exist_ok=True)
    root = _root(var)
    majors = sorted(int(found.name) for found in root.glob("[0-9][0-9]") if found.is_dir())
    binaries = programs.find(major=majors[-1] if majors else None)
    home = root / str(binaries.major)
    account = accounts.for_database(home)
    return Place(home, _within_reach(binaries, account, root), account)


def throwaway(home: Path, *, source: str = "any", major: int | None = None) -> Place:
    """A cluster that is deleted when its user is done."""
    account = accounts.for_database(home)
    if account.switched:
        home.chmod(0o711)
    binaries = programs.find(source=source, major=major)
    return Place(home / "cluster", _within_reach(binaries, account, home), account, durable=False)


def _root(var: Path) -> Path:
    """The folder that holds the clusters: `var/postgres`, or a place the database's account can reach.

    A checkout under a closed home (say /root) cannot be reached by the account that root switches to, and no folder is
    opened for it. The way to the other place is written down, so that moving the checkout loses nothing.
    """
    root, pointer = var / "postgres", var / "postgres.path"
    if pointer.exists():
        return Path(pointer.read_text("utf-8").strip())
    account = accounts.for_database(root) if not root.exists() else accounts.ourselves()
    if account.switched and not account.reaches(var):
        parent = next((place for place in ELSEWHERE if place.is_dir() and account.reaches(place)), None)
        if parent is None:
            raise Trouble(
                f"The account {account.name}, as which the database runs, cannot reach {var}.",
                "Move the checkout to a folder that other accounts may pass through, or run as an ordinary user.",
            )
        root = parent / "enplan" / _mark(var)
        pointer.write_text(f"{root}\n", "utf-8")
    root.mkdir(mode=0o711, parents=True, exist_ok=True)
    return root


def _within_reach(binaries: Binaries, account: Account, root: Path) -> Binaries:
    """The programs themselves, or a copy where the database's account can run them."""
    if not account.switched or account.reaches(binaries.folder / "postgres"):
        return binaries
    return binaries.copied(root / f"programs-{binaries.major}")


def _mark(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
