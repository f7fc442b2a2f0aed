"""Who are the people of the demo? Invented, all of them: citizens, relatives and professionals."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from enplan.demo.households import household_day
from enplan.kernel.actor import Actor, Role
from enplan.kernel.calendar import DENMARK, age_on
from enplan.kernel.category import Category
from enplan.registers.accounts.commands import open_account_for_person, open_account_for_professional
from enplan.registers.organisation.commands import employ, set_up_department, settle
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.rules import YES
from enplan.registers.people.commands import register_person, relate
from enplan.registers.people.facts import Person, RelationKind

C = Category
# A home gives help that the social department grants.
GIVING_ONLY = frozenset({"Boformen Kirkevej"})
DEPARTMENTS: dict[str, tuple[frozenset[Category], bool]] = {
    "Én indgang": (frozenset({C.PLAN}), False),
    "Jobcenter Nordby": (frozenset({C.WORK, C.ECONOMY}), False),
    "Voksenstøtte": (frozenset({C.SOCIAL}), False),
    "Socialafdelingen": (frozenset({C.SOCIAL}), False),
    "Boformen Kirkevej": (frozenset({C.SOCIAL}), False),
    "Sundhedscenter Nordby": (frozenset({C.HEALTH}), False),
    "Rusmiddelcentret": (frozenset({C.ADDICTION}), False),
    "Familieafdelingen": (frozenset({C.FAMILY}), False),
    "Børn og Familie": (frozenset({C.FAMILY}), False),
    "Søndermarkskolen": (frozenset({C.EDUCATION}), False),
    "Engskolen": (frozenset({C.EDUCATION}), False),
    "Regionspsykiatrien": (frozenset({C.HEALTH}), True),
    "Psykiatrisk Sygehus, afsnit P3": (frozenset({C.HEALTH}), True),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A professional of the demo."""

    name: str
    title: str
    department: str
    phone: str = ""
    roles: frozenset[Role] = frozenset({Role.PROFESSIONAL})


PROFESSIONALS = (
    Part("Anne Lykkegaard", "visitator", "Én indgang", "70 10 20 31", frozenset({Role.PROFESSIONAL, Role.INTAKE})),
    Part("Thomas Vinther", "leder", "Én indgang", "70 10 20 32", frozenset({Role.PROFESSIONAL, Role.LEADER})),
    Part("Henrik Dam", "jobkonsulent", "Jobcenter Nordby", "70 10 20 41"),
    Part("Jette Munk", "jobrådgiver", "Jobcenter Nordby", "70 10 20 42"),
    Part("Bente Skov", "sygedagpengerådgiver", "Jobcenter Nordby", "70 10 20 43"),
    Part("Søren Bach", "jobkonsulent", "Jobcenter Nordby", "70 10 20 44"),
    Part("Susanne Brandt", "socialrådgiver", "Voksenstøtte", "70 10 20 51"),
    Part("Inge Bjerre", "socialrådgiver", "Socialafdelingen", "70 10 20 52"),
    Part("Hanne Lykke", "socialrådgiver", "Socialafdelingen", "70 10 20 53"),
    Part("Gitte Dahl", "kontaktpædagog", "Boformen Kirkevej", "70 10 20 54"),
    Part("Peter Kvist", "fysioterapeut", "Sundhedscenter Nordby", "70 10 20 61"),
    Part("Signe Hald", "fysioterapeut", "Sundhedscenter Nordby", "70 10 20 62"),
    Part("Lars Overgaard", "behandler", "Rusmiddelcentret", "70 10 20 71"),
    Part("Palle Rønn", "behandler", "Rusmiddelcentret", "70 10 20 72"),
    Part("Louise Warming", "familierådgiver", "Familieafdelingen", "70 10 20 81"),
    Part("Rikke Søgaard", "familierådgiver", "Børn og Familie", "70 10 20 82"),
    Part("Morten Friis", "klasselærer", "Søndermarkskolen", "70 10 20 91"),
    Part("Dorte Lind", "klasselærer", "Engskolen", "70 10 20 92"),
    Part("Marianne Thorup", "overlæge", "Regionspsykiatrien", "70 20 30 11"),
    Part("Heidi Lauritsen", "sygeplejerske", "Psykiatrisk Sygehus, afsnit P3", "70 20 30 12"),
)

