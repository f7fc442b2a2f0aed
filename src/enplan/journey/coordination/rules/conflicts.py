"""What trips somebody up? Every finding that any detector sees; a new kind is a function and its entry in the tuple."""

from collections.abc import Callable, Iterable

from enplan.journey.coordination.facts import Finding
from enplan.journey.coordination.rules.asking import question_asked_twice, statement_ordered_twice
from enplan.journey.coordination.rules.demands import double_effort, goals_apart, opposing_demands
from enplan.journey.coordination.rules.duties import duty_overdue, duty_unplanned
from enplan.journey.coordination.rules.hours import outside_agreed_hours, tight_change, time_clash
from enplan.journey.coordination.rules.housekeeping import (
    goal_without_measure,
    measure_without_goal,
    stale_plan,
    too_many_contacts,
)
from enplan.journey.coordination.rules.load import overload
from enplan.journey.coordination.rules.showing import order_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.waiting import must_wait, waiting_in_circle

Detector = Callable[[Spread], Iterable[Finding]]

DETECTORS: tuple[Detector, ...] = (
    time_clash,
    tight_change,
    outside_agreed_hours,
    overload,
    opposing_demands,
    goals_apart,
    double_effort,
    question_asked_twice,
    statement_ordered_twice,
    must_wait,
    waiting_in_circle,
    duty_unplanned,
    duty_overdue,
    stale_plan,
    goal_without_measure,
    measure_without_goal,
    too_many_contacts,
)


def find_conflicts(spread: Spread) -> tuple[Finding, ...]:
    """Every finding, the most pressing first; the same plans always give the same order."""
    return tuple(sorted((finding for detect in DETECTORS for finding in detect(spread)), key=order_of))
