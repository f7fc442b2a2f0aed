"""What does an answer give, beside what the plan says, and what is less than somebody has?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from enplan.journey.decisions.facts import Choice, Element, Part, Result
from enplan.journey.decisions.rules.composing import element_of, with_less
from enplan.journey.plan.facts import Answered, Column, Given, OfKind, PlanMeasure, Promised, Reduction
from enplan.journey.plan.rules.answered import as_answered, given_less, weighable
from enplan.journey.plan.rules.calendar import given_week
from enplan.law.lawbook import Law


class _Terms(TypedDict):
    starts: date | None
    ends: date | None
    hours: Decimal | None
    open_ended: bool


def what_was_asked(measure: PlanMeasure, less: Iterable[Reduction], choice: Choice) -> Choice:
    """A complaint granted in full: where the plan gives less, back to what there was; what was typed counts first."""
    reduced = {each.element_id for each in less}
    promised = measure.promised if measure.id in reduced else ()
    hours = [each.hours_per_week for each in promised if each.hours_per_week is not None]
    ends = choice.ends or _longest(promised, measure.ends)
    return replace(
        choice,
        starts=choice.starts or min((each.starts for each in promised), default=measure.starts),
        ends=ends,
        open_ended=ends is None,
        hours=choice.hours or (sum(hours, Decimal(0)) if hours else _hours(measure)),
    )


def as_it_stands(measure: PlanMeasure, part: Part) -> PlanMeasure:
    """The measure as the answer that is complained over gives it: another complaint may have changed it before.

    A no gives nothing. The last day it names is of what there was, and not of what is asked for.
    """
    if part.result is Result.REFUSED or not any(terms(part)):
        return measure
    return as_answered(measure, Answered(Given.ALL, date.min, "", *terms(part)))


def _longest(promised: Sequence[Promised], otherwise: date | None) -> date | None:
    """The last day of what was promised: none, where some of it had none."""
    ends = [each.ends for each in promised if each.ends is not None]
    if not promised:
        return otherwise
    return max(ends) if len(ends) == len(promised) else None


def _hours(measure: PlanMeasure) -> Decimal | None:
    return given_week(measure.times, measure.hours_per_week)


def terms(choice: Choice | Part) -> tuple[date | None, date | None, Decimal | None, bool]:
    """From when, until when, how many hours a week, and whether it runs without a last day."""
    return choice.starts, choice.ends, choice.hours, choice.open_ended


def given_anew(
    measure: PlanMeasure, choice: Choice, known: Iterable[Reduction], measure_type: str, law: Law
) -> Element:
    """The element as a new answer gives it, held against what there was before."""
    answer = Answered(Given.ALL, law.day, choice.granted, *terms(choice), reason=choice.discretion)
    less = given_less([measure], list(known), {measure.id: answer})
    element = with_less(element_of(weighable(measure, answer), (measure_type,), law), less)
    return replace(element, not_agreed=False)  # nobody is asked for a yes to what is more than the answer before


def changes_something(measure: PlanMeasure, part: Part, choice: Choice) -> bool:
    """Whether the citizen gets something else than the answer that is complained over gave."""
    if part.result is not Result.GRANTED or choice.granted.strip() or measure.column is Column.STOPPED:
        return True
    before = (part.starts or measure.starts, _last_day(part, measure), part.hours or _hours(measure))
    after = (choice.starts or measure.starts, _last_day(choice, measure), choice.hours or _hours(measure))
    return before != after


def gives_less(measure: PlanMeasure, part: Part, choice: Choice) -> bool:
    """Whether the citizen would get less than the answer that is complained over gave: nobody loses by complaining."""
    if part.result is Result.REFUSED or measure.column is Column.STOPPED:
        return False
    starts, hours = part.starts or measure.starts, part.hours or _hours(measure)
    ends, new_end = (_last_day(each, measure) or date.max for each in (part, choice))
    later = choice.starts is not None and starts is not None and choice.starts > starts
    fewer = choice.hours is not None and hours is not None and choice.hours < hours
    return later or fewer or new_end < ends


def _last_day(answer: Choice | Part, measure: PlanMeasure) -> date | None:
    return None if answer.open_ended else answer.ends or measure.ends


def answered(parts: Iterable[Part], days: Mapping[UUID, date]) -> dict[UUID, Answered]:
    """By measure what the answers in force say otherwise than the plan; `days` are those of the letters."""
    by_element: dict[UUID, list[Part]] = {}
    for part in parts:
        by_element.setdefault(part.measure_id or part.element_id, []).append(part)
    return {
        element: _of(about, max(days[each.decision_id] for each in about))
        for element, about in by_element.items()
        if any(each.result is not Result.GRANTED or any(terms(each)) or each.granted for each in about)
    }


def _of(parts: Sequence[Part], day: date) -> Answered:
    kinds: dict[UUID, list[Part]] = {}
    for part in parts:
        kinds.setdefault(part.element_id, []).append(part)
    giving = [part for part in parts if part.result is not Result.REFUSED] or list(parts)
    telling = [part for part in parts if part.result is not Result.GRANTED] or list(parts)
    granted = [part.granted.strip().rstrip(".") for part in parts if part.granted.strip()]
    return Answered(
        given=_given(parts),
        day=day,
        granted="; ".join(granted),
        **_terms_of(giving),
        reason=" ".join(dict.fromkeys(part.words.discretion for part in telling if part.words.discretion)),
        agreed=" ".join(dict.fromkeys(part.words.agreed for part in telling if part.words.agreed)),
        kinds=tuple(OfKind(element, _given(about), **_terms_of(about)) for element, about in kinds.items()),
    )


def _terms_of(parts: Sequence[Part]) -> _Terms:
    """The first day, the last day and the hours that the answers name between them."""
    return {
        "starts": min((part.starts for part in parts if part.starts), default=None),
        "ends": max((part.ends for part in parts if part.ends), default=None),
        "hours": max((part.hours for part in parts if part.hours), default=None),
        "open_ended": any(part.open_ended for part in parts),
    }


def _given(parts: Iterable[Part]) -> Given:
    results = {part.result for part in parts}
    return Given.ALL if results == {Result.GRANTED} else Given.NONE if results == {Result.REFUSED} else Given.SOME
