"""What do the days and hours of the household say: clashes, tight changes, agreed hours, weeks too full?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, groupby
from typing import Any

from tests.journey.coordination.naive_world import Item, World, exactly, horizon_days, is_active

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Finding = dict[str, Any]


def moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M")


def week_of(when: date) -> str:
    year, week, _ = when.isocalendar()
    return f"{year:04}-W{week:02}"


def two_decimals(hours: Fraction) -> float:
    """Rounded half up."""
    return int(hours * 100 + Fraction(1, 2)) / 100


def findings(world: World) -> Iterator[Finding]:
    for person in world["persons"]:
        mine = [occurrence for occurrence in world["occurrences"] if person["id"] in occurrence["persons"]]
        yield from time_clashes(person, mine)
        yield from tight_changes(person, mine)
        yield from outside_agreed_hours(person, mine)
        yield from overloads(person, world)


def pairs_of_items(occurrences: list[Item]) -> Iterator[tuple[tuple[str, str], Item, Item]]:
    """Any two occurrences of different items on one day, with the sorted names of the two."""
    for one, other in combinations(occurrences, 2):
        if one["item"] != other["item"] and one["day"] == other["day"]:
            names = sorted([one["item"], other["item"]])
            yield (names[0], names[1]), one, other


def time_clashes(person: Item, mine: list[Item]) -> Iterator[Finding]:
    overlaps: dict[tuple[str, str], list[datetime]] = {}
    for names, a, b in pairs_of_items(mine):
        if a["start"] < b["end"] and b["start"] < a["end"]:
            overlaps.setdefault(names, []).append(max(a["start"], b["start"]))
    for names, moments in overlaps.items():
        yield {
            "kind": "time-clash",
            "severity": "must",
            "persons": [person["id"]],
            "items": list(names),
            "first": moment(min(moments)),
            "count": len(moments),
        }


def tight_changes(person: Item, mine: list[Item]) -> Iterator[Finding]:
    changes: dict[tuple[str, str], list[tuple[datetime, int]]] = {}
    for names, one, other in pairs_of_items(mine):
        if not one["place"] or not other["place"] or one["place"] == other["place"]:
            continue
        for a, b in ((one, other), (other, one)):
            minutes = (b["start"] - a["end"]) // timedelta(minutes=1)
            if a["end"] <= b["start"] and minutes < 30:
                changes.setdefault(names, []).append((b["start"], minutes))
    for names, seen in changes.items():
        yield {
            "kind": "tight-change",
            "severity": "notice",
            "persons": [person["id"]],
            "items": list(names),
            "first": moment(min(start for start, _ in seen)),
            "count": len(seen),
            "least_minutes": min(minutes for _, minutes in seen),
        }


def outside_agreed_hours(person: Item, mine: list[Item]) -> Iterator[Finding]:
    agreed = person.get("capacity", {})
    outside: dict[str, list[tuple[datetime, list[str]]]] = {}
    for occurrence in mine:
        reasons = []
        if WEEKDAYS[occurrence["day"].weekday()] in agreed.get("free_days", []):
            reasons.append("free-day")
        if "not_after" in agreed and occurrence["end"].strftime("%H:%M") > agreed["not_after"]:
            reasons.append("not-after")
        if "not_before" in agreed and occurrence["start"].strftime("%H:%M") < agreed["not_before"]:
            reasons.append("not-before")
        if reasons:
            outside.setdefault(occurrence["item"], []).append((occurrence["start"], reasons))
    for item, seen in outside.items():
        yield {
            "kind": "outside-agreed-hours",
            "severity": "should",
            "persons": [person["id"]],
            "items": [item],
            "first": moment(min(start for start, _ in seen)),
            "count": len(seen),
            "reasons": sorted({reason for _, reasons in seen for reason in reasons}),
        }


def weeks(world: World) -> list[tuple[str, list[date]]]:
    """Each ISO week of the horizon with those of its days that lie in it."""
    return [(week, list(days)) for week, days in groupby(horizon_days(world), key=week_of)]


def added_in(world: World, person: str, days: list[date]) -> tuple[list[tuple[str, Fraction]], list[str]]:
    """What adds hours to the person in these days of one week, and what adds a contact."""
    hours, contacts = [], []
    for occurrence in world["occurrences"]:
        if person in occurrence["persons"] and occurrence["day"] in days:
            minutes = (occurrence["end"] - occurrence["start"]) // timedelta(minutes=1)
            hours.append((occurrence["item"], Fraction(minutes, 60)))
            contacts.append(occurrence["item"])
    for measure in world["measures"]:
        weekly = exactly(measure.get("hours_per_week", 0))
        active = any(is_active(measure, when) for when in days)
        if person in measure["persons"] and not measure.get("sessions") and active and weekly > 0:
            hours.append((measure["name"], weekly))
    return hours, contacts


def load(world: World) -> dict[str, list[dict[str, Any]]]:
    table: dict[str, list[dict[str, Any]]] = {}
    for person in world["persons"]:
        table[person["id"]] = []
        for week, days in weeks(world):
            hours, contacts = added_in(world, person["id"], days)
            total = sum((amount for _, amount in hours), Fraction(0))
            if total > 0 or contacts:
                table[person["id"]].append({"week": week, "hours": two_decimals(total), "contacts": len(contacts)})
    return table


def overloads(person: Item, world: World) -> Iterator[Finding]:
    agreed = person.get("capacity", {})
    for measure, key in (("hours", "hours_per_week"), ("contacts", "contacts_per_week")):
        if key not in agreed:
            continue
        limit = exactly(agreed[key])
        over: list[list[tuple[str, date, Fraction, set[str]]]] = [[]]
        for week, days in weeks(world):
            hours, contacts = added_in(world, person["id"], days)
            if measure == "hours":
                value, items = sum((amount for _, amount in hours), Fraction(0)), {name for name, _ in hours}
            else:
                value, items = Fraction(len(contacts)), set(contacts)
            if value > limit:
                over[-1].append((week, days[0], value, items))
            else:
                over.append([])
        for run in over:
            if run:
                yield _overload(person["id"], measure, limit, run)


def _overload(person: str, measure: str, limit: Fraction, run: list[tuple[str, date, Fraction, set[str]]]) -> Finding:
    most = max(value for _, _, value, _ in run)
    heaviest = next(week for week, _, value, _ in run if value == most)
    monday = run[0][1] - timedelta(days=run[0][1].weekday())
    return {
        "kind": "overload",
        "severity": "should",
        "persons": [person],
        "items": sorted(set().union(*(items for _, _, _, items in run))),
        "measure": measure,
        "weeks": [run[0][0], run[-1][0]],
        "heaviest": {"week": heaviest, "value": two_decimals(most)},
        "limit": two_decimals(limit),
        "first day": monday.isoformat(),
    }
