"""What does the draft hold of each goal and measure of the sector plans, and what stays of what people have written?

Drafting again never takes back a person's words: what somebody has edited is theirs, the rest follows the plans.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from enplan.journey.coordination.facts import Draft, Fate, FateKind, Resolution
from enplan.journey.coordination.rules.settling import still_found
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.plan.facts import (
    Column,
    Demand,
    GoalState,
    PlanFate,
    PlanGoal,
    PlanMeasure,
    Promised,
    Responsible,
    Times,
)
from enplan.journey.plan.rules.agreeing import NOTHING_SETTLED, Settled, settled
from enplan.journey.plan.rules.calendar import heaviest_week
from enplan.journey.plan.rules.content import bases_document, promised_document, times_document
from enplan.journey.plan.rules.merging import merge
from enplan.journey.plan.rules.sides import citizen_does, municipality_does
from enplan.journey.sectorplans.facts import Appointment, Duty, Goal, Household, Item, Laid, Measure, SectorPlan
from enplan.journey.sectorplans.rules.kinds import persons_of
from enplan.kernel.category import Category, category_of
from enplan.kernel.errors import Refused
from enplan.kernel.ids import MeasureId, PersonId
from enplan.law.lawbook import Law, Lawbook
from enplan.law.provision import LegalBasis, MeasureType

KIND_OF: Mapping[type[Item], str] = {Goal: "goal", Measure: "measure", Appointment: "appointment", Duty: "duty"}


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
    hours_per_week: Decimal | None = None
    decided: tuple[Resolution, ...] = ()  # what was agreed about it when the plans were laid side by side

    @property
    def item(self) -> str:
        """The name of the item in its sector plan."""
        return self.promised.item


@dataclass(frozen=True)
class Table:
    """The household on one day, with what one needs to find one's way in it."""

    household: Household
    persons: Mapping[str, PersonId]
    law: Law
    on: date
    settled: Settled = NOTHING_SETTLED  # what was agreed with the plans side by side

    @cached_property
    def plans(self) -> dict[str, SectorPlan]:
        """The plans by id."""
        return {plan.id: plan for plan in self.household.plans}

    @cached_property
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


def _times(item: Measure) -> tuple[Times, ...]:
    return tuple(
        Times(each.day, each.start, each.end, each.weekly_until, tuple(sorted(each.except_days)), each.place)
        for each in item.sessions
    )


def promised_by(plan: SectorPlan, item: Measure, kind: MeasureType) -> Promised:
    """What the sector plan itself gave, whatever has been agreed since: the yardstick stays its own."""
    return Promised(
        item.name,
        item.title or kind.label,
        item.measure_type,
        item.starts,
        item.ends,
        heaviest_week(_times(item), item.hours_per_week),
        kind.legal_basis,
        plan.plan_type,
        plan.department,
        item.demand.value,
    )


def _measure(table: Table, plan: SectorPlan, given: Measure, beside: bool) -> DraftedMeasure:
    kind = table.law.measure_type(given.measure_type)
    promised = promised_by(plan, given, kind)
    agreed = table.settled.measures.get(given.name)
    item = agreed.measure if agreed else given
    contact = item.contact or plan.contact
    responsible = Responsible(contact.name if contact else "", contact.role if contact else "", plan.department)
    title, times = promised.title, _times(item)
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
        hours_per_week=heaviest_week(times, item.hours_per_week),
        decided=agreed.by if agreed else (),
        citizen_does=citizen_does(item.demand, times),
        municipality_does=municipality_does(title, responsible),
        beside=beside,
    )


def fates(
    table: Table, draft: Draft, measures: Iterable[PlanMeasure], goals: Iterable[PlanGoal] = ()
) -> list[PlanFate]:
    """What becomes of every item: the sum of fates is the sum of items. What people ended or merged is said so."""
    every = list(measures)
    by_id = {each.id: each for each in every}
    stopped: dict[str, PlanMeasure | PlanGoal] = {
        item: each for each in goals if each.state is GoalState.GIVEN_UP for item in each.origins
    }
    stopped |= {item: each for each in every if each.column is Column.STOPPED for item in each.origins}
    return [_fate(table, fate, stopped.get(fate.item), by_id) for fate in draft.fates]


