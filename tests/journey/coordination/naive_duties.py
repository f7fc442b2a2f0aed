"""Which meetings does the law ask for, and how few new ones would meet them all?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from tests.journey.coordination import naive_law as law
from tests.journey.coordination.naive_world import Item, World, in_horizon

Finding = dict[str, Any]


def rule_of(duty: Item) -> dict[str, Any]:
    return law.by_id("meeting_rule")[duty["meeting_rule"]]


def that_count(world: World, duty: Item) -> list[Item]:
    """The appointments of any plan that name the duty, need its person and lie on a day from `from` (before-: any)."""
    return [
        appointment
        for appointment in world["appointments"]
        if appointment.get("duty") == duty["name"]
        and duty["person"] in appointment["persons"]
        and (law.is_before(rule_of(duty)) or appointment["day"] >= duty["from"])
    ]


def by_the_day(world: World, duty: Item, due: date) -> list[str]:
    return sorted(appointment["name"] for appointment in that_count(world, duty) if appointment["day"] <= due)


def demands(world: World, duty: Item) -> dict[date, int]:
    """All up to the end of the horizon, those before `on` too."""
    return law.demands(rule_of(duty), duty["from"], world["end"] - timedelta(days=1))


def rows(world: World) -> list[dict[str, Any]]:
    found = []
    for duty in sorted(world["duties"], key=lambda duty: duty["name"]):
        held = duty.get("held", 0)
        due_days = [due for due in sorted(demands(world, duty)) if in_horizon(world, due)]
        for due in due_days:
            met_by = by_the_day(world, duty, due)
            demanded = demands(world, duty)[due]
            found.append(
                {"duty": duty["name"], "due": due.isoformat(), "demanded": demanded, "held": held, "met_by": met_by}
            )
        if not due_days:
            demanded = law.without_a_day(rule_of(duty), duty["from"])
            met_by = sorted(
                appointment["name"]
                for appointment in world["appointments"]
                if appointment.get("duty") == duty["name"] and duty["person"] in appointment["persons"]
            )
            found.append({"duty": duty["name"], "due": None, "demanded": demanded, "held": held, "met_by": met_by})
    return found


def findings(world: World) -> Iterator[Finding]:
    for duty in world["duties"]:
        held = duty.get("held", 0)
        by_now = held + len([a for a in that_count(world, duty) if a["day"] < world["on"]])
        overdue = []
        for due, demanded in demands(world, duty).items():
            booked = held + len(by_the_day(world, duty, due))
            if in_horizon(world, due) and booked < demanded:
                yield _finding("duty-unplanned", duty, due, demanded, booked)
            if due < world["on"] and by_now < demanded:
                overdue.append((due, demanded))
        if overdue:
            due, demanded = max(overdue)
            yield _finding("duty-overdue", duty, due, demanded, by_now)


def _finding(kind: str, duty: Item, due: date, demanded: int, booked: int) -> Finding:
    return {
        "kind": kind,
        "severity": "must",
        "persons": [duty["person"]],
        "items": [duty["name"]],
        "due": due.isoformat(),
        "demanded": demanded,
        "booked": booked,
    }


def windows(world: World) -> list[tuple[str, list[date], int]]:
    """Per demand in the horizon that lacks meetings: the duty, the working days of its window, how many it needs."""
    found = []
    for duty in world["duties"]:
        if not rule_of(duty)["can_combine"]:
            continue
        for due, demanded in demands(world, duty).items():
            lacking = demanded - duty.get("held", 0) - len(by_the_day(world, duty, due))
            if not in_horizon(world, due) or lacking <= 0:
                continue
            first = world["on"] if law.is_before(rule_of(duty)) else max(world["on"], duty["from"])
            days = [first + timedelta(days=n) for n in range((due - first).days + 1)]
            working = [day for day in days if law.is_working_day(day)]
            found.append((duty["name"], working, min(lacking, len(working))))
    return found


def fewest_meetings(world: World) -> int:
    """The smallest number of days such that every window holds as many of them as it needs."""
    needs = [(frozenset(days), number) for _, days, number in windows(world)]
    return fewest_by_trying(needs) if _is_small(needs) else fewest_latest_first(needs)


def _groups(needs: list[tuple[frozenset[date], int]]) -> list[tuple[tuple[bool, ...], int]]:
    """Days that lie in the same windows are alike: which windows, and how many such days there are."""
    alike: dict[tuple[bool, ...], int] = {}
    for day in sorted({day for days, _ in needs for day in days}):
        seen = tuple(day in days for days, _ in needs)
        alike[seen] = alike.get(seen, 0) + 1
    return list(alike.items())


def _is_small(needs: list[tuple[frozenset[date], int]]) -> bool:
    ways = 1
    for _, number_of_days in _groups(needs):
        ways *= 1 + min(number_of_days, max(number for _, number in needs))
    return ways <= 400


def fewest_by_trying(needs: list[tuple[frozenset[date], int]]) -> int:
    """Every way to take so many days of each group; the cheapest that is enough."""
    groups = _groups(needs)
    enough = max((number for _, number in needs), default=0)
    best = sum(number for _, number in needs)
    for taken in product(*(range(min(number, enough) + 1) for _, number in groups)):
        if sum(taken) < best and all(
            sum(days for days, (seen, _) in zip(taken, groups, strict=True) if seen[n]) >= number
            for n, (_, number) in enumerate(needs)
        ):
            best = sum(taken)
    return best


def fewest_latest_first(needs: list[tuple[frozenset[date], int]]) -> int:
    """The window that closes first takes its latest days: no other day of it can serve more of the windows to come."""
    chosen: set[date] = set()
    for days, number in sorted(needs, key=lambda need: max(need[0], default=date.min)):
        for day in sorted(days - chosen, reverse=True):
            if len(days & chosen) >= number:
                break
            chosen.add(day)
    return len(chosen)
