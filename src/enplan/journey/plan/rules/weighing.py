"""What becomes of every right that somebody had before the one plan? Each is told exactly once (S-65).

The measures are weighed by what `comparing` finds, so what a page calls less is what must be agreed to and decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.plan.facts import Column, PlanMeasure, Promised, Reduction, ReductionKind
from enplan.journey.plan.rules.calendar import given_week
from enplan.journey.plan.rules.comparing import said_hours, said_until
from enplan.journey.plan.rules.joining import demand_of, period_of
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId


class RightKind(StrEnum):
    """What somebody had before."""

    MEASURE = "measure"
    DECISION = "decision"  # to have it decided, and to complain
    MEETING = "meeting"
    CONTACT = "contact"


class Becomes(StrEnum):
    """What became of it: from no change to nothing left."""

    KEPT = "kept"
    REPLACED = "replaced"
    MORE = "more"
    WEAKER = "weaker"
    LATER = "later"
    SHORTER = "shorter"
    LESS = "less"
    GONE = "gone"


WORSE: Final = (Becomes.GONE, Becomes.LESS, Becomes.SHORTER, Becomes.LATER, Becomes.WEAKER)  # the worst first
BECOMES: Final[Mapping[ReductionKind, Becomes]] = {
    ReductionKind.FEWER: Becomes.GONE,
    ReductionKind.FEWER_HOURS: Becomes.LESS,
    ReductionKind.SHORTER: Becomes.SHORTER,
    ReductionKind.LATER: Becomes.LATER,
    ReductionKind.WEAKER_BASIS: Becomes.WEAKER,
    ReductionKind.OBLIGATION: Becomes.WEAKER,
    ReductionKind.PARTLY: Becomes.LESS,
}


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that a sector plan or the law gave before the one plan; `promised` belongs to a measure."""

    kind: RightKind
    item: str  # the name of the item in its sector plan; of a contact person, their name
    person_id: PersonId
    category: Category
    title: str
    department: str
    promised: Promised | None = None
    to: str = ""  # of a decision: where one complains; of a meeting: who holds it
    gave: tuple[str, ...] = ()  # of a contact person: the items they themselves gave


@dataclass(frozen=True, slots=True)
class Fact:
    """What reads otherwise: before, and after."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A right before, beside what comes after."""

    right: Right
    becomes: Becomes
    facts: tuple[Fact, ...] = ()
    into: str = ""  # what came in its place
    reason: str = ""
    element: PlanMeasure | None = None
    hours: Decimal = Decimal(0)  # so many fewer hours a week
    days: int = 0  # so many days later, or fewer at the end
    agreed: bool = False  # everything in which it is worse was agreed to in a version in force
    words: str = ""  # with which it was agreed to

    @property
    def is_worse(self) -> bool:
        """Whether somebody gets less than before: it takes a reason, an informed yes and a decision."""
        return self.becomes in WORSE


@dataclass(frozen=True, slots=True)
class After:
    """What comes after: the measures with those that stop, in what they give less, and the rules that hold."""

    measures: tuple[PlanMeasure, ...]
    given_less: tuple[Reduction, ...]
    coordinator: str = ""  # the one contact person
    complaint_to: str = ""  # the one place where one complains, if the regime has one
    meetings: Mapping[str, str] | None = None  # by duty: what comes in its place


def weigh(before: Iterable[Right], after: After) -> list[Weighed]:
    """Every right once, in the order in which they came."""
    measures = _by_item(after.measures)
    found = []
    for right in dict.fromkeys(before):
        measure = measures.get(right.item)
        match right.kind:
            case RightKind.MEASURE:
                found.append(_measure(right, measure, _less(right, measure, after.given_less)))
            case RightKind.DECISION:
                found.append(_decision(right, measure, after.complaint_to))
            case RightKind.MEETING:
                into = (after.meetings or {}).get(right.item, "")
                found.append(Weighed(right, Becomes.REPLACED if into else Becomes.KEPT, into=into))
            case RightKind.CONTACT:
                found.append(_contact(right, after))
    return found


def _less(right: Right, measure: PlanMeasure | None, given_less: Iterable[Reduction]) -> list[Reduction]:
    """In what the measure gives less of this, the worst first."""
    found = [each for each in given_less if measure and (each.element_id, each.item) == (measure.id, right.item)]
    return sorted(found, key=lambda each: (WORSE.index(BECOMES[each.kind]), each.before))


def rights_of(measures: Iterable[PlanMeasure]) -> Iterator[Right]:
    """The measures that the sector plans gave, as the one plan remembers them: one that was merged stands there."""
    for measure in measures:
        if measure.merged_into is None:
            for each in measure.promised:
                yield Right(
                    RightKind.MEASURE,
                    each.item,
                    measure.person_id,
                    measure.category,
                    each.title,
                    each.department,
                    each,
                )


def _by_item(measures: Iterable[PlanMeasure]) -> dict[str, PlanMeasure]:
    """The measure that each item became. What was merged is found in the whole, never in the part; what lives wins."""
    whole = [each for each in measures if each.merged_into is None]
    whole.sort(key=lambda each: (each.column is not Column.STOPPED, str(each.id)))
    return {promised.item: each for each in whole for promised in each.promised}


