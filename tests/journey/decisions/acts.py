"""What is asked again and again in the tests of decisions?"""

from datetime import date, timedelta

import pytest

from enplan.kernel.errors import Refused, Unfit
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned

TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(days=1)


def events_of(plan: Planned) -> list[str]:
    """What stands in the log of the case."""
    return [event.event for event in events(plan.world.sight(COORDINATOR))]


def told(plan: Planned, who: str) -> list[str]:
    """What somebody has been told."""
    return [message.message for message in messages(plan.world.actor(who))]


def reason(caught: pytest.ExceptionInfo[Refused | Unfit]) -> str:
    """Why not."""
    return caught.value.reason
