"""As whom does the database run? PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from enplan.config.embedded.trouble import Trouble

SETTING: Final = "ENPLAN_DATABASE_ACCOUNT"
KNOWN: Final = ("postgres", "_postgres", "nobody")  # made by Debian's package, by macOS, by every system


@dataclass(frozen=True)
class Account:
    """An account of the operating system; `switched` when it is not the one we run as."""

    name: str
    uid: int
    gid: int
    switched: bool

    def run(self, command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a program as this account and keep what it says."""
        return subprocess.run(
            list(command), text=True, capture_output=True, check=False, cwd="/", **self.switch(), **options
        )

    def switch(self) -> Mapping[str, Any]:
        """What `subprocess` must be told so that the program runs as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switched else {}

    def own(self, *paths: Path) -> None:
        """Hand files over to the account."""
        if self.switched:
            for path in paths:
                os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Whether the account may pass through this folder or run this program, asked of the system itself."""
        return self.run(["/bin/sh", "-c", 'test -x "$1"', "sh", path]).returncode == 0


def ourselves() -> Account:
    """The account we run as.

    Raises:
        Trouble: it has no name, and PostgreSQL wants one.
    """
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError as nameless:
        raise Trouble(
            f"The user number {os.geteuid()} has no name on this machine, and PostgreSQL does not start without one.",
            "Run as a user with a name, or give your own database's address in DATABASE_URL.",
        ) from nameless
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switched=False)


def for_database(data: Path) -> Account:
    """The account the database runs as: ours, or for root the one that owns the data or a dedicated one.

    Raises:
        Trouble: the data belong to another user, or root has no account to switch to.
    """
    me = ourselves()
    owner = data.stat().st_uid if data.exists() else None
    if me.uid != 0:
        if owner not in {None, me.uid}:
            raise Trouble(
                f"The database under {data} belongs to another user, so {me.name} cannot start it.",
                "Run as the user who made it, or move that folder away to begin with an empty database.",
            )
        return me
    entry = pwd.getpwuid(owner) if owner else first_known()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switched=True)


def first_known() -> pwd.struct_passwd:
    """The account that the environment names, else the first of those a system usually has."""
    asked = os.environ.get(SETTING)
    for name in [asked] if asked else KNOWN:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return entry
    raise Trouble(
        f"PostgreSQL does not run as root, and there is no account to run it as ({asked or ', '.join(KNOWN)}).",
        f"Make one (useradd --system enplan) and name it in {SETTING}, or run as an ordinary user.",
    )
