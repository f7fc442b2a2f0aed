"""What has been told to the one who is signed in, in words?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from enplan.doors.parts.reasons import sentence
from enplan.kernel.actor import Actor
from enplan.kernel.ids import CaseId
from enplan.registers.cases.queries import cases_by_id
from enplan.registers.outbox.commands import mark_read
from enplan.registers.outbox.facts import Message
from enplan.registers.outbox.queries import messages

PLACES: Final[Mapping[str, tuple[str, str]]] = {  # by message or by step
    "entrance": ("/soeg-en-plan/", "Bed om én plan"),
    "appeal": ("/soeg-en-plan/", "Bed om én plan"),
    "team": ("/min-plan/mennesker/", "Mennesker"),
    "team.asked_to_join": ("/min-plan/hvem-har-kigget/", "Hvem har kigget"),
    "team.you_stand_by": ("/min-plan/", "Planen"),
    "consent": ("/min-plan/samtykker/", "Samtykker"),
    "assessment": ("/min-plan/udredning/", "Spørgsmål"),
    "dossier": ("/min-plan/mennesker/", "Mennesker"),
    "plan": ("/min-plan/", "Min plan"),
    "decision": ("/min-plan/breve/", "Breve"),
    "meetings": ("/min-plan/moeder/", "Møder"),
    "followup": ("/min-plan/fremgang/", "Hvordan går det?"),
    "outcomes": ("/min-plan/fremgang/", "Hvordan går det?"),
    "evidence": ("/min-plan/belysning/", "Hvor godt er sagen belyst?"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A message with its sentence."""

    message: Message
    text: str
    about: str = ""  # the citizen of the case, at the desk
    again: tuple[Message, ...] = ()  # the same, told just before it
    href: str = ""  # where a citizen reads more
    label: str = ""

    @property
    def times(self) -> int:
        """How often it was told in a row."""
        return 1 + len(self.again)

    @property
    def is_new(self) -> bool:
        """Whether it has not been read."""
        return self.message.read_at is None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything told, newest first."""

    told: tuple[Told, ...]

    @property
    def unread(self) -> int:
        """How many have not been read."""
        return sum(each.times for each in self.told if each.is_new)


def inbox(by: Actor) -> Inbox:
    """The messages of the one who asks. A professional has several cases, so theirs say whose case it is."""
    told = messages(by)
    cases = cases_by_id(by, {CaseId(each.case_id) for each in told if each.case_id}) if by.is_staff else {}
    names = {case_id: case.citizen.name for case_id, case in cases.items()}
    found = []
    for _, same in groupby(told, key=_likeness):
        newest, *before = same
        found.append(
            Told(
                newest,
                sentence(f"message.{newest.message}", newest.details),
                names.get(CaseId(newest.case_id), "") if newest.case_id else "",
                tuple(before),
                *("", "") if by.is_staff else _place(newest.message),
            )
        )
    return Inbox(tuple(found))


def _likeness(message: Message) -> tuple[object, ...]:
    """What makes messages in a row one: the same words about the same case, and all read or all new."""
    told = sorted(message.details.items())
    return message.message, message.case_id, tuple(told), message.read_at is None


def _place(message: str) -> tuple[str, str]:
    """The page of the portal on which a message is read further, and its name."""
    step = message.partition(".")[0]
    return PLACES.get(message) or PLACES.get(step) or PLACES["plan"]


def mark_told(by: Actor, *, at: datetime, message_id: UUID) -> None:
    """It has been read, and so have those that were shown as one with it."""
    shown = next((each for each in inbox(by).told if each.message.id == message_id), None)
    for each in (shown.message, *shown.again) if shown else ():
        mark_read(by, at=at, message_id=each.id)
