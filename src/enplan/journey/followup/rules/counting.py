"""On which day does a deadline fall, counted as Danish law counts, and how was the day found?

The day of the event does not count. A last day of the citizen moves on to the next working day; one of the authority
moves back, for its time is not made longer by a weekend. What merely ends by itself ends on its day.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from enplan.journey.decisions.facts import Step
from enplan.kernel.calendar import add_working_days, birthday, is_working_day, last_working_day, next_working_day
from enplan.law.phrasebook import length_in_words
from enplan.law.provision import Deadline, Unit

BACKWARDS = "before-"
CITIZENS = frozenset({"citizen", "parents"})
WHOLE_MONTHS: Final = frozenset(
    {"sanktion-3-maaneder"}
)  # aktivloven § 35 stk. 3: whole calendar months after the event


class Moves(StrEnum):
    """What happens to a last day that is no working day."""

    ON = "on"
    BACK = "back"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Counted:
    """A day and how it was found."""

    day: date
    steps: tuple[Step, ...]


def count(deadline: Deadline, event: date, moves: Moves | None = None) -> Counted:
    """Count the deadline from the day of its event.

    Raises:
        ValueError: its length is set locally, or it is counted in hours, so that no day follows from a day.
    """
    if deadline.unit is Unit.SET_IN_DECISION:
        return Counted(event, (Step("step.set-in-decision", {"day": event}),))
    if deadline.unit is Unit.IMMEDIATELY:
        return Counted(event, (Step("step.at-once", {"day": event}),))
    if deadline.unit is Unit.YEARS_OF_AGE:
        day = birthday(event, deadline.amount)
        return Counted(day, (Step("step.birthday", {"age": deadline.amount, "day": day}),))
    counted, found = _added(deadline, event)
    way = moves or (Moves.ON if deadline.duty_of in CITIZENS else Moves.BACK)
    if is_working_day(counted):
        return Counted(counted, (found, Step("step.working-day", {"day": counted})))
    if way is Moves.STAYS:
        return Counted(counted, (found, Step("step.stays", {"day": counted})))
    last = next_working_day(counted) if way is Moves.ON else last_working_day(counted)
    key = "step.moved-on" if way is Moves.ON else "step.moved-back"
    return Counted(last, (found, Step(key, {"closed": counted, "day": last})))


def _added(deadline: Deadline, event: date) -> tuple[date, Step]:
    back = deadline.counts_from.startswith(BACKWARDS)
    if deadline.unit is Unit.WORKING_DAY:
        day = add_working_days(event, deadline.amount)
    else:
        day = deadline.span.after(event, -1 if back else 1)
    length = length_in_words(deadline.amount, deadline.unit)
    if deadline.id in WHOLE_MONTHS:
        day = day.replace(day=monthrange(day.year, day.month)[1])
        return day, Step("step.whole-months", {"length": length, "day": day})
    return day, Step("step.back" if back else "step.add", {"length": length, "day": day})


def counted_own(came: date, days: int, promised: date) -> Counted:
    """How the municipality's own days lead to the day that is promised: they may end on one that is no working day."""
    counted = came + timedelta(days=days)
    steps = [Step("step.promised", {"length": length_in_words(days, "day"), "day": counted})]
    if promised != counted:
        key = "step.moved-back" if promised < counted else "step.moved-on"
        steps.append(Step(key, {"closed": counted, "day": promised}))
    return Counted(promised, tuple(steps))
