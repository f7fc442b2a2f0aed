"""Can any order of acts, by several people at once, change what was told, or carry it where the citizen has not let it?

The model knows what a citizen may rely on: an answer stands with who gave it and when; what was told for one purpose is
not carried on to another; what is said to hold still is the newest answer; an assessment begins with strengths and
wishes, and what it came to is never changed, only followed by a later one; and who has no consent neither asks nor
reads (S-13, S-18, S-20).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import Error, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, initialize, invariant, multiple, precondition, rule

from enplan.journey.assessment import commands
from enplan.journey.assessment.commands import answer_question, conclude_assessment, confirm_answer
from enplan.journey.assessment.models import AnswerRecord, ConclusionRecord
from enplan.journey.assessment.queries import answers, conclusions
from enplan.journey.consent.commands import ask_for_consent, give_consent, withdraw_consent
from enplan.journey.consent.facts import Consent, ConsentKind, ConsentScope, Way
from enplan.kernel.category import Category
from enplan.kernel.period import Period
from enplan.kernel.sight import Sight
from tests.behind_the_barrier import every_event
from tests.orders import Orders, try_every_order
from tests.worlds import World, mettes_case

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = 16, 10
COORDINATOR, JOB, OUTSIDE = "Susanne Brandt", "Henrik Dam", "carsten"
PEOPLE = ("mette", COORDINATOR, JOB, OUTSIDE)
ITEMS = {
    "netvaerk": Category.SOCIAL,
    "psykisk-helbred": Category.HEALTH,
    "arbejdserfaring-cv": Category.WORK,
    "egne-styrker": Category.PLAN,
    "traumer-og-vold": Category.SOCIAL,
}
PER_PURPOSE = "traumer-og-vold"
OWN_FIELD = {COORDINATOR: {Category.SOCIAL}, JOB: {Category.WORK, Category.ECONOMY}, OUTSIDE: set()}
SAID = {"strengths": "Hun bager.", "wishes": "Et arbejde.", "conclusion": "Ro først."}
RESTS_ON = (Category.PLAN, Category.SOCIAL, Category.HEALTH)
BY_HAND = (
    "update conclusion_words set text = 'Noget andet'",
    "update conclusion_words set needs = '{}'",
    "update conclusion set concluded_at = now() + interval '1 day'",
    "delete from conclusion_words",
    "delete from conclusion",
    "update answer set text = 'Noget andet'",
    "update answer set purpose = 'Et andet formål'",
    "delete from answer",
)


@dataclass(frozen=True)
class Told:
    """An answer, as the model has it."""

    id: UUID
    item: str
    text: str
    purpose: str
    source: str
    confirmed: bool


class OneAssessment(Orders):
    """The citizen, her contact person, a colleague and somebody outside: one conversation."""

    told = Bundle("told")
    world: ClassVar[World]
    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Told] = []
        self.concluded: list[tuple[UUID, str]] = []
        self.rests_on: dict[UUID, Category] = {}
        self.consents: dict[Category, Consent] = {}

    def sight(self, who: str) -> Sight:
        return self.world.sight(who, at=self.at)

    def sees(self, who: str, category: Category) -> bool:
        """Her own; the kinds a colleague works with, as long as they are in the team; and what she has agreed to."""
        return who == "mette" or (who != OUTSIDE and (category in self.consents or category in OWN_FIELD[who]))

    def newest(self, item: str) -> Told | None:
        return next((each for each in reversed(self.answers) if each.item == item), None)

    @initialize(target=told, far=st.booleans())
    def begin(self, far: bool) -> MultipleResults[Told]:
        """She has consented to one plan, and told a little; it may be gathered, and gathered again without consent."""
        self.agree(Category.PLAN)
        first = self._answer("mette", "psykisk-helbred", text="Jeg er træt.", purpose="", behind=0)
        first += self._answer("mette", PER_PURPOSE, text="Det var hårdt.", purpose="Støtte", behind=0)
        if far:
            first += self._confirm(first[0], "mette")
            self.conclude(who=COORDINATOR, left_out="", stale=False)
            self.take_back(which=0)
        return multiple(*first)

    @rule(category=st.sampled_from([Category.HEALTH, Category.SOCIAL, Category.PLAN]))
    def agree(self, category: Category) -> None:
        if category in self.consents:
            return
        at, person = self.later(), self.world.cast.persons["mette"].id
        kind = ConsentKind.PLAN if category is Category.PLAN else ConsentKind.INFORMATION
        scope = ConsentScope(kind, person, "At lave én plan", category)
        days = Period(at.date(), at.date() + timedelta(days=300))
        with self.allowed(True):
            asked = ask_for_consent(self.sight(COORDINATOR), at=at, scope=scope, why="Så samler vi.", period=days)
            self.consents[category] = give_consent(
                self.sight("mette"), at=self.later(), request_id=asked.id, way=Way.PORTAL
            )

    @precondition(lambda self: self.consents)
    @rule(which=st.integers(0, 2))
    def take_back(self, which: int) -> None:
        category = sorted(self.consents)[which % len(self.consents)]
        with self.allowed(True):
            withdraw_consent(self.sight("mette"), at=self.later(), consent_id=self.consents.pop(category).id)
        self.reached["taken back"] += 1

    @rule(
        target=told,
        who=st.sampled_from(PEOPLE),
        item=st.sampled_from(sorted(ITEMS)),
        text=st.sampled_from(["Sådan er det.", "Det er bedre nu.", "  "]),
        purpose=st.sampled_from(["", "Støtte"]),
        behind=st.sampled_from([0, 0, 1]),
    )
    def answer(self, who: str, item: str, text: str, purpose: str, behind: int) -> MultipleResults[Told]:
        return multiple(*self._answer(who, item, text=text, purpose=purpose, behind=behind))

    def _answer(self, who: str, item: str, *, text: str, purpose: str, behind: int) -> list[Told]:
        """From a page that shows all answers there are, or all but those that have come since."""
        there = sum(each.item == item for each in self.answers)
        stale = behind > 0 and there > 0
        for_purpose = purpose if item == PER_PURPOSE else ""
        may = self.sees(who, ITEMS[item]) and bool(text.strip()) and not stale
        may = may and (bool(purpose) or item != PER_PURPOSE)
        at, person, made = self.later(), self.world.cast.persons["mette"].id, None
        with self.allowed(may):
            made = answer_question(
                self.sight(who),
                at=at,
                person_id=person,
                item=item,
                text=text,
                purpose=purpose,
                shown=there - 1 if stale else there,
            )
        if made is None or not may:
            return []
        name = self.world.actor(who).name
        self.answers.append(Told(made.id, item, text.strip(), for_purpose, name, who == "mette"))
        self.reached["answered"] += 1
        return [self.answers[-1]]

    @rule(target=told, one=told, who=st.sampled_from(PEOPLE))
    def say_that_it_holds(self, one: Told, who: str) -> MultipleResults[Told]:
        return multiple(*self._confirm(one, who))

    def _confirm(self, one: Told, who: str) -> list[Told]:
        """The newest answer, by those who see it; never what was told for one purpose."""
        may = self.sees(who, ITEMS[one.item]) and not one.purpose and self.newest(one.item) == one
        made = None
        with self.allowed(may):
            made = confirm_answer(self.sight(who), at=self.later(), answer_id=one.id)  # type: ignore[arg-type]  # its id
        if made is None or not may:
            return []
        self.answers.append(Told(made.id, one.item, one.text, "", one.source, confirmed=True))
        self.reached["confirmed"] += 1
        return [self.answers[-1]]

    @rule(
        who=st.sampled_from(PEOPLE),
        left_out=st.sampled_from(["", "", *SAID]),
        stale=st.booleans(),
        kind=st.sampled_from(RESTS_ON),
    )
    def conclude(self, who: str, left_out: str, stale: bool, kind: Category = Category.PLAN) -> None:
        """By the contact person with consent to one plan and to what the text rests on, from a page with the last."""
        shown = str(self.concluded[-1][0]) if self.concluded and not stale else ""
        lawful = who == COORDINATOR and Category.PLAN in self.consents and not left_out
        lawful = lawful and self.sees(who, kind)
        may = lawful and not (stale and self.concluded)
        said, made = {**SAID, **({left_out: " "} if left_out else {})}, None
        at, person = self.later(), self.world.cast.persons["mette"].id
        with self.allowed(may):
            made = conclude_assessment(self.sight(who), at=at, person_id=person, shown=shown, kinds=[kind], **said)
        if made is not None and may:
            self.concluded.append((made.id, made.concluded_by))
            self.rests_on[made.id] = kind
            self.reached["concluded"] += 1

    @rule(what=st.sampled_from(BY_HAND))
    def go_round_by_hand(self, what: str) -> None:
        """By herself, who sees all of it; a hand that reaches no row changes nothing."""
        with self.held_by_the_database():
            self.sight("mette")
            with connection.cursor() as cursor:
                cursor.execute(what)
                if not cursor.rowcount:
                    raise Error

    @invariant()
    def what_was_told_stands(self) -> None:
        self.sight("mette")  # it is all hers, so she sees every row there is
        rows = {row.id: row for row in AnswerRecord.objects.all()}
        concluded = list(ConclusionRecord.objects.order_by("concluded_at").values_list("id", "concluded_by"))
        assert {row.id: (row.text, row.purpose, row.source, row.confirmed) for row in rows.values()} == {
            each.id: (each.text, each.purpose, each.source, each.confirmed) for each in self.answers
        }
        assert concluded == self.concluded
        done = Counter(every_event())
        assert done["assessment.question_answered"] + done["assessment.answer_confirmed"] == len(self.answers)
        assert done["assessment.concluded"] == len(self.concluded)

    @invariant()
    def everybody_reads_the_newest_of_what_they_may_see(self) -> None:
        newest = {each.id: ITEMS[each.item] for item in ITEMS if (each := self.newest(item))}
        for who in ("mette", COORDINATOR, JOB):
            sight = self.sight(who)
            assert {each.id for each in answers(sight)} == {one for one, kind in newest.items() if self.sees(who, kind)}
            last = [self.concluded[-1][0]] if self.concluded and self.sees(who, Category.PLAN) else []
            gathered = conclusions(sight)
            assert [each.id for each in gathered] == last
            assert [each.words is not None for each in gathered] == [
                self.sees(who, self.rests_on[each]) for each in last
            ]


@pytest.fixture
def world() -> World:
    OneAssessment.world = mettes_case()
    OneAssessment.reached.clear()
    return OneAssessment.world


def test_no_order_of_acts_is_unlawful(world: World) -> None:
    try_every_order(OneAssessment, examples=EXAMPLES, steps=STEPS)

    assert OneAssessment.reached.keys() >= {"answered", "confirmed", "concluded", "taken back"}


@pytest.mark.parametrize("taken_away", ["what may not be carried on", "the barrier against hands"])
def test_an_unlawful_order_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch, taken_away: str) -> None:
    """The machine can fail."""
    match taken_away:
        case "what may not be carried on":
            monkeypatch.setattr(commands, "bound_to_purpose", lambda *_: False)
        case "the barrier against hands":
            with connection.cursor() as cursor:
                cursor.execute("alter table answer disable trigger user")

    with pytest.raises((AssertionError, Error)), transaction.atomic():
        try_every_order(OneAssessment, examples=EXAMPLES, steps=STEPS)
