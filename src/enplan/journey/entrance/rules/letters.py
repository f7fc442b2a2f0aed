"""Which letters about a request are to be sent, and how may each of them be handed over?

Who reads in the portal gets no paper. The answer is the citizen's alone; who asked for another is told that it has been
given. A receipt is superfluous when the answer is there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from enplan.journey.entrance.facts import (
    Channel,
    Delay,
    Handed,
    LetterDue,
    LetterSent,
    MailWay,
    Origin,
    Paper,
    Reach,
    Request,
    Screening,
    To,
)
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit

NEEDS_ADDRESS: Final = frozenset({Handed.POST, Handed.PROXY})
SHORTEST_ADDRESS: Final = 6
BEFORE: Final = timedelta(days=30)  # who writes it down later than that remembers wrongly


def asker_reads(request: Request) -> bool:
    """Whether who asked is told in Én plan itself: they wrote there, as citizen or as colleague."""
    return request.channel in {Channel.PORTAL, Channel.DESK}


def letters_due(
    request: Request,
    delays: Sequence[Delay],
    screening: Screening | None,
    sent: Sequence[LetterSent],
    *,
    citizen_reads: bool,
) -> list[LetterDue]:
    """What still has to be sent, in the order it came; the staff's task until each is."""
    wanted = _wanted(request, delays, screening, citizen_reads=citizen_reads)
    return [each for each in wanted if not any(each.covers(done) for done in sent)]


def letters_of(
    request: Request, delays: Sequence[Delay], screening: Screening | None, *, citizen_reads: bool
) -> list[LetterDue]:
    """Every letter there can be of a request as it stands, also for those who only want it on paper."""
    due = list(_wanted(request, delays, screening, citizen_reads=citizen_reads))
    every = [_to_asker(request, Paper.RECEIPT), *(_to_asker(request, Paper.DELAY, each) for each in oldest(delays))]
    if screening:
        every.append(_to_citizen(request, Paper.ANSWER))
    return [*every, *(each for each in due if each.key not in {one.key for one in every})]


def oldest(delays: Sequence[Delay]) -> list[Delay]:
    """The notices in the order they were given."""
    return sorted(delays, key=lambda each: each.new_day)


def _wanted(
    request: Request, delays: Sequence[Delay], screening: Screening | None, *, citizen_reads: bool
) -> Iterator[LetterDue]:
    on_paper = not asker_reads(request)
    if on_paper and screening is None:
        yield _to_asker(request, Paper.RECEIPT)
    for each in oldest(delays) if screening is None else ():
        if on_paper:
            yield _to_asker(request, Paper.DELAY, each)
        if request.for_another and request.citizen_knows and not citizen_reads:
            yield _to_citizen(request, Paper.DELAY, each)
    if screening and screening.reach is not Reach.PORTAL:
        answer = _to_citizen(request, Paper.ANSWER)
        yield replace(answer, way=MailWay.COLLECTED) if screening.reach is Reach.HANDED else answer
    if screening and on_paper and request.for_another and request.has_reached:
        yield _to_asker(request, Paper.NOTICE)


def _to_citizen(request: Request, paper: Paper, delay: Delay | None = None) -> LetterDue:
    told = delay.id if delay else None
    return LetterDue(paper, To.CITIZEN, request.about_name, request.mail_to, request.mail_way, told)


def _to_asker(request: Request, paper: Paper, delay: Delay | None = None) -> LetterDue:
    told = delay.id if delay else None
    if request.origin is Origin.CITIZEN:
        return LetterDue(paper, To.ASKER, request.about_name, request.mail_to, request.mail_way, told)
    way = MailWay.POST if request.asker_address else MailWay.UNKNOWN
    return LetterDue(paper, To.ASKER, request.asked_by, request.asker_address, way, told)


def must_be_mailable(way: MailWay, to: str) -> None:
    """An address is written when letters go to one.

    Raises:
        Unfit: there is none.
    """
    if way in {MailWay.POST, MailWay.PROXY} and len(to.strip()) < SHORTEST_ADDRESS:
        raise Unfit(f"letter.{way.value}_address_missing")


def must_be_sent_so(due: LetterDue, handed: Handed, address: str, day: date, request: Request, on: date) -> None:
    """A letter says where it went and when; an answer is never only said (S-68).

    Raises:
        Unfit: naming what is missing or cannot be.
    """
    if handed is Handed.TOLD and due.paper is Paper.ANSWER:
        raise Unfit("letter.answer_only_said")
    if handed in NEEDS_ADDRESS and len(address.strip()) < SHORTEST_ADDRESS:
        raise Unfit(f"letter.{handed.value}_address_missing")
    written = request.answered_at if due.paper in {Paper.ANSWER, Paper.NOTICE} else request.asked_at
    earliest = max(danish_day(written or request.asked_at), on - BEFORE)
    if not earliest <= day <= on:
        raise Unfit("letter.day_unlikely")
