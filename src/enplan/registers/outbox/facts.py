"""What is a message, and to whom?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Message:
    """One thing told to one account: `message` is a key with a Danish sentence, `details` fill its blanks."""

    id: UUID
    case_id: UUID | None
    at: datetime
    message: str
    details: dict[str, str]
    read_at: datetime | None
