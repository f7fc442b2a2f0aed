"""What may be changed about a household without changing, or with a known change of, what is found in it?"""

import copy
import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

Json = dict[str, Any]

DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2})?$")
WEEK = re.compile(r"^(\d{4})-W(\d{2})$")
KINDS = ("goals", "measures", "appointments", "duties", "questions", "statements")


def shuffled(household: Json, rng: Random, *, words: bool = False) -> Json:
    """The same content in another order: plans, items, sessions, needs, keys; with `words` lists of names too.

    The order of the persons is kept: it is the order in which the load is told.
    """

    def turn(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: turn(part, name) for name, part in rng.sample(list(value.items()), len(value))}
        if isinstance(value, list):
            parts = [turn(part) for part in value]
            is_words = all(isinstance(part, str) for part in parts)
            kept = not words if is_words else key == "persons"
            return parts if kept else rng.sample(parts, len(parts))
        return value

    return turn(household)  # type: ignore[no-any-return]


def everywhere(value: Any, change: Callable[[str], str]) -> Any:
    """The same value with every text in it changed, keys of tables by id among them."""
    if isinstance(value, dict):
        return {change(key): everywhere(part, change) for key, part in value.items()}
    if isinstance(value, list):
        return [everywhere(part, change) for part in value]
    return change(value) if isinstance(value, str) else value


def later(value: Any, weeks: int) -> Any:
    """Every day, moment and ISO week so many weeks later; birthdays too, which nothing rests on."""

    def move(text: str) -> str:
        if match := DAY.match(text):
            moved = date.fromisoformat(match[1]) + timedelta(weeks=weeks)
            return moved.isoformat() + (match[2] or "")
        if match := WEEK.match(text):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1) + timedelta(weeks=weeks)
            year, week, _ = monday.isocalendar()
            return f"{year:04}-W{week:02}"
        return text

    return everywhere(value, move)


def names_of(household: Json) -> list[str]:
    """Every name by which something of the household is called: persons, plans, items."""
    names = [person["id"] for person in household["persons"]]
    for plan in household["plans"]:
        names.append(plan["id"])
        names += [f"{plan['id']}/{item['id']}" for kind in KINDS for item in plan.get(kind, [])]
    return names


def renamed(household: Json, rng: Random) -> tuple[Json, dict[str, str]]:
    """The household under new ids in a new order, and the way back from every new name to the old."""
    new = copy.deepcopy(household)
    persons = _new_ids("person", [person["id"] for person in household["persons"]], rng)
    plans = _new_ids("plan", [plan["id"] for plan in household["plans"]], rng)
    names = dict(plans)
    for plan in household["plans"]:
        ids = [item["id"] for kind in KINDS for item in plan.get(kind, [])]
        for old, fresh in _new_ids("item", ids, rng).items():
            names[f"{plan['id']}/{old}"] = f"{plans[plan['id']]}/{fresh}"
    for person in new["persons"]:
        person["id"] = persons[person["id"]]
    for relation in new.get("relations", []):
        relation.update({"from": persons[relation["from"]], "to": persons[relation["to"]]})
    for plan in new["plans"]:
        _rename_plan(plan, names, persons)
    back = {fresh: old for old, fresh in [*names.items(), *persons.items()]}
    return new, back


def _new_ids(word: str, ids: list[str], rng: Random) -> dict[str, str]:
    numbers = rng.sample(range(100, 1000), len(ids))
    return {old: f"{word}-{number}" for old, number in zip(ids, numbers, strict=True)}


def _rename_plan(plan: Json, names: dict[str, str], persons: dict[str, str]) -> None:
    old = plan["id"]
    plan["id"], plan["person"] = names[old], persons[plan["person"]]
    for kind in KINDS:
        for item in plan.get(kind, []):
            item["id"] = names[f"{old}/{item['id']}"].split("/")[1]
            if "person" in item:
                item["person"] = persons[item["person"]]
            if "persons" in item:
                item["persons"] = [persons[person] for person in item["persons"]]
            if "duty" in item:
                item["duty"] = names[item["duty"]]
            for key in ("goals", "waits_for"):
                if key in item:
                    item[key] = [names[name] for name in item[key]]
            for need in item.get("needs", []):
                need["measure"] = names[need["measure"]]


def without_names(household: Json, answered: Json, back: dict[str, str] | None = None) -> Json:
    """What the answer says under the old names and in an order that no name decides, less what names decide.

    Names decide which of two statements of one day is the earlier, which goal the others are merged into, and which of
    two chains that hold up equally long is told.
    """
    told = everywhere(answered, lambda text: (back or {}).get(text, text))
    requested = {
        f"{plan['id']}/{statement['id']}": statement["requested"]
        for plan in household["plans"]
        for statement in plan.get("statements", [])
    }
    for finding in told["findings"]:
        finding["persons"].sort()
        finding["items"].sort()
        if finding["kind"] == "statement-ordered-twice" and len({requested[name] for name in finding["items"]}) == 1:
            for fact in ("earlier", "later", "state"):
                del finding[fact]
    goals = {name for goal in told["draft"]["goals"] for name in (text["item"] for text in goal["texts"])}
    for goal in told["draft"]["goals"]:
        goal["texts"].sort(key=lambda text: text["item"])
        goal["measures"].sort()
    for row in told["duties"]:
        row["met_by"].sort()
    fates = [
        {**row, "fate": "in a goal", "into": ""} if row["item"] in goals else row for row in told["draft"]["fates"]
    ]
    return {
        "findings": sorted(told["findings"], key=repr),
        "load": told["load"],
        "duties": sorted(told["duties"], key=repr),
        "joint_meetings_minimum": told["joint_meetings_minimum"],
        "goals": sorted(told["draft"]["goals"], key=repr),
        "fates": sorted(fates, key=lambda row: str(row["item"])),
        "days": told["waiting"]["days"],
    }


def apart(household: Json, plan_id: str) -> tuple[Json, Json]:
    """The household with one plan that nobody else refers to, and without that plan."""
    whole = copy.deepcopy(household)

    def elsewhere(name: str) -> bool:
        return name.split("/", maxsplit=1)[0] != plan_id

    for plan in whole["plans"]:
        if plan["id"] == plan_id:
            continue
        for measure in plan.get("measures", []):
            for key in ("goals", "waits_for"):
                if key in measure:
                    measure[key] = [name for name in measure[key] if elsewhere(name)]
            if "needs" in measure:
                measure["needs"] = [need for need in measure["needs"] if elsewhere(need["measure"])]
        for appointment in plan.get("appointments", []):
            if "duty" in appointment and not elsewhere(appointment["duty"]):
                del appointment["duty"]
    part = {**whole, "plans": [plan for plan in whole["plans"] if plan["id"] != plan_id]}
    return whole, part
