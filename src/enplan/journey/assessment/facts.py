"""What is an answer, and what is the conclusion of an assessment?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from enplan.kernel.category import Category
from enplan.kernel.ids import AnswerId, PersonId
from enplan.law.provision import Certainty, Reuse

OWN_STRENGTHS: Final = "egne-styrker"  # our own question beside those of the law: what works (S-13)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one piece of information about a person, from whom and since when."""

    id: AnswerId
    person_id: PersonId
    category: Category
    item: str
    text: str
    source: str  # who it comes from, in words
    answered_at: datetime
    answered_by: str  # who wrote it down
    purpose: str = ""  # only for what may not be carried over to another purpose
    confirmed: bool = False  # the same as before, and the person has said that it still holds


@dataclass(frozen=True, slots=True)
class Words:
    """What the assessment came to, in words: strengths and wishes first, then the whole."""

    strengths: str
    wishes: str
    text: str
    kinds: frozenset[Category]  # on what it rests: only who may see all of it reads the words
    despite: str = ""  # why it is enough although something that the law names is unanswered


@dataclass(frozen=True, slots=True)
class Conclusion:
    """That the assessment of a person was gathered, when and by whom; and the words, for those who may read them."""

    id: UUID
    person_id: PersonId
    concluded_at: datetime
    concluded_by: str
    words: Words | None  # None: they rest on something that the reader may not see


@dataclass(frozen=True, slots=True)
class AskedElsewhere:
    """Somebody has asked for the same outside this assessment: a sector plan's question, or a statement."""

    person_id: PersonId
    item: str
    by: str  # department or kind of statement
    what: str  # the assessment it was asked for, or the purpose, in words
    asked: date
    answered: date | None = None
    assessment: str = ""  # its id in the law data, for questions of sector plans


class State(StrEnum):
    """How far one question is."""

    OPEN = "open"
    ANSWERED_ELSEWHERE = "answered-elsewhere"  # somebody has the answer: fetch it instead of asking again
    KNOWN = "known"  # it may be used as it stands
    CONFIRM = "confirm"  # it is known, and the person is to say whether it still holds
    PER_PURPOSE = "per-purpose"  # it was answered for one purpose and may not be carried over


@dataclass(frozen=True, slots=True)
class Time:
    """One time that somebody asked for something."""

    by: str
    what: str  # for what: the conversation, the assessment of a sector, the kind of statement, or the purpose
    asked: date
    answered: date | None
    source: str = ""  # who gave the answer, where it is told


@dataclass(frozen=True, slots=True)
class AlreadyAsked:
    """A piece of information about a person that somebody has asked for, each time of it, newest first."""

    person_id: PersonId
    item: str
    label: str
    category: Category
    state: State
    times: tuple[Time, ...]

    @property
    def answered(self) -> bool:
        """Whether any of them got an answer."""
        return any(time.answered for time in self.times)


@dataclass(frozen=True, slots=True)
class Serves:
    """An assessment that needs the answer, and the law it stands in."""

    assessment: str
    label: str
    bases: tuple[str, ...]  # as one writes them: law and section
    named: bool  # whether law or method names the piece of information itself


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be known about one person, with everything that is known about it."""

    item: str
    label: str
    theme: str
    category: Category
    reuse: Reuse
    state: State
    serves: tuple[Serves, ...]
    answers: tuple[Answer, ...] = ()  # newest first
    elsewhere: tuple[AskedElsewhere, ...] = ()  # newest first

    @property
    def answer(self) -> Answer | None:
        """The newest answer."""
        return self.answers[0] if self.answers else None

    @property
    def shown(self) -> int:
        """How many answers a form has shown: who answers after somebody faster is told."""
        return len(self.answers)

    @property
    def answered(self) -> bool:
        """Whether nobody needs to ask the person for it."""
        return self.state in {State.KNOWN, State.CONFIRM}


@dataclass(frozen=True, slots=True)
class Theme:
    """The questions about one part of life."""

    key: str
    label: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the conversation about one part of life has come."""

    asked: int
    confirm: int  # known, and the person is to say whether it still holds
    elsewhere: int  # not said here, but somebody else has the answer
    missing: int  # nobody has said it
    last: Answer | None  # the newest answer

    @property
    def answered(self) -> int:
        """How many have an answer here, those to be confirmed among them."""
        return self.asked - self.elsewhere - self.missing

    @property
    def left(self) -> int:
        """How many one has to talk about."""
        return self.missing + self.confirm


@dataclass(frozen=True, slots=True)
class SoFar:
    """How much of the whole conversation of a case is answered, as far as the viewer sees."""

    asked: int
    open: int  # what nobody has answered here
    enough: bool  # whether everything that law or method names is there


@dataclass(frozen=True, slots=True)
class Need:
    """How far one assessment of the law has what it needs."""

    assessment: str
    label: str
    answered: int
    asked: int
    missing: tuple[str, ...]  # labels of what the law names itself and nobody has answered
    useful: tuple[str, ...]  # labels of what practice needs beside

    @property
    def enough(self) -> bool:
        """Whether everything that law or method names is there."""
        return not self.missing


class Use(StrEnum):
    """What one sector can do with one piece of information."""

    REUSED = "reused"  # it stands as it is
    CONFIRM = "confirm"  # the person is to say whether it still holds
    CONSENT_FIRST = "consent-first"  # it was told for another purpose: the person is asked for consent first
    FETCH = "fetch"  # a department has the answer
    MISSING = "missing"


USABLE: Final = frozenset({Use.REUSED, Use.CONFIRM})


@dataclass(frozen=True, slots=True)
class SectorLine:
    """One piece of information that an assessment needs, and what the sector can do with it."""

    question: Question
    named: bool  # whether law or method names it itself
    use: Use
    answer: Answer | None  # the one that may be used, if any

    @property
    def usable(self) -> bool:
        """Whether the sector gets an answer."""
        return self.use in USABLE


@dataclass(frozen=True, slots=True)
class SectorPart:
    """One assessment of the law about one person, drawn out of the one conversation."""

    assessment: str
    label: str
    sector: str
    bases: tuple[str, ...]  # as one writes them: law and section
    certainty: Certainty
    lines: tuple[SectorLine, ...]
    hidden: int  # questions of kinds that the viewer may not see

    @property
    def known(self) -> tuple[SectorLine, ...]:
        """What the sector gets."""
        return tuple(line for line in self.lines if line.usable)

    @property
    def lacking(self) -> tuple[SectorLine, ...]:
        """What it does not get, what law or method names first."""
        return tuple(sorted((line for line in self.lines if not line.usable), key=lambda line: not line.named))

    @property
    def enough(self) -> bool:
        """Whether everything that law or method names is there, as far as the viewer sees."""
        return not self.hidden and not any(line.named for line in self.lacking)
