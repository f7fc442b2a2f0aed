"""Which measures of the plan take a decision, of whom are they, and what has the person of them already?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from enplan.journey.decisions.facts import Element, Part, Result
from enplan.journey.decisions.rules.setting import OF_AGE, in_order
from enplan.journey.plan.facts import LIVING, PlanMeasure, Reduction
from enplan.journey.plan.rules.comparing import said_hours, said_until
from enplan.journey.plan.rules.duty import duty_from, rests
from enplan.journey.plan.rules.parting import parted, parted_reductions
from enplan.kernel.category import Category, category_of
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.provision import MeasureType
from enplan.registers.cases.facts import CasePerson

CHILDREN: Final = "social-child"  # the sector of barnets lov
TO_OTHERS: Final = frozenset({  # of what barnets lov gives, what is granted to the parents or to one who is of age
    "foraeldrepaalaeg", "merudgifter-barn", "oekonomisk-stoette-forebyggelse", "stoette-foraeldre-anbringelse",
    "tabt-arbejdsfortjeneste", "ungestoette",
})  # fmt: skip


def needing_decision(
    measures: Iterable[PlanMeasure], reductions: Iterable[Reduction], law: Law, held: Iterable[Part] = ()
) -> list[Element]:
    """Those of the approved measures that the authority must first say yes or no to, in the order of the plan.

    `held` are the answers that hold today: a no to what one of them gives is less than somebody has.
    """
    measures, every = list(measures), list(reductions)
    living = [measure for measure in measures if measure.column in LIVING]
    stopping = dict.fromkeys(each.stops for each in every if each.stops)
    wholes = (*living, *stopping)
    given_less = parted_reductions(wholes, every, lambda part: bool(types_decided(part, law)))
    found = [
        with_less(_as_duty(element_of(part, types_decided(part, law), law), part, whole, measures, law), given_less)
        for whole in wholes
        for part in parted(whole)
    ]
    given = {part.element_id for part in held if part.result in {Result.GRANTED, Result.PARTLY}}
    return [_running(element, law.day) if element.id in given else element for element in found if element.types]


def _as_duty(
    element: Element, part: PlanMeasure, whole: PlanMeasure, measures: Iterable[PlanMeasure], law: Law
) -> Element:
    """The element of the whole; what was agreed to be an offer for a time, is a duty again when that is over."""
    element = replace(element, measure_id=whole.id)
    if not rests(part):
        return element
    first = duty_from(part, [each for each in measures if each.id != whole.id], law)
    if first is None:
        return replace(element, rests=True)
    return replace(element, demands=True, duty_from=first if first != element.starts else None)


def _running(element: Element, day: date) -> Element:
    """What a letter has given, from its first day to its last."""
    begun = element.starts is not None and element.starts <= day and (element.ends is None or element.ends >= day)
    if element.had or not begun:
        return element
    return replace(element, had=f"{element.amount or 'hjælpen'} {said_until(element.ends)}")


def _had(measure: PlanMeasure, day: date) -> str:
    """What the sector plans give today, in words."""
    running = [each for each in measure.promised if each.starts <= day and (each.ends is None or each.ends >= day)]
    words = (
        f"{said_hours(each.hours_per_week) if each.hours_per_week else each.title} {said_until(each.ends)}"
        for each in running
    )
    return "; ".join(dict.fromkeys(words))


def about_children(elements: Iterable[Element], people: Mapping[PersonId, CasePerson], law: Law) -> list[Element]:
    """What barnets lov gives is decided for the child: it is named and comes first, whoever else it is about."""
    found = []
    for element in elements:
        of_child = any(is_for_child(law.measure_type(each)) for each in element.types)
        known = [people[each] for each in element.persons if each in people]
        children = tuple(each.person_id for each in in_order(known) if each.age(law.day) < OF_AGE)
        if of_child and children:
            others = tuple(each for each in element.persons if each not in children)
            found.append(replace(element, person_id=children[0], persons=(*children, *others), children=children))
        else:
            found.append(element)
    return found


def is_for_child(kind: MeasureType) -> bool:
    """Whether the law gives it to a child; to the parents, or to a grown young person, it is their own."""
    return kind.sector == CHILDREN and kind.id not in TO_OTHERS


def with_less(element: Element, reductions: Iterable[Reduction]) -> Element:
    """The element with all in which it gives less than a sector plan did, and what was said to that (S-65)."""
    found = [each for each in reductions if each.element_id == element.id]
    if not found:
        return element
    return replace(
        element,
        reduced=True,
        less=tuple((each.before, each.after) for each in found),
        agreed=tuple(dict.fromkeys(each.words for each in found if each.words)),
        not_agreed=any(not each.words for each in found),
        stops=any(each.stops is not None for each in found),
    )


def types_decided(measure: PlanMeasure, law: Law) -> tuple[str, ...]:
    """The measure type, where the law grants it by decision."""
    kind = measure.measure_type
    return (kind,) if kind and law.measure_type(kind).granted_by_decision else ()


def kind_of(measure_type: str, law: Law) -> Category:
    """Of which kind of information a measure of the type is."""
    return category_of(measure_type, law.measure_type(measure_type).sector)


def element_of(measure: PlanMeasure, types: tuple[str, ...], law: Law) -> Element:
    """The measure as something to answer."""
    categories = [kind_of(measure.measure_type, law)] if measure.measure_type else []
    hours = f"{measure.hours_per_week:f}".rstrip("0").rstrip(".") if measure.hours_per_week else ""
    return Element(
        id=measure.id,
        person_id=measure.person_id,
        category=measure.category,
        types=types,
        persons=tuple(dict.fromkeys((measure.person_id, *measure.persons))),
        categories=tuple(dict.fromkeys((measure.category, *categories))),
        title=measure.title,
        starts=measure.starts,
        ends=measure.ends,
        provider=measure.responsible.department,
        amount=f"{hours.replace('.', ',')} {'time' if hours == '1' else 'timer'} om ugen" if hours else "",
        beside=measure.beside,
        demands=measure.demand == "obligation",
        had=_had(measure, law.day),
    )
