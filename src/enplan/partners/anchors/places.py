"""How is one line kept where nobody here can change it: in a file that is only added to, or by a receiver?"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final, Protocol

import requests

SECONDS: Final = 10
OWNER_ONLY: Final = 0o640


class NotKept(Exception):
    """The place did not take the line; the message says why. It is tried again."""


class Place(Protocol):
    """Somewhere a line is kept; `name` tells it from others."""

    @property
    def name(self) -> str:
        """What it is called."""

    def keep(self, line: str) -> None:
        """Keep it, or raise NotKept."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that is only added to. Whoever runs the system makes it so (`chattr +a`), by another account."""

    path: Path

    @property
    def name(self) -> str:
        """Its path."""
        return f"file:{self.path}"

    def keep(self, line: str) -> None:
        """Write the line at the end, and go on when it is on the disk."""
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWNER_ONLY)
            try:
                os.write(handle, f"{line}\n".encode())  # in one call, so that no half line stands there
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise NotKept(f"{self.path}: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Receiver:
    """Another machine that takes a line by HTTPS. It is never followed elsewhere."""

    url: str
    token: str

    @property
    def name(self) -> str:
        """Its address."""
        return self.url

    def keep(self, line: str) -> None:
        """Send the line; only a plain yes counts."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            answer = requests.post(
                self.url, data=line.encode(), headers=headers, timeout=SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            raise NotKept(f"{self.url}: {type(error).__name__}") from error
        if answer.status_code not in {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED, HTTPStatus.NO_CONTENT}:
            raise NotKept(f"{self.url}: {answer.status_code}")


def lines_of(path: Path) -> Iterator[str]:
    """The lines of such a file; one that was never ended, when the power went, is none."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n") and line.strip():
                yield line.decode("utf-8", "replace").strip()
