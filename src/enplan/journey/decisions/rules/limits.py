"""For how long at a time does the law let a measure be granted?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from enplan.journey.decisions.facts import Choice, Element
from enplan.law.lawbook import Law
from enplan.law.provision import Deadline

LONGEST: Final[Mapping[str, str]] = {  # by measure type the time that the law gives it at most, from its first day
    "mentorstoette": "mentor-6-maaneder",
    "tidsbegraenset-stoette": "midlertidig-stoette-82b-6-maaneder",
}


@dataclass(frozen=True, slots=True)
class TooLong:
    """It would run longer than the law lets it: what the law says, and the last day it may have."""

    limit: Deadline
    last: date


def too_long(element: Element, choice: Choice, law: Law) -> Iterable[TooLong]:
    """Every limit that the days of the answer break; without a last day it is as long as can be."""
    starts, ends = choice.starts or element.starts or law.day, choice.ends or element.ends
    for measure_type in element.types:
        if measure_type in LONGEST:
            limit = law.deadline(LONGEST[measure_type])
            last = limit.span.after(starts) - timedelta(days=1)
            if ends is None or ends > last:
                yield TooLong(limit, last)
