"""Which sector plans do the demo's households come with? Three worked cases, moved by whole weeks to the demo's day."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any, Final

from enplan.demo.households.calendar import kept_by_the_calendar
from enplan.journey.sectorplans.facts import Household
from enplan.partners.sector_systems.household import read_household

NOBODY: Final[Mapping[str, date]] = {}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def household_day(name: str) -> date:
    """The day the household file is written for."""
    return date.fromisoformat(_content(name)["on"])


def household(name: str, weeks: int = 0, born: Mapping[str, date] = NOBODY) -> Household:
    """The household, all its days but those of birth moved by so many whole weeks, so that weekdays stay.

    `born` says on which days its people are born, where that is not as it was written. What the calendar decides stays
    where it is: the break at Christmas and the days of rest.
    """
    by = timedelta(weeks=weeks)
    content: dict[str, Any] = _moved(_content(name), by)
    for person in content["persons"]:
        person["born"] = born.get(person["id"], date.fromisoformat(person["born"])).isoformat()
    moved = read_household(json.dumps(content).encode())
    return kept_by_the_calendar(moved, by) if weeks else moved


def weeks_to(name: str, on: date) -> int:
    """How many whole weeks the household must be moved for its own day to be `on` or the last one before it."""
    return (on - household_day(name)).days // 7


def _content(name: str) -> Any:
    return json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))


def _moved(value: Any, by: timedelta, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _moved(inner, by, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, by, key) for inner in value]
    if isinstance(value, str) and key not in {"born", "text", "title", "name"} and DAY.match(value):
        moment = datetime.fromisoformat(value) + by
        return moment.isoformat(timespec="minutes") if "T" in value else moment.date().isoformat()
    return value
