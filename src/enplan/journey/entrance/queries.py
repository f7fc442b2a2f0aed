"""What is shown of requests?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q

from enplan.journey.entrance import policy
from enplan.journey.entrance.facts import Delay, LetterDue, LetterSent, MailWay, Request, Screening, To
from enplan.journey.entrance.models import DelayRecord, LetterRecord, RequestRecord, ScreeningRecord
from enplan.journey.entrance.rules.asking import is_own
from enplan.journey.entrance.rules.deadlines import counted_day, days_left, due_day, is_due_soon, is_late, promised_day
from enplan.journey.entrance.rules.letters import letters_due, letters_of
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import DENMARK
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId, PersonId, RequestId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.regime import Regime
from enplan.registers.accounts.queries import can_sign_in, signs_in
from enplan.registers.base.barrier import tell_actor
from enplan.registers.base.models import Rows
from enplan.registers.cases.queries import cases_about
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on
from enplan.registers.people.facts import Person
from enplan.registers.people.queries import find_persons, persons

ANSWERED_SHOWN_DAYS = 60
UNSENT = Q(answered_at=None) | Q(letter_waits=True)


@dataclass(frozen=True, slots=True)
class Card:
    """A request on the board, with its promised day."""

    request: Request
    due_day: date
    promised_day: date  # the one of the receipt
    counted_day: date  # where the municipality's days end: another one when that is no working day
    days_left: int
    late: bool
    soon: bool
    case_id: CaseId | None = None
    letters: Sequence[LetterDue] = ()  # still to be sent

    @property
    def days_late(self) -> int:
        """How many days the answer is late."""
        return -self.days_left if self.late else 0


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody already known with the same name and birth day, and how many cases there are about them."""

    person: Person
    cases: int


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request with its answer, or with what is needed to give one."""

    card: Card
    screening: Screening | None
    known: Sequence[Known]
    regimes: Sequence[Regime]
    delays: Sequence[Delay] = ()  # newest first
    letters: Sequence[LetterDue] = ()  # still to be sent
    papers: Sequence[LetterDue] = ()  # every letter there can be
    sent: Sequence[LetterSent] = ()

    def paper(self, key: str) -> LetterDue:
        """One of the letters.

        Raises:
            Missing: there is none like that.
        """
        return _paper(self.papers, key)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the one who asked sees: the stage, the day, and the answer when it is about themselves."""

    card: Card
    about_me: bool
    screening: Screening | None
    delays: Sequence[Delay] = ()  # newest first
    papers: Sequence[LetterDue] = ()  # every letter there is for the reader

    def paper(self, key: str) -> LetterDue:
        """One of the letters.

        Raises:
            Missing: it is not the reader's.
        """
        return _paper(self.papers, key)


def request_board(by: Actor, *, on: date, most: int = 500) -> list[Card]:
    """Every request without an answer, the most urgent first, and those answered lately."""
    require(policy.may_answer(by))
    tell_actor(by)
    soon = number_on(Matter.SOON_DAYS, on=on)
    rows = RequestRecord.objects.select_related("screening")
    unsent = rows.filter(UNSENT).annotate(reads=signs_in("person_id"))
    waiting = list(unsent.order_by("asked_at", "id")[:most])
    delays, sent = _of_requests(DelayRecord.objects.all()), _of_requests(LetterRecord.objects.all())
    since = datetime.combine(on - timedelta(days=ANSWERED_SHOWN_DAYS), datetime.min.time(), DENMARK)
    answered = rows.filter(answered_at__gte=since, letter_waits=False).order_by("-answered_at", "id")[:most]
    found = [_waiting(row, on, soon, delays[row.id], sent[row.id]) for row in waiting]
    cards = sorted(found, key=lambda card: (card.due_day, card.request.asked_at))
    return [*cards, *(_card(row, on) for row in answered)]


def request_page(by: Actor, *, request_id: RequestId, on: date) -> RequestPage:
    """One request, for those who answer it.

    Raises:
        Missing: there is none with this id.
    """
    require(policy.may_answer(by))
    tell_actor(by)
    row: RequestRecord = RequestRecord.objects.select_related("screening").one(id=request_id)
    card = _card(row, on)
    screening = row.screening.fact() if card.request.answered_at else None
    same = [] if screening else find_persons(row.about_name, row.about_born)
    usable = [each for each in lawbook().regimes.in_force(on) if each.enacted and each.offer != "none"]
    own = is_own(card.request)  # then it is certain who it is, whoever else is called the same
    known = [Known(each, len(cases_about(by, each.id))) for each in same if not own or each.id == row.person_id]
    delays, sent = _delays(row), [each.fact() for each in row.letters.order_by("at", "id")]
    reads = row.person_id is not None and can_sign_in(PersonId(row.person_id))
    request = _addressed(row)
    return RequestPage(
        card,
        screening,
        known,
        usable,
        delays,
        letters_due(request, delays, screening, sent, citizen_reads=reads),
        letters_of(request, delays, screening, citizen_reads=reads),
        sent,
    )


