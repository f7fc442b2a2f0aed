"""What has been told to the one who is signed in, in words?"""

from dataclasses import dataclass

from enplan.doors.parts.reasons import sentence
from enplan.kernel.actor import Actor
from enplan.registers.outbox.facts import Message
from enplan.registers.outbox.queries import messages


@dataclass(frozen=True, slots=True)
class Told:
    """A message with its sentence."""

    message: Message
    text: str

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
    """The messages of the one who asks, in one query."""
    return Inbox(tuple(Told(each, sentence(f"message.{each.message}", each.details)) for each in messages(by)))
