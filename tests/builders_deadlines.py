"""From which facts do deadlines run in tests? Facts with defaults: a test names only what it is about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from enplan.journey.followup.facts import LawDay
from enplan.journey.followup.rules.deadlines import law_days
from enplan.journey.followup.rules.running import CaseFacts
from enplan.journey.sectorplans.facts import Measure, Question, SectorPlan
from enplan.kernel.category import Category
from enplan.law.lawbook import lawbook
from enplan.registers.cases.facts import CasePerson, Place
from tests.builders_meetings import person_id

MONDAY = date(2026, 11, 23)
METTE = CasePerson(person_id("mette"), "mette", "Mette Holm", date(1983, 4, 12), Place.CITIZEN)
FREJA = CasePerson(person_id("freja"), "freja", "Freja Holm", date(2012, 6, 1), Place.CHILD)
EVERYTHING = frozenset((ref, category) for ref in ("mette", "freja") for category in Category)


def the_facts(*plans: SectorPlan, on: date = MONDAY, **what: Any) -> CaseFacts:
    """Mette and Freja with these plans, seen by somebody who may see all."""
    seen = {"persons": (METTE, FREJA), "shown": EVERYTHING, **what}
    return CaseFacts(on=on, book=lawbook(), plans=plans, **seen)


def a_plan(
    plan_type: str = "min-plan",
    *measures: Measure,
    person: str = "mette",
    made: date | None = None,
    questions: Iterable[Question] = (),
) -> SectorPlan:
    """A plan of the type, called as its type."""
    return SectorPlan(
        plan_type, plan_type, person, "Et kontor", made=made, measures=measures, questions=tuple(questions)
    )


def a_measure(
    measure_type: str, starts: date, ends: date | None = None, *, person: str = "mette", plan: str = "min-plan"
) -> Measure:
    """A measure of the type, called as its type."""
    return Measure(plan, measure_type, measure_type, (person,), starts, ends)


def the_day(facts: CaseFacts, deadline: str) -> LawDay | None:
    """The deadline as it runs in the case, if it does."""
    found = [each for each in law_days(facts) if each.deadline == deadline]
    assert len(found) <= 1
    return found[0] if found else None


def the_date(facts: CaseFacts, deadline: str) -> date | None:
    """Its day."""
    found = the_day(facts, deadline)
    return found.day if found else None
