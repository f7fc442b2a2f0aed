"""What does the draft hold of each goal and measure of the sector plans, and what stays of what people have written?

Drafting again never takes back a person's words: what somebody has edited is theirs, the rest follows the plans.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from enplan.journey.coordination.facts import Draft, Fate, FateKind
from enplan.journey.plan.facts import Column, Promised, Responsible, Times
from enplan.journey.plan.rules.calendar import heaviest_week
from enplan.journey.plan.rules.sides import citizen_does, municipality_does
from enplan.journey.sectorplans.facts import Appointment, Duty, Goal, Household, Item, Measure, SectorPlan
from enplan.journey.sectorplans.rules.kinds import persons_of
from enplan.kernel.category import Category, category_of
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.provision import LegalBasis

KIND_OF = {Goal: "goal", Measure: "measure", Appointment: "appointment", Duty: "duty"}


@dataclass(frozen=True, slots=True)
class DraftedWording:
    """One plan's words for a goal."""

    item: str
    text: str
    source: str
    category: Category


@dataclass(frozen=True, slots=True)
class DraftedGoal:
    """A goal as the sector plans have it."""

    person_id: PersonId
    category: Category
    domain: str
    aim: str
    wordings: tuple[DraftedWording, ...]
    beside: bool


@dataclass(frozen=True, slots=True)
class DraftedMeasure:
    """A measure as its sector plan has it."""

    persons: tuple[PersonId, ...]
    category: Category
    measure_type: str
    title: str
    starts: date
    ends: date | None
    column: Column
    demand: str
    protected: bool
    times: tuple[Times, ...]
    goal_items: tuple[str, ...]
    responsible: Responsible
    legal_basis: tuple[LegalBasis, ...]
    promised: Promised
    citizen_does: str
    municipality_does: str
    beside: bool

    @property
    def item(self) -> str:
        """The name of the item in its sector plan."""
        return self.promised.item


@dataclass(frozen=True, slots=True)
class DraftedFate:
    """An item of a sector plan and what becomes of it."""

    fate: Fate
    kind: str
    persons: tuple[PersonId, ...]
    category: Category
    department: str
    title: str


@dataclass(frozen=True, slots=True)
class DraftedDemand:
    """A point that the law demands of the content, for one person."""

    person_id: PersonId
    category: Category
    plan_type: str
    key: str
    label: str
    legal_basis: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The household on one day, with what one needs to find one's way in it."""

    household: Household
    persons: Mapping[str, PersonId]
    law: Law
    on: date

    @property
    def plans(self) -> dict[str, SectorPlan]:
        """The plans by id."""
        return {plan.id: plan for plan in self.household.plans}

    @property
    def items(self) -> dict[str, Item]:
        """The items by name."""
        return {item.name: item for plan in self.household.plans for item in plan.items()}

    def category(self, plan: SectorPlan) -> Category:
        """The kind of information the plan holds."""
        return category_of(plan.plan_type, self.law.plan_type(plan.plan_type).sector)


def drafted_goals(table: Table, draft: Draft) -> Iterator[DraftedGoal]:
    """The goals of the draft, those that stay beside among them, each with all its wordings."""
    plans, items = table.plans, table.items
    told: set[str] = set()
    for goal in draft.goals:
        told.update(wording.item for wording in goal.texts)
        wordings = [_wording(table, plans[items[text.item].plan], text.item, text.text) for text in goal.texts]
        person = table.persons[goal.person]
        yield DraftedGoal(person, wordings[0].category, goal.domain, goal.aim, tuple(wordings), beside=False)
    for plan in table.household.plans:
        for each in plan.goals:
            if each.name not in told:
                wording = _wording(table, plan, each.name, each.text)
                domain = table.law.aim(each.aim).domain
                person = table.persons[each.person]
                yield DraftedGoal(person, wording.category, domain, each.aim, (wording,), beside=True)


def _wording(table: Table, plan: SectorPlan, item: str, text: str) -> DraftedWording:
    return DraftedWording(item, text, plan.department, table.category(plan))


def drafted_measures(table: Table, fates: Iterable[Fate]) -> Iterator[DraftedMeasure]:
    """The living measures, carried over or beside."""
    plans, items = table.plans, table.items
    for fate in fates:
        item = items.get(fate.item)
        if isinstance(item, Measure):
            yield _measure(table, plans[item.plan], item, fate.fate is FateKind.KEPT_BESIDE)


def _measure(table: Table, plan: SectorPlan, item: Measure, beside: bool) -> DraftedMeasure:
    kind = table.law.measure_type(item.measure_type)
    contact = item.contact or plan.contact
    responsible = Responsible(contact.name if contact else "", contact.role if contact else "", plan.department)
    title = item.title or kind.label
    times = tuple(
        Times(each.day, each.start, each.end, each.weekly_until, tuple(sorted(each.except_days)), each.place)
        for each in item.sessions
    )
    hours = heaviest_week(times, item.hours_per_week)
    promised = Promised(
        item.name,
        title,
        item.measure_type,
        item.starts,
        item.ends,
        hours,
        kind.legal_basis,
        plan.plan_type,
        plan.department,
    )
    return DraftedMeasure(
        persons=tuple(table.persons[person] for person in item.persons),
        category=table.category(plan),
        measure_type=item.measure_type,
        title=title,
        starts=item.starts,
        ends=item.ends,
        column=Column.DOING if item.starts <= table.on else Column.PLANNED,
        demand=item.demand.value,
        protected=item.protected,
        times=times,
        goal_items=tuple(dict.fromkeys(item.goals)),
        responsible=responsible,
        legal_basis=kind.legal_basis,
        promised=promised,
        citizen_does=citizen_does(item.demand, times),
        municipality_does=municipality_does(title, responsible),
        beside=beside,
    )


def drafted_fates(table: Table, draft: Draft) -> Iterator[DraftedFate]:
    """What becomes of every item; the sum of fates is the sum of items."""
    plans, items = table.plans, table.items
    for fate in draft.fates:
        item = items[fate.item]
        plan = plans[item.plan]
        persons = tuple(table.persons[person] for person in persons_of(item))
        yield DraftedFate(
            fate,
            KIND_OF[type(item)],
            persons,
            table.category(plan),
            plan.department,
            _title(table.law, item),
        )


def _title(law: Law, item: Item) -> str:
    match item:
        case Goal():
            return item.text
        case Measure():
            return item.title or law.measure_type(item.measure_type).label
        case Appointment():
            return f"Møde {item.day.day}.{item.day.month}.{item.day.year}"
        case Duty():
            return law.book.meeting_rules.nearest(item.meeting_rule, item.since).label
        case _:
            return item.id


def drafted_demands(table: Table, draft: Draft) -> Iterator[DraftedDemand]:
    """What the replaced plan types demand of the content, for each person who has such a plan."""
    told: set[tuple[PersonId, str, str]] = set()
    for demand in draft.demands:
        for plan in table.household.plans:
            person = table.persons[plan.person]
            if plan.plan_type == demand.plan_type and (person, demand.plan_type, demand.key) not in told:
                told.add((person, demand.plan_type, demand.key))
                yield DraftedDemand(
                    person, table.category(plan), demand.plan_type, demand.key, demand.label, demand.legal_basis
                )


def kept_edits(edited: Iterable[str], fresh: Mapping[str, object]) -> dict[str, object]:
    """Of what the sector plans say now, only what no person has written otherwise."""
    theirs = set(edited)
    return {field: value for field, value in fresh.items() if field not in theirs}
