"""Does the citizen see who is around, choose who stands by, and give and take back in equally few steps?"""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enplan.doors.parts.templatetags.danish import og
from enplan.journey.access.commands import open_case
from enplan.journey.consent.commands import ask_for_consent
from enplan.journey.consent.facts import ConsentKind, ConsentScope, Recipient
from enplan.journey.consent.queries import consents_page
from enplan.journey.team.commands import add_member, ask_to_join
from enplan.journey.team.queries import companions
from enplan.kernel.category import Category
from enplan.kernel.period import Period
from enplan.registers.accounts.queries import the_clock
from tests.builders_people import TODAY, a_scope
from tests.doors.reading import main_of, page_of, text_of
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
PEOPLE, CONSENTS, LOOKED = "/min-plan/mennesker/", "/min-plan/samtykker/", "/min-plan/hvem-har-kigget/"


@pytest.fixture
def world() -> World:
    return mettes_case()


def asked(world: World, scope: ConsentScope) -> str:
    question = ask_for_consent(
        world.sight("Susanne Brandt"), at=NOW, scope=scope, why="Så kan de planlægge sammen.", period=Period(TODAY)
    )
    return f"{CONSENTS}spoergsmaal/{question.id}/"


def about(world: World, ref: str, kind: ConsentKind = ConsentKind.INFORMATION) -> ConsentScope:
    return a_scope(world.cast.persons[ref].id, Category.HEALTH, kind=kind)


def test_the_contact_person_stands_first_with_a_phone_number(world: World) -> None:
    page = as_(world.actor("mette")).get(PEOPLE).content.decode()

    assert "Din kontaktperson er Susanne Brandt" in page
    assert 'href="tel:70102051"' in page
    assert page.index("Susanne Brandt") < page.index("Henrik Dam")


def test_the_picture_and_the_table_name_the_same_people(world: World) -> None:
    page = as_(world.actor("mette")).get(PEOPLE).content.decode()
    picture = set(re.findall(r'font-weight="600">([^<]+)<', page))
    table = page[page.index("<table") : page.index("</table>")]

    assert {"Mette Holm Andersen", "Freja Holm Andersen", "Susanne Brandt", "Henrik Dam"} <= picture
    assert all(name in table for name in picture)
    assert 'role="img"' in page
    assert "style=" not in page


def test_the_page_speaks_to_the_one_who_reads_it(world: World) -> None:
    page = text_of(main_of(page_of(as_(world.actor("mette")).get(PEOPLE).content.decode())))

    assert "Menneskerne omkring dig" in page
    assert "Mette Holm Andersen Dig selv –" in page
    assert "borgeren" not in page


def test_an_ombud_is_chosen_and_then_shown_one_kind_at_a_time(world: World) -> None:
    mette = as_(world.actor("mette"))
    person, birgit = world.cast.persons["mette"], world.cast.persons["birgit"]
    form = {"name": birgit.name, "born": "14-02-1968", "kind": "ombud", "for_person": str(person.id)}
    chosen = mette.post(PEOPLE, form)
    assert chosen.status_code == 303
    assert "Vælger du ingenting, ser Birgit Aagaard ingenting." in mette.get(chosen["Location"]).content.decode()

    nothing = mette.post(chosen["Location"], {"purpose": "Støtte"})
    assert "Vælg mindst én slags oplysninger" in nothing.content.decode()
    shown = mette.post(chosen["Location"], {"categories": ["plan", "work"], "purpose": "Støtte"})
    assert shown.status_code == 303
    assert {grant.category for grant in world.sight("birgit").grants} == {Category.PLAN, Category.WORK}

    seen_by_her = text_of(main_of(page_of(as_(world.actor("birgit")).get(PEOPLE).content.decode())))
    assert "Menneskerne omkring Mette Holm Andersen" in seen_by_her
    assert "Valgt af Mette Holm Andersen" in seen_by_her
    assert "Din kontaktperson" not in seen_by_her

    companion = companions(world.sight("mette"))[0]
    ended = mette.post(f"{PEOPLE}{companion.id}/afslut/")
    assert ended.status_code == 303
    assert as_(world.actor("birgit")).get(PEOPLE).status_code == 404


def test_the_form_says_what_is_wrong_with_it(world: World) -> None:
    mette = as_(world.actor("mette"))
    form = {"name": "Ny Ven", "born": "i går", "kind": "", "for_person": str(world.cast.persons["jimmi"].id)}
    page = mette.post(PEOPLE, form)

    assert page.status_code == 422
    assert "Datoen kan ikke læses" in page.content.decode()
    assert "Vælg, hvad personen skal være." in page.content.decode()
    assert "Ny Ven" in page.content.decode()


def test_giving_and_taking_back_are_equally_few_steps(world: World) -> None:
    question, mette = asked(world, about(world, "mette")), as_(world.actor("mette"))
    assert question in mette.get(CONSENTS).content.decode()
    assert "Siger du nej" in mette.get(question).content.decode()
    assert mette.post(question, {"svar": "ja"}).status_code == 303
    assert world.sight("Henrik Dam").shows(world.cast.persons["mette"].id, Category.HEALTH)

    given = consents_page(world.sight("mette"), on=TODAY).given[0].consent
    one = f"{CONSENTS}{given.id}/"
    assert one in mette.get(CONSENTS).content.decode()
    before = mette.get(one).content.decode()
    assert "Hvis du tager det tilbage" in before
    assert "Jobcenter Nordby" in before
    assert mette.post(one).status_code == 303
    assert not world.sight("Henrik Dam").shows(world.cast.persons["mette"].id, Category.HEALTH)
    assert "taget tilbage" in mette.get(CONSENTS).content.decode()


