"""What is a decision, what comes before it, and what may come after?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from enplan.journey.decisions.facts.complaining import Channel as Channel
from enplan.journey.decisions.facts.complaining import Complaint as Complaint
from enplan.journey.decisions.facts.complaining import ComplaintPart as ComplaintPart
from enplan.journey.decisions.facts.complaining import DueDay as DueDay
from enplan.journey.decisions.facts.complaining import Outcome as Outcome
from enplan.journey.decisions.facts.complaining import Reassessment as Reassessment
from enplan.journey.decisions.facts.complaining import Step as Step
from enplan.journey.decisions.facts.hearing import Hearing as Hearing
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, DecisionId, PersonId, VersionId
from enplan.kernel.sight import Grant
from enplan.law.provision import LegalBasis
from enplan.registers.cases.facts import CasePerson


class Result(StrEnum):
    """What the authority answers for one measure."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"  # decided before, or in a case of its own: not in this letter


class Form(StrEnum):
    """As what the law sees the letter."""

    ONE_DECISION = "one-decision"  # the regime decides all measures at once
    ONE_LETTER = "one-letter"  # the law keeps a decision per measure; one letter gathers them (S-16, S-17)


class Kind(StrEnum):
    """What the decision answers."""

    ON_PLAN = "on-plan"
    AFTER_COMPLAINT = "after-complaint"


class Delivery(StrEnum):
    """How the letter reaches the citizen; the complaint deadline counts from the day it is received."""

    DIGITAL = "digital"
    HANDED_OVER = "handed-over"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Element:
    """A measure of the approved plan that takes a decision before it can begin.

    What was put together in the plan is taken apart: the law decides a mentor and a social pedagogue one by one (S-16).
    """

    id: UUID
    person_id: PersonId
    category: Category
    types: tuple[str, ...]
    title: str
    starts: date | None = None
    ends: date | None = None
    provider: str = ""
    amount: str = ""  # how much and how often, in words
    persons: tuple[PersonId, ...] = ()  # all it is about, the person first; what one needs to see it
    categories: tuple[Category, ...] = ()  # all kinds of information in it, its own first
    beside: bool = False  # it stays in a sector plan of its own
    demands: bool = False  # the citizen must take part: then a yes is not simply what they asked for
    duty_from: date | None = None  # the first day of that, where it begins as an offer
    rests: bool = False  # a sector plan demanded it; it is agreed to be an offer as long as this runs
    reduced: bool = False  # it gives less than a sector plan did (S-65)
    less: tuple[tuple[str, str], ...] = ()  # in what: before, and after
    agreed: tuple[str, ...] = ()  # the words of those who said yes to it
    not_agreed: bool = False  # somebody who is to get less has not said yes to it in words
    stops: bool = False  # it gives nothing any more
    children: tuple[PersonId, ...] = ()  # for whom it is decided, where that is children
    measure_id: UUID | None = None  # the measure of the plan it is of; none: itself
    had: str = ""  # what the person has of it already, in words; a no or part of it is then less


@dataclass(frozen=True, slots=True)
class Choice:
    """What the authority means to answer for one element, and why (forvaltningsloven § 24)."""

    element_id: UUID
    result: Result
    facts: str = ""  # the facts that weighed
    discretion: str = ""  # the considerations behind the judgement
    rule: str = ""  # what the rule says, in the writer's words; else the phrase of the measure type
    granted: str = ""  # what is granted when it is not all that was asked for
    unknown_against: bool = False  # there are facts against the party that the party cannot be assumed to know
    said: str = ""  # what the citizen said about it, as the letter repeats it
    reply: str = ""  # what the authority says to the answer to a hearing
    agreed: str = ""  # the yes to less than one has, in the citizen's own words
    starts: date | None = None  # the first day of what is granted, where it is another than the plan's
    ends: date | None = None  # the last day, as above; of a no to what one has: the last day of that
    hours: Decimal | None = None  # a week, as above
    open_ended: bool = False  # it runs without a last day, whatever the plan says
    consented: bool = False  # the consent the law demands was given otherwise than by approving the plan
    revision: int = 0  # of the saved draft; 0 when it was never saved


