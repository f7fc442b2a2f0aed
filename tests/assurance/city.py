"""Who lives in the city of these tests, what may each of them know, and how does somebody sit down at a page?

Three families with three cases, told by the demo's stories around today, so that their consents are in force at the
moment of a request. What each may know is written here by hand, from the law and the stories: it asks no rule of ours.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from enplan.demo import households
from enplan.demo.cast import Cast
from enplan.demo.stories import double_diagnosis, family_in_many_offices, mother_without_work
from enplan.demo.stories.telling import Telling
from enplan.doors.parts.themes import SLUGS
from enplan.kernel.actor import Actor
from enplan.kernel.category import Category
from tests.architecture.test_routes import PUBLIC, patterns
from tests.assurance.canaries import WORD, Canaries, in_file
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.worlds import a_municipality

C = Category
EVERYTHING: Final = frozenset(Category)
LEADER, INTAKE, STRANGER = "Thomas Vinther", "Anne Lykkegaard", "Bente Skov"
OWN_KINDS: Final[Mapping[str, frozenset[Category]]] = {
    "Én indgang": frozenset({C.PLAN}),
    "Jobcenter Nordby": frozenset({C.WORK, C.ECONOMY}),
    "Voksenstøtte": frozenset({C.SOCIAL}),
    "Socialafdelingen": frozenset({C.SOCIAL}),
    "Boformen Kirkevej": frozenset({C.SOCIAL}),
    "Sundhedscenter Nordby": frozenset({C.HEALTH}),
    "Rusmiddelcentret": frozenset({C.ADDICTION}),
    "Familieafdelingen": frozenset({C.FAMILY}),
    "Børn og Familie": frozenset({C.FAMILY}),
    "Søndermarkskolen": frozenset({C.EDUCATION}),
    "Engskolen": frozenset({C.EDUCATION}),
    "Regionspsykiatrien": frozenset({C.HEALTH}),
    "Psykiatrisk Sygehus, afsnit P3": frozenset({C.HEALTH}),
}
SHARED_WITH_TEAM: Final[Mapping[str, Mapping[str, frozenset[Category]]]] = {
    "mette": {
        "mette": frozenset({C.PLAN, C.WORK, C.SOCIAL, C.HEALTH, C.FAMILY}),
        "freja": frozenset({C.PLAN, C.FAMILY, C.EDUCATION}),
    },
    "kenneth": {
        "kenneth": frozenset({C.PLAN, C.WORK, C.ADDICTION, C.SOCIAL, C.FAMILY}),
        "tina": frozenset({C.PLAN, C.WORK, C.HEALTH, C.SOCIAL, C.FAMILY, C.EDUCATION}),
        "mikkel": frozenset({C.PLAN, C.EDUCATION, C.FAMILY}),
        "sofie": frozenset({C.PLAN, C.FAMILY, C.EDUCATION}),
    },
    "jimmi": {"jimmi": frozenset({C.PLAN, C.WORK, C.SOCIAL, C.ADDICTION, C.HEALTH})},
}
OLD_ENOUGH_FOR_OWN_HEALTH: Final = EVERYTHING - {C.HEALTH, C.ADDICTION}  # of a child of 15: not the parents'
KNOWN_BY_PEOPLE: Final[Mapping[str, Mapping[str, Mapping[str, frozenset[Category]]]]] = {
    "mette": {"mette": {"mette": EVERYTHING, "freja": OLD_ENOUGH_FOR_OWN_HEALTH}, "freja": {"freja": EVERYTHING}},
    "kenneth": {
        "kenneth": {"kenneth": EVERYTHING, "mikkel": OLD_ENOUGH_FOR_OWN_HEALTH, "sofie": EVERYTHING},
        "tina": {"tina": EVERYTHING, "mikkel": OLD_ENOUGH_FOR_OWN_HEALTH, "sofie": EVERYTHING},
        "mikkel": {"mikkel": EVERYTHING},
    },
    "jimmi": {"jimmi": {"jimmi": EVERYTHING}, "birgit": {"jimmi": frozenset({C.PLAN, C.SOCIAL, C.WORK})}},
}

SPEAKS_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "mette": ("mette", "freja"),
    "freja": ("freja",),
    "kenneth": ("kenneth", "mikkel", "sofie"),
    "tina": ("tina", "mikkel", "sofie"),
    "mikkel": ("mikkel",),
    "jimmi": ("jimmi",),
}


@dataclass(slots=True)
class City:
    """The three stories in one municipality."""

    cast: Cast
    stories: Mapping[str, Telling]
    words: Canaries
    departments: Mapping[str, str] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """A citizen by short name or a professional by full name."""
        return self.cast.citizens.get(who) or self.cast.professionals[who]

    def person(self, ref: str) -> UUID:
        """A person's id."""
        return self.cast.persons[ref].id

    def team(self, story: str) -> list[str]:
        """Who is in the team of the story."""
        module = MODULES[story]
        return [module.COORDINATOR, *module.TEAM]

    def known(self, who: str) -> frozenset[str]:
        """All that somebody may know of anybody, and is, in the words of the ways to a canary."""
        actor = self.actor(who)
        found = {f"is:{actor.person_id or actor.professional_id}", f"account:{actor.account_id}"}
        found |= {"entrance"} if who == INTAKE else set()
        for story, module in MODULES.items():
            kinds: Mapping[str, frozenset[Category]] = KNOWN_BY_PEOPLE[story].get(who, {})
            if who in (module.COORDINATOR, *module.TEAM):
                own = OWN_KINDS[self.departments[who]]
                kinds = {person: shared | own for person, shared in SHARED_WITH_TEAM[story].items()}
                found.add(f"team:{self.stories[story].case_id}")
            found |= {f"{self.person(ref)}:{kind}" for ref, of_ref in kinds.items() for kind in of_ref}
        found |= {f"for:{self.person(ref)}" for ref in SPEAKS_FOR.get(who, ())}
        return frozenset(found)