def _measure(right: Right, measure: PlanMeasure | None, less: Sequence[Reduction]) -> Weighed:
    promised = right.promised
    assert promised is not None  # of every measure it is known what was promised
    if measure is None:
        facts = (Fact(promised.title, "står ikke i planen"),)
        return Weighed(right, Becomes.GONE, facts, hours=promised.hours_per_week or Decimal(0))
    if less:
        hours, days = _amount(promised, measure, less)
        lengths = tuple(_lengths(promised, measure, less))
        kinds = [BECOMES[each.kind] for each in less] + [Becomes.SHORTER for _ in lengths]
        return Weighed(
            right,
            min(kinds, key=WORSE.index),
            (*(Fact(each.before, each.after) for each in less), *lengths),
            into=_into(promised, measure),
            reason=next((each.reason for each in less if each.reason), ""),
            element=measure,
            hours=hours,
            days=days,
            agreed=all(each.agreed for each in less),
            words=next((each.words for each in less if each.words), ""),
        )
    into = _into(promised, measure)
    more = () if measure.column is Column.DONE else tuple(_more(promised, measure))
    becomes = Becomes.REPLACED if into else Becomes.MORE if more else Becomes.KEPT
    return Weighed(right, becomes, more, into=into, reason=measure.reason if into else "", element=measure)


def _lengths(promised: Promised, measure: PlanMeasure, less: Iterable[Reduction]) -> Iterator[Fact]:
    """How long before, and how long now: what begins later and does not end as much later is given for shorter."""
    starts, ends = period_of(measure, promised.item)
    if starts is None or ends is None or promised.ends is None:
        return
    before, after = _length(promised.starts, promised.ends), _length(starts, ends)
    if after < before and any(each.kind is ReductionKind.LATER for each in less):
        yield Fact(_said_days(before), _said_days(after))


def _length(first: date, last: date) -> int:
    return max(0, (last - first).days + 1)


def _said_days(days: int) -> str:
    return f"{days} {'dag' if days == 1 else 'dage'} i alt"


def _into(promised: Promised, measure: PlanMeasure) -> str:
    """What it was put together with, or became under another name."""
    others = len(measure.promised) > 1 and measure.promised[0].item != promised.item
    other_kind = bool(measure.measure_type) and measure.measure_type != promised.measure_type
    return measure.title if others or other_kind else ""


def _more(promised: Promised, measure: PlanMeasure) -> Iterator[Fact]:
    before = sum((each.hours_per_week or Decimal(0) for each in measure.promised), Decimal(0))
    after = given_week(measure.times, measure.hours_per_week) or Decimal(0)
    if after > before:
        yield Fact(said_hours(before), said_hours(after))
    starts, ends = period_of(measure, promised.item)
    if starts is not None and starts < promised.starts:
        yield Fact(f"fra {said_day(promised.starts)}", f"fra {said_day(starts)}")
    if promised.ends is not None and (ends is None or ends > promised.ends):
        yield Fact(said_until(promised.ends), said_until(ends))
    if promised.demand == "obligation" and demand_of(measure, promised.item) == "offer":
        yield Fact("en pligt", "et tilbud")


def _amount(promised: Promised, measure: PlanMeasure, less: Iterable[Reduction]) -> tuple[Decimal, int]:
    """By how many hours a week, and by how many days, it is less."""
    hours, days = Decimal(0), 0
    for each in less:
        match each.kind:
            case ReductionKind.FEWER:
                hours += promised.hours_per_week or Decimal(0)
            case ReductionKind.FEWER_HOURS:
                before = sum((one.hours_per_week or Decimal(0) for one in measure.promised), Decimal(0))
                hours += before - (given_week(measure.times, measure.hours_per_week) or Decimal(0))
            case ReductionKind.LATER:
                days += _days(promised.starts, period_of(measure, promised.item)[0])
            case ReductionKind.SHORTER:
                days += _days(period_of(measure, promised.item)[1], promised.ends)
    return hours, days


def _days(first: date | None, last: date | None) -> int:
    return (last - first).days if first and last else 0


def _decision(right: Right, measure: PlanMeasure | None, complaint_to: str) -> Weighed:
    """The law decides every measure that it decided before; what stops is decided as well."""
    if measure is None:
        return Weighed(right, Becomes.GONE)
    if complaint_to and complaint_to != right.to:
        return Weighed(right, Becomes.REPLACED, (Fact(right.to, complaint_to),), into=complaint_to, element=measure)
    return Weighed(right, Becomes.KEPT, element=measure)


def _contact(right: Right, after: After) -> Weighed:
    """Whoever is still in charge of something stays; else the one contact person comes instead."""
    if any(each.responsible.name == right.title for each in after.measures if each.column is not Column.STOPPED):
        return Weighed(right, Becomes.KEPT)
    if right.title == after.coordinator:
        return Weighed(right, Becomes.KEPT)
    if who := _who_does_it(right, _by_item(after.measures)):
        return Weighed(right, Becomes.REPLACED, into=who)
    return Weighed(right, Becomes.REPLACED if after.coordinator else Becomes.GONE, into=after.coordinator)


def _who_does_it(right: Right, measures: Mapping[str, PlanMeasure]) -> str:
    """Who gives now what they gave: of help that was put together, whoever gives the whole."""
    now = (measures[each] for each in right.gave if each in measures)
    names = (each.responsible.name for each in now if each.column is not Column.STOPPED)
    return ", ".join(dict.fromkeys(filter(None, names)))
