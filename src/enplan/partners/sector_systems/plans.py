"""What does one plan hold, and do its items bear different ids?"""

from collections.abc import Callable
from typing import Final, TypeVar

from enplan.journey.sectorplans.facts import SectorPlan
from enplan.partners.sector_systems.faults import at
from enplan.partners.sector_systems.items import Home, Items
from enplan.partners.sector_systems.parsing import Table

PLAN: Final = ("id", "plan_type", "person", "department")
OPTIONAL: Final = (
    "made", "follow_up", "contact", "goals", "measures", "appointments", "duties", "questions", "statements",
)  # fmt: skip

T = TypeVar("T")


class Plans(Items):
    """Reads plans."""

    def plan(self, value: object, place: str) -> SectorPlan | None:
        """One plan with all its items."""
        row = self.table(value, place, PLAN, OPTIONAL)
        if row is None:
            return None
        plan_id = self.given(row, "id", place, self.id)
        self.plan_ids.append((plan_id, at(place, "id")))
        plan_type = self.given(row, "plan_type", place, self._plan_type)
        person = self.given(row, "person", place, self.person)
        department = self.given(row, "department", place, self.line(100))
        made = self.given(row, "made", place, self.day)
        follow_up = self.given(row, "follow_up", place, self.day)
        self.order(place, "follow_up", follow_up, made, "made")
        home = Home(plan_id or "", person or "")
        plan = SectorPlan(
            id=home.plan,
            plan_type=plan_type or "",
            person=home.person,
            department=department or "",
            made=made,
            follow_up=follow_up,
            contact=self.given(row, "contact", place, self.contact),
            goals=self._all(row, "goals", place, self.goal, home),
            measures=self._all(row, "measures", place, self.measure, home),
            appointments=self._all(row, "appointments", place, self.appointment, home),
            duties=self._all(row, "duties", place, self.duty, home),
            questions=self._all(row, "questions", place, self.question, home),
            statements=self._all(row, "statements", place, self.statement, home),
        )
        self.once(home.ids, "det sidste")
        if plan_id is not None:
            self.names.plans.add(plan_id)
        return plan

    def _plan_type(self, value: object, place: str) -> str | None:
        return self.known(value, place, "en plantype", self.plan_types)

    def _all(
        self, row: Table, key: str, place: str, read: Callable[[object, str, Home], T | None], home: Home
    ) -> tuple[T, ...]:
        return tuple(self.rows(row, key, place, lambda value, where: read(value, where, home)))
