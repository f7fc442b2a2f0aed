"""What has the municipality settled, on this day or any other?"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.registers.organisation.facts import Bounds, Matter, Settled

LONGEST: Final = 2000
MOST_DIGITS: Final = 6
SHORTEST_WHY: Final = 10  # letters of a reason: "ja" and "ok" are none

# How soon an application is answered in each area that decides on help: published (retssikkerhedsloven § 3 stk. 2).
AREA_DAYS: Final[Mapping[Category, Matter]] = {
    Category.WORK: Matter.AREA_WORK,
    Category.ECONOMY: Matter.AREA_ECONOMY,
    Category.SOCIAL: Matter.AREA_SOCIAL,
    Category.HEALTH: Matter.AREA_HEALTH,
    Category.ADDICTION: Matter.AREA_ADDICTION,
    Category.FAMILY: Matter.AREA_FAMILY,
    Category.EDUCATION: Matter.AREA_EDUCATION,
    Category.INTEGRATION: Matter.AREA_INTEGRATION,
}
# The law leaves the days of an answer to the municipality, which must publish them (retssikkerhedsloven § 3 stk. 2).
NUMBERS: Final[Mapping[Matter, Bounds]] = {
    Matter.ANSWER_DAYS: Bounds(1, 90, 28),
    Matter.ANSWER_DAYS_REFERRED: Bounds(1, 90, 28),
    **dict.fromkeys(AREA_DAYS.values(), Bounds(1, 365, 56)),  # eight weeks: a judgement
    Matter.SOON_DAYS: Bounds(1, 30, 7),
    Matter.OPEN_REQUESTS: Bounds(1, 10_000, 50),
    Matter.LONGEST_DELAY: Bounds(14, 180, 90),
    Matter.ENOUGH_CONTACTS: Bounds(1, 10, 3),
    Matter.CHASE_DAYS: Bounds(1, 30, 7),
    Matter.HEARING_DAYS: Bounds(7, 28, 14),  # the act says "a fixed time"; practice is one to three weeks
    Matter.QUESTION_DAYS: Bounds(3, 30, 7),
    Matter.REVIEW_MONTHS: Bounds(1, 12, 3),
    Matter.QUIET_WEEKS: Bounds(1, 26, 6),
    Matter.AHEAD_DAYS: Bounds(14, 180, 60),
    Matter.FRESH_MONTHS: Bounds(3, 24, 12),
    # Whole groups of five only: then two looks, before and after it is changed, differ by nobody or by five or more.
    Matter.SMALLEST_SHOWN: Bounds(5, 50, 5, step=5),
}
NO: Final = "no"
YES: Final = "yes"
# One of these; the first until somebody settles it.
CHOICES: Final[Mapping[Matter, tuple[str, ...]]] = {
    Matter.FOUR_EYES: (NO, YES),
    Matter.DELEGATION: (NO, YES),
}
TEXTS: Final[Mapping[Matter, str]] = {
    Matter.UNIT: "Én indgang",
    Matter.TARGET_GROUP: "Én plan er for dig, der får hjælp flere steder fra, og hvor hjælpen skal hænge sammen.",
}


def settled_on(history: Iterable[Settled], day: date) -> Settled | None:
    """What is in force on the day: the one that began last, and of those the one settled last."""
    begun = [each for each in history if each.first_day <= day]
    return max(begun, key=lambda each: (each.first_day, each.at), default=None)


def value_of(matter: Matter, settled: Settled | None) -> str:
    """What was settled, or what it is until somebody settles it."""
    if settled is not None:
        return settled.value
    if matter in CHOICES:
        return CHOICES[matter][0]
    return str(NUMBERS[matter].otherwise) if matter in NUMBERS else TEXTS[matter]


def must_be_settable(matter: Matter, value: str, first_day: date, why: str, today: date) -> None:
    """A value within its bounds, from tomorrow at the earliest, with a reason: no day that has begun is changed.

    Raises:
        Unfit: naming what cannot be.
    """
    _must_be_possible(matter, value)
    if first_day <= today:
        raise Unfit("settled.not_backwards")
    if len(why.strip()) < SHORTEST_WHY:
        raise Unfit("settled.why_missing", least=SHORTEST_WHY)


def _must_be_possible(matter: Matter, value: str) -> None:
    bounds, choices = NUMBERS.get(matter), CHOICES.get(matter)
    if choices is not None:
        if value not in choices:
            raise Unfit("settled.none_of_the_choices")
    elif bounds is None:
        if not value.strip() or len(value) > LONGEST:
            raise Unfit("settled.text_missing", most=LONGEST)
    elif not _is_number(value) or not bounds.least <= int(value) <= bounds.most:
        raise Unfit("settled.number_out_of_bounds", least=bounds.least, most=bounds.most)
    elif (int(value) - bounds.least) % bounds.step:
        raise Unfit("settled.number_between_steps", least=bounds.least, step=bounds.step)


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS
