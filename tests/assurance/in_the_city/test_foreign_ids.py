"""Does a strange id open anything, or tell anybody that something is there? (T26, T36, T40)"""

import zlib
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse

from enplan.registers.base.models import CaseRows
from tests.assurance.city import (
    INTAKE,
    LEADER,
    STRANGER,
    TABLE_OF,
    Browser,
    City,
    Route,
    as_owner,
    ids_in,
    of_cases,
    routes,
    text_of,
    without_tokens,
)
from tests.assurance.pages import Addresses, PageForm, forms_of, shape

pytestmark = pytest.mark.django_db
# Shows any professional whom to ring, and nothing else; see the test below.
WHOM_TO_RING = "arbejde/sager/<uuid:case_id>/kontakt/"
LEADS_ON = "arbejde/sager/<uuid:case_id>/"  # to the page of whom to ring
# Counts how hard a text is to read that was sent to it. It opens no case, so a case makes no difference.
HOW_READABLE = "arbejde/sager/<uuid:case_id>/afgoerelse/laesbarhed/"
OUTSIDERS = (STRANGER, LEADER, INTAKE, "Rikke Søgaard", "birgit", "kenneth", "carsten")


def said(answer: HttpResponse) -> tuple[int, str, str]:
    """All that an answer tells, less the ids that were asked for."""
    to = without_tokens(answer.headers.get("Location", ""))
    return answer.status_code, to, without_tokens(text_of(answer))


