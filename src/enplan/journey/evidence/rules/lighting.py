"""How well lit is the case: document by document, and as one figure?

More evidence never lowers the figure: a point counts by the best that is known of it, and what is needed is decided by
the law and by people, never by what was found.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from enplan.journey.evidence.facts import Coming, Evidence, Glow, Kind, Mark, Point, State
from enplan.journey.evidence.rules.points import (
    NotNeeded,
    arrangement,
    category_of,
    of_plan,
    points_of,
    why_not_needed,
)
from enplan.kernel.calendar import add_months
from enplan.kernel.category import Category
from enplan.law.lawbook import Law
from enplan.law.provision import PensionDocument

HISTORY: Final = frozenset({Kind.AGE, Kind.MEASURE, Kind.FOLLOW_UP, Kind.MEETING})  # what happened does not grow old


@dataclass(frozen=True, slots=True)
class PointSeen:
    """A point as it is lit, with the evidence for it, the newest first."""

    point: Point
    glow: Glow
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DocumentLight:
    """One document of the law in one case."""

    document: PensionDocument
    category: Category  # what is settled about it is kept as this kind
    state: State
    points: tuple[PointSeen, ...]
    hidden: int  # points of kinds that the viewer may not see; they are not counted
    beside: tuple[Evidence, ...]  # plans of which the law says that they hold it; they light no point alone
    not_needed: NotNeeded | None
    getting: Mark | None  # who gets what is missing, by when
    coming: tuple[Coming, ...]
    late: bool

    @property
    def missing(self) -> tuple[PointSeen, ...]:
        """What is not well lit."""
        return tuple(each for each in self.points if each.glow is not Glow.LIT)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All the evidence for it, each once, the newest first."""
        return newest_first({each for seen in self.points for each in seen.evidence} | set(self.beside))

    @property
    def is_needed(self) -> bool:
        """Whether it counts."""
        return self.state not in {State.NOT_NEEDED, State.HIDDEN}

    @property
    def share(self) -> Fraction:
        """How well lit it is, from 0 to 1: what is well lit counts whole, what is old or unfinished half."""
        return Fraction(sum(seen.glow for seen in self.points), Glow.LIT * max(len(self.points), 1))

    @property
    def needs_somebody(self) -> bool:
        """Whether something is missing that nobody has been asked to get."""
        lacks = self.state in {State.MISSING, State.PART, State.OLD}
        return lacks and self.getting is None and not any(each.is_ordered for each in self.coming)


@dataclass(frozen=True, slots=True)
class CaseLight:
    """All documents of one case."""

    documents: tuple[DocumentLight, ...]

    def of(self, *states: State) -> tuple[DocumentLight, ...]:
        """The documents that are so far."""
        return tuple(each for each in self.documents if each.state in states)

    @property
    def needed(self) -> tuple[DocumentLight, ...]:
        """The documents that count."""
        return tuple(each for each in self.documents if each.is_needed)

    @property
    def percent(self) -> int:
        """How well lit the case is, from 0 to 100: the mean of its documents, each the share of its points."""
        shares = [each.share for each in self.needed]
        return int(100 * sum(shares) / len(shares)) if shares else 0

    def named(self, document_id: str) -> DocumentLight | None:
        """The document with this id."""
        return next((each for each in self.documents if each.document.id == document_id), None)


def fresh_until(evidence: Evidence) -> date | None:
    """The last day on which it is fresh; none: it does not grow old."""
    if evidence.valid_until is not None:
        return evidence.valid_until
    if evidence.kind in HISTORY or not evidence.ages:
        return None
    return add_months(evidence.day, evidence.fresh_months)


def is_old(evidence: Evidence, on: date) -> bool:
    """Whether its last fresh day lies before the day."""
    last = fresh_until(evidence)
    return last is not None and last < on


def glow_of(point: Point, evidence: Evidence, on: date) -> Glow:
    """What one piece of evidence does for a point. What lies ahead of the day is not known yet."""
    if evidence.day > on or not (evidence.tells | evidence.hints) & point.accepts:
        return Glow.DARK
    return Glow.LIT if evidence.tells & point.accepts and not is_old(evidence, on) else Glow.DIM


def light(
    evidence: Iterable[Evidence],
    *,
    coming: Iterable[Coming],
    marks: Iterable[Mark],
    shows: Callable[[Category], bool],
    law: Law,
) -> CaseLight:
    """Every document of the law data. `shows` says which kinds of information about the person the viewer may see."""
    known, ahead, settled = tuple(evidence), tuple(coming), tuple(marks)
    every = [law.book.pension_documents.nearest(each, law.day) for each in in_order(law)]
    return CaseLight(tuple(_document(each, known, ahead, settled, shows, law) for each in every))


def in_order(law: Law) -> tuple[str, ...]:
    """The ids of all documents: what every case needs first, then in the order of the acts."""
    ids = list(dict.fromkeys(each.id for each in law.book.pension_documents))
    rank = {"always": 0, "usually": 1, "unless-already-covered": 1}
    return tuple(sorted(ids, key=lambda each: rank.get(law.book.pension_documents[each].requirement, 2)))


def _document(
    document: PensionDocument,
    known: Sequence[Evidence],
    ahead: Sequence[Coming],
    settled: Sequence[Mark],
    shows: Callable[[Category], bool],
    law: Law,
) -> DocumentLight:
    every = points_of(document, law)
    points = tuple(_seen(each, known, law.day) for each in every if shows(each.category))
    plans = {of_plan(each) for each in document.from_plan_types}
    lit = {each for seen in points for each in seen.evidence}
    not_needed = why_not_needed(document, settled, law)
    getting = None if not_needed else arrangement(document.id, settled)
    wanted = {tag for seen in points if seen.glow is not Glow.LIT for tag in seen.point.accepts}
    state = _state(points, len(every) - len(points), law.day, not_needed)
    lacks = state in {State.MISSING, State.PART, State.OLD}
    return DocumentLight(
        document=document,
        category=category_of(document, law),
        state=state,
        points=points,
        hidden=len(every) - len(points),
        beside=newest_first(each for each in known if each.tells & plans and each not in lit and each.day <= law.day),
        not_needed=not_needed,
        getting=getting,
        coming=tuple(each for each in ahead if each.tells & wanted) if lacks else (),
        late=bool(lacks and getting and getting.by_day and getting.by_day < law.day),
    )


def _seen(point: Point, known: Sequence[Evidence], on: date) -> PointSeen:
    glows = [(glow_of(point, each, on), each) for each in known]
    found = newest_first(each for glow, each in glows if glow)
    return PointSeen(point, max((glow for glow, _ in glows), default=Glow.DARK), found)


def _state(points: Sequence[PointSeen], hidden: int, on: date, not_needed: NotNeeded | None) -> State:
    if not_needed:
        return State.NOT_NEEDED
    if not points:
        return State.HIDDEN
    glows = {seen.glow for seen in points}
    if glows == {Glow.DARK}:
        return State.MISSING
    if glows == {Glow.LIT}:
        return State.PART if hidden else State.HAVE
    old = any(is_old(each, on) for seen in points if seen.glow is Glow.DIM for each in seen.evidence)
    return State.OLD if old and Glow.DARK not in glows else State.PART


def newest_first(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """By day, the newest first; then in an order that does not depend on how it was found."""
    ordered = sorted(evidence, key=lambda each: (each.kind.value, each.title, each.key))
    return tuple(sorted(ordered, key=lambda each: each.day, reverse=True))