CITIZENS = {
    "mette": ("Mette Holm Andersen", date(1983, 4, 12)),
    "freja": ("Freja Holm Andersen", date(2011, 2, 27)),
    "carsten": ("Carsten Bro Andersen", date(1981, 8, 3)),
    "kenneth": ("Kenneth Lund Jensen", date(1984, 6, 19)),
    "tina": ("Tina Lund Jensen", date(1986, 11, 2)),
    "mikkel": ("Mikkel Lund Jensen", date(2011, 10, 4)),
    "sofie": ("Sofie Lund Jensen", date(2018, 5, 8)),
    "jimmi": ("Jimmi Kold Nørgaard", date(1991, 7, 30)),
    "lone": ("Lone Friis Madsen", date(1986, 9, 21)),  # has no case yet: for whoever wants to try the whole way
    "birgit": ("Birgit Aagaard", date(1968, 2, 14)),
}
OMBUDS = frozenset({"birgit"})
WITHOUT_ACCOUNT = frozenset({"sofie"})  # a child of eight does not sign in

CUSTODY, EX, SPOUSE = RelationKind.PARENT_WITH_CUSTODY, RelationKind.EX_PARTNER, RelationKind.SPOUSE
RELATIONS = (
    ("mette", "freja", CUSTODY),
    ("carsten", "freja", CUSTODY),
    ("carsten", "mette", EX),
    ("kenneth", "tina", SPOUSE),
    ("kenneth", "mikkel", CUSTODY),
    ("tina", "mikkel", CUSTODY),
    ("kenneth", "sofie", CUSTODY),
    ("tina", "sofie", CUSTODY),
    ("birgit", "jimmi", RelationKind.OMBUD),
)
KNOWN_SINCE = date(2026, 1, 1)


OF_AGE: Final = 18
DELEGATED_AT = datetime(2025, 12, 15, 9, tzinfo=DENMARK)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, found by the short name of a citizen or the full name of a professional."""

    persons: dict[str, Person]
    citizens: dict[str, Actor]
    professionals: dict[str, Actor]


WRITTEN_FOR: Final = household_day("mor-uden-arbejde")


def born_around(on: date) -> dict[str, date]:
    """When everybody is born for stories told around the day: a child is as old in the story as it was written.

    A child is moved by the weeks of the story and not by whole years: then no birthday comes nearer, and who turns 16
    three months after the story does so in any year. Those who are grown up keep their day.
    """
    by = timedelta(weeks=(on - WRITTEN_FOR).days // 7)
    return {ref: born + by if age_on(born, WRITTEN_FOR) < OF_AGE else born for ref, (_, born) in CITIZENS.items()}


def set_up(on: date = WRITTEN_FOR) -> Cast:
    """The municipality with its people for stories around the day, before any of them has asked for anything."""
    departments = {
        name: set_up_department(
            name=name,
            categories=categories,
            external=external,
            decides=() if external or name in GIVING_ONLY else categories,
        )
        for name, (categories, external) in DEPARTMENTS.items()
    }
    professionals = {}
    for part in PROFESSIONALS:
        someone = employ(
            name=part.name, title=part.title, department_id=departments[part.department].id, phone=part.phone
        )
        professionals[part.name] = open_account_for_professional(someone, roles=part.roles)
    born = born_around(on)
    persons = {ref: register_person(name=name, born=born[ref]) for ref, (name, _) in CITIZENS.items()}
    for one, other, kind in RELATIONS:
        relate(one=persons[one].id, other=persons[other].id, kind=kind, known_day=KNOWN_SINCE, source="CPR")
    citizens = {
        ref: open_account_for_person(person, roles=frozenset({Role.OMBUD if ref in OMBUDS else Role.CITIZEN}))
        for ref, person in persons.items()
        if ref not in WITHOUT_ACCOUNT
    }
    _delegate(professionals["Thomas Vinther"])
    return Cast(persons, citizens, professionals)


def _delegate(leader: Actor) -> None:
    """One letter is signed by one: the municipality lets the contact person decide for all its departments."""
    settle(
        leader,
        at=DELEGATED_AT,
        matter=Matter.DELEGATION,
        value=YES,
        first_day=KNOWN_SINCE,
        why="Byrådet gav fuldmagten den 14. december 2025, så én kan underskrive én samlet afgørelse.",
    )