def own_requests(by: Actor, *, on: date) -> list[Card]:
    """What the actor has asked for, or what was asked about them, newest first."""
    tell_actor(by)
    rows = RequestRecord.objects.filter(_mine(by)).select_related("screening").order_by("-asked_at", "id")[:50]
    return [_for(by, _card(row, on)) for row in rows]


def receipt(by: Actor, *, request_id: RequestId, on: date) -> Receipt:
    """The receipt of one request, which also follows its stage.

    Raises:
        Missing: it is not the actor's own.
    """
    tell_actor(by)
    row: RequestRecord = RequestRecord.objects.filter(_mine(by)).select_related("screening").one(id=request_id)
    return _receipt(by, row, on)


def _receipt(by: Actor, row: RequestRecord, on: date) -> Receipt:
    about_me = by.person_id is not None and row.person_id == by.person_id
    shown = _for(by, _card(row, on))
    answered = about_me and row.answered_at is not None
    told = _delays(row) if about_me else [replace(each, reason="") for each in _delays(row)]
    answer = row.screening.fact() if answered else None
    return Receipt(shown, about_me, answer, told, _mine_on_paper(row, told, answer, about_me=about_me))


def own_letters(by: Actor, *, on: date, most: int = 10) -> list[Receipt]:
    """What the actor has asked for, newest first, each with its letters."""
    tell_actor(by)
    rows = RequestRecord.objects.filter(_mine(by)).select_related("screening").prefetch_related("delays")
    return [_receipt(by, row, on) for row in rows.order_by("-asked_at", "id")[:most]]


def request_of(sight: Sight) -> Request | None:
    """The request with which the opened case began, if it began with one."""
    row = ScreeningRecord.objects.in_case(sight).select_related("request").order_by("at", "id").first()
    return row.request.fact() if row else None


def was_screened(sight: Sight) -> Exists:
    """Whether the case began with an answer at the one entrance, for another query to take along."""
    return Exists(ScreeningRecord.objects.in_case(sight))


def _delays(row: RequestRecord) -> list[Delay]:
    """The notices of delay, newest first; most requests have none."""
    found = [each.fact() for each in row.delays.all()] if row.delayed_to else []
    return sorted(found, key=lambda each: each.new_day, reverse=True)


def _paper(papers: Sequence[LetterDue], key: str) -> LetterDue:
    found = next((each for each in papers if each.key == key), None)
    if found is None:
        raise Missing("record.missing")
    return found


def _mine_on_paper(
    row: RequestRecord, delays: Sequence[Delay], answer: Screening | None, *, about_me: bool
) -> list[LetterDue]:
    """The letters the reader can open: to who asked for another only those that are theirs."""
    every = letters_of(row.fact(), delays, answer, citizen_reads=True)
    return [each for each in every if about_me or each.to is To.ASKER]


def _addressed(row: RequestRecord) -> Request:
    """The request, with the address the register has of the citizen when who asked did not say one."""
    request: Request = row.fact()
    if request.mail_to or request.mail_way is MailWay.COLLECTED or request.person_id is None:
        return request
    person = persons([request.person_id]).get(request.person_id)
    return replace(request, mail_way=MailWay.POST, mail_to=person.address) if person and person.address else request


def _of_requests(rows: Rows) -> Mapping[UUID, list[Any]]:
    """The notices, or the letters, of every request that waits, by request: one query however many there are."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.filter(Q(request__answered_at=None) | Q(request__letter_waits=True)).order_by("at", "id"):
        found[row.request_id].append(row.fact())
    return found


def _waiting(row: Any, on: date, soon: int, delays: Sequence[Delay], sent: Sequence[LetterSent]) -> Card:
    """A card whose request waits, with the letters still to be sent."""
    answer = row.screening.fact() if row.answered_at else None
    due = letters_due(row.fact(), delays, answer, sent, citizen_reads=row.reads)
    return replace(_card(row, on, soon), letters=due)


def _mine(by: Actor) -> Q:
    mine = Q(asked_account=by.account_id)
    return mine | Q(person_id=by.person_id) if by.person_id else mine


def _for(by: Actor, card: Card) -> Card:
    """Who asked for another is not told what the answer was, nor that there is one that has not been sent."""
    own = by.person_id is not None and card.request.person_id == by.person_id
    if own:
        return card
    hidden = replace(card.request, offered=None, mail_way=MailWay.UNKNOWN, mail_to="")
    if hidden.letter_waits:
        hidden = replace(hidden, answered_at=None, letter_waits=False)
    return replace(card, request=hidden, case_id=None)


def _card(row: RequestRecord, on: date, soon: int = 0) -> Card:
    request = row.fact()
    answer = getattr(row, "screening", None)
    case_id = CaseId(answer.case_id) if answer and answer.case_id else None
    late, close = is_late(request, on), is_due_soon(request, on, soon)
    return Card(
        request,
        due_day(request),
        promised_day(request),
        counted_day(request),
        days_left(request, on),
        late,
        close,
        case_id,
    )
