"""What do the law's tables say, read straight from the acts?"""

import calendar
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
ACTS = ROOT / "src" / "enplan" / "law" / "acts"

Row = dict[str, Any]


@cache
def tables() -> dict[str, list[Row]]:
    """Every table of every act, the entries of one name laid together."""
    laid: dict[str, list[Row]] = {}
    for path in sorted(ACTS.glob("*.toml")):
        for name, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(entries, list):
                laid.setdefault(name, []).extend(entries)
    return laid


@cache
def by_id(table: str) -> dict[str, Row]:
    rows = tables()[table]
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows), f"two entries of one id in {table}"
    return found


def opposing(table: str, one: str, other: str) -> bool:
    """Whether the two stand as a pair in `opposing_aims` or `opposing_measures`, in either order."""
    return any(sorted(row["pair"]) == sorted([one, other]) for row in tables()[table])


def similar(one: str, other: str) -> bool:
    """The same measure type, or one type names the other."""
    types = by_id("measure_type")
    return one == other or other in types[one].get("similar_to", []) or one in types[other].get("similar_to", [])


def reuse(item: str) -> str:
    return str(by_id("item")[item]["reuse"])


def in_force(entry: Row, day: date) -> bool:
    """By the entry's own dates, both included."""
    return bool(entry.get("valid_from", date.min) <= day <= entry.get("valid_to", date.max))


def of_the_wrong_age(plan_type: Row, born: date, day: date) -> bool:
    """Too young or too old for the one plan to stand in this plan's place; the last year counts to its last day."""
    years = (day.year * 10000 + day.month * 100 + day.day - born.year * 10000 - born.month * 100 - born.day) // 10000
    youngest, oldest = plan_type.get("one_plan_from_age", 0), plan_type.get("one_plan_to_age", 200)
    if not youngest <= years <= oldest:
        return True
    if not plan_type.get("until_pension_age"):
        return False
    row = [
        each
        for each in sorted(tables()["pension_age"], key=lambda each: each["born_from"])
        if each["born_from"] <= born
    ][-1]
    months = born.month - 1 + row.get("months", 0)
    year, month = born.year + row["years"] + months // 12, months % 12 + 1
    return date(year, month, min(born.day, calendar.monthrange(year, month)[1])) <= day


def plus(day: date, length: Row, times: int = 1) -> date:
    """So many times the length after the day; months keep the day of the month or take the month's last."""
    amount = length["amount"] * times
    if length["unit"] in ("month", "year"):
        months = day.year * 12 + day.month - 1 + amount * (12 if length["unit"] == "year" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return day + timedelta(days=amount * {"day": 1, "week": 7}[length["unit"]])


def is_before(rule: Row) -> bool:
    """The rule counts back from the day an event ends."""
    return str(rule.get("first_due", {}).get("from", "")).startswith("before-")


def demands(rule: Row, start: date, until: date) -> dict[date, int]:
    """The table in 3.1: due day, and how many meetings in all by then. Of two on one day the larger holds."""
    larger: dict[date, int] = {}
    if in_force(rule, start):
        for due, number in [*_firsts(rule, start), *_windows(rule, start, until), *_intervals(rule, start, until)]:
            if due <= until:
                larger[due] = max(number, larger.get(due, 0))
    return larger


def _firsts(rule: Row, start: date) -> Iterator[tuple[date, int]]:
    if "first_due" in rule:
        number = rule["min_count"] if "min_count" in rule and "window" not in rule else 1
        yield plus(start, rule["first_due"], -1 if is_before(rule) else 1), number


def _windows(rule: Row, start: date, until: date) -> Iterator[tuple[date, int]]:
    if "min_count" in rule and "window" in rule:
        rolling = rule["window"]["from"] == "rolling"
        for k in count(1) if rolling else (1,):
            due = plus(start, rule["window"], k)
            if due > until:
                return
            yield due, k * rule["min_count"]


def _intervals(rule: Row, start: date, until: date) -> Iterator[tuple[date, int]]:
    """`from` + `first_due` + (k-1) x `interval_max` is read from the left: months count from the first due day."""
    if "interval_max" not in rule:
        return
    for k in count(1):
        if "first_due" in rule:
            due = plus(plus(start, rule["first_due"]), rule["interval_max"], k - 1)
        else:
            due = plus(start, rule["interval_max"], k)
        if due > until or ("window" in rule and due > plus(start, rule["window"])):
            return
        yield due, k


def without_a_day(rule: Row, start: date) -> int:
    """What `min_count` alone demands."""
    alone = not any(rule.get(key) for key in ("first_due", "window", "interval_max"))
    return int(rule.get("min_count", 0)) if alone and in_force(rule, start) else 0


def easter(year: int) -> date:
    """Easter Sunday: the Sunday after the first full moon of spring, by the church's own golden numbers."""
    golden = year % 19
    century = year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    beyond = moon - weekday
    month = 3 + (beyond + 40) // 44
    return date(year, month, beyond + 28 - 31 * (month // 4))


def is_working_day(day: date) -> bool:
    if day.strftime("%a") in ("Sat", "Sun"):
        return False
    if (day.month, day.day) in {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}:
        return False
    maundy_thursday, good_friday, easter_monday, ascension_day, whit_monday = -3, -2, 1, 39, 50
    movable = (maundy_thursday, good_friday, easter_monday, ascension_day, whit_monday)
    return (day - easter(day.year)).days not in movable
