"""Must the party be heard before it is decided? (forvaltningsloven § 19)"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from enplan.journey.decisions.facts import Choice, Hearing, Result
from enplan.kernel.calendar import next_working_day
from enplan.kernel.ids import PersonId

TIME_TO_ANSWER = 14  # days, until the municipality settles another number: the act says "a fixed time"
LEAST_TIME = timedelta(days=3)  # less gives nobody a real chance to read and answer


class Heard(StrEnum):
    """How far it is with the hearing about one element."""

    NOT_DUE = "not-due"
    DUE = "due"
    OPEN = "open"  # asked, and the party may still answer
    DONE = "done"  # answered, or the time to answer has run out


def is_due(choice: Choice) -> bool:
    """Facts that the party cannot be assumed to know weigh against them, and they do not get all they asked for."""
    return choice.unknown_against and choice.result in {Result.PARTLY, Result.REFUSED}


def heard(choice: Choice, hearings: Sequence[Hearing], day: date, holder: PersonId | None = None) -> Heard:
    """How far it is with who is in the case, or with a holder of custody who is not.

    An open hearing is waited for, also when the choice has been softened since.
    """
    about = hearings_about(choice.element_id, hearings, holder)
    if any(hearing.open_on(day) for hearing in about):
        return Heard.OPEN
    if about:
        return Heard.DONE
    return Heard.DUE if is_due(choice) else Heard.NOT_DUE


def hearings_about(element_id: UUID, hearings: Sequence[Hearing], holder: PersonId | None = None) -> list[Hearing]:
    """The hearings about one element: of who is in the case, or of one who holds custody outside it."""
    return [each for each in hearings if each.element_id == element_id and each.holder == holder]


def last_day_to_answer(asked: date, days: int = TIME_TO_ANSWER) -> date:
    """So many days as the municipality gives, and never a day on which nobody can be reached."""
    return next_working_day(asked + timedelta(days=days))


def leaves_time(asked: date, answer_by: date) -> bool:
    """Whether the party has a real chance to answer."""
    return answer_by - asked >= LEAST_TIME
