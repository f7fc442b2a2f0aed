"""Which household and plans does a file in the household format hold, or what is wrong with it and where?"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from enplan.journey.coordination.rules.occurrences import count_occurrences
from enplan.journey.sectorplans.facts import Capacity, Household, Person, Relation, RelationKind, SectorPlan
from enplan.law.lawbook import Lawbook, lawbook
from enplan.partners.sector_systems.faults import BadHousehold, Fault, at, shown
from enplan.partners.sector_systems.keys import FORMAT, WEEKDAYS
from enplan.partners.sector_systems.parsing import Table, parse
from enplan.partners.sector_systems.plans import Plans
from enplan.partners.sector_systems.writing import household_json, plan_json

__all__ = ["BadHousehold", "Fault", "household_json", "plan_json", "read_household", "read_plan"]

MOST_OCCURRENCES: Final = 100_000
OPTIONAL_PERSON: Final = ("name", "capacity")
CAPACITY: Final = ("hours_per_week", "contacts_per_week", "not_before", "not_after", "free_days")


def read_household(data: bytes, *, on: date | None = None, today: date | None = None) -> Household:
    """The household of a file. `on` goes before the file's own day; `today` is used when there is neither.

    Raises:
        BadHousehold: with every fault of the file; nothing of it may then be stored.
    """
    reader = Reader(lawbook())
    household = reader.household(parse(data))
    reader.check_references()
    day = on or household.on or today
    if day is not None and count_occurrences(household.plans, day) >= MOST_OCCURRENCES:
        reader.fault("plans", "Planerne giver 100.000 aftaler eller flere på et halvt år. Del filen op.")
    reader.stop()
    return household


def read_plan(data: Mapping[str, object], *, persons: Sequence[Person], plans: Sequence[SectorPlan] = ()) -> SectorPlan:
    """One plan, typed by hand, among these persons; its items may refer to those of the other plans.

    Places are within the plan: `measures[0].starts`.

    Raises:
        BadHousehold: with every fault of the plan.
    """
    reader = Reader(lawbook())
    reader.persons = {person.id for person in persons}
    for other in plans:
        reader.names.know(other)
        reader.plan_ids.append((other.id, f"planen {other.id}"))
    plan = reader.plan(parse(json.dumps(data, default=_plain).encode()), "")
    reader.check_plan_ids()
    reader.check_references()
    reader.stop()
    assert plan is not None
    return plan


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)


class Reader(Plans):
    """Reads a whole household."""

    def __init__(self, book: Lawbook) -> None:
        """With the ids the law data knows."""
        super().__init__(book)

    def stop(self) -> None:
        """Go on only when nothing is wrong.

        Raises:
            BadHousehold: something is.
        """
        if self.faults:
            raise BadHousehold(tuple(self.faults))

    def household(self, value: object) -> Household:
        """Everything that could be read of it."""
        optional = ("on", "municipality", "regime", "relations")
        table = self.table(value, "", ("format", "persons", "plans"), optional)
        if table is None:
            self.stop()
            raise AssertionError
        if "format" in table and table["format"] != FORMAT:
            self.fault("format", f"Her skal stå »{FORMAT}«. Kun filer i det format kan læses.")
        day = self.given(table, "on", "", self.day)
        municipality = self.given(table, "municipality", "", self.line(100))
        regime = self.given(table, "regime", "", lambda one, where: self.word(one, where, self.regimes))
        persons = self._persons(table)
        relations = self.rows(table, "relations", "", self._relation)
        plans = self.rows(table, "plans", "", self.plan, most=200)
        self.check_plan_ids()
        return Household(
            persons=persons,
            plans=tuple(plans),
            relations=tuple(relations),
            on=day,
            municipality=municipality or "",
            regime=regime or "hop-2018",
        )

    def _persons(self, table: Table) -> tuple[Person, ...]:
        """The people first: everything else refers to them."""
        ids: list[tuple[str | None, str]] = []

        def person(value: object, place: str) -> Person | None:
            row = self.table(value, place, ("id", "born"), OPTIONAL_PERSON)
            if row is None:
                return None
            person_id = self.given(row, "id", place, self.id)
            ids.append((person_id, at(place, "id")))
            born = self.given(row, "born", place, self.day)
            name = self.given(row, "name", place, self.line(200))
            capacity = self.given(row, "capacity", place, self._capacity)
            if person_id is None or born is None:
                return None
            return Person(person_id, born, name or "", capacity or Capacity())

        persons = self.rows(table, "persons", "", person, most=50)
        if table.get("persons") == []:
            self.fault("persons", "Der skal være mindst én person. Tilføj den eller dem, planerne handler om.")
        self.once(ids, "personen")
        self.persons = {person_id for person_id, _ in ids if person_id is not None}
        return tuple(persons)

    def _capacity(self, value: object, place: str) -> Capacity:
        row = self.table(value, place, (), CAPACITY)
        if row is None:
            return Capacity()
        hours = self.given(row, "hours_per_week", place, lambda one, where: self.number(one, where, 168))
        contacts = self.given(row, "contacts_per_week", place, lambda one, where: self.whole(one, where, 100))
        before = self.given(row, "not_before", place, self.clock)
        after = self.given(row, "not_after", place, self.clock)
        if before is not None and after is not None and after <= before:
            self.fault(at(place, "not_after"), f"Klokkeslættet skal ligge efter not_before ({before:%H:%M}). Ret det.")
        self.distinct(row, "free_days", place)
        days = self.rows(row, "free_days", place, lambda day, where: self.word(day, where, WEEKDAYS))
        return Capacity(hours, contacts, before, after, frozenset(WEEKDAYS.index(day) for day in days))

    def _relation(self, value: object, place: str) -> Relation | None:
        row = self.table(value, place, ("from", "to", "kind"), ())
        if row is None:
            return None
        one = self.given(row, "from", place, self.person)
        other = self.given(row, "to", place, self.person)
        kind = self.given(row, "kind", place, lambda one, where: self.word(one, where, list(RelationKind)))
        if one is not None and one == other:
            self.fault(at(place, "to"), f"{shown(one)} kan ikke være i relation til sig selv. Skriv den anden person.")
        if one is None or other is None or kind is None:
            return None
        return Relation(one, other, RelationKind(kind))
