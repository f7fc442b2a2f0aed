"""Who speaks on a card of the plan, and from which day? In first person only to the one whose measure it is."""

import re
from datetime import date
from typing import Final

from enplan.journey.plan.facts import PlanMeasure

OTHER_WORDS: Final = re.compile(r"\b(jeg|mig|min|mit|mine|vi|os|vores)\b", re.IGNORECASE)


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
