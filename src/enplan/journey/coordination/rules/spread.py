"""What lies on the table? The plans of a household, prepared once for all detectors."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import TypeVar, cast

from enplan.journey.coordination.facts import SEVERITIES, Facts, Finding, Kind, NoFacts, Proposal
from enplan.journey.coordination.rules.occurrences import HORIZON_DAYS, Occ, Timed, occurs
from enplan.journey.sectorplans.facts import Goal, Household, Item, Measure, Person, SectorPlan
from enplan.law.lawbook import Lawbook
from enplan.law.provision import LegalBasis

T = TypeVar("T")


class Spread:
    """The plans side by side on one day, under the law of that day."""

    def __init__(self, household: Household, book: Lawbook, on: date) -> None:
        """Sort everything once."""
        self.household = household
        self.book = book
        self.law = book.on(on)
        self.on = on
        self.first = on.toordinal()
        self.end = self.first + HORIZON_DAYS  # the first day that is no longer in the horizon
        self.persons: dict[str, Person] = {person.id: person for person in household.persons}
        self.plans: dict[str, SectorPlan] = {plan.id: plan for plan in household.plans}
        self.items: dict[str, Item] = {item.name: item for plan in household.plans for item in plan.items()}
        self.measures = [measure for plan in household.plans for measure in plan.measures]
        self.living = [measure for measure in self.measures if not measure.is_past(on)]
        self.appointments = [one for plan in household.plans for one in plan.appointments]
        self.goals: list[Goal] = [goal for plan in household.plans for goal in plan.goals]
        self.timed: list[Timed] = sorted((*self.living, *self.appointments), key=lambda item: item.name)
        self.titles: dict[str, str] = {}  # what things are called, as far as somebody has asked
        self.ranks: dict[str, int] = {}  # and how hard they are to move
        self.known: dict[object, object] = {}  # what has been worked out once (see `once`)
        self._bases: dict[str, tuple[LegalBasis, ...]] = {}
        self.calendar = self._calendar()

    def _calendar(self) -> dict[str, list[Occ]]:
        """By person everything that has a time, in the order it begins."""
        calendar: dict[str, list[Occ]] = {person: [] for person in self.persons}
        for number, item in enumerate(self.timed):
            found = list(occurs(item, number, self.first, self.end))
            for person in item.persons:
                calendar[person] += found
        for occs in calendar.values():
            occs.sort()
        return calendar

    def in_horizon(self, day: date) -> bool:
        """Whether the day lies in the horizon."""
        return self.first <= day.toordinal() < self.end

    def active(self, measure: Measure) -> tuple[int, int] | None:
        """The first and last day of a measure within the horizon, as ordinals."""
        first = max(self.first, measure.starts.toordinal())
        last = self.end - 1 if measure.ends is None else min(self.end - 1, measure.ends.toordinal())
        return (first, last) if first <= last else None

    def bases(self, measure_types: Iterable[str]) -> list[LegalBasis]:
        """The sections of measure types that can be applied today."""
        found: list[LegalBasis] = []
        for kind in measure_types:
            if kind not in self._bases:
                self._bases[kind] = self.law.bases(self.law.measure_type(kind))
            found += self._bases[kind]
        return found

    def department(self, name: str) -> str:
        """The department of the plan that an item or a plan's own id belongs to."""
        return self.plans[name.partition("/")[0]].department

    def finding(
        self,
        kind: Kind,
        persons: Iterable[str],
        items: Iterable[str],
        facts: Facts | None = None,
        first_day: date | None = None,
        legal_basis: Iterable[LegalBasis] = (),
        proposals: Iterable[Proposal] = (),
    ) -> Finding:
        """A finding with its lists in order and its departments named."""
        names = tuple(sorted(set(items)))
        return Finding(
            kind=kind,
            severity=SEVERITIES[kind],
            persons=tuple(sorted(set(persons))),
            items=names,
            departments=tuple(sorted({self.department(name) for name in names})),
            facts=NoFacts() if facts is None else facts,
            first_day=first_day,
            legal_basis=tuple(dict.fromkeys(legal_basis)),
            proposals=tuple(proposals),
        )


def once(work: Callable[[Spread], T]) -> Callable[[Spread], T]:
    """What several detectors ask for is worked out once for each spread."""

    @wraps(work)
    def known(spread: Spread) -> T:
        if work not in spread.known:
            spread.known[work] = work(spread)
        return cast("T", spread.known[work])

    return known
