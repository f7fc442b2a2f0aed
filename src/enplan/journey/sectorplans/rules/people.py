"""Who in the case does a plan mean? People are known by the case's short name, or by name and day of birth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from enplan.journey.sectorplans.facts import Appointment, Household, Item, Measure, Misfit, Person, SectorPlan
from enplan.journey.sectorplans.rules.kinds import persons_of, with_items
from enplan.registers.cases.facts import Case, CasePerson


def refs_in(household: Household, case: Case) -> dict[str, str]:
    """The case's short name for each person of the file that the case knows."""
    known = ((person.id, _match(person, case.persons)) for person in household.persons)
    return {file_id: found.ref for file_id, found in known if found}


def _match(person: Person, people: Sequence[CasePerson]) -> CasePerson | None:
    """By short name, unless name or birth show that it is somebody else's; else by name and day of birth."""
    by_ref = next((each for each in people if each.ref == person.id and each.born == person.born), None)
    return by_ref or next(
        (each for each in people if each.born == person.born and _plain(each.name) == _plain(person.name)), None
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def strangers(household: Household, refs: Mapping[str, str]) -> Iterator[Misfit]:
    """Every place in the plans where somebody is meant who is not in the case."""
    names = {person.id: person.called for person in household.persons}
    for number, plan in enumerate(household.plans):
        for person, place in _mentioned(plan):
            if person not in refs:
                where = f"plans[{number}].{place}"
                yield Misfit(where, "sectorplans.person_unknown", (("name", names.get(person, person)),))


def _mentioned(plan: SectorPlan) -> Iterator[tuple[str, str]]:
    """Each person where the plan first names them, as far as the file writes the place out."""
    yield plan.person, "person"
    for kind in ("goals", "measures", "appointments", "duties", "questions", "statements"):
        items: Sequence[Item] = getattr(plan, kind)
        for number, item in enumerate(items):
            many = isinstance(item, (Measure, Appointment))
            for position, person in enumerate(persons_of(item)):
                if person != plan.person:
                    yield person, f"{kind}[{number}].persons[{position}]" if many else f"{kind}[{number}].person"


def renamed(plan: SectorPlan, refs: Mapping[str, str]) -> SectorPlan:
    """The plan with the case's short names for everybody."""

    def item(old: Item) -> Item:
        if isinstance(old, (Measure, Appointment)):
            return replace(old, persons=tuple(dict.fromkeys(refs[person] for person in old.persons)))
        return replace(old, person=refs[old.person])

    return with_items(replace(plan, person=refs[plan.person]), [item(each) for each in plan.items()])
