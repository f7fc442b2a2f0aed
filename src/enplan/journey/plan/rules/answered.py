"""What comes of a measure when the authority answers otherwise than the plan says?

A plan that was agreed is never changed by a letter; what the letter says is laid over it wherever the plan is shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.plan.facts import Answered, Answers, Column, Given, OfKind, PlanMeasure, Reduction, ReductionKind
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.parting import parted


def as_answered(measure: PlanMeasure, answer: Answered | None) -> PlanMeasure:
    """The measure with the days and hours that the letter gives it; a no may let it run to a last day."""
    if answer is None:
        return measure
    if answer.given is Given.NONE:
        return _until(measure, answer.ends) if answer.ends else measure
    column = Column.PLANNED if measure.column is Column.STOPPED else measure.column
    return replace(_given(measure, answer) if not measure.pieces else _together(measure, answer), column=column)


def _given(measure: PlanMeasure, said: Answered | OfKind) -> PlanMeasure:
    return replace(
        measure,
        starts=said.starts or measure.starts,
        ends=None if said.open_ended else said.ends or measure.ends,
        hours_per_week=measure.hours_per_week if said.hours is None else said.hours,
    )


def _together(measure: PlanMeasure, answer: Answered) -> PlanMeasure:
    """Of what was put together each kind as it was answered, and the others as they are: the letter takes nothing else.

    Where the hours of a kind that was not answered are not known, those that were answered are what is known.
    """
    said = {each.element_id: each for each in answer.kinds}
    parts = [(part, said.get(part.id)) for part in parted(measure)]
    giving = [_given(part, of) if of else part for part, of in parts if of is None or of.given is not Given.NONE]
    hours = [each.hours_per_week for each in giving if each.hours_per_week is not None]
    known = len(hours) == len(giving)
    as_said, ends = _given(measure, answer), [each.ends for each in giving if each.ends]
    return replace(
        as_said,
        starts=min((each.starts for each in giving if each.starts), default=as_said.starts),
        ends=max(ends) if ends and len(ends) == len(giving) else None,
        hours_per_week=sum(hours, Decimal(0)) if known and answer.hours is not None else as_said.hours_per_week,
    )


def _until(measure: PlanMeasure, last: date) -> PlanMeasure:
    """Nothing of it happens after its last day."""
    times = (
        replace(each, weekly_until=min(each.weekly_until, last) if each.weekly_until else None)
        for each in measure.times
        if each.day <= last
    )
    return replace(measure, ends=last, times=tuple(times))


def ends_at_once(answer: Answered | None) -> bool:
    """Whether nothing of it happens any more: a no that names no last day."""
    return answer is not None and answer.given is Given.NONE and answer.ends is None


def standing(measures: Iterable[PlanMeasure], answers: Answers) -> tuple[PlanMeasure, ...]:
    """The measures as the letters have them, less those of which nothing happens any more."""
    return tuple(as_answered(each, answers.get(each.id)) for each in measures if not ends_at_once(answers.get(each.id)))


def weighable(measure: PlanMeasure, answer: Answered | None) -> PlanMeasure:
    """As answered; hours that a letter gives count for more than the times that were planned for fewer."""
    if answer is None or answer.given is Given.NONE:
        return measure
    given = as_answered(measure, answer)
    return replace(given, times=()) if answer.hours is not None else given


def laid_over(
    measures: Iterable[PlanMeasure], known: Iterable[Reduction], answers: Answers
) -> tuple[tuple[PlanMeasure, ...], tuple[Reduction, ...]]:
    """What the plan and the letters together give, and everything in which that is less."""
    every = tuple(measures)
    return tuple(weighable(each, answers.get(each.id)) for each in every), given_less(every, known, answers)


def given_less(measures: Iterable[PlanMeasure], known: Iterable[Reduction], answers: Answers) -> tuple[Reduction, ...]:
    """Everything in which the plan and the letters together give less; `known` is what the plan alone does (S-65)."""
    known = list(known)
    found = [each for each in known if each.element_id not in answers]
    before = {(each.element_id, each.item, each.kind): each for each in known}
    for measure in measures:
        answer = answers.get(measure.id)
        if answer is None or measure.merged_into is not None:
            continue
        if answer.given is Given.ALL:
            for each in reductions([weighable(measure, answer)]):
                former = before.get((each.element_id, each.item, each.kind))
                same = former is not None and former.after == each.after
                words = former.words if former else ""
                found.append(former if same and former else replace(each, words=words, reason=answer.reason))
        else:
            found += _taken_apart(measure, answer, known)
    return tuple(found)


def _taken_apart(measure: PlanMeasure, answer: Answered, known: Iterable[Reduction]) -> Iterator[Reduction]:
    """Of what was put together each kind of help by itself: a no to one of them takes nothing from the other."""
    alike = OfKind(measure.id, answer.given, ends=answer.ends)
    answers = {each.element_id: each for each in answer.kinds}
    for part in parted(measure):
        said = answers.get(part.id) if answers else alike
        if said is None or said.given is Given.ALL:
            items = {each.item for each in part.promised}
            yield from (each for each in known if each.element_id == measure.id and each.item in items)
        else:
            yield from _taken(measure, part, said, answer)


def _taken(measure: PlanMeasure, part: PlanMeasure, said: OfKind, answer: Answered) -> Iterator[Reduction]:
    """A no, or a part of it, against what each sector plan promised."""
    if said.given is Given.NONE:
        kind, after = ReductionKind.FEWER, "gives ikke længere"
        if said.ends:
            after = f"gives til og med {said_day(said.ends)}"
    else:
        kind, after = ReductionKind.PARTLY, answer.granted or "en del af det"
    for promised in part.promised:
        yield Reduction(
            measure.id,
            part.person_id,
            kind,
            promised.item,
            promised.title,
            after,
            answer.reason,
            agreed=bool(answer.agreed),
            words=answer.agreed,
        )