def test_a_second_click_on_take_back_is_told_kindly(world: World) -> None:
    question, mette = asked(world, about(world, "mette")), as_(world.actor("mette"))
    mette.post(question, {"svar": "ja"})
    one = f"{CONSENTS}{consents_page(world.sight('mette'), on=TODAY).given[0].consent.id}/"
    mette.post(one)
    again = mette.post(one)

    assert again.status_code == 409
    assert "allerede taget tilbage" in again.content.decode()


def test_a_no_is_an_answer_and_the_two_kinds_are_never_one_button(world: World) -> None:
    plan, health = asked(world, about(world, "mette", ConsentKind.PLAN)), asked(world, about(world, "mette"))
    mette = as_(world.actor("mette"))
    assert "Et ja til én plan er ikke et ja til at dele oplysninger." in mette.get(plan).content.decode()
    mette.post(plan, {"svar": "ja"})
    assert not world.sight("Henrik Dam").shows(world.cast.persons["mette"].id, Category.HEALTH)

    assert mette.post(health, {"svar": "nej", "reason": "Ikke nu"}).status_code == 303
    page = consents_page(world.sight("mette"), on=TODAY)
    assert [each.request.declined_because for each in page.declined] == ["Ikke nu"]
    assert [each.consent.scope.kind for each in page.given] == [ConsentKind.PLAN]


def test_the_question_says_that_whoever_joins_later_sees_it_too_and_so_does_the_message(world: World) -> None:
    question, mette = asked(world, about(world, "mette")), as_(world.actor("mette"))
    page = text_of(main_of(page_of(mette.get(question).content.decode())))
    assert "Det gælder også den, der senere kommer med i teamet. Du får besked, når nogen kommer med." in page
    assert "Ingen andre" not in page

    mette.post(question, {"svar": "ja"})
    coordinator = world.sight("Susanne Brandt")
    joined = world.actor("Lars Overgaard")
    assert joined.professional_id is not None
    add_member(coordinator, at=NOW, professional_id=joined.professional_id)

    assert world.sight("Lars Overgaard").shows(world.cast.persons["mette"].id, Category.HEALTH)
    told = text_of(main_of(page_of(mette.get("/min-plan/beskeder/").content.decode())))
    assert "Den nye kan se det, du har sagt ja til at vise teamet." in told


def test_what_is_shown_to_one_person_is_shown_to_nobody_else(world: World) -> None:
    freja = world.cast.persons["freja"].id
    scope = replace(about(world, "mette"), recipient=Recipient.PERSON, recipient_id=freja)
    page = as_(world.actor("mette")).get(asked(world, scope)).content.decode()

    assert "Så kan Freja Holm Andersen se det. Ingen andre." in page


def test_several_are_named_as_one_says_them() -> None:
    assert og([]) == ""
    assert og(["Sundhedscenter"]) == "Sundhedscenter"
    assert og(("Jobcenter", "Sundhedscenter", "Voksenstøtte")) == "Jobcenter, Sundhedscenter og Voksenstøtte"


def test_a_last_day_that_has_passed_is_refused_and_kept(world: World) -> None:
    question, mette = asked(world, about(world, "mette")), as_(world.actor("mette"))
    answer = mette.post(question, {"svar": "ja", "last_day": "01-01-2020"})

    assert answer.status_code == 422
    assert "Den sidste dag ligger før den første" in answer.content.decode()
    assert "01-01-2020" in answer.content.decode()
    assert consents_page(world.sight("mette"), on=TODAY).given == []


def test_a_young_persons_own_matter_is_not_shown_to_the_parent(world: World) -> None:
    question = asked(world, about(world, "freja"))

    assert as_(world.actor("mette")).get(question).status_code == 404
    assert "Giv samtykke" in as_(world.actor("freja")).get(question).content.decode()


def test_the_citizen_reads_who_looked_and_who_wants_to_join(world: World) -> None:
    ask_to_join(world.actor("Lars Overgaard"), at=NOW, case_id=world.case_id, ground="Jeg begynder behandling.")
    world.sight("Henrik Dam", errand="read_case")
    page = as_(world.actor("mette")).get(LOOKED).content.decode()

    assert "»Jeg begynder behandling.«" in page
    assert "Henrik Dam" in page
    assert "Så overblikket over dit forløb" in page
    assert as_(world.actor("mette")).get(LOOKED + "?side=99999999").status_code == 200


def test_the_clock_is_no_somebody_and_is_told_of_in_one_line(world: World) -> None:
    for _ in range(3):
        open_case(the_clock(), at=NOW, case_id=world.case_id, errand="remind")

    page = as_(world.actor("mette")).get(LOOKED)

    assert "Én plan holder selv øje med frister" in page.content.decode()
    assert "Talte frister op" not in page.content.decode()
    assert page.context["page"].clock_at == NOW


def test_somebody_without_a_case_is_told_how_to_ask(world: World) -> None:
    for path in (PEOPLE, CONSENTS, LOOKED):
        assert as_(world.actor("kenneth")).get(path).status_code == 404
        assert as_(world.actor("Henrik Dam")).get(path).status_code == 403


def test_the_pages_cost_few_queries(world: World) -> None:
    asked(world, about(world, "mette"))
    mette = as_(world.actor("mette"))
    mette.get(PEOPLE)
    for path, most in ((PEOPLE, 20), (CONSENTS, 22), (LOOKED, 16)):
        with CaptureQueriesContext(connection) as queries:
            mette.get(path)
        assert len(queries) <= most, path