@dataclass(frozen=True, slots=True)
class Look:
    """What comes of one part of a complaint when it is looked at again; a new answer says what it gives."""

    complaint_part_id: UUID
    outcome: Outcome
    reasons: str
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class PartWords:
    """The very words of one part of the letter, as they were sent."""

    headline: str
    outcome: str
    word: str = ""  # yes, no or less, in a word
    facts: str = ""
    rule: str = ""
    discretion: str = ""
    bases: tuple[str, ...] = ()
    said: str = ""  # what the citizen said, and answered when asked
    reply: str = ""  # what the authority says to that
    agreed: str = ""  # the yes to less, in the citizen's own words


@dataclass(frozen=True, slots=True)
class GuidanceWords:
    """The very words of how one complains by one route."""

    route: str
    headline: str
    paragraphs: tuple[str, ...]
    last_day: date | None = None


class Weight(StrEnum):
    """Whether a check holds the signing up."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is missing before it can be signed, or that is worth another look; `key` has a sentence."""

    weight: Weight
    key: str
    element_id: UUID | None = None
    blanks: dict[str, str | int | date] = field(default_factory=dict)
    bases: tuple[LegalBasis, ...] = ()  # the sections that demand it; none where it is good practice


@dataclass(frozen=True, slots=True)
class Endorsement:
    """A second professional has read these very answers and agrees that they are signed: four eyes."""

    id: UUID
    version_id: VersionId
    answers: Mapping[str, str]  # the print of each answer, by measure: a word changed is another answer
    at: datetime
    by: str
    by_account: UUID


@dataclass(frozen=True, slots=True)
class Counted:
    """How many decisions the law sees in the letter, and why."""

    number: int
    by_act: tuple[tuple[str, int], ...]  # id of the act, and how many of them follow it
    routes: int  # to how many places one would complain
    why: str  # key of a phrase


@dataclass(frozen=True, slots=True)
class Drafted:
    """One part composed by rule, before it is signed."""

    element: Element
    measure_type: str
    category: Category
    choice: Choice
    bases: tuple[LegalBasis, ...]
    route: str
    words: PartWords
    guidance: GuidanceWords | None  # none where everything was granted


@dataclass(frozen=True, slots=True)
class Part:
    """The answer for one measure in an issued decision."""

    id: UUID
    decision_id: DecisionId
    person_id: PersonId
    category: Category
    element_id: UUID
    measure_type: str
    result: Result
    route: str
    bases: tuple[LegalBasis, ...]
    words: PartWords
    guidance: GuidanceWords | None
    replaces: UUID | None = None  # the part that a new answer after a complaint takes the place of
    persons: tuple[PersonId, ...] = ()  # all it is about, each of whom it is answered to
    number: int = 0  # in the letter, the same in everybody's copy
    measure_id: UUID | None = None  # the measure of the plan it is of; none: its element
    granted: str = ""  # what it grants when it is not what the plan says: in words
    starts: date | None = None  # its first day, where it is another than the plan's
    ends: date | None = None  # its last day, as above
    hours: Decimal | None = None  # a week, as above
    open_ended: bool = False  # it runs without a last day, whatever the plan says
    needs: tuple[Grant, ...] = ()  # what one must be shown of each it is about, to read it


@dataclass(frozen=True, slots=True)
class PersonLetter:
    """What one person is told before their parts: the very words."""

    person_id: PersonId
    headline: str
    opening: tuple[str, ...]
    to_child: "PersonLetter | None" = None  # the same, as it is said to a child who reads it


@dataclass(frozen=True, slots=True)
class Decision:
    """An issued decision; its parts are those that the reader may see."""

    id: DecisionId
    case_id: CaseId
    version_id: VersionId
    kind: Kind
    form: Form
    regime: str
    made_at: datetime
    made_by: str
    title_of_maker: str
    delivery: Delivery
    received_day: date
    closing: tuple[tuple[str, tuple[str, ...]], ...] = ()  # headline and paragraphs
    replaces: DecisionId | None = None
    parts: tuple[Part, ...] = ()
    letters: tuple[PersonLetter, ...] = ()
    closed: tuple[int, ...] = ()  # the numbers of what is about the reader and tells too much of others to be shown


