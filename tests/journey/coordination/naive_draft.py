"""What becomes of every goal, measure, appointment and duty in the draft of one plan?"""

from datetime import date
from typing import Any

from tests.journey.coordination import naive_law as law
from tests.journey.coordination.naive_world import Item, World, in_horizon, living


def draft(world: World) -> dict[str, Any]:
    return {"goals": goals(world), "fates": fates(world)}


def must_have_a_fate(world: World) -> list[Item]:
    """The living measures, all goals, the appointments in the horizon and all duties."""
    appointments = [appointment for appointment in world["appointments"] if in_horizon(world, appointment["day"])]
    return [*world["goals"], *living(world), *appointments, *world["duties"]]


def stays_beside(world: World, item: Item, persons: list[str]) -> bool:
    if world["regime"] == "sektor":
        return True
    plan = next(plan for plan in world["plans"] if plan["name"] == item["plan"])
    plan_type = law.by_id("plan_type")[plan["plan_type"]]
    if plan_type["one_plan"] in ("not-replaceable", "external") or not law.in_force(plan_type, world["on"]):
        return True
    born = next(person["born"] for person in world["persons"] if person["id"] == plan["person"])
    if law.of_the_wrong_age(plan_type, date.fromisoformat(str(born)), world["on"]):
        return True
    return bool(plan_type["one_plan"] == "replaceable-part" and set(persons) == {plan["person"]})


def persons_of(world: World, item: Item) -> list[str]:
    """Goals and duties are one person's; measures and appointments may need several."""
    alone = item in world["goals"] or item in world["duties"]
    return [item["person"]] if alone else item["persons"]


def beside(world: World, item: Item) -> bool:
    return stays_beside(world, item, persons_of(world, item))


def same_goal(world: World, goal: Item) -> list[str]:
    """The names of all goals that become one with this: same person, domain and aim, itself among them."""
    others = [other for other in world["goals"] if not beside(world, other)]
    return sorted(other["name"] for other in others if key(other) == key(goal))


def key(goal: Item) -> tuple[str, str, str]:
    return goal["person"], law.by_id("aim")[goal["aim"]]["domain"], goal["aim"]


def fates(world: World) -> list[dict[str, str]]:
    rows = []
    for item in must_have_a_fate(world):
        row = {"item": item["name"], "fate": "carried"}
        if beside(world, item):
            row["fate"] = "kept-beside"
        elif item in world["goals"]:
            first = same_goal(world, item)[0]
            if first != item["name"]:
                row.update(fate="merged", into=first)
        rows.append(row)
    return sorted(rows, key=lambda row: row["item"])


def goals(world: World) -> list[dict[str, Any]]:
    text = {goal["name"]: goal["text"] for goal in world["goals"]}
    rows = []
    for goal in world["goals"]:
        if beside(world, goal) or same_goal(world, goal)[0] != goal["name"]:
            continue
        merged = same_goal(world, goal)
        serving = [measure["name"] for measure in living(world) if set(measure.get("goals", [])) & set(merged)]
        rows.append(
            {
                "person": goal["person"],
                "domain": key(goal)[1],
                "aim": goal["aim"],
                "texts": [{"item": name, "text": text[name]} for name in merged],
                "measures": sorted(serving),
            }
        )
    return sorted(rows, key=lambda row: (row["person"], row["domain"], row["aim"]))
