"""Can any order of complaints and second looks leave one without an end, end one twice, or take back what was given?

Three answers, several complaints over each, by those who may and those who may not, in time and too late, on the portal
and on paper that was typed in later. The model is the law's: a complaint over a decision needs no reasons and stops the
clock the day it comes; what comes later over the same answer is added to it; the authority looks at the answer again,
once; too late is only forwarded; after half a yes the citizen says whether it goes on, or complains again, which says
it too; over an answer that was changed, it is the new one that is complained over; and nobody is worse off for having
complained (S-16, S-17).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, initialize, invariant, multiple, precondition, rule

from enplan.journey.decisions.commands import complaining as complaining_commands
from enplan.journey.decisions.commands import forward_complaint, keep_complaint, reassess_decision, receive_complaint
from enplan.journey.decisions.facts import Channel, Choice, Complaint, Decision, Delivery, Kind, Outcome, Part, Result
from enplan.journey.decisions.queries import decisions_of, parts_in_force
from enplan.journey.decisions.queries.clocks import clocks_of
from enplan.journey.decisions.rules import complaints
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import DecisionId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.cases.queries import case_of
from tests.behind_the_barrier import every_event
from tests.orders import Orders, try_every_order
from tests.worlds_decisions import COORDINATOR, Planned, a_no

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = 16, 10
LAST_DAY = date(2026, 12, 21)  # four weeks from the Monday on which the letter was received in Digital Post
OF = {"mentor": "mette", "support": "mette", "family": "freja"}
TYPE = {"mentor": "mentorstoette", "support": "socialpaedagogisk-stoette", "family": "familiebehandling"}
SPEAKS_FOR = {"mette": {"mette", "freja"}, "freja": {"freja"}, COORDINATOR: {"mette", "freja"}, "carsten": set()}
RANK = {Result.REFUSED: 0, Result.PARTLY: 1, Result.GRANTED: 2}
BY_HAND = (
    "update complaint set received_day = received_day + 30 where id = %s",
    "delete from complaint where id = %s",
    "delete from complaint_part where complaint_id = %s",
    "update decision_part p set result = 'granted' from complaint_part c where c.part_id = p.id and complaint_id = %s",
)


@dataclass(frozen=True)
class Answer:
    """What stands about one measure, in which letter, and since which day."""

    part: UUID
    decision: DecisionId
    result: Result
    day: date


@dataclass
class Complained:
    """One answer that is complained about, and what has come of it."""

    complaint: UUID
    part: UUID
    over: Answer
    about: str
    came: date
    reassessment: UUID | None = None
    outcome: Outcome | None = None
    kept: bool | None = None
    sent: bool = False

    @property
    def takes_more(self) -> bool:
        """Whether what comes now over the same answer is added to it."""
        return self.outcome is None or (self.outcome is Outcome.UPHELD and not self.sent)

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it here."""
        return self.outcome in {Outcome.CHANGED, Outcome.UPHELD} or self.kept is not None


