"""What is wrong with the files somebody hands in? All of it at once, by file and place, before anything is taken in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from enplan.journey.assessment.rules.managing import WEEK
from enplan.journey.sectorplans.facts import Capacity as AgreedInFile
from enplan.journey.sectorplans.facts import Misfit, PlanFile, SectorPlan
from enplan.journey.sectorplans.rules.people import accompanied, refs_in, renamed, strangers
from enplan.kernel.category import Category, category_of
from enplan.kernel.ids import PersonId
from enplan.kernel.verdict import Verdict
from enplan.law.lawbook import Law
from enplan.registers.cases.facts import Case
from enplan.registers.people.facts import Capacity

May = Callable[[PersonId, Category], Verdict]

MOST_PLANS = 200  # as many as one household file may hold


@dataclass(frozen=True, slots=True)
class Fitting:
    """A plan in the case's own names, ready to be taken in."""

    plan: SectorPlan
    person_id: PersonId
    category: Category


def fit(plan: SectorPlan, case: Case, law: Law) -> Fitting | None:
    """The plan with the person and category it is kept under; nothing when its person is not in the case."""
    person = case.by_ref(plan.person)
    if person is None:
        return None
    return Fitting(plan, person.person_id, category_of(plan.plan_type, law.plan_type(plan.plan_type).sector))


def misfits(files: Sequence[PlanFile], case: Case, law: Law, may: May) -> list[Misfit]:
    """Everything that keeps the files from being taken in, in the order of the files; `may` is the policy."""
    found = [replace(misfit, file=each.name) for each in files for misfit in _in_one(each, case, law, may)]
    return [*found, *_twice(files)]


def _in_one(file: PlanFile, case: Case, law: Law, may: May) -> Iterator[Misfit]:
    household = accompanied(file.household)
    refs = refs_in(household, case)
    if not household.plans:
        yield Misfit("plans", "sectorplans.file_without_plans")
    yield from strangers(household, refs)
    for number, plan in enumerate(household.plans):
        person = case.by_ref(refs.get(plan.person, ""))
        if person is not None:
            category = category_of(plan.plan_type, law.plan_type(plan.plan_type).sector)
            verdict = may(person.person_id, category)
            if not verdict:
                yield Misfit(f"plans[{number}]", verdict.reason, (("name", person.name),))


def _twice(files: Sequence[PlanFile]) -> Iterator[Misfit]:
    """One plan in two files: nobody can say which of them counts."""
    first: dict[str, str] = {}
    for file in files:
        for number, plan in enumerate(file.household.plans):
            if plan.id in first:
                details = (("plan", plan.id), ("other", first[plan.id]))
                yield Misfit(f"plans[{number}].id", "sectorplans.plan_in_two_files", details, file.name)
            first.setdefault(plan.id, file.name)


def newly_agreed(files: Sequence[PlanFile], case: Case) -> list[tuple[PersonId, Capacity]]:
    """What the files say has been agreed with people of the case about their weeks; the last file counts."""
    found: dict[PersonId, Capacity] = {}
    for file in files:
        refs = refs_in(file.household, case)
        for person in file.household.persons:
            known = case.by_ref(refs.get(person.id, ""))
            if known is not None and person.capacity != AgreedInFile():
                found[known.person_id] = _as_agreed(person.capacity)
    return list(found.items())


def _as_agreed(capacity: AgreedInFile) -> Capacity:
    return Capacity(
        hours_per_week=capacity.hours_per_week,
        contacts_per_week=capacity.contacts_per_week,
        not_before=capacity.not_before,
        not_after=capacity.not_after,
        free_days=tuple(WEEK[day] for day in sorted(capacity.free_days)),
    )


def fitting(files: Sequence[PlanFile], case: Case, law: Law) -> list[Fitting]:
    """Every plan of files without misfits, in the case's own names."""
    fits = []
    for file in files:
        household = accompanied(file.household)
        refs = refs_in(household, case)
        fits += [fit(renamed(plan, refs), case, law) for plan in household.plans]
    return [each for each in fits if each is not None]