def difference(one: HttpResponse, other: HttpResponse) -> str:
    """Where two answers begin to differ."""
    a, b = said(one)[2], said(other)[2]
    at = next((number for number, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"{one.status_code} and {other.status_code}, {a[at - 40 : at + 60]!r} / {b[at - 40 : at + 60]!r}"


def told_apart(browser: Browser, route: Route, foreign: UUID) -> list[str]:
    """How the answers about a foreign case and about none differ, or show something."""
    found = []
    for ask in (browser.get, browser.post):
        theirs, none = (ask(route.filled({"case_id": each})) for each in (foreign, uuid4()))
        if theirs.status_code >= 500 or none.status_code >= 500:
            found.append(f"{ask.__name__} {route.written}: fails ({theirs.status_code}, {none.status_code})")
        elif said(theirs) != said(none):
            found.append(f"{ask.__name__} {route.written}: {difference(theirs, none)}")
        elif theirs.status_code not in {403, 404, 405} and route.written not in {LEADS_ON, HOW_READABLE}:
            found.append(f"{ask.__name__} {route.written}: {theirs.status_code}")
    return found


def test_every_id_in_an_address_is_known_here() -> None:
    names = {name for route in routes() for _, kind, name in route.blanks if kind == "uuid"}

    assert names == set(TABLE_OF)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_foreign_case_answers_as_one_that_is_not_there(city: City, who: str) -> None:
    browser = Browser(city.actor(who))
    foreign = city.stories["mette"].case_id

    assert [
        each for route in of_cases() if route.written != WHOM_TO_RING for each in told_apart(browser, route, foreign)
    ] == []


def test_somebody_who_left_the_team_is_outside_it(city: City) -> None:
    with connection.cursor() as cursor, as_owner("membership"):
        cursor.execute(
            "update membership set until_day = since_day where not coordinator and professional_id = %s",
            [str(city.actor("Henrik Dam").professional_id)],
        )
    browser, case_id = Browser(city.actor("Henrik Dam")), city.stories["mette"].case_id

    assert [each for route in of_cases()[:12] for each in told_apart(browser, route, case_id)] == []


@pytest.mark.parametrize("who", [STRANGER, "Rikke Søgaard"])
def test_whom_to_ring_is_all_that_a_professional_outside_the_team_is_shown(city: City, who: str) -> None:
    story = city.stories["mette"]
    answer = Browser(city.actor(who)).get(f"/arbejde/sager/{story.case_id}/kontakt/")
    page = text_of(answer)

    assert answer.status_code == 200
    assert "Susanne Brandt" in page
    assert "Mette" not in page
    assert "Freja" not in page


def test_citizens_are_not_shown_whom_other_families_ring(city: City) -> None:
    browser = Browser(city.actor("kenneth"))
    theirs = browser.get(f"/arbejde/sager/{city.stories['mette'].case_id}/kontakt/")

    assert said(theirs) == said(browser.get(f"/arbejde/sager/{uuid4()}/kontakt/"))


def things(route: Route) -> list[tuple[str, str]]:
    """The ids of a route besides the case's, with the tables they stand in."""
    return [(name, route.table(name)) for _, kind, name in route.blanks if kind == "uuid" and name != "case_id"]


def swapped(city: City, route: Route, mine: str, theirs: str) -> Iterator[dict[str, UUID]]:
    """My case's ids, with one of them taken from the other case: each in turn."""
    own = Addresses(city, mine)
    start = {"case_id": own.case_id}
    for name, table in things(route):
        start[name] = next(iter(own.ids(table)), uuid4())
    for name, table in things(route):
        for foreign in ids_in(table, city.stories[theirs].case_id)[:2]:
            yield {**start, name: foreign}


@pytest.mark.parametrize(
    ("who", "mine", "theirs"), [("Susanne Brandt", "mette", "kenneth"), ("mette", "mette", "jimmi")]
)
def test_anothers_thing_under_my_own_case_is_not_there(city: City, who: str, mine: str, theirs: str) -> None:
    browser, own, wrong = Browser(city.actor(who)), Addresses(city, mine), []
    for route in routes():
        if (who in city.cast.citizens) == route.written.startswith("arbejde"):
            continue
        for values in swapped(city, route, mine, theirs):
            foreign = next(name for name, value in values.items() if value not in own.every(route.table(name)))
            for ask in (browser.get, browser.post):
                answer, none = ask(route.filled(values)), ask(route.filled({**values, foreign: uuid4()}))
                if answer.status_code >= 500 or said(answer) != said(none):
                    wrong.append(f"{ask.__name__} {route.written} {foreign}: {answer.status_code}, {none.status_code}")

    assert wrong == []


def everything_of(case_id: UUID) -> dict[str, int]:
    """A sum over every row of the case in every table, to see whether anything has changed."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if not model.__module__.startswith("enplan.") or not issubclass(
            model._default_manager._queryset_class,  # type: ignore[attr-defined]  # every manager of ours is made from a queryset
            CaseRows,
        ):
            continue
        with as_owner(table), connection.cursor() as cursor:
            cursor.execute(f'select t::text from "{table}" t where case_id = %s order by 1', [str(case_id)])
            found[table] = zlib.crc32(repr(cursor.fetchall()).encode())
    return found


def with_ids_of(form: PageForm, own: dict[UUID, UUID]) -> tuple[str, dict[str, list[str]]]:
    """The form sent with another case's ids wherever it carries ids of mine."""
    action, sent = form.action, form.filled("Et forsøg på at nå en anden sag")
    for mine, theirs in own.items():
        if str(mine) != str(own.get("case")):  # the case itself stays mine
            action = action.replace(str(mine), str(theirs))
            sent = {name: [value.replace(str(mine), str(theirs)) for value in values] for name, values in sent.items()}
    return action, sent


@pytest.mark.parametrize(
    ("who", "mine", "theirs"), [("Susanne Brandt", "mette", "kenneth"), ("mette", "mette", "kenneth")]
)
def test_no_form_of_mine_reaches_into_another_case(city: City, who: str, mine: str, theirs: str) -> None:
    browser, own = Browser(city.actor(who)), Addresses(city, mine)
    door = "/min-plan" if who in city.cast.citizens else "/arbejde"
    forms = forms_of(browser, [each for each in own.all() if each.startswith(door)])
    other = city.stories[theirs].case_id
    pairs: dict[UUID, UUID] = {}
    for table in set(TABLE_OF.values()) - {"case", "message"}:
        foreign = ids_in(table, other)
        pairs |= {one: foreign[0] for one in ids_in(table, own.case_id) if foreign}
    before, wrong = everything_of(other), []
    for form in forms:
        action, sent = with_ids_of(form, pairs)
        answer = browser.post(action, sent)
        if answer.status_code >= 500:
            wrong.append(f"{shape(action)}: {answer.status_code}")

    assert len(forms) > 15
    assert wrong == []
    assert everything_of(other) == before
