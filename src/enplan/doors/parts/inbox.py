"""What has been told to the one who is signed in, in words?"""

from dataclasses import dataclass

from enplan.doors.parts.reasons import sentence
from enplan.kernel.actor import Actor
from enplan.kernel.ids import CaseId
from enplan.registers.cases.queries import cases_by_id
from enplan.registers.outbox.facts import Message
from enplan.registers.outbox.queries import messages


@dataclass(frozen=True, slots=True)
class Told:
    """A message with its sentence."""

    message: Message
    text: str
    about: str = ""  # the citizen of the case, at the desk

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
        return sum(each.is_new for each in self.told)


def inbox(by: Actor) -> Inbox:
    """The messages of the one who asks. A professional has several cases, so theirs say whose case it is."""
    told = messages(by)
    cases = cases_by_id(by, {CaseId(each.case_id) for each in told if each.case_id}) if by.is_staff else {}
    names = {case_id: case.citizen.name for case_id, case in cases.items()}
    return Inbox(
        tuple(
            Told(
                each,
                sentence(f"message.{each.message}", each.details),
                names.get(CaseId(each.case_id), "") if each.case_id else "",
            )
            for each in told
        )
    )