def _fate(
    table: Table, fate: Fate, stopped: PlanMeasure | PlanGoal | None, by_id: Mapping[MeasureId, PlanMeasure]
) -> PlanFate:
    item = table.items[fate.item]
    plan = table.plans[item.plan]
    person = table.persons[persons_of(item)[0]]
    told = PlanFate(
        fate.item, KIND_OF[type(item)], fate.fate, person, table.category(plan), plan.department,
        _title(table.law, item), fate.into, fate.reason,
    )  # fmt: skip
    if stopped is None:
        return told
    if isinstance(stopped, PlanMeasure) and stopped.merged_into:
        whole = by_id.get(stopped.merged_into)  # none where it needs more consent to be seen
        into = whole.origins[0] if whole and whole.origins else None
        return replace(told, fate=FateKind.MERGED, into=into, reason=stopped.reason)
    return replace(told, fate=FateKind.ENDED, into=None, reason=stopped.reason)


def _title(law: Law, item: Item) -> str:
    match item:
        case Goal():
            return item.text
        case Measure():
            return item.title or law.measure_type(item.measure_type).label
        case Appointment():
            return f"Møde {said_day(item.day)}"
        case Duty():
            return law.book.meeting_rules.nearest(item.meeting_rule, item.since).label
        case _:
            return item.id


def demands(table: Table, draft: Draft, written: Mapping[tuple[PersonId, str, str], Demand]) -> list[Demand]:
    """What the replaced plan types demand of the content, by person who has such a plan, with what was written."""
    found: dict[tuple[PersonId, str, str], Demand] = {}
    for each in draft.demands:
        for plan in table.household.plans:
            key = (table.persons[plan.person], each.plan_type, each.key)
            if plan.plan_type == each.plan_type:
                said = written.get(key)
                found[key] = Demand(
                    each.plan_type, each.key, each.label, each.legal_basis, key[0], table.category(plan),
                    said.met_by if said else "", said.revision if said else 0, said.about if said else (),
                )  # fmt: skip
    return list(found.values())


def table_of(laid: Laid, sees_plan: Callable[[PersonId], bool], book: Lawbook, on: date) -> Table:
    """The plans of those who have said yes to one plan, where the regime asks for their yes.

    Raises:
        Refused: nobody has.
    """
    law = book.on(on)
    free = law.regime(laid.household.regime).consent == "none"
    agreed = {ref for ref, person in laid.persons.items() if free or sees_plan(person)}
    if not agreed:
        raise Refused("plan.consent_missing")
    kept = tuple(plan for plan in laid.household.plans if plan.person in agreed)
    return Table(replace(laid.household, plans=kept), laid.persons, law, on)


def with_agreed(table: Table, laid: Laid, decided: Sequence[Resolution]) -> Table:
    """The table with what the chosen ways out say."""
    if not decided:
        return table
    found = still_found(laid.household, decided, table.law.book, table.on)
    return replace(table, settled=settled(laid.household, decided, found))


def draft_of(table: Table) -> Draft:
    """The draft as the rules of merging make it."""
    return merge(Spread(table.household, table.law.book, table.on))


def kept_edits(edited: Iterable[str], fresh: Mapping[str, object]) -> dict[str, object]:
    """Of what the sector plans say now, only what no person has written otherwise."""
    theirs = set(edited)
    return {field: value for field, value in fresh.items() if field not in theirs}


def measure_columns(drafted: DraftedMeasure, goals: Mapping[str, UUID]) -> dict[str, object]:
    """What the sector plan says now, as the columns of a measure that hold it."""
    return {
        "persons": list(drafted.persons),
        "goals": list(dict.fromkeys(goals[item] for item in drafted.goal_items if item in goals)),
        "measure_type": drafted.measure_type,
        "title": drafted.title,
        "starts": drafted.starts,
        "ends": drafted.ends,
        "hours_per_week": drafted.hours_per_week if not drafted.times else None,
        "times": times_document(drafted.times),
        "demand": drafted.demand,
        "protected": drafted.protected,
        "responsible_name": drafted.responsible.name,
        "responsible_role": drafted.responsible.role,
        "responsible_department": drafted.responsible.department,
        "legal_basis": bases_document(drafted.legal_basis),
        "promised": promised_document([drafted.promised]),
        "citizen_does": drafted.citizen_does,
        "citizen_by": drafted.starts,
        "municipality_does": drafted.municipality_does,
        "municipality_by": drafted.starts,
        "beside": drafted.beside,
        "plan_type": drafted.promised.plan_type,
    }


def renewed_promises(old: Sequence[Promised], new: Promised) -> list[Promised]:
    """What the sector plans gave, with the newest word of this one."""
    return [new if each.item == new.item else each for each in old]


def category_of_measure(kind: MeasureType | None) -> Category:
    """Of which kind of information a measure is that no sector plan brought; a citizen's own action is the plan's."""
    return category_of(kind.id, kind.sector) if kind else Category.PLAN
