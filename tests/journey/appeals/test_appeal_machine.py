"""Can any order of acts, by several people at once, bring a complaint over a no where the law does not let it? (S-68)

The model knows what a citizen may rely on: one complaint over a no is enough; a no is answered once, with reasons; what
came too late is only sent on; nothing is sent on before it is upheld, and once it is sent the day stands. As long as
something is to be done, the entrance is reminded once before the day and once after it.
"""

from collections import Counter
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from enplan.demo.cast import Cast
from enplan.journey.appeals import rules
from enplan.journey.appeals.commands import answer_appeal, complain_over_refusal, forward_appeal, remind_of_appeals
from enplan.journey.appeals.facts import Appeal
from enplan.journey.appeals.queries import open_appeals, refusal_page
from enplan.journey.decisions.facts import Channel, Outcome
from enplan.journey.entrance.facts import Stage
from enplan.journey.entrance.queries import own_requests
from enplan.kernel.ids import RequestId
from enplan.registers.accounts.queries import the_clock
from tests.behind_the_barrier import every_event
from tests.builders_people import answers
from tests.orders import Orders, try_every_order
from tests.worlds import a_municipality
from tests.worlds_appeals import ANNE, refused

pytestmark = pytest.mark.django_db
WHO, OTHER = "birgit", "mette"
TOO_LATE = 40  # days after the no


class OverANo(Orders):
    """A no, a complaint, a second look, and the way to the body above."""

    cast: ClassVar[Cast]
    answer_first: ClassVar[Outcome]
    reached: ClassVar[Counter[str]] = Counter()
    asked: RequestId
    made: Appeal | None = None
    outcome: Outcome | None = None
    sent: bool = False
    late: bool = False
    ahead: bool = False  # the entrance was reminded before the day
    after: bool = False  # and told that it has passed

    @initialize(wait=st.sampled_from([0, TOO_LATE]), far=st.sampled_from([3, 2, 1, 0]))
    def say_no(self, wait: int, far: int) -> None:
        """Somewhere on the way, the first time at its end, so that the end of it is tried as often as the beginning."""
        self.asked = refused(self.cast, WHO, at=self.at).id
        self.later(wait)
        self.late = wait == TOO_LATE
        if far > 0:
            self.complain(by_phone=False)
        if far > 1:
            self.look_again(outcome=self.answer_first, reasons="Vi har set på det igen.")
        if far > 2:
            self.send_on(ahead=True)

    def teardown(self) -> None:
        self.reached.update([f"{self.outcome}, late: {self.late}, sent: {self.sent}"])
        super().teardown()

    @rule(by_phone=st.booleans())
    def complain(self, by_phone: bool) -> None:
        with self.allowed(True):
            by = self.cast.professionals[ANNE] if by_phone else self.cast.citizens[WHO]
            channel = Channel.PHONE if by_phone else Channel.PORTAL
            made = complain_over_refusal(by, at=self.later(), request_id=self.asked, channel=channel)
            assert self.made is None or made.id == self.made.id
            self.made = self.made or made

    @rule()
    def somebody_else_complains(self) -> None:
        with self.allowed(False):
            complain_over_refusal(self.cast.citizens[OTHER], at=self.later(), request_id=self.asked)

    @precondition(lambda self: self.made)
    @rule(outcome=st.sampled_from(Outcome), reasons=st.sampled_from(["Vi har set på det igen.", " "]))
    def look_again(self, outcome: Outcome, reasons: str) -> None:
        assert self.made
        possible = {Outcome.UPHELD} if self.late else {Outcome.UPHELD, Outcome.CHANGED}
        first = self.outcome is None and outcome in possible and bool(reasons.strip())
        again = self.outcome is outcome and bool(reasons.strip())
        with self.allowed(first or again):
            by = self.cast.professionals[ANNE]
            met = answers()
            answer_appeal(by, at=self.later(), appeal_id=self.made.id, outcome=outcome, reasons=reasons, answers=met)
        self.outcome = outcome if first else self.outcome

    @precondition(lambda self: self.made)
    @rule(ahead=st.booleans())
    def send_on(self, ahead: bool) -> None:
        assert self.made
        at = self.later()
        may = self.sent or (self.outcome is Outcome.UPHELD and not ahead)
        with self.allowed(may):
            day = at.date() + timedelta(days=1) if ahead else None
            forward_appeal(self.cast.professionals[ANNE], at=at, appeal_id=self.made.id, day=day)
        self.sent = may

    @property
    def waits(self) -> bool:
        return self.made is not None and self.outcome is not Outcome.CHANGED and not self.sent

    @rule(nights=st.sampled_from([1, TOO_LATE]))
    def a_night_goes_by(self, nights: int) -> None:
        at = self.later(nights)
        seen = refusal_page(self.cast.citizens[WHO], request_id=self.asked, on=at.date()).clock
        passed = seen is not None and seen.due.day is not None and at.date() > seen.due.day
        news = self.waits and not (self.after if passed else self.ahead)
        with self.allowed(True):
            assert remind_of_appeals(the_clock(), at=at) == news
        self.after, self.ahead = self.after or (news and passed), self.ahead or (news and not passed)

    @precondition(lambda self: self.made)
    @rule()
    def answer_oneself(self) -> None:
        assert self.made
        with self.allowed(False):
            by = self.cast.citizens[WHO]
            answer_appeal(by, at=self.later(), appeal_id=self.made.id, outcome=Outcome.UPHELD, reasons="Nej.")

    @invariant()
    def one_complaint_one_answer_and_the_no_stays_written(self) -> None:
        if not hasattr(self, "asked"):
            return
        done = every_event()
        assert done.count("appeal.received") == (self.made is not None)
        assert done.count("appeal.changed") + done.count("appeal.upheld") == (self.outcome is not None)
        assert done.count("appeal.forwarded") == self.sent
        stages = [card.request.stage for card in own_requests(self.cast.citizens[WHO], on=self.at.date())]
        assert stages.count(Stage.DECLINED) == 1
        assert stages.count(Stage.OFFERED) == (self.outcome is Outcome.CHANGED)
        assert done.count("appeal.reminded") == self.ahead + self.after
        assert len(open_appeals(self.cast.professionals[ANNE])) == self.waits
        seen = refusal_page(self.cast.citizens[WHO], request_id=self.asked, on=self.at.date()).clock
        assert (seen.appeal.outcome if seen else None) is self.outcome


def try_all(examples: int) -> None:
    OverANo.cast = a_municipality()
    for outcome in (Outcome.UPHELD, Outcome.CHANGED):
        OverANo.answer_first = outcome
        try_every_order(OverANo, examples=examples, steps=7)


def test_no_order_of_acts_is_unlawful() -> None:
    OverANo.reached.clear()

    try_all(12)

    assert {"upheld", "changed"} <= {each.split(",")[0] for each in OverANo.reached}


def test_an_unlawful_order_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine can fail: where no day is looked at, a complaint is sent on tomorrow."""
    monkeypatch.setattr(rules, "must_be_between", lambda *_: None)

    with pytest.raises(AssertionError):
        try_all(4)
