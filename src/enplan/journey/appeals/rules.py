"""Until when can one complain over a no to one plan, and what is to be done with the complaint?

Whether the appeals board can hear it, the law does not say plainly. So the citizen is guided as if it could, and a
complaint goes the way the guidance of the no names: the way of decisions under the social acts (retssikkerhedsloven
§§ 60, 66 and 67).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from enplan.journey.appeals.facts import Appeal, AppealClock, Told
from enplan.journey.decisions.facts import Delivery, DueDay, Outcome
from enplan.journey.decisions.rules import complaints
from enplan.journey.entrance.facts import LetterDue, Paper, Reach, Request, Screening, Sending, To
from enplan.journey.entrance.rules import letters
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit
from enplan.law.lawbook import Law
from enplan.law.phrasebook import in_words

ROUTE: Final = complaints.COMBINED_ROUTE
DELIVERED: Final[Mapping[Reach, Delivery]] = {
    Reach.PORTAL: Delivery.DIGITAL,
    Reach.LETTER: Delivery.LETTER,
    Reach.HANDED: Delivery.HANDED_OVER,
}


def last_day(screening: Screening, law: Law, sent: date | None = None) -> DueDay:
    """The last day to complain over the no, by the law of the day of the answer; a letter counts from its sending."""
    delivery = DELIVERED[screening.reach]
    received = complaints.received_day(sent or danish_day(screening.at), delivery)
    return complaints.last_day_to_complain(law.complaint_route(ROUTE), law, received, delivery)


def clock(appeal: Appeal, request: Request, screening: Screening, law: Law) -> AppealClock:
    """What is to be done with the complaint, and by when; `law` is that of the day of the answer."""
    route = law.complaint_route(ROUTE)
    todo = complaints.handling(route, law, appeal.received_day, last_day(screening, law, request.letter_day).day)
    possible = complaints.outcomes(route, late=todo.late)
    return AppealClock(
        appeal=appeal,
        request=request,
        screening=screening,
        authority=route.authority_da,
        late=todo.late,
        reconsiders=todo.reconsiders,
        due=todo.due,
        outcomes=tuple(each for each in possible if each is not Outcome.PARTLY),  # one plan is offered, or it is not
    )


def to_tell(clock: AppealClock, on: date, ahead: timedelta) -> Told | None:
    """Of what the entrance is to be reminded: once before the day, and once when it has passed."""
    last, appeal = clock.due.day, clock.appeal
    if last is None or not clock.open:
        return None
    if clock.overdue(on):
        return Told.LATE if appeal.told_late_at is None else None
    return Told.DUE if appeal.told_ahead_at is None and on >= last - ahead else None


def goes_on_paper(screening: Screening, *, reads: bool) -> bool:
    """Whether the answer to a complaint is sent by letter: as the no was, and to everybody who cannot read it here."""
    return screening.reach is not Reach.PORTAL or not reads


def goes_by_letter(appeal: Appeal) -> bool:
    """Whether the answer to the complaint goes, or went, by letter."""
    return appeal.letter_waits or appeal.letter_day is not None


def letter(clock: AppealClock) -> LetterDue:
    """The letter with the answer to the complaint."""
    request = clock.request
    return LetterDue(Paper.ANSWER, To.CITIZEN, request.about_name, request.mail_to, request.mail_way)


def must_be_sent_so(clock: AppealClock, sending: Sending, on: date) -> None:
    """The letter says where it went and when; it cannot have gone before the answer, and is never only said.

    Raises:
        Unfit: naming what is missing or cannot be.
    """
    answered = replace(clock.request, answered_at=clock.appeal.answered_at)
    letters.must_be_sent_so(letter(clock), sending.handed, sending.address, sending.day, answered, on)


def must_be_between(day: date, first: date, last: date, reason: str) -> None:
    """A day that was written down lies where it can.

    Raises:
        Unfit: it does not.
    """
    if not first <= day <= last:
        raise Unfit(reason, first=in_words(first), last=in_words(last))
