"""By which day is a request answered?"""

from datetime import date, timedelta

from enplan.journey.entrance.facts import Request
from enplan.kernel.calendar import danish_day

SOON = 7


def due_day(request: Request) -> date:
    """The day promised in the receipt; the municipality sets how many days (retssikkerhedsloven § 3 stk. 2)."""
    return danish_day(request.asked_at) + timedelta(days=request.answer_within_days)


def days_left(request: Request, on: date) -> int:
    """Days until the answer is due; below zero when it is late."""
    return (due_day(request) - on).days


def is_late(request: Request, on: date) -> bool:
    """Whether the promised day has passed without an answer."""
    return request.answered_at is None and days_left(request, on) < 0


def is_due_soon(request: Request, on: date) -> bool:
    """Whether the answer is due within a week."""
    return request.answered_at is None and 0 <= days_left(request, on) <= SOON
