"""Can any order of commands, by several people at once, bring a decision or a complaint where the law does not let it?

A small model says after each step what may come next. Hypothesis looks for an order in which the commands disagree:
by one who signs, one who agrees, a citizen, and the same button pressed again. Everybody works from the page they saw
at the beginning, as people do who are at it at the same time.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from enplan.journey.consent.facts import ConsentKind
from enplan.journey.decisions.commands import (
    answer_hearing,
    endorse_decision,
    forward_complaint,
    issue_decision,
    keep_complaint,
    open_hearing,
    reassess_decision,
    receive_complaint,
    save_choice,
)
from enplan.journey.decisions.facts import Choice, Decision, Hearing, Kind, Outcome, Result
from enplan.journey.decisions.queries import complaint_file, decision_page, decisions_of
from enplan.journey.decisions.rules import endorsing
from enplan.kernel.category import Category
from enplan.kernel.errors import Expected
from enplan.kernel.sight import Sight
from tests.journey.decisions.acts import TODAY, events_of, told
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_no, consent, want_four_eyes

pytestmark = pytest.mark.django_db
SECOND = "Henrik Dam"
KEY = UUID(int=7)


class OneDecision(RuleBasedStateMachine):
    """A draft, a hearing, a colleague's yes, the signature; a complaint, a second look, the citizen's last word."""

    plan: ClassVar[Planned]
    answer_first: ClassVar[Outcome]
    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        self.words = ""  # of the saved draft
        self.agreed: set[str] = set()  # to which words a colleague has said yes
        self.hearing: Hearing | None = None
        self.answered = False
        self.decision: Decision | None = None
        self.complained: UUID | None = None
        self.outcome: Outcome | None = None
        self.looked: UUID | None = None
        self.kept: bool | None = None
        self.sent = False

    @initialize(far=st.sampled_from([5, 4, 3, 2, 1, 0]), kept=st.booleans())
    def begin(self, far: int, kept: bool) -> None:
        """Somewhere on the way, the first time at its end, so that the end of it is tried as often as the beginning."""
        if far > 0:
            self.draft(words=True)
            self.hear()
            self.answer()
        if far > 1:
            self.agree(stale=False)
            self.sign()
        if far > 2:
            self.complain()
        if far > 3:
            self.look_again(outcome=self.answer_first)
            self.say_whether_it_is_kept(kept=kept)
        if far > 4:
            self.send_on()

    def teardown(self) -> None:
        self.reached.update([f"looked again: {self.outcome}", f"kept: {self.kept}", f"signed: {bool(self.decision)}"])
        self.reached.update([f"sent: {self.sent}"])
        transaction.savepoint_rollback(self.point)

    def sight(self, who: str) -> Sight:
        """The case opened again, as each command is given it."""
        return self.plan.world.sight(who)

    @contextmanager
    def allowed(self, may: bool) -> Iterator[None]:
        """The command does it exactly when the model lets it; what is refused has changed nothing."""
        refused = None
        try:
            with transaction.atomic():
                yield
        except Expected as why:
            refused = why
        assert (refused is None) is may, (may, refused and refused.reason)

    @property
    def ready(self) -> bool:
        """All is answered, and the party who did not know the facts has been heard."""
        return bool(self.words) and self.answered

    @rule(words=st.booleans())
    def draft(self, words: bool) -> None:
        self.words = "Det første." if words else "Det andet."
        for choice in self.plan.choices("mentor"):
            no = replace(choice, facts=self.words, unknown_against=True)
            with self.allowed(True):
                save_choice(self.sight(COORDINATOR), at=NOW, choice=choice if choice.result is Result.GRANTED else no)

    @rule()
    def hear(self) -> None:
        with self.allowed(True):
            element = self.plan.measures["mentor"].id
            self.hearing = open_hearing(self.sight(COORDINATOR), at=NOW, element_id=element, facts="Du kom ikke.")

    @precondition(lambda self: self.hearing)
    @rule()
    def answer(self) -> None:
        assert self.hearing
        with self.allowed(True):
            answer_hearing(self.sight("mette"), at=NOW, hearing_id=self.hearing.id, text="Jeg var syg.")
        self.answered = True

    @rule(stale=st.booleans())
    def agree(self, stale: bool) -> None:
        shown = "0" * 64 if stale else decision_page(self.sight(SECOND), on=TODAY).second.shown
        may = self.ready and not stale
        with self.allowed(may):
            endorse_decision(self.sight(SECOND), at=NOW, version_id=self.plan.version.id, shown=shown)
        if may:
            self.agreed.add(self.words)

    @rule()
    def agree_with_oneself(self) -> None:
        with self.allowed(False):
            shown = decision_page(self.sight(COORDINATOR), on=TODAY).second.shown
            endorse_decision(self.sight(COORDINATOR), at=NOW, version_id=self.plan.version.id, shown=shown)

    @rule()
    def sign(self) -> None:
        """Once it is signed, the same form finds the letter there is, whatever has been drafted since."""
        made = None
        with self.allowed(self.decision is not None or (self.ready and self.words in self.agreed)):
            made = issue_decision(self.sight(COORDINATOR), at=NOW, version_id=self.plan.version.id)
        assert self.decision is None or (made is not None and made.id == self.decision.id)
        self.decision = self.decision or made

    @rule()
    def sign_as_another(self) -> None:
        with self.allowed(False):
            issue_decision(self.sight(SECOND), at=NOW, version_id=self.plan.version.id)

    @precondition(lambda self: self.decision)
    @rule()
    def complain(self) -> None:
        assert self.decision
        part = next(each for each in self.decision.parts if each.result is Result.REFUSED)
        with self.allowed(True):
            sight = self.sight("mette")
            (made,) = receive_complaint(sight, at=NOW, decision_id=self.decision.id, part_ids=[part.id], key=KEY)
            self.complained = made.parts[0].id

    @precondition(lambda self: self.complained)
    @rule(outcome=st.sampled_from(Outcome))
    def look_again(self, outcome: Outcome) -> None:
        assert self.complained
        element = self.plan.measures["mentor"].id
        choice: Choice | None = a_no(element, Result.PARTLY, "En time") if outcome is Outcome.PARTLY else None
        with self.allowed(self.outcome in {None, outcome}):
            done = reassess_decision(
                self.sight(COORDINATOR),
                at=NOW,
                complaint_part_id=self.complained,
                outcome=outcome,
                reasons="Vi har set på det igen.",
                choice=choice,
            )
            self.outcome, self.looked = outcome, done.id

    @precondition(lambda self: self.looked)
    @rule(kept=st.booleans())
    def say_whether_it_is_kept(self, kept: bool) -> None:
        assert self.looked
        may = self.outcome is Outcome.PARTLY and self.kept in {None, kept}
        with self.allowed(may):
            keep_complaint(self.sight("mette"), at=NOW, reassessment_id=self.looked, kept=kept)
        self.kept = kept if may else self.kept

    @property
    def goes_on(self) -> bool:
        """Upheld, or kept by the citizen."""
        return self.outcome is Outcome.UPHELD or self.kept is True

    @precondition(lambda self: self.complained)
    @rule()
    def hand_over(self) -> None:
        assert self.complained
        with self.allowed(self.goes_on):
            complaint_file(self.sight(COORDINATOR), part_id=self.complained, on=TODAY)

    @precondition(lambda self: self.complained)
    @rule()
    def send_on(self) -> None:
        assert self.complained
        with self.allowed(self.goes_on):
            forward_complaint(self.sight(COORDINATOR), at=NOW, complaint_part_id=self.complained)
        self.sent = self.sent or self.goes_on

    @invariant()
    def one_decision_one_letter_and_what_was_signed_stays(self) -> None:
        decisions = decisions_of(self.sight("mette"))
        on_plan = [each for each in decisions if each.kind is Kind.ON_PLAN]
        anew = [each for each in decisions if each.kind is Kind.AFTER_COMPLAINT]
        done = events_of(self.plan)
        assert len(on_plan) == done.count("decision.issued") == told(self.plan, "mette").count("decision.issued")
        assert len(on_plan) == (self.decision is not None)
        assert len(anew) == (self.outcome in {Outcome.CHANGED, Outcome.PARTLY})
        assert done.count("decision.complaint_received") == (self.complained is not None)
        assert done.count("decision.complaint_forwarded") == self.sent
        if self.decision:
            assert {part.id: part.words for part in on_plan[0].parts} == {
                part.id: part.words for part in self.decision.parts
            }


def try_every_order(plan: Planned, examples: int) -> None:
    consent(plan.world, "mette", ConsentKind.INFORMATION, Category.SOCIAL)
    OneDecision.plan = plan
    thorough = settings(
        max_examples=examples,
        stateful_step_count=7,
        deadline=None,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.explicit, Phase.generate],  # a short order is not worth a minute of every run
        suppress_health_check=list(HealthCheck),
    )
    want_four_eyes(plan.world)
    for outcome in Outcome:
        OneDecision.answer_first = outcome
        run_state_machine_as_test(OneDecision, settings=thorough)


def test_no_order_of_commands_is_unlawful(plan: Planned) -> None:
    """Decision and complaint, with four eyes wanted (S-12, S-16)."""
    OneDecision.reached.clear()

    try_every_order(plan, 8)

    reached = OneDecision.reached.keys()
    assert {*(f"looked again: {each}" for each in Outcome), "signed: True", "signed: False"} <= reached
    assert {"kept: True", "kept: False"} & reached
    assert {"sent: True", "sent: False"} <= reached


def test_an_unlawful_order_would_be_found(plan: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine can fail: without four eyes behind it the signature comes too early, and it says so."""
    monkeypatch.setattr(endorsing, "endorsed", lambda *_: object())

    with pytest.raises(AssertionError):
        try_every_order(plan, 8)
