"""In which cases does the clock have something to do?

Nothing is queued. What happened says it: who came on which errand and when, what people did, and which cases ended.
So work that was cut short is simply still due, and work that was done is not done again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from enplan.kernel.ids import CaseId

LONGEST_ACT: Final = timedelta(minutes=1)  # what somebody does can become visible so long after they began


@dataclass(frozen=True, slots=True)
class Occasion:
    """When the clock last was to come, and the time before that."""

    began: datetime
    before: datetime
    follows_events: bool = False  # whether it also comes when somebody has done something


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the cases: the last visit on the errand, the last thing people did, and the end, where any."""

    visits: Mapping[CaseId, datetime]
    events: Mapping[CaseId, datetime]
    ends: Mapping[CaseId, datetime]


def cases_due(cases: Iterable[CaseId], known: Known, occasion: Occasion, now: datetime) -> dict[CaseId, datetime]:
    """The cases that the clock must visit, each with the moment after which nobody has been there yet.

    Where people have just done something comes first, for they look at the lists; then what has waited longest.
    """
    due = {each: known.visits.get(each, occasion.before) for each in cases if _is_due(each, known, occasion, now)}
    busy = known.events if occasion.follows_events else {}
    return dict(sorted(due.items(), key=lambda one: (one[0] not in busy, one[1], str(one[0]))))


def _is_due(case_id: CaseId, known: Known, occasion: Occasion, now: datetime) -> bool:
    visited, ended = known.visits.get(case_id), known.ends.get(case_id)
    if visited is None or visited < occasion.began:
        # A case that has ended is visited on the next occasion, and then left in peace.
        return ended is None or ended >= occasion.before
    event = known.events.get(case_id) if occasion.follows_events else None
    return event is not None and _unseen(event, visited, now)


def _unseen(event: datetime, visited: datetime, now: datetime) -> bool:
    """Whether the last visit may have missed what was done: the clock comes at once, and again when all is visible."""
    settled = event + LONGEST_ACT
    return visited <= event <= now or visited < settled <= now
