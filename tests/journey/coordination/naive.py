"""A second reading of the coordination, slow and plain: what does the text say of these plans, sentence by sentence?

It shares nothing with the product. A household file (valid, as a dict) goes in; what is determined of the answer comes
out. Where a sentence of `coordination.md` may be read in two ways, the function says which way it is read.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from tests.journey.coordination import naive_draft, naive_duties, naive_time, naive_waiting
from tests.journey.coordination import naive_law as law
from tests.journey.coordination.naive_world import Item, World, living, open_up

Finding = dict[str, Any]

# The facts of each kind in the order of the table in section 8; they break ties between findings.
FACTS: dict[str, tuple[str, ...]] = {
    "time-clash": ("first", "count"),
    "tight-change": ("first", "count", "least_minutes"),
    "outside-agreed-hours": ("first", "count", "reasons"),
    "overload": ("measure", "weeks", "heaviest", "limit"),
    "opposing-demands": ("first", "reasons"),
    "goals-apart": ("aims",),
    "double-effort": ("first", "measure_types"),
    "question-asked-twice": ("item", "answered", "reuse"),
    "statement-ordered-twice": ("earlier", "later", "state", "common"),
    "must-wait": ("waiting", "needed", "state", "starts", "until"),
    "waiting-in-circle": (),
    "duty-unplanned": ("due", "demanded", "booked"),
    "duty-overdue": ("due", "demanded", "booked"),
    "stale-plan": ("follow_up",),
    "goal-without-measure": (),
    "measure-without-goal": (),
    "too-many-contacts": ("count", "contacts"),
}
FIRST_DAY = {"statement-ordered-twice": "requested", "must-wait": "starts", "stale-plan": "follow_up"}


def answer(household: dict[str, Any], on: date | None = None) -> dict[str, Any]:
    """All of section 8 that has one right answer."""
    world = open_up(household, on)
    return {
        "format": "enplan.findings/1",
        "on": world["on"].isoformat(),
        "findings": findings(world),
        "load": naive_time.load(world),
        "duties": naive_duties.rows(world),
        "joint_meetings_minimum": naive_duties.fewest_meetings(world),
        "draft": naive_draft.draft(world),
        "waiting": naive_waiting.longest(world)[0],
    }


def may_be_told_as_waiting(household: dict[str, Any], on: date | None = None) -> list[dict[str, Any]]:
    """Every chain that holds up longest, where several do equally."""
    return naive_waiting.longest(open_up(household, on))


def findings(world: World) -> list[Finding]:
    found = [
        *naive_time.findings(world),
        *opposing_demands(world),
        *goals_apart(world),
        *double_efforts(world),
        *questions_asked_twice(world),
        *statements_ordered_twice(world),
        *naive_waiting.must_wait(world),
        *naive_waiting.waiting_in_circle(world),
        *naive_duties.findings(world),
        *stale_plans(world),
        *goals_without_measure(world),
        *measures_without_goal(world),
        *too_many_contacts(world),
    ]
    for finding in found:
        finding["departments"] = departments(world, finding["items"])
    found.sort(key=order)
    return [{key: value for key, value in finding.items() if key != "first day"} for finding in found]


def order(finding: Finding) -> tuple[Any, ...]:
    """Severity, kind, first day (none comes first), persons, items, then the facts."""
    first = finding.get("first day") or finding.get("due") or finding.get("first", "")[:10]
    first = first or finding.get(FIRST_DAY.get(finding["kind"], ""), "")
    severity = ("must", "should", "notice").index(finding["severity"])
    facts = [str(finding[fact]) for fact in FACTS[finding["kind"]]]
    return severity, finding["kind"], first, finding["persons"], finding["items"], facts


def departments(world: World, items: list[str]) -> list[str]:
    """Of the plans that own the items; a plan owns itself."""
    owners = {item.split("/")[0] for item in items}
    return sorted({plan["department"] for plan in world["plans"] if plan["name"] in owners})


def common_days(world: World, a: Item, b: Item) -> list[date]:
    """The first day in the horizon on which both are active, or nothing."""
    first = max(a["starts"], b["starts"], world["on"])
    last = min(a["ends"] or date.max, b["ends"] or date.max, world["end"] - timedelta(days=1))
    return [first] if first <= last else []


def pairs_of_measures(world: World) -> Iterator[tuple[Item, Item, list[str], date]]:
    """Two measures with the persons both need and the first day both are active."""
    for a, b in combinations(living(world), 2):
        persons = sorted(set(a["persons"]) & set(b["persons"]))
        for first in common_days(world, a, b):
            if persons:
                yield a, b, persons, first


def opposing_demands(world: World) -> Iterator[Finding]:
    for a, b, persons, first in pairs_of_measures(world):
        reasons = []
        if any(one.get("demand") == "obligation" and other.get("protected") for one, other in ((a, b), (b, a))):
            reasons.append("demand")
        if law.opposing("opposing_measures", a["measure_type"], b["measure_type"]):
            reasons.append("types")
        if reasons:
            yield {
                "kind": "opposing-demands",
                "severity": "must",
                "persons": persons,
                "items": sorted([a["name"], b["name"]]),
                "first": first.isoformat(),
                "reasons": reasons,
            }


def goals_apart(world: World) -> Iterator[Finding]:
    for a, b in combinations(world["goals"], 2):
        if a["person"] == b["person"] and law.opposing("opposing_aims", a["aim"], b["aim"]):
            yield {
                "kind": "goals-apart",
                "severity": "must",
                "persons": [a["person"]],
                "items": sorted([a["name"], b["name"]]),
                "aims": sorted([a["aim"], b["aim"]]),
            }


def double_efforts(world: World) -> Iterator[Finding]:
    for a, b, persons, first in pairs_of_measures(world):
        if a["plan"] != b["plan"] and law.similar(a["measure_type"], b["measure_type"]):
            yield {
                "kind": "double-effort",
                "severity": "should",
                "persons": persons,
                "items": sorted([a["name"], b["name"]]),
                "first": first.isoformat(),
                "measure_types": sorted({a["measure_type"], b["measure_type"]}),
            }


def questions_asked_twice(world: World) -> Iterator[Finding]:
    for item, person in sorted({(question["item"], question["person"]) for question in world["questions"]}):
        asked = [one for one in world["questions"] if (one["item"], one["person"]) == (item, person)]
        if len({question["plan"] for question in asked}) < 2 or law.reuse(item) == "per-purpose":
            continue
        answers = [one["answered"] for one in asked if one.get("answered", "9999") <= world["on"].isoformat()]
        yield {
            "kind": "question-asked-twice",
            "severity": "should",
            "persons": [person],
            "items": sorted(question["name"] for question in asked),
            "item": item,
            "answered": max(answers, default=None),
            "reuse": law.reuse(item),
        }


def statements_ordered_twice(world: World) -> Iterator[Finding]:
    in_order = sorted(world["statements"], key=lambda statement: (statement["requested"], statement["name"]))
    for earlier, later in combinations(in_order, 2):
        common = sorted(item for item in {*earlier["items"]} & {*later["items"]} if law.reuse(item) != "per-purpose")
        when = later["requested"]
        if earlier.get("received", "9999") > when:
            state = "on-its-way"
        elif earlier["received"] <= when <= earlier.get("valid_until", "9999"):
            state = "valid"
        else:
            continue
        if earlier["person"] == later["person"] and common:
            yield {
                "kind": "statement-ordered-twice",
                "severity": "should",
                "persons": [earlier["person"]],
                "items": sorted([earlier["name"], later["name"]]),
                "earlier": earlier["name"],
                "later": later["name"],
                "state": state,
                "common": common,
                "first day": when,
            }


def stale_plans(world: World) -> Iterator[Finding]:
    for plan in world["plans"]:
        if plan["follow_up"] is not None and plan["follow_up"] < world["on"]:
            yield {
                "kind": "stale-plan",
                "severity": "notice",
                "persons": [plan["person"]],
                "items": [plan["name"]],
                "follow_up": plan["follow_up"].isoformat(),
            }


def goals_without_measure(world: World) -> Iterator[Finding]:
    for goal in world["goals"]:
        if not any(goal["name"] in measure.get("goals", []) for measure in world["measures"]):
            found: Finding = {"kind": "goal-without-measure", "severity": "should"}
            yield {**found, "persons": [goal["person"]], "items": [goal["name"]]}


def measures_without_goal(world: World) -> Iterator[Finding]:
    for measure in living(world):
        if not measure.get("goals"):
            found: Finding = {"kind": "measure-without-goal", "severity": "notice"}
            yield {**found, "persons": sorted(measure["persons"]), "items": [measure["name"]]}


def too_many_contacts(world: World) -> Iterator[Finding]:
    naming = [(plan, [plan["person"]]) for plan in world["plans"] if plan["contact"]]
    naming += [(measure, measure["persons"]) for measure in living(world) if measure.get("contact")]
    contacts = sorted({(item["contact"]["name"], item["department"]) for item, _ in naming})
    if len(contacts) > 3:
        yield {
            "kind": "too-many-contacts",
            "severity": "notice",
            "persons": sorted({person for _, persons in naming for person in persons}),
            "items": sorted(item["name"] for item, _ in naming),
            "count": len(contacts),
            "contacts": [{"name": name, "department": department} for name, department in contacts],
        }
