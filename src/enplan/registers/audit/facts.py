"""What is a thing that was done?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody did something: `event` is a key with a Danish sentence."""

    at: datetime
    name: str
    event: str
    about: UUID | None