MODULES: Final = {"mette": mother_without_work, "kenneth": family_in_many_offices, "jimmi": double_diagnosis}


class ByFirstWords(dict[str, Any]):
    """What the stories wrote beside a title, found although the title has got a word more."""

    def get(self, key: str, default: Any = None) -> Any:
        """By the title as it was."""
        return super().get(WORD.sub("", key).strip(), default)


def found() -> City:
    """Three families ask, consent, plan, decide, meet: all of it around today, with a word in every file."""
    cast, words = a_municipality(), Canaries()
    persons = {ref: str(person.id) for ref, person in cast.persons.items()}
    content = households._content
    stories = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(households, "_content", lambda name: in_file(content(name), persons, words))
        for name, module in MODULES.items():
            patch.setattr(module, "WHY", ByFirstWords(module.WHY))
            stories[name] = module.tell(cast, TODAY)
    departments = {}
    for record in apps.get_model("organisation", "ProfessionalRecord").objects.select_related("department"):
        departments[record.name] = record.department.name
    return City(cast, stories, words, departments)


def forget() -> None:
    """The database knows nothing of who asked before, as at the beginning of a request of its own."""
    names = ("account", "person", "professional", "roles", "case", "grants", "looking")
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"set_config('enplan.{name}', '', true)" for name in names))


class Browser:
    """Somebody at the pages; each request begins with a database that has forgotten the one before."""

    def __init__(self, actor: Actor | None) -> None:
        self.client = as_(actor) if actor else Client()
        self.client.raise_request_exception = False
        self.key = self.client.cookies[settings.SESSION_COOKIE_NAME].value if actor else ""

    def _anew(self) -> None:
        """Nothing of the request before is left: neither in the database nor in the session."""
        forget()
        if self.key:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.key

    def get(self, address: str, **more: Any) -> HttpResponse:
        """Look."""
        self._anew()
        answer: HttpResponse = self.client.get(address, **more)
        return answer

    def post(self, address: str, data: Any = None, **more: Any) -> HttpResponse:
        """Send."""
        self._anew()
        answer: HttpResponse = self.client.post(address, data or {}, **more)
        return answer


