"""Who speaks on a card of the plan, and from which day? In first person only to the one whose measure it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.journey.plan.facts import PlanMeasure
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law

OTHER_WORDS: Final = re.compile(r"\b(jeg|mig|min|mit|mine|vi|os|vores)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of the agreement does."""

    who: str  # "jeg" where it is the reader's own
    does: str
    begins: date | None  # where it is another day than the measure's


@dataclass(frozen=True, slots=True)
class Note:
    """Something one ought to know about a measure."""

    text: str
    weighs: bool = False


def sides(measure: PlanMeasure, me: PersonId | None, name: str) -> tuple[Side, ...]:
    """What the citizen does and what the municipality does, as this reader reads it; it is the measure of `name`.

    The team has no `me`: to it everybody is somebody else.
    """
    mine = me is not None and me in measure.persons
    both = (
        Side(
            "jeg" if mine else name,
            measure.citizen_does if mine else told_of(measure.citizen_does, name),
            own_day(measure.citizen_by, measure),
        ),
        Side("kommunen", measure.municipality_does, own_day(measure.municipality_by, measure)),
    )
    return tuple(side for side in both if side.does)


def notes(measure: PlanMeasure, law: Law, parts: Sequence[str] = ()) -> Iterator[Note]:
    """What stands below both; `parts` are the measures that have become part of it."""
    if parts:
        yield Note(f"Aftalt: lagt sammen med {', '.join(parts)}.")
    if measure.protected:
        yield Note("Behandlingen må ikke forstyrres.")
    if measure.beside and measure.plan_type:
        yield Note(f"Hører også til sin egen plan: {law.plan_type(measure.plan_type).label}.")
    if measure.missing_since:
        yield Note("Står ikke længere i afdelingens egen plan", weighs=True)


def told_of(text: str, name: str) -> str:
    """What somebody says they do, as another reads it: "Jeg kommer tirsdag." is "Freja kommer tirsdag."

    A sentence with more first person in it cannot be turned by rule; it stays a quotation.
    """
    rest = text.removeprefix("Jeg ")
    if rest != text and not OTHER_WORDS.search(rest):
        return f"{name} {rest}"
    return f"»{text}«" if OTHER_WORDS.search(text) else text


def own_day(by: date | None, measure: PlanMeasure) -> date | None:
    """The day a side begins, where it says more than the measure: not its start, and not the start it once had."""
    if by is None or measure.starts is None:
        return by
    once = {each.starts for each in measure.promised}
    return None if by <= measure.starts or by in once else by
