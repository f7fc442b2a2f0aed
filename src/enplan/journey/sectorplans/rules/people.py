"""Who in the case does a plan mean? People are known by the case's short name, or by name and day of birth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from enplan.journey.sectorplans.facts import (
    Appointment,
    Contact,
    Household,
    Item,
    Measure,
    Misfit,
    Person,
    RelationKind,
    SectorPlan,
)
from enplan.journey.sectorplans.rules.kinds import persons_of, with_items
from enplan.registers.cases.facts import Case, CasePerson

STANDING_BY = {RelationKind.OMBUD: "personligt ombud", RelationKind.COMPANION: "bisidder"}


def accompanied(household: Household) -> Household:
    """The household with ombud and companions beside the people, not among them: the plans are not about them.

    They stay on the appointments they come to, as those who attend, so nothing is lost.
    """
    by = {each.one: STANDING_BY[each.kind] for each in household.relations if each.kind in STANDING_BY}
    names = {person.id: person.called for person in household.persons}
    beside = {
        person: Contact(names[person], role)
        for person, role in by.items()
        if person in names and all(person != plan.person for plan in household.plans)
    }
    return replace(household, plans=tuple(_without(plan, beside) for plan in household.plans))


def _without(plan: SectorPlan, beside: Mapping[str, Contact]) -> SectorPlan:
    def item(old: Item) -> Item:
        if not isinstance(old, (Measure, Appointment)):
            return old
        about = tuple(person for person in old.persons if person not in beside) or (plan.person,)
        along = tuple(beside[person] for person in old.persons if person in beside)
        if isinstance(old, Appointment):
            return replace(old, persons=about, attendees=tuple(dict.fromkeys([*old.attendees, *along])))
        return replace(old, persons=about)

    return with_items(plan, [item(each) for each in plan.items()])


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
