"""From when to when is each measure given: as a letter in force says, as the approved plan says, or its sector plan?

A sector plan that the one plan has taken the place of still says what was planned first. Nobody is to count from that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from enplan.journey.decisions.rules.granting import answered
from enplan.journey.decisions.rules.reading import answers_held
from enplan.journey.followup.rules.running import CaseFacts
from enplan.journey.plan.facts import Answers, Column, PlanMeasure
from enplan.journey.plan.rules.answered import as_answered, ends_at_once
from enplan.journey.plan.rules.parting import parted
from enplan.journey.sectorplans.facts import Measure, SectorPlan
from enplan.kernel.calendar import danish_day

ONE_PLAN: Final = "one-plan"  # stands where the name of a sector plan would
Known = dict[str, tuple[SectorPlan, Measure]]


def agreed_today(approved: Iterable[PlanMeasure], living: Iterable[PlanMeasure]) -> list[PlanMeasure]:
    """The measures of the approved plan as they were agreed, each as far as it has come on the board today."""
    board = {each.id: each.column for each in living if each.merged_into is None}
    found = [replace(each, column=board.get(each.id, each.column)) for each in approved if each.merged_into is None]
    return [replace(each, column=Column.PLANNED) if each.column is Column.SUGGESTION else each for each in found]


def as_given(facts: CaseFacts) -> CaseFacts:
    """The same facts with every measure on the days that count today, and what the one plan itself has added."""
    known = {each.name: (plan, each) for plan in facts.plans for each in plan.measures}
    instead: dict[str, Measure | None] = {}
    own: list[Measure] = []
    for part, is_given in _parts(facts):
        taken = [name for name in part.origins if name in known]
        instead.update(dict.fromkeys(taken))
        if is_given and taken:
            instead.update(_laid_over(facts, known, taken, part))
        elif is_given and part.measure_type and part.starts and not part.origins:
            own.append(_added(facts, part, part.starts))
    plans = [replace(plan, measures=tuple(_instead(plan.measures, instead))) for plan in facts.plans]
    return replace(facts, plans=plans, own=own)


def _parts(facts: CaseFacts) -> Iterator[tuple[PlanMeasure, bool]]:
    """Each kind of help that the plan or a letter gives days to, and whether it is given at all.

    What the plan stops goes on as before until a letter has said so.
    """
    answers = _answers(facts)
    for measure in facts.agreed:
        for part in parted(measure):
            answer = answers.get(part.id)
            is_over = part.column is Column.DONE or ends_at_once(answer)
            yield as_answered(part, answer), not is_over
    for measure in facts.stopped:
        for part in parted(measure):
            if (answer := answers.get(part.id)) is not None:
                yield as_answered(part, answer), not ends_at_once(answer)


def _answers(facts: CaseFacts) -> Answers:
    """What the letters in force say otherwise than the plan, by the kind of help each of them is of."""
    parts = (replace(part, measure_id=None) for part in answers_held(facts.decisions))
    return answered(parts, {each.id: danish_day(each.made_at) for each in facts.decisions})


def _laid_over(
    facts: CaseFacts, known: Known, taken: Sequence[str], part: PlanMeasure
) -> Iterator[tuple[str, Measure]]:
    """Of each kind of help the one that was planned first stands for all that became one with it."""
    kinds: dict[str, list[str]] = {}
    for name in taken:
        kinds.setdefault(known[name][1].measure_type, []).append(name)
    for kind, names in kinds.items():
        first = min(names, key=lambda name: (known[name][0].made or date.max, name))
        measure = known[first][1]
        yield (
            first,
            replace(
                measure,
                persons=_persons(facts, part) or measure.persons,
                starts=part.starts or measure.starts,
                ends=part.ends if part.starts or part.ends else measure.ends,
                title=part.title if kind == part.measure_type else measure.title,
            ),
        )


def _added(facts: CaseFacts, part: PlanMeasure, starts: date) -> Measure:
    return Measure(
        ONE_PLAN,
        str(part.id),
        part.measure_type,
        _persons(facts, part),
        starts,
        part.ends,
        title=part.title,
    )


def _persons(facts: CaseFacts, part: PlanMeasure) -> tuple[str, ...]:
    refs = (facts.ref_of(person) for person in dict.fromkeys((part.person_id, *part.persons)))
    return tuple(ref for ref in refs if ref)


def _instead(measures: Iterable[Measure], instead: dict[str, Measure | None]) -> Iterator[Measure]:
    for measure in measures:
        found = instead.get(measure.name, measure)
        if found is not None:
            yield found
