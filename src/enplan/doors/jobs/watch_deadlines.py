"""What is due in a case, and who is told so?"""

from datetime import datetime

from enplan.journey.followup.commands import remind
from enplan.kernel.sight import Sight


def watch_deadlines(sight: Sight, *, at: datetime) -> None:
    """The lists over my cases come in step with the case; the contact person is told what is new."""
    remind(sight, at=at)
