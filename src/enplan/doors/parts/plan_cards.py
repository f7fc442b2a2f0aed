"""How is the plan laid out for people: by parts of life, goal by goal, with the same card on both doors?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from enplan.doors.parts.plan_voice import Note, Side, notes, sides
from enplan.doors.parts.templatetags.danish import spoken_day
from enplan.doors.parts.words import Basis
from enplan.journey.plan.facts import (
    DOMAINS,
    LIVING,
    Answers,
    Change,
    Column,
    Given,
    GoalState,
    PlanGoal,
    PlanMeasure,
    Reduction,
    ReductionKind,
)
from enplan.journey.plan.facts import Answered as OfLetter
from enplan.journey.plan.queries import PlanPage
from enplan.journey.plan.rules.answered import as_answered, standing
from enplan.journey.plan.rules.changes import FieldChange, field_changes
from enplan.journey.plan.rules.standing import Answered, can_answer, last_answers
from enplan.kernel.ids import AccountId, PersonId
from enplan.law.lawbook import Law

DOMAIN_WORDS: Final = {
    "daily-life": "Hverdagen",
    "family": "Familien",
    "child": "Børnene",
    "health": "Helbredet",
    "substance": "Rusmidler",
    "relations": "Venner og netværk",
    "housing": "Boligen",
    "economy": "Økonomien",
    "education": "Skole og uddannelse",
    "work": "Arbejdet",
}
COLUMN_WORDS: Final = {
    Column.SUGGESTION: "Forslag",
    Column.PLANNED: "Planlagt",
    Column.DOING: "I gang",
    Column.DONE: "Færdig",
    Column.STOPPED: "Stoppet",
}
GOAL_WORDS: Final = {
    GoalState.WISH: "Ønske",
    GoalState.WORKING: "I gang",
    GoalState.REACHED: "Nået",
    GoalState.GIVEN_UP: "Opgivet",
}
FIELD_WORDS: Final = {
    "text": "Målet",
    "wanted_by": "Ønsket dag",
    "domain": "Del af livet",
    "state": "Hvor langt",
    "title": "Hvad",
    "citizen_does": "Det gør jeg",
    "municipality_does": "Det gør kommunen",
    "column": "Hvor langt",
    "starts": "Begynder",
    "ends": "Slutter",
    "hours_per_week": "Timer om ugen",
    "times": "Tidspunkter",
    "citizen_by": "Min dag",
    "municipality_by": "Kommunens dag",
    "responsible": "Ansvarlig",
    "reason": "Begrundelse",
}
REDUCTION_WORDS: Final = {
    ReductionKind.FEWER: "Indsatsen stopper",
    ReductionKind.FEWER_HOURS: "Færre timer",
    ReductionKind.SHORTER: "Slutter tidligere",
    ReductionKind.LATER: "Begynder senere",
    ReductionKind.WEAKER_BASIS: "En lovhjemmel falder bort",
    ReductionKind.OBLIGATION: "Et tilbud bliver en pligt",
    ReductionKind.PARTLY: "En del af hjælpen",
}
SOON = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that reads otherwise, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Less:
    """One way in which an element gives less than before."""

    label: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """A measure as both doors show it."""

    measure: PlanMeasure
    names: str  # whom it is for, where the case has several people
    column: str
    bases: tuple[Basis, ...]
    is_new: bool
    less: tuple[Less, ...] = ()
    can_answer: bool = False
    answer: Answered | None = None
    changed: tuple[Said, ...] = ()  # against what has been approved
    settled: bool = False  # stands as it was approved: nobody has to say yes to it again
    sides: tuple[Side, ...] = ()  # the citizen's first
    notes: tuple[Note, ...] = ()
    reason: str = ""  # where nothing less says why
    refused: date | None = None  # the day of the letter in which the authority said no
    letter: OfLetter | None = None  # what a letter gives otherwise than the plan says

    @property
    def is_done(self) -> bool:
        """Whether it has been done as far as it goes."""
        return self.measure.column is Column.DONE

    @property
    def helps(self) -> bool:
        """Whether it is done or is going to be."""
        return self.measure.column in LIVING and self.refused is None


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with the measures that serve it."""

    goal: PlanGoal
    name: str
    state: str
    is_new: bool
    cards: tuple[Card, ...]
    over: tuple[Card, ...]  # done or stopped
    also: tuple[Card, ...] = ()  # shown in full under an earlier goal
    can_answer: bool = False
    answer: Answered | None = None
    settled: bool = False  # stands as it was approved
    theirs: str = ""  # somebody was faster: what stands there now
    mine: str = ""  # and what was typed


@dataclass(frozen=True, slots=True)
class LifeArea:
    """A part of life with its goals."""

    domain: str
    label: str
    goals: tuple[GoalCard, ...]


