"""Which deadlines run from a day that a professional has noted, and which day can be noted?"""

from collections.abc import Iterator
from datetime import date

from enplan.journey.decisions.facts import Step
from enplan.journey.entrance.rules.deadlines import promise
from enplan.journey.followup.facts import DueKind, Happening, LawDay, NotedDay
from enplan.journey.followup.rules.counting import Counted, counted_own
from enplan.journey.followup.rules.running import CaseFacts, Event, law_day
from enplan.journey.followup.rules.starting import AHEAD, APPLICATION, APPLIED, Source, starting_at
from enplan.law.lawbook import Lawbook
from enplan.law.provision import Deadline


def after_noted(facts: CaseFacts) -> Iterator[LawDay]:
    """What somebody has noted the day of, until it is done. What only the citizen may do ends with its last day."""
    for deadline, start in starting_at(Source.NOTED):
        for each in facts.noted:
            if each.happening.value not in start.of or each.ended_as is not None or deadline in each.done:
                continue
            found = law_day(facts, deadline, Event(each.day, str(each.id), "", facts.ref_of(each.person_id)))
            if found is not None and (start.kind is not DueKind.CITIZEN_DAY or found.day >= facts.on):
                yield found
    for each in facts.noted:
        if each.happening in APPLIED and each.ended_as is None and (answer := _answer_due(facts, each)) is not None:
            yield answer


def _answer_due(facts: CaseFacts, applied: NotedDay) -> LawDay | None:
    """The day an application is answered: the days of its area from the day it came, as they were on that day."""
    if applied.within_days is None:
        return None
    area = Step(f"step.area.{APPLIED[applied.happening]}", {"came": applied.day})
    own = counted_own(applied.day, applied.within_days, promise(applied.day, applied.within_days))
    event = Event(applied.day, str(applied.id), "", facts.ref_of(applied.person_id))
    return law_day(facts, APPLICATION, event, counted=Counted(own.day, (area, *own.steps)), kind=DueKind.PREPARE)


def deadlines_of(happening: Happening, book: Lawbook, day: date) -> tuple[Deadline, ...]:
    """The deadlines that run from it when it happens on the day."""
    names = [deadline for deadline, start in starting_at(Source.NOTED) if happening.value in start.of]
    names += [APPLICATION] if happening in APPLIED else []
    return tuple(entry for name in names if (entry := book.deadlines.on(name, day)) is not None)


def can_be_noted(book: Lawbook, on: date) -> tuple[Happening, ...]:
    """What deadlines run from by the law of the day."""
    return tuple(each for each in Happening if deadlines_of(each, book, on))


def unfit_day(happening: Happening, day: date, *, born: date, on: date, book: Lawbook) -> str:
    """Why this cannot have happened to the person on this day; empty when it can."""
    if day < born:
        return "followup.day_before_birth"
    if day > on and happening not in AHEAD:
        return "followup.day_is_ahead"
    return "" if deadlines_of(happening, book, day) else "followup.no_deadline_then"
