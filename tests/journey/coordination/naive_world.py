"""What stands in a household file, with what is left out filled in?"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

Item = dict[str, Any]
World = dict[str, Any]

WEEKS_AHEAD = 26


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def exactly(number: Any) -> Fraction:
    """A number of the file as the decimal it is written as."""
    return Fraction(str(number))


def open_up(household: dict[str, Any], on: date | None = None) -> World:
    """Persons, plans and items in flat lists, each item with its full name, its plan and its persons."""
    today = on or date.fromisoformat(household["on"])
    world: World = {
        "on": today,
        "end": today + timedelta(weeks=WEEKS_AHEAD),
        "regime": household.get("regime", "hop-2018"),
        "persons": household["persons"],
        "plans": [],
    }
    for kind in ("goals", "measures", "appointments", "duties", "questions", "statements"):
        world[kind] = []
    for plan in household["plans"]:
        world["plans"].append(_plan(plan))
        for kind in ("goals", "measures", "appointments", "duties", "questions", "statements"):
            for raw in plan.get(kind, []):
                item = dict(raw)
                item["name"] = f"{plan['id']}/{raw['id']}"
                item["plan"] = plan["id"]
                item["department"] = plan["department"]
                item["person"] = raw.get("person", plan["person"])
                item["persons"] = raw.get("persons", [plan["person"]])
                world[kind].append(item)
    for measure in world["measures"]:
        measure["starts"], measure["ends"] = day(measure["starts"]), day(measure.get("ends"))
        measure["past"] = measure["ends"] is not None and measure["ends"] < today
    for appointment in world["appointments"]:
        appointment["day"] = date.fromisoformat(appointment["start"][:10])
    for duty in world["duties"]:
        duty["from"] = day(duty["from"])
    world["occurrences"] = occurrences(world)
    return world


def _plan(plan: dict[str, Any]) -> Item:
    kept = {key: plan.get(key) for key in ("id", "plan_type", "person", "department", "contact")}
    return {**kept, "name": plan["id"], "follow_up": day(plan.get("follow_up"))}


def living(world: World) -> list[Item]:
    return [measure for measure in world["measures"] if not measure["past"]]


def in_horizon(world: World, when: date) -> bool:
    return bool(world["on"] <= when < world["end"])


def horizon_days(world: World) -> list[date]:
    return [world["on"] + timedelta(days=n) for n in range(7 * WEEKS_AHEAD)]


def is_active(measure: Item, when: date) -> bool:
    return bool(measure["starts"] <= when and (measure["ends"] is None or when <= measure["ends"]))


def occurrences(world: World) -> list[Item]:
    """Every appointment, and every session on one day, that counts."""
    met = [appointment for appointment in world["appointments"] if in_horizon(world, appointment["day"])]
    found = [_occurrence(appointment, appointment["day"], appointment) for appointment in met]
    for measure in world["measures"]:
        for session in measure.get("sessions", []):
            for when in session_days(session, world["end"]):
                excepted = when.isoformat() in session.get("except", [])
                if in_horizon(world, when) and is_active(measure, when) and not excepted:
                    found.append(_occurrence(measure, when, session))
    return found


def session_days(session: Item, end: date) -> list[date]:
    """The session's own day, and with `weekly_until` the same weekday every week until then."""
    first = date.fromisoformat(session["start"][:10])
    if "weekly_until" not in session:
        return [first]
    days = []
    while first <= date.fromisoformat(session["weekly_until"]) and first < end:
        days.append(first)
        first += timedelta(weeks=1)
    return days


def _occurrence(item: Item, when: date, times: Item) -> Item:
    return {
        "item": item["name"],
        "persons": item["persons"],
        "day": when,
        "start": datetime.fromisoformat(f"{when.isoformat()}{times['start'][10:]}"),
        "end": datetime.fromisoformat(f"{when.isoformat()}{times['end'][10:]}"),
        "place": times.get("place", ""),
    }
