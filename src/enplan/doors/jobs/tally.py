"""What does a case add to the leaders' figures?"""

from datetime import datetime

from enplan.journey.outcomes.commands import tally_case
from enplan.kernel.sight import Sight


def tally(sight: Sight, *, at: datetime) -> None:
    """The case is counted; the same again is not kept."""
    tally_case(sight, at=at)
