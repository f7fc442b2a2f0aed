"""What is in the one plan: goals in the citizen's words, measures with what both sides do, versions and their answers?

Days and clock times are Danish. An origin is the name of an item in a sector plan, `plan-id/item-id`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict

from enplan.journey.coordination.facts import FateKind
from enplan.journey.plan.facts.answered import Answered as Answered
from enplan.journey.plan.facts.answered import Answers as Answers
from enplan.journey.plan.facts.answered import Given as Given
from enplan.journey.plan.facts.answered import OfKind as OfKind
from enplan.journey.plan.facts.answers import Agreement as Agreement
from enplan.journey.plan.facts.answers import Approval as Approval
from enplan.journey.plan.facts.answers import Approver as Approver
from enplan.journey.plan.facts.answers import ElementId as ElementId
from enplan.journey.plan.facts.answers import Objection as Objection
from enplan.journey.plan.facts.answers import Way as Way
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, GoalId, MeasureId, PersonId, VersionId
from enplan.kernel.sight import Sight
from enplan.law.provision import LegalBasis

DOMAINS = (  # in the order in which life is shown, not the law's
    "daily-life", "family", "child", "health", "substance", "relations", "housing", "economy", "education", "work",
)  # fmt: skip


class GoalState(StrEnum):
    """How far it has come with a goal."""

    WISH = "wish"  # said by the citizen, not yet taken up
    WORKING = "working"
    REACHED = "reached"
    GIVEN_UP = "given-up"


class Column(StrEnum):
    """Where a measure stands on the board."""

    SUGGESTION = "suggestion"
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    STOPPED = "stopped"


LIVING = frozenset({Column.SUGGESTION, Column.PLANNED, Column.DOING})


class Standing(StrEnum):
    """What has become of a version."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class GoalWording:
    """A goal as one plan or person words it; `item` is empty when somebody said it, `source` says who."""

    text: str
    item: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed an element last, and when."""

    at: datetime
    name: str
    account_id: AccountId
    by_staff: bool

    @classmethod
    def by(cls, sight: Sight, at: datetime) -> "Change":
        """The one who has opened the case, now."""
        return cls(at, sight.actor.name, sight.actor.account_id, sight.is_staff)


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """What somebody wants to reach. `text` is in the citizen's words as soon as there are any."""

    id: GoalId
    person_id: PersonId
    category: Category
    domain: str
    aim: str
    text: str
    wordings: tuple[GoalWording, ...]
    position: int
    state: GoalState
    changed: Change
    wanted_by: date | None = None
    own_words: bool = False  # the citizen wrote the text
    beside: bool = False  # it stays in a sector plan of its own
    reason: str = ""  # why it was given up
    revision: int = 1
    agreed: bool = False  # stands word for word in the approved version

    @property
    def origins(self) -> tuple[str, ...]:
        """The items of sector plans that became this goal."""
        return tuple(wording.item for wording in self.wordings if wording.item)


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who sees to it on the authority's side."""

    name: str = ""
    role: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """A time in the calendar: once, or every week until a day, that day included."""

    day: date
    start: time
    end: time
    weekly_until: date | None = None
    except_days: tuple[date, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What one sector plan gave: the yardstick for "not worse"."""

    item: str
    title: str
    measure_type: str
    starts: date
    ends: date | None
    hours_per_week: Decimal | None
    legal_basis: tuple[LegalBasis, ...]
    plan_type: str
    department: str
    demand: str = ""  # obligation, offer or treatment; empty in plans drafted before it was kept


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the measures that were put together, as it stood then: the law decides each of them by itself (S-16)."""

    measure_type: str  # empty: the citizen's own action
    title: str
    persons: tuple[PersonId, ...]
    category: Category
    starts: date | None
    ends: date | None
    hours_per_week: Decimal | None
    demand: str
    department: str
    items: tuple[str, ...] = ()  # of sector plans; none where it was added here


class ReductionKind(StrEnum):
    """In which way the plan gives less than the sector plan did."""

    FEWER = "fewer"
    FEWER_HOURS = "fewer-hours"
    SHORTER = "shorter"
    LATER = "later"
    WEAKER_BASIS = "weaker-basis"
    OBLIGATION = "obligation"  # an offer became a duty
    PARTLY = "partly"  # a letter gives a part of it; in words


@dataclass(frozen=True, slots=True)
class Reduction:
    """One way in which a measure gives less; it needs a reason, informed agreement and a decision to appeal."""

    element_id: ElementId
    person_id: PersonId
    kind: ReductionKind
    item: str
    before: str
    after: str
    reason: str = ""
    agreed: bool = False  # a version in force says so already: nobody is asked for the same yes twice
    words: str = ""  # with which it was agreed to, in this version or an earlier one; known of a version's only
    stops: "PlanMeasure | None" = None  # the measure, if it is to end; known of a version's only


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """What is done: by the citizen and by the municipality, from when to when."""

    id: MeasureId
    person_id: PersonId
    persons: tuple[PersonId, ...]
    category: Category
    measure_type: str  # empty: the citizen's own action
    title: str
    starts: date | None
    ends: date | None
    column: Column
    changed: Change
    goals: tuple[GoalId, ...] = ()
    hours_per_week: Decimal | None = None
    times: tuple[Times, ...] = ()
    demand: str = "offer"  # obligation, offer or treatment
    protected: bool = False
    responsible: Responsible = Responsible()
    legal_basis: tuple[LegalBasis, ...] = ()
    origins: tuple[str, ...] = ()
    promised: tuple[Promised, ...] = ()
    pieces: tuple[Piece, ...] = ()  # what it was put together of; none where it stands alone
    citizen_does: str = ""
    citizen_by: date | None = None
    municipality_does: str = ""
    municipality_by: date | None = None
    beside: bool = False  # it stays in a sector plan of its own
    plan_type: str = ""  # of the (first) sector plan it came from
    reason: str = ""  # why it was ended, or gives less than promised
    merged_into: MeasureId | None = None
    missing_since: date | None = None  # its sector plan no longer holds it
    revision: int = 1
    agreed: bool = False  # stands word for word in the approved version

    @property
    def is_own(self) -> bool:
        """Whether the citizen does it without any decision."""
        return not self.measure_type


@dataclass(frozen=True, slots=True)
class PlanFate:
    """What became of one item of a sector plan. Appointments and duties keep what one needs to show them."""

    item: str
    kind: str  # goal, measure, appointment or duty
    fate: FateKind
    person_id: PersonId
    category: Category
    department: str
    title: str
    into: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """A point the law demands of the plan's content, and where it is met; an empty `met_by` is missing."""

    plan_type: str
    key: str
    label: str
    legal_basis: tuple[LegalBasis, ...]
    person_id: PersonId
    category: Category
    met_by: str = ""
    revision: int = 0  # of what a person wrote; 0: nobody has
    about: tuple[Category, ...] = ()  # every kind of information that what a person wrote tells of


class GapKind(StrEnum):
    """What a plan lacks before it can be, or ought to be, proposed."""

    NO_GOALS = "no-goals"
    DEMAND_UNMET = "demand-unmet"
    REDUCTION_WITHOUT_REASON = "reduction-without-reason"
    GOAL_WITHOUT_MEASURE = "goal-without-measure"
    GOAL_WITHOUT_DAY = "goal-without-day"
    MEASURE_WITHOUT_GOAL = "measure-without-goal"
    MEASURE_WITHOUT_RESPONSIBLE = "measure-without-responsible"
    MEASURE_WITHOUT_DAYS = "measure-without-days"
    NO_VOICE = "no-voice"
    PAST_LAW_DAY = "past-law-day"  # the law says it must have begun before
    OPEN_FINDINGS = "open-findings"  # the plans do not fit together yet; a warning, never a bar


MUST_NOT_LACK = frozenset({GapKind.NO_GOALS, GapKind.DEMAND_UNMET, GapKind.REDUCTION_WITHOUT_REASON})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing the plan lacks: about a person, an element, or a demand of the law (`label`)."""

    kind: GapKind
    person_id: PersonId | None = None
    element_id: ElementId | None = None
    label: str = ""
    legal_basis: tuple[LegalBasis, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the plan cannot be proposed while it lacks this."""
        return self.kind in MUST_NOT_LACK


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen plan that was proposed. Goals and measures are those that the sight shows."""

    id: VersionId
    number: int
    standing: Standing
    regime: str
    proposed_at: datetime
    proposed_by: str
    approvers: tuple[Approver, ...]
    goals: tuple[PlanGoal, ...]
    measures: tuple[PlanMeasure, ...]
    ended: tuple[PlanMeasure, ...] = ()  # what a sector plan gave and this plan stops
    reductions: tuple[Reduction, ...] = ()  # those that ask for a yes of their own
    settled: tuple[Reduction, ...] = ()  # those agreed to in an earlier version
    approvals: tuple[Approval, ...] = ()
    objections: tuple[Objection, ...] = ()
    agreements: tuple[Agreement, ...] = ()  # to getting less: in this version or an earlier one
    legal_basis: tuple[LegalBasis, ...] = ()
    approved_at: datetime | None = None  # when the last yes that was needed came

    @property
    def given_less(self) -> tuple[Reduction, ...]:
        """Everything in which it gives less than the sector plans, newly or as agreed before, with the words of it."""
        words = {(each.element_id, each.for_person): each.words for each in self.agreements}
        stops: dict[ElementId, PlanMeasure] = {each.id: each for each in self.ended}
        return tuple(
            replace(each, words=words.get((each.element_id, each.person_id), ""), stops=stops.get(each.element_id))
            for each in (*self.reductions, *self.settled)
        )

    def goal(self, element_id: ElementId) -> PlanGoal | None:
        """The goal with this id in this version."""
        return next((each for each in self.goals if each.id == element_id), None)

    def measure(self, element_id: ElementId) -> PlanMeasure | None:
        """The measure with this id in this version."""
        return next((each for each in self.measures if each.id == element_id), None)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting did: so many goals, measures and fates, and how much was withheld from it."""

    goals: int
    measures: int
    fates: int
    withheld: int


class GoalWords(TypedDict, total=False):
    """What a person may write of a goal; what is left out stays. `reason` belongs to giving it up.

    Beside the words: whose a new goal is, which revision the form showed, and whether the citizen said these words.
    """

    person_id: PersonId | None
    revision: int | None
    said_by_citizen: bool
    text: str
    domain: str
    aim: str
    wanted_by: date | None
    state: GoalState
    reason: str


class Answering(TypedDict, total=False):
    """For whom and by whom an answer is given, and how; on the portal it is one's own.

    A yes to getting less has `words` of the one who says it; said in a meeting, `present` says who was there.
    """

    for_person: PersonId | None
    by_person: PersonId | None
    way: Way
    words: str
    present: str


class MeasureWords(TypedDict, total=False):
    """What a person may write of a measure; what is left out stays. `revision` is the one that the form showed."""

    revision: int | None
    title: str
    starts: date | None
    ends: date | None
    hours_per_week: Decimal | None
    times: tuple[Times, ...]
    goals: tuple[GoalId, ...]
    responsible: Responsible
    citizen_does: str
    citizen_by: date | None
    municipality_does: str
    municipality_by: date | None
    reason: str
