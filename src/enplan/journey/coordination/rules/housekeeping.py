"""Are the plans in order: followed up, goals served, measures with a purpose, not too many people with a say?"""

from collections.abc import Iterator

from enplan.journey.coordination.facts import (
    ContactName,
    Finding,
    Kind,
    Proposal,
    Say,
    StalePlan,
    TooManyContacts,
)
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called, joined, people, said_day
from enplan.journey.sectorplans.facts import Contact


def stale_plan(spread: Spread) -> Iterator[Finding]:
    """A plan that should have been followed up."""
    for plan in spread.household.plans:
        if plan.follow_up is not None and plan.follow_up < spread.on:
            days = (spread.on - plan.follow_up).days
            late = "en dag" if days == 1 else f"{days} dage"
            who = plan.contact.name if plan.contact else plan.department
            yield spread.finding(
                Kind.STALE_PLAN,
                [plan.person],
                [plan.id],
                StalePlan(plan.follow_up),
                plan.follow_up,
                legal_basis=spread.law.bases(spread.law.plan_type(plan.plan_type)),
                proposals=[
                    Proposal(
                        f"{who} følger op på {called(spread, plan.id)} med {spread.persons[plan.person].called} nu. "
                        f"Det skulle være sket {said_day(plan.follow_up)}, for {late} siden.",
                        {"follow_up": plan.id},
                    ),
                    Proposal(
                        f"Afslut planen, hvis {plan.department} ikke længere har en indsats i gang.", {"end": plan.id}
                    ),
                ],
            )


def goal_without_measure(spread: Spread) -> Iterator[Finding]:
    """A goal nobody does anything for."""
    served = {goal for measure in spread.measures for goal in measure.goals}
    aimless: dict[str, list[str]] = {}
    for measure in spread.living:
        for person in measure.persons if not measure.goals else ():
            aimless.setdefault(person, []).append(measure.name)
    for goal in spread.goals:
        if goal.name not in served:
            yield spread.finding(
                Kind.GOAL_WITHOUT_MEASURE,
                [goal.person],
                [goal.name],
                proposals=[
                    *(
                        Proposal(
                            f"Lad {called(spread, name)} arbejde for målet.",
                            {"item": name, "add_goal": goal.name},
                        )
                        for name in sorted(aimless.get(goal.person, ()))[:2]
                    ),
                    Proposal(
                        f"{spread.department(goal.name)} aftaler en indsats med {people(spread, [goal.person])}, "
                        f"der fører mod {called(spread, goal.name)}.",
                        {"add_measure": goal.name},
                    ),
                    Proposal("Tag målet ud, hvis det ikke længere er vigtigt for borgeren.", {"end": goal.name}),
                ],
            )


def measure_without_goal(spread: Spread) -> Iterator[Finding]:
    """A measure nobody can say what is good for."""
    of: dict[str, list[str]] = {}
    for goal in spread.goals:
        of.setdefault(goal.person, []).append(goal.name)
    for measure in spread.living:
        if not measure.goals:
            near = sorted(name for person in measure.persons for name in of.get(person, ()))
            own = [name for name in near if name.startswith(f"{measure.plan}/")] or near
            yield spread.finding(
                Kind.MEASURE_WITHOUT_GOAL,
                measure.persons,
                [measure.name],
                proposals=[
                    *(
                        Proposal(
                            f"Knyt {called(spread, measure.name)} til målet {called(spread, name)}.",
                            {"item": measure.name, "add_goal": name},
                        )
                        for name in own[:2]
                    ),
                    Proposal(
                        f"Spørg {people(spread, measure.persons)}, hvad {called(spread, measure.name)} skal føre til, "
                        "og skriv det som et mål.",
                        {"add_goal_for": measure.name},
                    ),
                ],
            )


def too_many_contacts(spread: Spread) -> Iterator[Finding]:
    """More people with a say than one can keep apart."""
    named: dict[ContactName, set[str]] = {}
    persons: set[str] = set()
    for name, owner, contact, concerned in _says(spread):
        named.setdefault(ContactName(contact.name, owner), set()).add(name)
        persons.update(concerned)
    if len(named) <= spread.household.enough_contacts:
        return
    contacts = tuple(sorted(named))
    busiest = max(contacts, key=lambda contact: (len(named[contact]), contact.name))
    departments = sorted({contact.department for contact in contacts})
    yield spread.finding(
        Kind.TOO_MANY_CONTACTS,
        persons,
        [name for names in named.values() for name in names],
        TooManyContacts(len(contacts), contacts),
        proposals=[
            Proposal(
                f"Vælg én kontaktperson for {people(spread, persons)}, for eksempel {busiest.name} "
                f"({busiest.department}). De andre {len(contacts) - 1} går gennem kontaktpersonen.",
                {"coordinator": busiest.name, "department": busiest.department},
            ),
            *(
                Proposal(
                    f"Lad én fra {department} tale for {joined(sorted(here))}.",
                    {"department": department, "one_of": sorted(here)},
                )
                for department in departments
                if len(here := [contact.name for contact in contacts if contact.department == department]) > 1
            ),
        ],
    )


def _says(spread: Spread) -> Iterator[tuple[str, str, Contact, tuple[str, ...]]]:
    """Everybody with a say: through which plan or measure, of which department, about whom."""
    for plan in spread.household.plans:
        if plan.contact is not None:
            yield plan.id, plan.department, plan.contact, (plan.person,)
    for measure in spread.living:
        if measure.contact is not None:
            yield measure.name, spread.department(measure.name), measure.contact, measure.persons


def contacts_of(spread: Spread) -> dict[str, tuple[Say, ...]]:
    """By person everybody who has a say."""
    of: dict[str, dict[ContactName, tuple[set[str], set[str]]]] = {person: {} for person in spread.persons}
    for name, department, contact, persons in _says(spread):
        for person in persons:
            roles, items = of[person].setdefault(ContactName(contact.name, department), (set(), set()))
            items.add(name)
            if contact.role:
                roles.add(contact.role)
    return {
        person: tuple(
            Say(key.name, ", ".join(sorted(roles)), key.department, tuple(sorted(items)))
            for key, (roles, items) in sorted(says.items())
        )
        for person, says in of.items()
    }
