"""Which keys do the items of a plan share, and does every name that refers to another item lead somewhere?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from enplan.journey.sectorplans.facts import Contact, SectorPlan
from enplan.law.lawbook import Lawbook
from enplan.partners.sector_systems.faults import at, shown
from enplan.partners.sector_systems.parsing import Table
from enplan.partners.sector_systems.values import Values

FORMAT: Final = "enplan.household/1"
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

T = TypeVar("T")


@dataclass(slots=True)
class Names:
    """Every name that can be referred to, by kind."""

    plans: set[str] = field(default_factory=set)
    goals: set[str] = field(default_factory=set)
    measures: set[str] = field(default_factory=set)
    duties: set[str] = field(default_factory=set)

    def know(self, plan: SectorPlan) -> None:
        """The names of a plan that has been read before."""
        self.plans.add(plan.id)
        self.goals.update(goal.name for goal in plan.goals)
        self.measures.update(measure.name for measure in plan.measures)
        self.duties.update(duty.name for duty in plan.duties)


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that must lead somewhere."""

    kind: str  # goal, duty, or step: a measure or a whole plan
    name: str
    place: str


class Keys(Values):
    """Reads keys that many items share."""

    def __init__(self, book: Lawbook) -> None:
        """Nobody is known yet, and nothing referred to."""
        super().__init__()
        self.regimes = [regime.id for regime in book.regimes]
        self.plan_types = {one.id for one in book.plan_types}
        self.measure_types = {one.id for one in book.measure_types}
        self.meeting_rules = {one.id for one in book.meeting_rules}
        self.assessments = {one.id for one in book.assessments}
        self.items = {one.id for one in book.items}
        self.aims = {one.id for one in book.aims}
        self.persons: set[str] = set()
        self.names = Names()
        self.references: list[Reference] = []
        self.plan_ids: list[tuple[str | None, str]] = []

    def given(self, table: Table, key: str, place: str, read: Callable[[object, str], T | None]) -> T | None:
        """The value of a key, when it is there and right."""
        return read(table[key], at(place, key)) if key in table else None

    def line(self, most: int | None) -> Callable[[object, str], str | None]:
        """A text of at most so many characters."""
        return lambda value, place: self.text(value, place, most)

    def person(self, value: object, place: str) -> str | None:
        """Somebody of the household."""
        person = self.id(value, place)
        if person is not None and person not in self.persons:
            self.fault(place, f"{shown(person)} er ikke blandt personerne. Tilføj personen, eller ret id'et.")
            return None
        return person

    def people(self, table: Table, place: str, otherwise: str) -> tuple[str, ...]:
        """The persons of an item, the plan's person when it names none."""
        self.distinct(table, "persons", place, least=1)
        named = self.rows(table, "persons", place, self.person)
        return tuple(named) or (otherwise,)

    def order(self, place: str, key: str, later: date | None, earlier: date | None, other: str) -> None:
        """A day that may not lie before another."""
        if later is not None and earlier is not None and later < earlier:
            self.fault(at(place, key), f"Dagen {later} ligger før {other} ({earlier}). Ret den ene af de to.")

    def contact(self, value: object, place: str) -> Contact | None:
        """A professional."""
        table = self.table(value, place, ("name",), ("role",))
        if table is None:
            return None
        name = self.given(table, "name", place, self.line(200))
        role = self.given(table, "role", place, self.line(200))
        return None if name is None else Contact(name, role or "")

    def reference(self, kind: str) -> Callable[[object, str], str | None]:
        """The name of another item, to be looked up when everything has been read."""

        def read(value: object, place: str) -> str | None:
            name = self.name(value, place)
            if name is not None:
                self.references.append(Reference(kind, name, place))
            return name

        return read

    def check_references(self) -> None:
        """Every name leads to something of the right kind."""
        targets = {
            "goal": (self.names.goals, "et mål i planerne"),
            "duty": (self.names.duties, "en mødepligt i planerne"),
            "step": (self.names.measures | self.names.plans, "en indsats eller en plan"),
        }
        for reference in self.references:
            known, what = targets[reference.kind]
            if reference.name not in known:
                message = f"{shown(reference.name)} er ikke {what}. Skriv plan-id/id, eller fjern henvisningen."
                self.fault(reference.place, message)

    def check_plan_ids(self) -> None:
        """No two plans of one id."""
        self.once(self.plan_ids, "planen")
