"""Which deadlines run from what stands in the sector plans and in the approved plan?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from enplan.journey.decisions.facts import Step
from enplan.journey.followup.facts import LawDay
from enplan.journey.followup.rules.counting import Moves
from enplan.journey.followup.rules.growing_up import OF_AGE
from enplan.journey.followup.rules.running import CaseFacts, Event, in_law, law_day
from enplan.journey.followup.rules.starting import CLARIFYING_PLANS, VOCATIONAL, Source, starting_at
from enplan.journey.plan.facts import Column
from enplan.journey.sectorplans.facts import Measure, Question, SectorPlan
from enplan.kernel.category import Category, category_of

REHABILITATION = "genoptraeningsplan"
OFFER_MADE = "genoptraening-besked-4-dage"  # met as soon as there is an offer with a first day
ONE_DAY = timedelta(days=1)


def before_start(facts: CaseFacts) -> Iterator[LawDay]:
    """A measure that must begin soon after the citizen has asked, and has not begun."""
    begun = {name for each in facts.agreed if each.column not in WAITING for name in each.origins}
    for deadline, start in starting_at(Source.WAITS):
        for plan, measure in facts.measures(*start.of):
            if plan.made is None or measure.starts <= facts.on or measure.name in begun:
                continue
            event = Event(plan.made, measure.name, facts.title_of(measure), measure.persons[0])
            yield from _planned(law_day(facts, deadline, event), measure.starts)
        for each in facts.agreed:
            here = each.measure_type in start.of and not each.origins and each.column in WAITING
            if here and facts.agreed_day and (each.starts is None or each.starts > facts.on):
                event = Event(facts.agreed_day, str(each.id), each.title, facts.ref_of(each.person_id))
                yield from _planned(law_day(facts, deadline, event), each.starts)


def after_discharge(facts: CaseFacts) -> Iterator[LawDay]:
    """The hospital hands out the rehabilitation plan at discharge; training begins, and before that one is told."""
    for deadline, start in starting_at(Source.DISCHARGE):
        for plan in facts.plans:
            if plan.plan_type != REHABILITATION or plan.made is None or not facts.sees(plan.person, Category.HEALTH):
                continue
            offers = [each for each in facts.given(*start.of) if plan.person in each.persons]
            first = min((each.starts for each in offers), default=None)
            met = bool(offers) if deadline == OFFER_MADE else any(each.starts <= facts.on for each in offers)
            if not met:
                event = Event(plan.made, plan.id, plan.department, plan.person)
                yield from _planned(law_day(facts, deadline, event), first)


def at_most(facts: CaseFacts) -> Iterator[LawDay]:
    """A measure that may last only so long, and is to last that long or longer: somebody must settle what then.

    Where it was decided to its last lawful day, that day is told, and not the day after.
    """
    for deadline, start in starting_at(Source.LONGEST):
        for measure in facts.given(*start.of):
            if measure.is_past(facts.on):
                continue
            found = law_day(facts, deadline, _event(facts, measure, measure.starts), moves=Moves.STAYS)
            if found is None:
                continue
            if measure.ends is None or measure.ends >= found.day:
                yield found
            elif measure.ends == found.day - ONE_DAY:
                last = Step("step.last-day", {"day": measure.ends})
                yield replace(found, day=measure.ends, steps=(*found.steps, last))


def before_end(facts: CaseFacts) -> Iterator[LawDay]:
    """A vocational measure ends and nothing follows: it is settled before what then (retssikkerhedsloven § 7 a)."""
    for deadline, start in starting_at(Source.ENDING):
        for measure in facts.given(*start.of):
            if measure.ends is None or measure.is_past(facts.on) or _goes_on(facts, measure, measure.ends):
                continue
            yield from _found(law_day(facts, deadline, _event(facts, measure, measure.ends)))


def first_meetings(facts: CaseFacts) -> Iterator[LawDay]:
    """A first meeting that the law demands and nobody has booked."""
    for deadline, start in starting_at(Source.DUTY):
        for duty in facts.duties_of(*start.of):
            entry = in_law(facts, deadline, duty.since)
            if entry is None:
                continue
            due = entry.span.after(duty.since)
            rows = [each for each in facts.duties if each.name == duty.name and each.due == due]
            if any(row.lacks for row in rows):
                event = Event(duty.since, duty.name, rows[0].label, duty.person)
                yield from _found(law_day(facts, deadline, event))


def assessments_begun(facts: CaseFacts) -> Iterator[LawDay]:
    """An assessment of which something is unanswered, counted from its first question."""
    for deadline, start in starting_at(Source.ASKED):
        asked: dict[tuple[str, str], list[Question]] = {}
        for plan in facts.plans:
            for question in plan.questions:
                if question.assessment in start.of:
                    about = _assessed(facts, plan, question)
                    asked.setdefault((about, question.assessment), []).append(question)
        for (person, assessment), questions in sorted(asked.items()):
            if any(each.answered is None or each.answered > facts.on for each in questions):
                label = facts.book.assessments[assessment].label
                event = Event(min(each.asked for each in questions), f"{person}:{assessment}", label, person)
                yield from _found(law_day(facts, deadline, event))


def clarifying(facts: CaseFacts) -> Iterator[LawDay]:
    """A course of job clarification goes before the rehabilitation team, as long as the law demands it."""
    for deadline, start in starting_at(Source.CLARIFYING):
        for measure in facts.given(*start.of):
            person = measure.persons[0]
            done = facts.has_plan(person, *CLARIFYING_PLANS)
            if done or measure.is_past(facts.on) or measure.starts > facts.on or not facts.sees(person, Category.WORK):
                continue
            yield from _found(law_day(facts, deadline, _event(facts, measure, measure.starts)))


WAITING = frozenset({Column.SUGGESTION, Column.PLANNED})


def _assessed(facts: CaseFacts, plan: SectorPlan, question: Question) -> str:
    """Whom the assessment is about: a parent who is asked in that of a child is not the one assessed."""
    about_child = facts.book.assessments[question.assessment].subject == "child"
    grown = any(each.ref == question.person and each.age(facts.on) >= OF_AGE for each in facts.persons)
    return plan.person if about_child and grown else question.person


def _event(facts: CaseFacts, measure: Measure, day: date) -> Event:
    return Event(day, measure.name, facts.title_of(measure), measure.persons[0])


def _goes_on(facts: CaseFacts, measure: Measure, ends: date) -> bool:
    """Whether another vocational measure takes over. Somebody who may not see those of the person says nothing."""
    person = measure.persons[0]
    if not facts.sees(person, category_of(measure.measure_type, facts.book.measure_types[measure.measure_type].sector)):
        return True
    others = (each for each in facts.given(*VOCATIONAL) if each.name != measure.name and person in each.persons)
    return any(each.starts <= ends + ONE_DAY and (each.ends is None or each.ends > ends) for each in others)


def _planned(day: LawDay | None, begins: date | None) -> Iterator[LawDay]:
    """The day, with when it is planned to begin where that is too late."""
    if day is not None:
        yield replace(day, begins=begins) if begins and begins > day.day else day


def _found(day: LawDay | None) -> Iterator[LawDay]:
    if day is not None:
        yield day
