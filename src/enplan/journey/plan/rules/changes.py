"""What changed from one version of the plan to the next?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from enplan.journey.plan.facts import Column, ElementId, PlanGoal, PlanMeasure, Standing, Version
from enplan.journey.plan.rules.sides import told_times
from enplan.kernel.ids import PersonId

Element = PlanGoal | PlanMeasure


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that reads otherwise; the values are texts, days, numbers or tuples of them."""

    field: str
    before: str
    after: str


class DifferenceKind(StrEnum):
    """How an element of a newer version stands to the older one."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one goal or measure between two versions."""

    kind: DifferenceKind
    element_id: ElementId
    is_goal: bool
    person_id: PersonId
    title: str
    fields: tuple[FieldChange, ...] = ()


def changes(old: Version | None, new: Version) -> list[Difference]:
    """Every goal and measure that is new, gone or reads otherwise; goals first, in the order of the newer version."""
    return [
        *_among(old.goals if old else (), new.goals),
        *_among(old.measures if old else (), new.measures),
    ]


def nothing_new(old: Sequence[Version], new: Version) -> bool:
    """Whether the newest of the older versions still counts and says the very same."""
    return bool(old) and old[0].standing in {Standing.PROPOSED, Standing.APPROVED} and not changes(old[0], new)


def put_forward(newest: Version | None, goals: Sequence[PlanGoal], measures: Sequence[PlanMeasure]) -> bool:
    """Whether these living goals and measures are what the newest version, which still counts, already says."""
    if newest is None:
        return False
    board = {each.id: each.column for each in newest.measures}
    as_put = [
        replace(each, column=board[each.id]) if each.agreed and board.get(each.id) is Column.SUGGESTION else each
        for each in measures  # approving makes what was suggested planned: nobody has to say yes to that again
    ]
    return nothing_new([newest], replace(newest, goals=tuple(goals), measures=tuple(as_put)))


def words(element: Element) -> dict[str, object]:
    """What is locked when it has been agreed on; days and state may move."""
    if isinstance(element, PlanGoal):
        return {"text": element.text}
    return {
        "title": element.title,
        "citizen_does": element.citizen_does,
        "municipality_does": element.municipality_does,
    }


def moves(element: Element) -> dict[str, object]:
    """What may move without breaking the agreement, but is told when it does."""
    if isinstance(element, PlanGoal):
        return {"wanted_by": element.wanted_by, "domain": element.domain, "state": element.state}
    return {
        "column": element.column,
        "starts": element.starts,
        "ends": element.ends,
        "hours_per_week": element.hours_per_week,
        "times": told_times(element.times),
        "citizen_by": element.citizen_by,
        "municipality_by": element.municipality_by,
        "responsible": element.responsible.name or element.responsible.department,
        "reason": element.reason,
    }


def same_words(one: Element, other: Element) -> bool:
    """Whether what was agreed on still stands word for word."""
    return words(one) == words(other)


def field_changes(before: Element, after: Element) -> tuple[FieldChange, ...]:
    """Everything that reads otherwise in one element."""
    old, new = {**words(before), **moves(before)}, {**words(after), **moves(after)}
    return tuple(FieldChange(name, said(old[name]), said(new[name])) for name in new if old[name] != new[name])


def _among(before: Sequence[Element], after: Sequence[Element]) -> Iterator[Difference]:
    old: Mapping[object, Element] = {each.id: each for each in before}
    for element in after:
        former = old.get(element.id)
        if former is None:
            yield _difference(DifferenceKind.ADDED, element)
        elif changed := field_changes(former, element):
            yield _difference(DifferenceKind.CHANGED, element, changed)
    kept = {each.id for each in after}
    for element in before:
        if element.id not in kept:
            yield _difference(DifferenceKind.REMOVED, element)


def _difference(kind: DifferenceKind, element: Element, fields: tuple[FieldChange, ...] = ()) -> Difference:
    if isinstance(element, PlanGoal):
        return Difference(kind, element.id, True, element.person_id, element.text, fields)
    return Difference(kind, element.id, False, element.person_id, element.title, fields)


def said(value: object) -> str:
    """A value as a text without loss; nothing is empty, a day is written as a machine does."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return str(value)
