"""Which deadlines run for a child: when a plan must be ready, and what is prepared before a birthday?"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from enplan.journey.followup.facts import LawDay
from enplan.journey.followup.rules.counting import Moves
from enplan.journey.followup.rules.running import CaseFacts, Event, law_day
from enplan.journey.followup.rules.starting import Source, starting_at
from enplan.journey.sectorplans.facts import Measure
from enplan.kernel.calendar import birthday
from enplan.kernel.category import Category
from enplan.law.provision import OnePlan
from enplan.registers.cases.facts import CasePerson

YOUTH_PLAN_AGE: Final = 16  # barnets lov § 108: from then on the plan is a youth plan
OF_AGE: Final = 18
YOUTH_PLAN: Final = "ungeplan-3-maaneder"
BEFORE_2024: Final = "boern-handleplan-4-maaneder"
PLANS: Final = ("barnets-plan", "ungeplan")
PREPARED_IN: Final = "forberedelse-voksenlivet"
AFTER_18: Final = "ungestoette"
REPLACED: Final = frozenset({OnePlan.REPLACEABLE_WHOLE, OnePlan.BECOMES_ONE_PLAN, OnePlan.IS_ONE_PLAN})


def plans_for_children(facts: CaseFacts) -> Iterator[LawDay]:
    """A child gets support, and no plan is ready: the child's plan, or from 16 the youth plan."""
    for deadline, start in starting_at(Source.SUPPORT):
        for child in _children(facts):
            helps = _living(facts, child, start.of)
            if not helps or _has_plan(facts, child):
                continue
            first = min(helps, key=lambda each: (each.starts, each.name))
            sixteen = birthday(child.born, YOUTH_PLAN_AGE)
            young = deadline == YOUTH_PLAN
            if deadline != BEFORE_2024 and young != (facts.on >= sixteen):
                continue
            since = max(first.starts, sixteen) if young else first.starts
            found = law_day(facts, deadline, Event(since, first.name, facts.title_of(first), child.ref))
            if found is not None:
                yield found


def before_adulthood(facts: CaseFacts) -> Iterator[LawDay]:
    """At 16 one begins to prepare the life as an adult of a young person with lasting needs (barnets lov § 122)."""
    for deadline, start in starting_at(Source.GROWING):
        for child in _children(facts):
            if not _living(facts, child, start.of) or facts.has_plan(child.ref, PREPARED_IN):
                continue
            found = law_day(facts, deadline, Event(child.born, child.ref, child.name, child.ref), moves=Moves.STAYS)
            if found is not None:
                yield found


def before_leaving(facts: CaseFacts) -> Iterator[LawDay]:
    """Half a year before 18 it is decided what support goes on (barnets lov § 111)."""
    for deadline, start in starting_at(Source.LEAVING):
        for child in _children(facts):
            of_age = birthday(child.born, OF_AGE)
            stays = [each for each in _living(facts, child, start.of) if each.ends is None or each.ends >= of_age]
            decided = any(child.ref in each.persons for each in facts.given(AFTER_18)) or any(
                each.measure_type == AFTER_18 and child.person_id in each.persons for each in facts.agreed
            )
            if stays and not decided:
                found = law_day(facts, deadline, Event(of_age, child.ref, facts.title_of(stays[0]), child.ref))
                if found is not None:
                    yield found


def _children(facts: CaseFacts) -> Iterator[CasePerson]:
    """Those under 18 of whom one may see what stands in the plans of the family department."""
    for person in facts.persons:
        if person.age(facts.on) < OF_AGE and facts.sees(person.ref, Category.FAMILY):
            yield person


def _living(facts: CaseFacts, child: CasePerson, types: tuple[str, ...]) -> list[Measure]:
    return [each for each in facts.given(*types) if child.ref in each.persons and _runs(each, facts.on)]


def _runs(measure: Measure, on: date) -> bool:
    return measure.starts <= on and not measure.is_past(on)


def _has_plan(facts: CaseFacts, child: CasePerson) -> bool:
    """A plan of their own, or an approved one plan that stands in its place."""
    law = facts.book.on(facts.on)
    replaced = any(law.plan_type(each).one_plan in REPLACED for each in PLANS)
    in_one_plan = replaced and any(child.person_id in each.persons for each in facts.agreed)
    return in_one_plan or facts.has_plan(child.ref, *PLANS, "handleplan-140")
