"""By which day is a request answered?"""

from datetime import date, timedelta

from enplan.journey.entrance.facts import Origin, Request
from enplan.journey.entrance.rules.screening import SHORTEST
from enplan.kernel.calendar import danish_day, is_working_day, last_working_day, next_working_day
from enplan.kernel.errors import Unfit
from enplan.law.phrasebook import in_words
from enplan.registers.organisation.facts import Matter


def promised_by(origin: Origin) -> Matter:
    """Which of the municipality's own deadlines a request has: one for those who ask, one for colleagues who refer."""
    return Matter.ANSWER_DAYS_REFERRED if origin is Origin.COLLEAGUE else Matter.ANSWER_DAYS


def promise(asked: date, days: int) -> date:
    """The day to promise in the receipt; the municipality sets how many days (retssikkerhedsloven § 3 stk. 2).

    On a closed day nobody answers, and the time of an authority is not made longer by a weekend: it is the working day
    before. Where none is left after the day of asking it is the next one.
    """
    counted = asked + timedelta(days=days)
    before = last_working_day(counted)
    return before if before > asked else next_working_day(counted)


def counted_day(request: Request) -> date:
    """Where the municipality's own days end, whatever day that is."""
    return danish_day(request.asked_at) + timedelta(days=request.answer_within_days)


def promised_day(request: Request) -> date:
    """The day promised in the receipt, as it was promised: what was told is not counted anew."""
    return request.promised_day or counted_day(request)


def due_day(request: Request) -> date:
    """The day an answer is due: the promised one, or the new one of the last notice of delay."""
    return request.delayed_to or promised_day(request)


def must_be_delayable(request: Request, new_day: date, reason: str, on: date, longest: int) -> None:
    """A notice of delay says why and gives a new day: later than the one it replaces, to come, not out of sight.

    `longest` is how many days ahead the municipality lets it be; who still cannot answer then tells it again.

    Raises:
        Unfit: naming what is missing or cannot be.
    """
    if new_day <= due_day(request):
        raise Unfit("delay.not_later", day=in_words(due_day(request)))
    if not on < new_day <= on + timedelta(days=longest):
        raise Unfit("delay.day_unlikely", most=longest)
    if not is_working_day(new_day):
        raise Unfit(
            "delay.closed_day", before=in_words(last_working_day(new_day)), after=in_words(next_working_day(new_day))
        )
    if len(reason.strip()) < SHORTEST:
        raise Unfit("delay.reason_missing", least=SHORTEST)


def days_left(request: Request, on: date) -> int:
    """Days until the answer is due; below zero when it is late."""
    return (due_day(request) - on).days


def is_late(request: Request, on: date) -> bool:
    """Whether the promised day has passed and the answer has not come to the one it is about."""
    return not request.has_reached and days_left(request, on) < 0


def is_due_soon(request: Request, on: date, soon: int) -> bool:
    """Whether the answer is due within as few days as the municipality calls soon."""
    return not request.has_reached and 0 <= days_left(request, on) <= soon