@dataclass(frozen=True, slots=True)
class Clock:
    """One answer that is complained about: what is to be done with it, by which day, and how the day was found."""

    complaint: Complaint
    part: ComplaintPart
    answer: Part | None  # none: the reader may not see it
    person: CasePerson
    authority: str
    late: bool
    reconsiders: bool
    due: DueDay
    outcomes: tuple[Outcome, ...]
    done: bool
    keep_by: DueDay | None = None  # after a partly favourable answer: the citizen's last day to say so
    forward_by: DueDay | None = None  # upheld, or kept by the citizen: our last day to forward it
    forwarded: date | None = None
    additions: tuple[Complaint, ...] = ()  # what came later over the same answer
    own: DueDay | None = None  # who complains got a copy of their own: their last day, and how it was found
    overtaken: date | None = None  # the day of the newer letter that answers instead: nothing is left to look at

    @property
    def to_forward(self) -> bool:
        """Whether it goes on to the body above, and has not been sent yet."""
        return self.forward_by is not None and self.forwarded is None

    @property
    def on_paper(self) -> tuple[Complaint, ...]:
        """What has been complained of from outside the case: the answer goes on paper to whose it is."""
        return tuple(each for each in (self.complaint, *self.additions) if each.outside)

    @property
    def upheld_on_paper(self) -> bool:
        """Whether an answer that changes nothing goes by letter; one that changes something is a decision with copies.

        Where a newer letter answers instead, its copy does.
        """
        done = self.part.reassessment
        return done is not None and done.outcome is Outcome.UPHELD and bool(self.on_paper) and not self.overtaken

    @property
    def letter_waits(self) -> bool:
        """Whether that letter has not gone."""
        done = self.part.reassessment
        return self.upheld_on_paper and done is not None and done.told is None

    @property
    def letter_key(self) -> str:
        """How a list of letters that are due names it."""
        return f"answer:{self.part.id}"

    @property
    def forwarded_late(self) -> bool:
        """Whether it was sent after the last day."""
        last = self.forward_by.day if self.forward_by else None
        return self.forwarded is not None and last is not None and self.forwarded > last

    @property
    def days(self) -> list[DueDay]:
        """Every last day it has had, in their order; what is upheld is forwarded by the day it is looked at again."""
        found = [self.own, self.due] if self.own else [self.due]
        found += [each for each in (self.keep_by, self.forward_by) if each is not None and each != self.due]
        return found


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a statement that weighed, as it is handed to the body that hears a complaint."""

    id: UUID
    title: str
    source: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """The newer letter that answers instead."""

    decision_id: DecisionId
    day: date


@dataclass(frozen=True, slots=True)
class Numbered:
    """A part with its number in the letter, the same in everybody's copy."""

    number: int
    part: Part
    about: str = ""  # whose it is, where the letter is about several
    replaced: Replaced | None = None

    @property
    def called(self) -> str:
        """As one names it in speech."""
        return f"Nr. {self.number} om {self.about}" if self.about else f"Nr. {self.number}"


@dataclass(frozen=True, slots=True)
class AboutPersonRow:
    """One person's section of a letter."""

    person: CasePerson
    letter: PersonLetter | None
    parts: Sequence[Numbered]


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """What this reader may see of one decision: by person, with the guidance gathered by route."""

    decision: Decision
    people: Sequence[AboutPersonRow]
    guidance: Sequence[tuple[GuidanceWords, Sequence[Numbered]]]
    in_force: bool
    withheld: int
    answered_anew: bool = False  # a newer letter answers some of it again
    days: Sequence[tuple[GuidanceWords, DueDay]] = ()  # by which day one complains by each route, and how it was found

    @property
    def parts(self) -> list[Numbered]:
        """All parts that are shown, in their order."""
        return [part for row in self.people for part in row.parts]

    @property
    def standing(self) -> list[Numbered]:
        """Those that hold: one complains over them, not over what has been replaced."""
        return [part for part in self.parts if part.replaced is None]

    @property
    def replaced(self) -> list[Numbered]:
        """Those that a newer letter answers instead."""
        return [part for part in self.parts if part.replaced is not None]