class Complaints(Orders):
    """Three answers, and everybody who has something to say about them."""

    taken = Bundle("taken")
    plan: ClassVar[Planned]
    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, list[Answer]] = {}  # of each measure the first, and what came in its place
        self.complained: list[Complained] = []
        self.keys: dict[tuple[str, str], UUID] = {}
        self.words: dict[UUID, object] = {}
        self.letters = 0

    def sight(self, who: str) -> Sight:
        return self.plan.world.sight(who, at=self.at)

    @initialize(target=taken, paper=st.booleans(), looked=st.integers(0, 3), days=st.sampled_from([0, 28, 29]))
    def begin(self, paper: bool, looked: int, days: int) -> MultipleResults[Complained]:
        """All three are refused, two have complained over one of the answers, and one may have got half a yes."""
        decision = self.plan.issue(*TYPE, at=self.at)
        for about, measure_type in TYPE.items():
            self._stands(about, next(part for part in decision.parts if part.measure_type == measure_type))
        self.letters = 1
        first = self._complain("mette", "mentor", newest=False, before=0)
        self.later(days)  # the last day, or the first on which it is too late
        other = self._complain(COORDINATOR if paper else "mette", "mentor", newest=False, before=0)
        if looked:
            self.look_again(one=first[0], who=COORDINATOR, outcome=Outcome.PARTLY)
        if looked > 1:
            self.say_whether_it_goes_on(which=0, who="mette", kept=looked > 2)
        return multiple(*first, *other)

    def _stands(self, about: str, part: Part) -> None:
        self.answers.setdefault(about, []).append(Answer(part.id, part.decision_id, part.result, danish_day(self.at)))
        self.words[part.id] = part.words

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.later(days)

    @rule(
        target=taken,
        who=st.sampled_from(["mette", "mette", "freja", COORDINATOR, "carsten"]),
        over=st.sampled_from(["whole", "mentor", "mentor", "support", "family"]),
        newest=st.booleans(),
        before=st.integers(0, 30),
    )
    def complain(self, who: str, over: str, newest: bool, before: int) -> MultipleResults[Complained]:
        """On the portal, or noted by the team as it came: by phone today, or in a letter some days ago."""
        return multiple(*self._complain(who, over, newest=newest, before=before))

    def _complain(self, who: str, over: str, *, newest: bool, before: int) -> list[Complained]:
        at = self.later()
        portal, today = who != COORDINATOR, danish_day(at)
        came = today if portal else today - timedelta(days=before)
        asked = {each: self.answers[each][-1 if newest and over != "whole" else 0] for each in TYPE}
        mine = [each for each in TYPE if OF[each] in SPEAKS_FOR[who] and over in {"whole", each}]
        first = self.answers["mentor"][0] if over == "whole" else asked[over]
        may = bool(mine) and came >= first.day
        made: list[Complaint] = []
        with self.allowed(may):
            made = receive_complaint(
                self.sight(who),
                at=at,
                decision_id=first.decision,
                part_ids=[] if over == "whole" else [first.part],
                channel=Channel.PORTAL if portal else Channel.LETTER,
                received_day=came,
                key=uuid4(),
            )
        return self._taken(made, mine if may else [], came)

    def _taken(self, made: list[Complaint], mine: list[str], came: date) -> list[Complained]:
        """One for each answer, over that which stands; where one lies there already, it is that one again."""
        parts = {part.part_id: (each.id, part) for each in made for part in each.parts}
        assert parts.keys() == {self.answers[about][-1].part for about in mine}
        found = []
        for about in mine:
            over = self.answers[about][-1]
            complaint, part = parts[over.part]
            lying = self._lying(about, over, max(came, over.day))
            assert part.joins == (lying.part if lying else None)
            if lying is None:
                lying = Complained(complaint, part.id, over, about, max(came, over.day))
                self.complained.append(lying)
            else:
                self.reached["added"] += 1
            found.append(lying)
        return found

    def _lying(self, about: str, over: Answer, came: date) -> Complained | None:
        """The complaint that what comes now is added to; who complains over half a yes in time keeps the first."""
        for each in self.complained:
            if each.over is over and each.takes_more:
                return each
            if each.about != about or each.outcome is not Outcome.PARTLY or each.sent or each.kept is False:
                continue
            row = self.answers[about]
            newest = row[-1] is over and len(row) > 1 and row[-2] is each.over
            if newest and each.kept:
                return each
            if newest and came <= self._last_day_to_keep(over):
                each.kept = True
                self.reached["kept"] += 1
                return each
        return None

    def _last_day_to_keep(self, over: Answer) -> date:
        last = complaints.last_day_to_keep(lawbook().on(danish_day(self.at)), over.day).day
        assert last
        return last

    @rule(one=taken, which=st.integers(0, 5))
    def look_again_as_one_should(self, one: Complained, which: int) -> None:
        lawful = [each for each in Outcome if each in self._lawful(one)]
        if lawful:
            self.look_again(one=one, who=COORDINATOR, outcome=lawful[which % len(lawful)])

    @rule(one=taken, who=st.sampled_from([COORDINATOR, COORDINATOR, "mette"]), outcome=st.sampled_from(Outcome))
    def look_again(self, one: Complained, who: str, outcome: Outcome) -> None:
        at = self.later()
        may = who == COORDINATOR and outcome in self._lawful(one)
        element = self.plan.measures[one.about].id
        more = Choice(element, Result.GRANTED, facts="F.", discretion="Mere.", hours=Decimal(3 + self.letters))
        choice = a_no(element, Result.PARTLY, "En time") if outcome is Outcome.PARTLY else more
        told = {"complaint_part_id": one.part, "outcome": outcome, "reasons": f"Vi har set på {one.part}."}
        with self.allowed(may or (who == COORDINATOR and outcome is one.outcome)):  # the same again is a double click
            done = reassess_decision(self.sight(who), at=at, choice=choice, **told)  # type: ignore[arg-type]  # a mapping
            one.reassessment = done.id
        if may:
            one.outcome = outcome
            self.reached[outcome] += 1
            if outcome is not Outcome.UPHELD:
                self._answered_anew(one.about)

    def _lawful(self, one: Complained) -> set[Outcome]:
        """What may come of it: once, in time, and never less than the citizen has got already."""
        if one.outcome is not None:
            return set()
        if one.came > self._last_day(one.over):
            self.reached["too late"] += 1
            return {Outcome.UPHELD}
        anew = one.over is not self.answers[one.about][0]
        return {Outcome.CHANGED, Outcome.UPHELD} if anew else set(Outcome)

    def _last_day(self, over: Answer) -> date:
        """The last day to complain over an answer; of the first letter it is known by hand."""
        if over.decision == self.answers["mentor"][0].decision:
            return LAST_DAY
        parts = {part.id: part for each in decisions_of(self.sight("mette")) for part in each.parts}
        last = complaints.last_day_of(parts[over.part], lawbook().on(over.day), over.day, Delivery.DIGITAL)
        assert last
        return last

    def _answered_anew(self, about: str) -> None:
        self.letters += 1
        standing = {part.measure_type: part for part in parts_in_force(self.sight("mette"))}
        new = standing[TYPE[about]]
        assert new.replaces == self.answers[about][-1].part
        assert RANK[new.result] >= RANK[self.answers[about][-1].result]
        self._stands(about, new)

    @precondition(lambda self: any(each.outcome is Outcome.PARTLY for each in self.complained))
    @rule(which=st.integers(0, 3), who=st.sampled_from(["mette", "mette", "carsten"]), kept=st.booleans())
    def say_whether_it_goes_on(self, which: int, who: str, kept: bool) -> None:
        looked = [each for each in self.complained if each.reassessment]
        one = sorted(looked, key=lambda each: each.outcome is not Outcome.PARTLY)[min(which, len(looked)) - 1]
        assert one.reassessment
        may = who == "mette" and one.outcome is Outcome.PARTLY and one.kept in {None, kept}
        if one.kept is None and kept and self._overtaken(one):
            may = False
        with self.allowed(may):
            keep_complaint(self.sight(who), at=self.later(), reassessment_id=one.reassessment, kept=kept)
        if may:
            one.kept = kept
            self.reached["kept" if kept else "dropped"] += 1

    def _overtaken(self, one: Complained) -> bool:
        """Whether the half yes it led to has been answered anew."""
        row = self.answers[one.about]
        return one.outcome is Outcome.PARTLY and len(row) > row.index(one.over) + 2

    def _goes_on(self, one: Complained) -> bool:
        """What was upheld, or is kept, and is not answered anew since; what was sent stays sent."""
        row = self.answers[one.about]
        place = row.index(one.over) + (one.kept is True)
        return (one.outcome is Outcome.UPHELD or one.kept is True) and (one.sent or len(row) <= place + 1)

    @rule(one=taken, who=st.sampled_from([COORDINATOR, "mette"]))
    def send_it_on(self, one: Complained, who: str) -> None:
        """What was upheld, or is kept, goes to the body above; sent again it stays sent on its day."""
        may = who == COORDINATOR and self._goes_on(one)
        with self.allowed(may):
            forward_complaint(self.sight(who), at=self.later(), complaint_part_id=one.part)
        one.sent = one.sent or may
        self.reached["sent on"] += may

    @rule(one=taken, what=st.sampled_from(BY_HAND))
    def go_round_by_hand(self, one: Complained, what: str) -> None:
        with self.held_by_the_database():
            self.sight(COORDINATOR)
            with connection.cursor() as cursor:
                cursor.execute(what, [str(one.complaint)])

    @invariant()
    def what_was_signed_stays_and_each_complaint_ends_once(self) -> None:
        decisions: list[Decision] = decisions_of(self.sight("mette"))
        parts = {part.id: part for each in decisions for part in each.parts}
        assert {part_id: part.words for part_id, part in parts.items()} == self.words
        assert len(decisions) == self.letters
        assert [each.kind for each in decisions].count(Kind.ON_PLAN) == (self.letters > 0)
        replaced = [part.replaces for part in parts.values() if part.replaces]
        assert len(replaced) == len(set(replaced)) == max(0, self.letters - 1)
        done = Counter(every_event())
        assert done["decision.reassessed"] + done["decision.upheld"] == sum(
            each.outcome is not None for each in self.complained
        )
        assert done["decision.complaint_kept"] + done["decision.complaint_dropped"] == sum(
            each.kept is not None for each in self.complained
        )

    @invariant()
    def no_complaint_is_forgotten(self) -> None:
        sight, law = self.sight(COORDINATOR), lawbook().on(danish_day(self.at))
        clocks = {each.part.id: each for each in clocks_of(sight, case_of(sight), decisions_of(sight), law)}
        assert {part: each.done for part, each in clocks.items()} == {
            each.part: each.ended or self._overtaken(each) for each in self.complained
        }
        for one in self.complained:
            if one.outcome is None:
                assert set(clocks[one.part].outcomes) == self._lawful(one)


@pytest.fixture
def complaining(plan: Planned) -> Planned:
    Complaints.plan = plan
    Complaints.reached.clear()
    return plan


def test_no_order_of_complaints_is_unlawful(complaining: Planned) -> None:
    try_every_order(Complaints, examples=EXAMPLES, steps=STEPS)

    assert Complaints.reached.keys() >= {*Outcome, "too late", "added"}
    assert {"kept", "dropped"} & Complaints.reached.keys()


@pytest.mark.parametrize("taken_away", ["what lies there already", "the barrier against hands"])
def test_an_unlawful_order_would_be_found(
    complaining: Planned, monkeypatch: pytest.MonkeyPatch, taken_away: str
) -> None:
    """The machine can fail."""
    match taken_away:
        case "what lies there already":
            monkeypatch.setattr(complaining_commands, "_open_complaints", lambda *_: {})
        case "the barrier against hands":
            with connection.cursor() as cursor:
                cursor.execute("alter table complaint disable trigger user")

    with pytest.raises((AssertionError, Error)), transaction.atomic():
        try_every_order(Complaints, examples=EXAMPLES, steps=STEPS)
