"""What is due in a case, and who is told so?"""

from datetime import datetime

from enplan.journey.dossier.commands import tell_late_statements
from enplan.journey.followup.commands import remind
from enplan.kernel.sight import Sight


def watch_deadlines(sight: Sight, *, at: datetime) -> None:
    """The lists over my cases come in step with the case; whoever must act is told what is new.

    That is the contact person for what is due, and for a late statement the one who ordered it.
    """
    tell_late_statements(sight, at=at)
    remind(sight, at=at)
