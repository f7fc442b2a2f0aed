"""What is shown of requests?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, Q

from enplan.journey.entrance import policy
from enplan.journey.entrance.facts import Delay, Request, Screening
from enplan.journey.entrance.models import RequestRecord, ScreeningRecord
from enplan.journey.entrance.rules.asking import is_own
from enplan.journey.entrance.rules.deadlines import days_left, due_day, is_due_soon, is_late, promised_day
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId, RequestId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.provision import Regime
from enplan.registers.base.barrier import tell_actor
from enplan.registers.cases.queries import cases_about
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on
from enplan.registers.people.facts import Person
from enplan.registers.people.queries import find_persons

ANSWERED_SHOWN_DAYS = 60


@dataclass(frozen=True, slots=True)
class Card:
    """A request on the board, with its promised day."""

    request: Request
    due_day: date
    promised_day: date  # the one of the receipt
    days_left: int
    late: bool
    soon: bool
    case_id: CaseId | None = None

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


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the one who asked sees: the stage, the day, and the answer when it is about themselves."""

    card: Card
    about_me: bool
    screening: Screening | None
    delays: Sequence[Delay] = ()  # newest first


def request_board(by: Actor, *, on: date, most: int = 500) -> list[Card]:
    """Every request without an answer, the most urgent first, and those answered lately."""
    require(policy.may_answer(by))
    tell_actor(by)
    rows, soon = RequestRecord.objects.select_related("screening"), number_on(Matter.SOON_DAYS, on=on)
    waiting = rows.filter(answered_at=None).order_by("asked_at", "id")[:most]
    since = datetime.combine(on - timedelta(days=ANSWERED_SHOWN_DAYS), datetime.min.time(), DENMARK)
    answered = rows.filter(answered_at__gte=since).order_by("-answered_at", "id")[:most]
    cards = sorted((_card(row, on, soon) for row in waiting), key=lambda card: (card.due_day, card.request.asked_at))
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
    return RequestPage(card, screening, known, usable, _delays(row))


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
    about_me = by.person_id is not None and row.person_id == by.person_id
    shown = _for(by, _card(row, on))
    answered = about_me and row.answered_at is not None
    told = _delays(row) if about_me else [replace(each, reason="") for each in _delays(row)]
    return Receipt(shown, about_me, row.screening.fact() if answered else None, told)


def request_of(sight: Sight) -> Request | None:
    """The request with which the opened case began, if it began with one."""
    row = ScreeningRecord.objects.in_case(sight).select_related("request").order_by("at", "id").first()
    return row.request.fact() if row else None


def was_screened(sight: Sight) -> Exists:
    """Whether the case began with an answer at the one entrance, for another query to take along."""
    return Exists(ScreeningRecord.objects.in_case(sight))


def _delays(row: RequestRecord) -> list[Delay]:
    """The notices of delay, newest first; most requests have none."""
    return [each.fact() for each in row.delays.order_by("-new_day", "id")] if row.delayed_to else []


def _mine(by: Actor) -> Q:
    mine = Q(asked_account=by.account_id)
    return mine | Q(person_id=by.person_id) if by.person_id else mine


def _for(by: Actor, card: Card) -> Card:
    """Who asked for another is not told what the answer was."""
    own = by.person_id is not None and card.request.person_id == by.person_id
    return card if own else replace(card, request=replace(card.request, offered=None), case_id=None)


def _card(row: RequestRecord, on: date, soon: int = 0) -> Card:
    request = row.fact()
    answer = getattr(row, "screening", None)
    case_id = CaseId(answer.case_id) if answer and answer.case_id else None
    late, close = is_late(request, on), is_due_soon(request, on, soon)
    return Card(request, due_day(request), promised_day(request), days_left(request, on), late, close, case_id)
