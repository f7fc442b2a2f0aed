"""What if one number or one day of the acts were another? Each becomes a lawbook of its own, read as the acts are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from enplan.law.lawbook import Lawbook
from enplan.law.loading import Reading

DAY: Final = r"\b\d{4}-\d{2}-\d{2}\b"
NUMBER: Final = re.compile(rf"(?P<day>{DAY})|(?P<number>\b\d+\b)")
TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|#.*')
ID: Final = re.compile(r'^id = "([^"]+)"$')


@dataclass(frozen=True, slots=True)
class Mutant:
    """One number or day of an act made another: `about` is the entry it stands in, or the act."""

    act: str
    line: int
    about: str
    old: str
    new: str
    text: str

    @property
    def said(self) -> str:
        """What was changed, for somebody who looks for it."""
        return f"{self.act}.toml:{self.line} ({self.about}): {self.old} became {self.new}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every number and every day of an act that is no part of a text, one more and one less."""
    lines = path.read_text("utf-8").splitlines()
    about = path.stem
    for index, line in enumerate(lines):
        if line.startswith("[["):
            about = _id_below(lines, index) or about
        bare = TEXT.sub(lambda text: " " * len(text.group()), line)
        for found in NUMBER.finditer(bare):
            for new in _others(found):
                changed = line[: found.start()] + new + line[found.end() :]
                text = "\n".join([*lines[:index], changed, *lines[index + 1 :]]) + "\n"
                yield Mutant(path.stem, index + 1, about, found.group(), new, text)


def _id_below(lines: list[str], index: int) -> str | None:
    return next((match[1] for line in lines[index + 1 : index + 3] if (match := ID.match(line))), None)


def _others(found: re.Match[str]) -> Iterator[str]:
    if found["day"]:
        day = date.fromisoformat(found["day"])
        yield from ((day + timedelta(days=step)).isoformat() for step in (1, -1))
    else:
        yield str(int(found["number"]) + 1)
        if int(found["number"]):
            yield str(int(found["number"]) - 1)


class Rest:
    """All acts but one, read once, so that the one can be read in many ways."""

    def __init__(self, folder: Path, act: str, scratch: Path) -> None:
        """Read the others."""
        self.path = scratch / f"{act}.toml"
        self.read = Reading()
        for path in sorted(folder.glob("*.toml")):
            if path.stem != act:
                self.read.read_file(path)

    def with_act(self, text: str) -> Lawbook | None:
        """The lawbook with the act reading so; None when it is refused."""
        self.path.write_text(text, "utf-8")
        reading = Reading()
        _take_over(self.read, reading)
        reading.read_file(self.path)
        reading.check()
        return None if reading.errors else reading.lawbook()


def _take_over(one: Reading, other: Reading) -> None:
    other.acts.update(one.acts)
    for kind, entries in one.entries.items():
        other.entries[kind].extend(entries)
    for kind, pairs in one.pairs.items():
        other.pairs[kind].update(pairs)
    for kind, names in one.named.items():
        other.named[kind] |= names
    other.references += one.references
