"""Which roles does a list of privileges give, by the OIO Basic Privilege Profile (1.0 and 1.2)?

It comes as base64 of XML. Senders disagree about namespaces, so names are compared without them. The parser knows no
DTD and no entities, and gives up at once when one comes.
"""

import binascii
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat  # nosec B406 - a DTD, and so every entity of one's own, ends it below

from enplan.registers.accounts.facts import Privileges

MOST: Final = 100_000  # characters of base64: some hundred roles
DEEPEST: Final = 8
GROUPS: Final = 200


class Unreadable(Exception):
    """It is no list of privileges."""


@dataclass
class _Reading:
    """What has been read so far."""

    path: list[str] = field(default_factory=list)
    scope: str = ""
    constraints: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    text: str = ""
    groups: list[Privileges] = field(default_factory=list)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(_local(name))
        self.text = ""
        if len(self.path) > DEEPEST or len(self.groups) > GROUPS or self.path[0] != "PrivilegeList":
            raise Unreadable
        told = {_local(each): value for each, value in attributes.items()}
        if self.path[-1] == "PrivilegeGroup":
            self.scope, self.constraints, self.names = told.get("Scope", ""), [], []
        if self.path[-1] == "Constraint":
            self.constraints.append(told.get("Name", ""))

    def say(self, text: str) -> None:
        self.text += text

    def end(self, _name: str) -> None:
        if self.path[-2:] == ["PrivilegeGroup", "Privilege"]:
            self.names.append(self.text.strip())
        if self.path == ["PrivilegeList", "PrivilegeGroup"]:
            self.groups.append(Privileges(self.scope.strip(), tuple(self.constraints), tuple(self.names)))
        self.path.pop()
        self.text = ""


def privileges(told: str) -> tuple[Privileges, ...]:
    """The groups of the list, as they stand; what they are worth is a matter of rules.

    Raises:
        Unreadable: it is too large, no base64, no XML, has a DTD, or is a list of something else.
    """
    if len(told) > MOST:
        raise Unreadable
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.begin
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.say
    parser.StartDoctypeDeclHandler = _no_dtd
    try:
        parser.Parse(b64decode("".join(told.split()), validate=True), True)
    except (binascii.Error, ValueError, expat.ExpatError) as error:
        raise Unreadable from error
    return tuple(reading.groups)


def _no_dtd(*_: object) -> None:
    raise Unreadable


def _local(name: str) -> str:
    return name.rpartition(":")[2]
