"""What is wrong with a file, and where exactly? All faults of a file are told together."""

from dataclasses import dataclass
from typing import Final

LONGEST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """A place such as `plans[2].measures[0].starts`, and in Danish what was expected there and what to do."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class BadHousehold(Exception):
    """The file cannot be used; nothing of it has been stored."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def shown(text: object) -> str:
    """What stood in the file, safe to show: short and without characters that steer a terminal or break a page."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in str(text))
    return f"»{plain}«" if len(plain) <= LONGEST_SHOWN else f"»{plain[:LONGEST_SHOWN]}…«"


def at(place: str, key: str | int) -> str:
    """The place of a key or a number within a place."""
    if isinstance(key, int):
        return f"{place}[{key}]"
    key = "".join(letter if letter.isprintable() else "�" for letter in key)
    return f"{place}.{key}" if place else key
