"""What does a merged measure give by each of its legal bases: from when to when, by whom, and why?

Two measures that became one in the plan are still two decisions: each keeps the period and the helper its sector plan
gave it, and the reasons its own provision asks for (S-16).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from enplan.journey.decisions.facts import Choice, Element, Piece
from enplan.journey.plan.facts import PlanMeasure, Promised
from enplan.law.lawbook import Law

LONGEST: Final[Mapping[str, str]] = {"mentorstoette": "mentor-6-maaneder"}  # for how long it is granted at a time


def pieces_of(measure: PlanMeasure, types: Sequence[str]) -> tuple[Piece, ...]:
    """By type what it gives; a measure of one type is one piece, and needs none."""
    if len(types) < 2:
        return ()
    found = []
    for measure_type in types:
        promised = [each for each in measure.promised if each.measure_type == measure_type]
        if promised:
            found.append(
                Piece(measure_type, _first(measure, promised), _last(measure, promised), promised[0].department)
            )
    return tuple(found)


def _first(measure: PlanMeasure, promised: Sequence[Promised]) -> date | None:
    """Not before the plan lets it begin."""
    first = min(each.starts for each in promised)
    return max(first, measure.starts) if measure.starts else first


def _last(measure: PlanMeasure, promised: Sequence[Promised]) -> date | None:
    """Until what was promised ends, or the plan lets it end."""
    ends = [each.ends for each in promised]
    last = None if None in ends else max(each for each in ends if each)
    return min((each for each in (last, measure.ends) if each), default=None)


def of_type(element: Element, measure_type: str, law: Law) -> Element:
    """The element as one of its legal bases grants it, for no longer than the law lets it be granted at a time."""
    piece = next((each for each in element.pieces if each.measure_type == measure_type), None)
    if piece is not None:
        element = replace(element, starts=piece.starts, ends=piece.ends, provider=piece.provider or element.provider)
    if element.ends is None and element.starts is not None and measure_type in LONGEST:
        last = law.deadline(LONGEST[measure_type]).span.after(element.starts) - timedelta(days=1)
        return replace(element, ends=last)
    return element


def too_long(element: Element, measure_type: str, law: Law) -> bool:
    """Whether it would be granted for longer than the law lets it be at a time."""
    if measure_type not in LONGEST:
        return False
    given = of_type(element, measure_type, law)
    if given.starts is None or given.ends is None:
        return False
    return given.ends >= law.deadline(LONGEST[measure_type]).span.after(given.starts)


def reasons_for(choice: Choice, measure_type: str) -> tuple[str, str]:
    """The facts and the considerations of one legal basis: its own where there are some."""
    own = next((each for each in choice.apart if each.measure_type == measure_type), None)
    if own is None:
        return choice.facts, choice.discretion
    return own.facts or choice.facts, own.discretion or choice.discretion


def lacks_own_reasons(element: Element, choice: Choice) -> bool:
    """Whether several legal bases would be answered with the very same words."""
    own = {each.measure_type for each in choice.apart if each.discretion.strip()}
    return len(element.types) > 1 and not own.issuperset(element.types[1:])