@contextmanager
def as_owner(*tables: str) -> Iterator[None]:
    """For a moment the barrier does not bind the owner of these tables, so that a test can look at every row."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # a table with checks to come cannot be altered
        cursor.execute("set constraints all deferred")
        for table in tables:
            cursor.execute(f'alter table "{table}" no force row level security')
        yield
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
        for table in tables:
            cursor.execute(f'alter table "{table}" force row level security')


TABLE_OF: Final = {  # of what an id in an address is, when its name does not say so itself
    "case_id": "case",
    "request_id": "consent_request",
    "consent_id": "consent",
    "companion_id": "companion",
    "hearing_id": "hearing",
    "reassessment_id": "reassessment",
    "decision_id": "decision",
    "part_id": "complaint_part",
    "meeting_id": "meeting",
    "message_id": "message",
    "goal_id": "plan_goal",
    "measure_id": "plan_measure",
    "version_id": "plan_version",
    "person_id": "person",
    "element_id": "plan_measure",
    "statement_id": "statement",
    "membership_id": "membership",
    "noted_id": "noted_day",
    "plan_id": "sector_plan",
    "holder_id": "decision_copy_sent",
    "form_id": "held_form",
}


# What a blank that is no id may be.
WORDS: Final = {"kind": ("measures",), "theme": tuple(SLUGS.values())}


@dataclass(frozen=True, slots=True)
class Route:
    """An address as it is written in the configuration, with the names of what varies."""

    written: str
    pattern: URLPattern

    @property
    def blanks(self) -> list[tuple[str, str, str]]:
        """`<uuid:case_id>`, its kind and its name, for each blank."""
        return [(f"<{kind}:{name}>", kind, name) for kind, name in re.findall(r"<(\w+):(\w+)>", self.written)]

    def table(self, name: str) -> str:
        """In which table the thing with this id stands."""
        if name == "request_id" and "samtykker" not in self.written:
            return "request"
        return TABLE_OF[name]

    def filled(self, values: Mapping[str, object]) -> str:
        """The address with these values; what has none gets an id that nothing has."""
        address = "/" + self.written
        for blank, kind, name in self.blanks:
            default = uuid4() if kind == "uuid" else WORDS.get(name, ("intet",))[0]
            address = address.replace(blank, str(values.get(name, default)))
        return address


def routes() -> list[Route]:
    """Every route that asks who is there."""
    return [Route(written, pattern) for written, pattern in patterns(get_resolver()) if written not in PUBLIC]


def of_cases() -> list[Route]:
    """The routes below a case."""
    return [route for route in routes() if "<uuid:case_id>" in route.written]


def ids_in(table: str, case_id: UUID) -> list[UUID]:
    """Every id of the table that belongs to the case, whoever asks."""
    column = {"case": "id", "person": "id"}.get(table, "case_id")
    query = f'select id from "{table}" where {column} = %s order by id'
    beside = {"person": ["case_person"], "request": ["screening"], "held_form": ["account", "case_person"]}
    if table == "person":
        query = "select person_id from case_person where case_id = %s order by place, ref"
    if table == "request":
        query = "select request_id from screening where case_id = %s"
    if table == "decision_copy_sent":
        query = "select holder_id from decision_copy_sent where case_id = %s"
    if table == "held_form":
        people = "select person_id from case_person where case_id = %s"
        query = f"select id from held_form where account_id in (select id from account where person_id in ({people}))"
    with as_owner(table, *beside.get(table, [])), connection.cursor() as cursor:
        cursor.execute(query, [str(case_id)])
        return [row[0] for row in cursor.fetchall()]


def text_of(answer: HttpResponse) -> str:
    """What a browser would show, or a reader of the file would read."""
    return answer.content.decode("utf-8", "replace")


def without_tokens(text: str) -> str:
    """A page less what differs from one look to the next: token and key of its forms, and ids in addresses."""
    text = re.sub(r'name="(?:csrfmiddlewaretoken|formular)" value="[^"]+"', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", text)
