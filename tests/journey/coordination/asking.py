"""What does the product answer to a household file, asked only through its public door to the engine?"""

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from enplan.journey.answer import answer, answer_json
from enplan.law.lawbook import lawbook
from enplan.partners.sector_systems.household import BadHousehold, household_json, read_household

Json = dict[str, Any]


def ask(household: Json, on: date | None = None) -> Json:
    """The answer in the form of section 8."""
    read = read_household(as_bytes(household), on=on)
    day = on or read.on
    assert day is not None
    answered: Json = answer_json(answer(read, lawbook(), day), lawbook())
    return answered


def as_bytes(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def read_and_write(household: Json) -> tuple[Any, Any]:
    """What is read, and what is read again when that has been written."""
    read = read_household(as_bytes(household))
    return read, read_household(as_bytes(household_json(read)))


def determined(answered: Json) -> Json:
    """What has one right answer: section 8 less legal basis, deciders, proposals, reasons and what is kept beside."""
    kept = {key: answered[key] for key in ("format", "on", "load", "duties", "joint_meetings_minimum", "waiting")}
    free = ("legal_basis", "who_decides", "proposals")
    kept["findings"] = [
        {key: value for key, value in finding.items() if key not in free} for finding in answered["findings"]
    ]
    goals = [goal for goal in answered["draft"]["goals"] if not goal.get("beside")]
    fates = [
        {key: row[key] for key in ("item", "fate", "into") if row.get(key) is not None}
        for row in answered["draft"]["fates"]
    ]
    keys = ("person", "domain", "aim", "texts", "measures")
    kept["draft"] = {"goals": [{key: goal[key] for key in keys} for goal in goals], "fates": fates}
    return kept


def smallest(household: Json, differs: Callable[[Json], bool]) -> Json:
    """The household less what can be left out while it still shows the difference, as far as 600 tries go."""
    small = copy.deepcopy(household)
    tries, smaller = 0, True
    while smaller and tries < 600:
        smaller = False
        for path in _removable(small, ()):
            tries += 1
            less = copy.deepcopy(small)
            _remove(less, path)
            try:
                still = differs(less)
            except (BadHousehold, KeyError):
                still = False
            if still:
                small, smaller = less, True
                break
    return small


def _removable(value: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    """Paths of all parts, the large ones first."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    own: list[tuple[str | int, ...]] = [(*path, key) for key in keys]
    return own + [deeper for key in keys for deeper in _removable(value[key], (*path, key))]


def _remove(value: Any, path: tuple[str | int, ...]) -> None:
    for key in path[:-1]:
        value = value[key]
    del value[path[-1]]
