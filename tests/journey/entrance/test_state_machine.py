"""Can any order of acts, by several people at once, close a request in silence or lose who asked? (S-66, S-67, S-68)

The model knows what a citizen may rely on: who took the initiative stays written; an answer goes through every
criterion, hears before a no, says how to complain, and comes once; a later day is told with a reason; and nobody goes
round it by hand. Several requests run at the same time, and so does the clock.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import Error, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, initialize, invariant, multiple, precondition, rule

from enplan.demo.cast import Cast
from enplan.journey.entrance import commands
from enplan.journey.entrance.commands import (
    delay_answer,
    receive_request,
    refer_citizen,
    screen_request,
    send_letter,
    take_up_request,
)
from enplan.journey.entrance.facts import (
    COMMON,
    Channel,
    Criterion,
    CriterionAnswer,
    Handed,
    Origin,
    Reach,
    Sending,
    Stage,
)
from enplan.journey.entrance.queries import own_requests, request_board, request_page
from enplan.journey.entrance.rules import deadlines, screening
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day, is_working_day
from enplan.kernel.ids import RequestId
from enplan.law.lawbook import lawbook
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.queries import messages
from tests.behind_the_barrier import every_event
from tests.orders import Orders, try_every_order
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = 45, 12
ENTRANCE, COLLEAGUE, FORMER = "Anne Lykkegaard", "Henrik Dam", "carsten"
PEOPLE = (ENTRANCE, ENTRANCE, ENTRANCE, COLLEAGUE, "mette")  # who may, more often than who may not
PROMISED = 28  # days, as the municipality has published
WITHIN_SIGHT = 90  # days: a new day further away is none
BECAUSE = "Det har vi talt med borgeren om."
UNKNOWN = ("Ukendt Borger", date(1990, 5, 1))
TESTS = (Criterion.COMPLEX_PROBLEMS, Criterion.SEVERAL_PLANS, Criterion.COORDINATION_NEED)


@dataclass(frozen=True)
class Way:
    """Somebody asks for somebody in some way, and whether the seeds let them."""

    asker: str
    about: str
    origin: Origin
    channel: Channel
    may: bool = True
    agreed: bool = True  # a colleague refers only a citizen who has agreed (S-74)


WAYS = (
    Way("mette", "mette", Origin.CITIZEN, Channel.PORTAL),
    Way(FORMER, "mette", Origin.RELATIVE, Channel.PORTAL),
    Way(ENTRANCE, "mette", Origin.CITIZEN, Channel.PHONE),
    Way(ENTRANCE, "unknown", Origin.CITIZEN, Channel.VISIT),
    Way(COLLEAGUE, "mette", Origin.COLLEAGUE, Channel.DESK),
    Way(COLLEAGUE, "mette", Origin.COLLEAGUE, Channel.DESK, may=False, agreed=False),
    Way(COLLEAGUE, "mette", Origin.CITIZEN, Channel.PHONE, may=False),  # only the entrance writes down what others ask
    Way("mette", "mette", Origin.COLLEAGUE, Channel.PORTAL, may=False),
)


@dataclass(frozen=True)
class Reply:
    """An answer as somebody wants to give it, and whether the law carries it."""

    offered: bool
    may: bool
    not_met: tuple[Criterion, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    passed_over: bool = False
    regime: str = "hop-2018"

    def told(self) -> dict[str, Any]:
        """As the command takes it."""
        asked_for = next(each.criteria for each in lawbook().regimes if each.id == self.regime)
        criteria = [Criterion(each.key) for each in asked_for] or list(COMMON)
        given = [CriterionAnswer(each, each not in self.not_met, BECAUSE) for each in criteria]
        heard = {} if self.offered else {"citizen_said": BECAUSE, "guidance": BECAUSE}
        asked = {"reasons": BECAUSE, **heard, **self.words}
        return {"answers": given[self.passed_over :], "offered": self.offered, "regime": self.regime, **asked}


JUDGED, TWO_ONLY = {"judgement": BECAUSE}, (Criterion.SEVERAL_PLANS,)
REPLIES = {
    "a yes": Reply(True, may=True),
    "a no": Reply(False, may=True, not_met=TWO_ONLY),
    "a yes beyond the boxes, with a reason": Reply(True, may=True, not_met=TWO_ONLY, words=JUDGED),
    "a no although all is met, with a reason": Reply(False, may=True, words=JUDGED),
    "a yes beyond the boxes": Reply(True, may=False, not_met=TWO_ONLY),
    "a no although all is met": Reply(False, may=False),
    "a yes to somebody no act covers": Reply(True, may=False, not_met=(Criterion.COVERED,), words=JUDGED),
    "a no to somebody not heard": Reply(False, may=False, not_met=TWO_ONLY, words={"citizen_said": ""}),
    "a no that says not what to do": Reply(False, may=False, not_met=TWO_ONLY, words={"guidance": ""}),
    "a no without reasons": Reply(False, may=False, not_met=TWO_ONLY, words={"reasons": "nej"}),
    "a yes that passes a criterion over": Reply(True, may=False, passed_over=True),
    "a yes under what is only agreed": Reply(True, may=False, regime="hoi-2022"),
    "a yes under a trial that has ended": Reply(True, may=False, regime="frikommune-2017"),
    "a yes under ordinary law": Reply(True, may=False, regime="sektor"),
}
BY_HAND = {
    "close in silence": "update request set answered_at = now(), offered = false where id = %s",
    "offer in silence": "update request set answered_at = now(), offered = true where id = %s",
    "move the day in silence": "update request set delayed_to = '2030-01-01' where id = %s",
    "promise another day": "update request set promised_day = promised_day + 1 where id = %s",
    "promise longer": "update request set answer_within_days = answer_within_days + 1 where id = %s",
    "change the wish": "update request set wish = 'Noget andet' where id = %s",
    "change whose initiative it was": "update request set origin = 'ombud' where id = %s",
    "change how it came": "update request set channel = 'paper' where id = %s",
    "change who asked": "update request set asked_by = 'En anden' where id = %s",
    "change who gets the answer": "update request set asked_account = gen_random_uuid() where id = %s",
    "throw it away": "delete from request where id = %s",
    "change the answer": "update screening set reasons = 'Noget helt andet' where request_id = %s",
    "throw the answer away": "delete from screening where request_id = %s",
    "call it sent": "update request set letter_waits = false where letter_waits and id = %s",
    "call it waiting": "update request set letter_waits = true where not letter_waits and id = %s",
    "throw the notices away": "delete from answer_delay where request_id = %s",
}


@dataclass
class Asked:
    """A request, as the model has it."""

    id: RequestId
    way: Way
    at: datetime
    due: date
    notices: list[tuple[date, date]] = field(default_factory=list)
    considered: bool = False
    reply: Reply | None = None
    on_paper: bool = False  # and the letter with the answer has not been sent

    @property
    def open(self) -> bool:
        """Whether it waits for its answer."""
        return self.reply is None

    @property
    def stage(self) -> Stage:
        """What the citizen is shown."""
        if self.reply and self.on_paper:
            return Stage.WRITTEN
        if self.reply:
            return Stage.OFFERED if self.reply.offered else Stage.DECLINED
        return Stage.CONSIDERED if self.considered else Stage.RECEIVED


class OneEntrance(Orders):
    """Requests that are received, considered, delayed and answered, by people who may and people who may not."""

    requests = Bundle("requests")
    cast: ClassVar[Cast]
    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Asked] = []

    def actor(self, who: str) -> Actor:
        return self.cast.citizens.get(who) or self.cast.professionals[who]

    @initialize(target=requests, way=st.sampled_from([each for each in WAYS if each.may]))
    def begin(self, way: Way) -> Asked | MultipleResults[Asked]:
        """Somebody has asked, so that no row of acts is about nothing."""
        return self._asked(way)

    @precondition(lambda self: len(self.all) < 3)
    @rule(target=requests, way=st.sampled_from(WAYS))
    def ask(self, way: Way) -> Asked | MultipleResults[Asked]:
        return self._asked(way)

    def _asked(self, way: Way) -> Asked | MultipleResults[Asked]:
        waiting = any(each.open and (each.way.asker, each.way.about) == (way.asker, way.about) for each in self.all)
        at, may, made = self.later(), way.may and not waiting, None
        with self.allowed(may):
            made = self._ask(way, at)
        if not may or made is None:
            return multiple()
        self.all.append(Asked(made.id, way, at, deadlines.promise(danish_day(at), PROMISED)))
        return self.all[-1]

    def _ask(self, way: Way, at: datetime) -> Any:
        person = self.cast.persons.get(way.about)
        name, born = (person.name, person.born) if person else UNKNOWN
        about: dict[str, Any] = {"about_name": name, "about_born": born}
        if way.channel is Channel.DESK:
            return refer_citizen(self.actor(way.asker), at=at, reason=BECAUSE, consent_of_citizen=way.agreed, **about)
        about |= {"origin": way.origin, "channel": way.channel}
        return receive_request(self.actor(way.asker), at=at, wish="Jeg har fire planer.", **about)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.later(days)

    @rule(asked=requests, who=st.sampled_from(PEOPLE))
    def consider(self, asked: Asked, who: str) -> None:
        may = who == ENTRANCE and asked.stage is Stage.RECEIVED
        with self.allowed(may):
            take_up_request(self.actor(who), at=self.later(), request_id=asked.id)
        if may:
            asked.considered = True
            self.reached["considered"] += 1

    @rule(asked=requests, who=st.sampled_from(PEOPLE), days=st.integers(-1, 95), why=st.sampled_from([BECAUSE, "nej"]))
    def delay(self, asked: Asked, who: str, days: int, why: str) -> None:
        """From the day that was due to a later one that is to come, with a reason (retssikkerhedsloven § 3 stk. 2)."""
        self._delay(asked, who, days, why)

    def _delay(self, asked: Asked, who: str, days: int, why: str) -> None:
        at = self.later()
        new = danish_day(at) + timedelta(days=days)
        lawful = new > asked.due and 0 < days <= WITHIN_SIGHT and why == BECAUSE and is_working_day(new)
        may = who == ENTRANCE and asked.open and lawful
        with self.allowed(may):
            delay_answer(self.actor(who), at=at, request_id=asked.id, new_day=new, reason=why)
        if may:
            asked.notices.append((asked.due, new))
            asked.due = new
            self.reached["told of delay"] += 1

    @precondition(lambda self: any(each.open for each in self.all))
    @rule(days=st.integers(-1, 95))
    def delay_what_is_open(self, days: int) -> None:
        self._delay(next(each for each in self.all if each.open), ENTRANCE, days, BECAUSE)

    @rule(asked=requests, who=st.sampled_from([ENTRANCE, ENTRANCE, COLLEAGUE]), reply=st.sampled_from(sorted(REPLIES)))
    def answer(self, asked: Asked, who: str, reply: str) -> None:
        self._answer(asked, who, REPLIES[reply])

    @precondition(lambda self: any(each.open for each in self.all))
    @rule(reply=st.sampled_from(["a yes", "a no", "a no"]))
    def answer_as_one_should(self, reply: str) -> None:
        self._answer(next(each for each in self.all if each.open), ENTRANCE, REPLIES[reply])

    @precondition(lambda self: any(each.open for each in self.all))
    @rule(reply=st.sampled_from([name for name in sorted(REPLIES) if " under " in name]))
    def answer_under_other_rules(self, reply: str) -> None:
        self._answer(next(each for each in self.all if each.open), ENTRANCE, REPLIES[reply])

    def _answer(self, asked: Asked, who: str, reply: Reply) -> None:
        may = who == ENTRANCE and asked.open and reply.may
        answer = None
        with self.allowed(may):
            answer = screen_request(self.actor(who), at=self.later(), request_id=asked.id, **reply.told())
        if may and answer is not None:
            asked.reply, asked.considered, asked.on_paper = reply, True, answer.reach is not Reach.PORTAL
            self.reached["offered" if reply.offered else "declined"] += 1

    @precondition(lambda self: any(each.open and each.way.channel is not Channel.PORTAL for each in self.all))
    @rule(reply=st.sampled_from(["a yes", "a no"]))
    def answer_who_did_not_write_themselves(self, reply: str) -> None:
        by_hand = (each for each in self.all if each.open and each.way.channel is not Channel.PORTAL)
        self._answer(next(by_hand), ENTRANCE, REPLIES[reply])

    @rule(asked=requests, reply=st.sampled_from(["a yes", "a no"]))
    def answer_somebody_else(self, asked: Asked, reply: str) -> None:
        """Whoever asked for themselves gets the answer, and no other."""
        herself = asked.way.channel is Channel.PORTAL and asked.way.origin is Origin.CITIZEN
        if herself or not asked.open:
            with self.allowed(False):
                screen_request(
                    self.actor(ENTRANCE),
                    at=self.later(),
                    request_id=asked.id,
                    person_id=self.cast.persons["kenneth"].id,
                    **REPLIES[reply].told(),
                )

    @rule(asked=requests, who=st.sampled_from([ENTRANCE, ENTRANCE, COLLEAGUE]), said=st.booleans())
    def send_the_answer(self, asked: Asked, who: str, said: bool) -> None:
        """An answer on paper is given when its letter is, once; and never by word of mouth alone."""
        self.send_the_answer_of(asked, who, said)

    def send_the_answer_of(self, asked: Asked, who: str, said: bool) -> None:
        may = who == ENTRANCE and asked.on_paper and not said
        at = self.later()
        sending = Sending("answer-citizen", Handed.TOLD if said else Handed.COLLECTED, danish_day(at))
        with self.allowed(may):
            send_letter(self.actor(who), at=at, request_id=asked.id, sending=sending)
        if may:
            asked.on_paper = False
            self.reached["sent"] += 1

    @precondition(lambda self: any(each.on_paper for each in self.all))
    @rule()
    def send_what_waits(self) -> None:
        self.send_the_answer_of(next(each for each in self.all if each.on_paper), ENTRANCE, said=False)

    @rule(asked=requests, what=st.sampled_from(sorted(BY_HAND)))
    def go_round_by_hand(self, asked: Asked, what: str) -> None:
        with self.held_by_the_database():
            tell_actor(self.actor(ENTRANCE))
            with connection.cursor() as cursor:
                cursor.execute(BY_HAND[what], [str(asked.id)])
                if not cursor.rowcount:
                    raise Error  # there is nothing of the kind yet

    @invariant()
    def everybody_has_what_they_may_rely_on(self) -> None:
        today = danish_day(self.at)
        for asked in self.all:
            page = request_page(self.actor(ENTRANCE), request_id=asked.id, on=today)
            request = page.card.request
            assert (request.stage, page.card.due_day) == (asked.stage, asked.due)
            assert (request.origin, request.channel, request.asked_at) == (
                asked.way.origin, asked.way.channel, asked.at,
            )  # fmt: skip
            assert request.asked_by == self.actor(asked.way.asker).name
            assert [(each.from_day, each.new_day) for each in page.delays] == asked.notices[::-1]
            assert all(len(each.reason) >= len("fordi") for each in page.delays)
            assert (page.screening is None) == asked.open
            assert any(each.key == "answer-citizen" for each in page.letters) == asked.on_paper
            if page.screening:
                self._is_reasoned(asked, page.screening)

    def _is_reasoned(self, asked: Asked, answer: Any) -> None:
        assert asked.reply
        assert answer.reasons
        assert answer.reach
        assert {each.criterion for each in answer.answers} == set(COMMON)  # no regime asked for more
        assert all(each.reason for each in answer.answers)
        assert answer.judgement or asked.reply.offered == {*TESTS}.isdisjoint(asked.reply.not_met)
        assert (answer.case_id is not None) == asked.reply.offered
        if not asked.reply.offered:
            assert answer.citizen_said
            assert answer.guidance
            assert "Ankestyrelsen" in answer.complaint
        if asked.way.about == "mette" and asked.way.asker == "mette":
            assert answer.person_id == self.cast.persons["mette"].id
            assert answer.reach is Reach.PORTAL

    @invariant()
    def nothing_is_done_twice_and_nobody_is_forgotten(self) -> None:
        """An answer each, told to whoever asked; and the board shows all that wait."""
        today, answered = danish_day(self.at), [each for each in self.all if not each.open]
        done, mette = Counter(every_event()), self.actor("mette")
        assert done["entrance.request_answered"] == len(answered)
        assert done["entrance.answer_delayed"] == sum(len(each.notices) for each in self.all)
        own = [each for each in self.all if each.way.asker == "mette"]
        hers = Counter(each.message for each in messages(mette))
        assert hers["entrance.request_received"] == len(own)
        assert hers["entrance.request_answered"] >= sum(not each.open for each in own)
        assert {each.request.id for each in own_requests(mette, on=today)} >= {each.id for each in own}
        board = request_board(self.actor(ENTRANCE), on=today)
        assert [each.request.id for each in board if each.request.answered_at is None] == [
            each.id for each in sorted(self.all, key=lambda each: (each.due, each.at)) if each.open
        ]


@pytest.fixture
def cast() -> Cast:
    OneEntrance.cast = a_municipality()
    OneEntrance.reached.clear()
    return OneEntrance.cast


def test_no_order_of_acts_is_unlawful(cast: Cast) -> None:
    try_every_order(OneEntrance, examples=EXAMPLES, steps=STEPS)

    assert OneEntrance.reached.keys() == {"considered", "told of delay", "offered", "declined", "sent"}


@pytest.mark.parametrize("taken_away", ["what a new day is", "what can be answered under", "the barrier against hands"])
def test_an_unlawful_order_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch, taken_away: str) -> None:
    """The machine can fail: whatever is taken away, it says so. Who may answer is held by the database as well."""
    match taken_away:
        case "what a new day is":
            monkeypatch.setattr(commands, "must_be_delayable", lambda *_: None)
        case "what can be answered under":
            monkeypatch.setattr(screening, "must_be_usable", lambda *_: None)
        case "the barrier against hands":
            with connection.cursor() as cursor:
                cursor.execute("alter table request disable trigger user")

    with pytest.raises((AssertionError, Error)), transaction.atomic():
        try_every_order(OneEntrance, examples=EXAMPLES, steps=STEPS)
