"""How are findings put in order, and how are their facts written: days, moments, weeks and numbers?"""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Final, get_args

from enplan.journey.coordination.facts import ContactName, Facts, Finding, Heaviest, Severity, Week

RANK: Final = {Severity.MUST: 0, Severity.SHOULD: 1, Severity.NOTICE: 2}


def order_of(finding: Finding) -> tuple[object, ...]:
    """Severity, kind, first day (none first), persons, items, then the facts."""
    return (
        RANK[finding.severity],
        finding.kind.value,
        0 if finding.first_day is None else finding.first_day.toordinal(),
        finding.persons,
        finding.items,
        tuple((False, "") if value is None else (True, value) for value in _values(finding.facts)),
    )


NAMES: dict[type[object], tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in get_args(Facts)
}


def _values(facts: Facts) -> list[object]:
    return [getattr(facts, name) for name in NAMES[type(facts)]]


def written(facts: Facts) -> dict[str, object]:
    """The facts as they stand in the answer."""
    return {name: as_written(getattr(facts, name)) for name in NAMES[type(facts)]}


def as_written(value: object) -> object:
    """One value as it stands in the answer."""
    written_as = value
    match value:
        case Week():
            written_as = str(value)
        case Heaviest(week, number):
            written_as = {"week": str(week), "value": as_written(number)}
        case ContactName(name, department):
            written_as = {"name": name, "department": department}
        case datetime():
            written_as = value.isoformat(timespec="minutes")
        case date():
            written_as = value.isoformat()
        case Decimal():
            written_as = int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            written_as = [as_written(one) for one in value]
    return written_as