@dataclass(frozen=True, slots=True)
class Helper:
    """Who helps with what."""

    name: str
    role: str
    department: str
    helps_with: tuple[str, ...]


@dataclass(slots=True)
class Layout:
    """The plan put in order for one viewer; made once for each page."""

    page: PlanPage
    account_id: AccountId
    me: PersonId | None
    law: Law
    kept: Mapping[UUID, str] = field(default_factory=dict)  # what was typed when somebody else was faster
    letters: Answers = field(default_factory=dict)  # by measure, what a letter says otherwise than the plan
    _answers: dict[UUID, Answered] = field(init=False)
    _mine: frozenset[PersonId] = field(init=False)
    _bases: dict[tuple[str, str], Basis] = field(default_factory=dict)
    _living: dict[UUID, PlanMeasure] = field(init=False)
    _living_goals: dict[UUID, PlanGoal] = field(init=False)
    _approved: dict[UUID, PlanMeasure] = field(init=False)
    _approved_goals: dict[UUID, str] = field(init=False)
    _held: frozenset[UUID] = field(init=False)

    def __post_init__(self) -> None:
        version = self.page.proposed
        self._mine = frozenset(can_answer(version, self.me)) if version and self.me else frozenset()
        self._living = {each.id: each for each in self.page.measures}
        self._living_goals = {each.id: each for each in self.page.goals}
        self._approved = {each.id: each for each in self.page.approved.measures} if self.page.approved else {}
        self._approved_goals = {each.id: each.text for each in self.page.approved.goals} if self.page.approved else {}
        self._held = (
            frozenset(
                each
                for each in (
                    *(one.id for one in version.goals),
                    *(one.id for one in version.measures),
                    *(one.element_id for one in version.reductions),
                )
            )
            if version
            else frozenset()
        )
        self._answers = {}
        if version:
            for (element, _, who), answer in last_answers(version).items():
                if element is not None and (self.me is None or who == self.me):
                    self._answers[element] = answer

    def areas(self) -> list[LifeArea]:
        """The parts of life that hold a goal, in the order life has, with the citizen's order inside."""
        cards: dict[UUID, list[Card]] = {}
        for card in map(self.card, self.shown(self.page.measures)):
            for goal in card.measure.goals:
                cards.setdefault(goal, []).append(card)
        found, told, goals = [], set[UUID](), self.goals()
        for domain in DOMAINS:
            placed = []
            for each in goals:
                if each.domain == domain:
                    here = cards.get(each.id, [])
                    placed.append(self.goal(each, here, told))
                    told.update(card.measure.id for card in here)
            if placed:
                found.append(LifeArea(domain, DOMAIN_WORDS[domain], tuple(placed)))
        return found

    def goals(self) -> list[PlanGoal]:
        """The goals, for who answers as they are proposed; what was given up folds away elsewhere."""
        proposed = self.page.proposed if self.me else None  # the team works on what comes after that version
        put = {each.id: each for each in proposed.goals} if proposed else {}
        return [put.get(each.id, each) for each in self.page.goals if each.state is not GoalState.GIVEN_UP]

    def shown(self, measures: Iterable[PlanMeasure]) -> list[PlanMeasure]:
        """The measures, for who answers as they are proposed; one that became part of another is shown there."""
        proposed = self.page.proposed if self.me else None
        put = {each.id: each for each in proposed.measures} if proposed else {}
        return [put.get(each.id, each) for each in measures if each.merged_into is None]

    def others(self) -> list[Card]:
        """Measures that serve no goal that is shown."""
        there = {goal.id for goal in self.page.goals if goal.state is not GoalState.GIVEN_UP}
        return [self.card(each) for each in self.shown(self.page.measures) if not there & set(each.goals)]

    def goal(self, goal: PlanGoal, cards: Sequence[Card], told: Collection[UUID] = ()) -> GoalCard:
        """One goal with its cards; those that stand under an earlier goal are only named."""
        living = self._living_goals.get(goal.id, goal)
        first = [card for card in cards if card.measure.id not in told]
        return GoalCard(
            goal=living if goal.text == living.text else goal,
            name=self._called(goal.person_id) if self._several else "",
            state=GOAL_WORDS[living.state],
            is_new=self._dotted(living.changed, same=self._approved_goals.get(goal.id) == goal.text),
            cards=tuple(card for card in first if card.measure.column in LIVING),
            over=tuple(card for card in first if card.measure.column not in LIVING),
            also=tuple(card for card in cards if card.measure.id in told and card.helps),
            can_answer=not goal.beside and self._may_answer(goal.id, (goal.person_id,)),
            answer=self._answers.get(goal.id),
            settled=self._approved_goals.get(goal.id) == goal.text,
            theirs=living.text if goal.id in self.kept else "",
            mine=self.kept.get(goal.id, ""),
        )

    def card(self, measure: PlanMeasure) -> Card:
        """One measure."""
        living = self._living.get(measure.id, measure)
        approved = self._approved.get(measure.id)
        changed = field_changes(approved, measure) if approved else ()
        given_less, letter = self._less(measure.id), self.letters.get(measure.id)
        return Card(
            measure=as_answered(measure, letter),
            names=", ".join(map(self._called, measure.persons)) if self._several else "",
            column=COLUMN_WORDS[living.column],
            bases=tuple(self.basis(each.law, each.section) for each in self.law.bases_in_force(measure.legal_basis)),
            is_new=self._dotted(living.changed, same=approved is not None and not changed),
            less=tuple(less(each) for each in given_less),
            can_answer=not measure.beside and self._may_answer(measure.id, measure.persons),
            answer=self._answers.get(measure.id),
            changed=tuple(said(each) for each in changed),
            settled=approved is not None and not changed and not given_less,
            refused=letter.day if letter and letter.given is Given.NONE else None,
            letter=letter,
            sides=sides(measure, self.me, self._called(measure.person_id)),
            notes=tuple(notes(measure, self.law, self._parts(measure))),
            reason="" if given_less or letter else measure.reason,  # a letter says why itself
        )

    def _parts(self, measure: PlanMeasure) -> list[str]:
        """What has become part of it."""
        return [each.title for each in self.page.measures if each.merged_into == measure.id]

    def ended(self) -> list[tuple[Reduction, Card | None]]:
        """What stops with the proposed version and needs an own yes: it has no card among the goals."""
        version = self.page.proposed
        if version is None:
            return []
        held = {each.id for each in version.measures}
        there: dict[UUID, PlanMeasure] = {each.id: each for each in self.page.measures}
        return [
            (each, self.card(there[each.element_id]) if each.element_id in there else None)
            for each in version.reductions
            if each.element_id not in held
        ]

    def basis(self, law: str, section: str) -> Basis:
        """A legal basis as a page names it."""
        key = (law, section)
        if key not in self._bases:
            act = self.law.book.acts[law]
            self._bases[key] = Basis(act.title, section, act.certainty.value)
        return self._bases[key]

    @property
    def news(self) -> str:
        """What a dot means to this viewer."""
        return "ændret, siden planen blev godkendt" if self._since_approved else "nyt siden sidst"

    @property
    def _since_approved(self) -> bool:
        return self.me is not None and self.page.approved is not None

    def _dotted(self, change: Change, *, same: bool) -> bool:
        """Those whose plan it is see what differs from what was approved; the team, what came since the last look."""
        if self._since_approved:
            return not same and change.account_id != self.account_id
        return self.page.is_new(change, self.account_id)

    def _less(self, element: UUID) -> list[Reduction]:
        version = self.page.proposed
        return [each for each in version.reductions if each.element_id == element] if version else []

    def _may_answer(self, element: UUID, persons: Iterable[PersonId]) -> bool:
        return element in self._held and bool(self._mine & set(persons))

    @property
    def _several(self) -> bool:
        return len(self.page.case.persons) > 1

    def _called(self, person: PersonId) -> str:
        return first_name(self.page.name(person))

    def standing(self) -> list[PlanMeasure]:
        """The measures less those that the letter in force says no to: nobody owes them and nothing of them happens."""
        return list(standing(self.page.measures, self.letters))

    def helpers(self) -> list[Helper]:
        """Who helps with what, by name."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for each in self.standing():
            who = each.responsible
            if each.column in LIVING and (who.name or who.department):
                found.setdefault((who.name, who.role, who.department), []).append(each.title)
        return [Helper(*who, tuple(titles)) for who, titles in sorted(found.items())]


def first_name(name: str) -> str:
    """What somebody is called among people who know each other."""
    return name.partition(" ")[0]


def less(reduction: Reduction) -> Less:
    """A reduction in words."""
    return Less(REDUCTION_WORDS[reduction.kind], reduction.before, reduction.after, reduction.reason)


def said(change: FieldChange) -> Said:
    """A change in words: days as people write them, states by name."""
    return Said(
        FIELD_WORDS[change.field], _in_words(change.field, change.before), _in_words(change.field, change.after)
    )


def _in_words(name: str, value: str) -> str:
    if not value:
        return "ikke sat"
    if name in {"starts", "ends", "wanted_by", "citizen_by", "municipality_by"}:
        return spoken_day(date.fromisoformat(value), weekday=False)
    if name == "column":
        return COLUMN_WORDS[Column(value)]
    if name == "state":
        return GOAL_WORDS[GoalState(value)]
    return DOMAIN_WORDS.get(value, value) if name == "domain" else value
