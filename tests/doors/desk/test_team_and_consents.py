"""Can the coordinator gather team and consents, and does a professional outside see a phone number only?"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enplan.journey.consent.facts import ConsentKind
from enplan.journey.consent.queries import consents_page
from enplan.journey.team.queries import members, team_page
from enplan.kernel.category import Category
from enplan.kernel.sight import Relation
from tests.builders_people import TODAY
from tests.doors.signed_in import as_
from tests.worlds import World, mettes_case

pytestmark = pytest.mark.django_db
COORDINATOR = "Susanne Brandt"


@pytest.fixture
def world() -> World:
    return mettes_case()


@pytest.fixture
def susanne(world: World) -> Client:
    """The coordinator."""
    return as_(world.actor(COORDINATOR))


def address(world: World, page: str) -> str:
    return f"/arbejde/sager/{world.case_id}/{page}/"


def pro(world: World, name: str) -> str:
    return str(world.actor(name).professional_id)


def test_a_second_from_a_department_is_refused_on_the_page_and_replaces_when_said(
    world: World, susanne: Client
) -> None:
    form = {"hvad": "fagperson", "professional": pro(world, "Jette Munk")}
    answer = susanne.post(address(world, "team"), form)
    assert answer.status_code == 422
    assert "Jobcenter Nordby har allerede en kontakt i teamet" in answer.content.decode()

    assert susanne.post(address(world, "team"), form | {"replaces": "on"}).status_code == 303
    assert "Jette Munk" in {each.name for each in members(world.sight(COORDINATOR))}


def test_the_role_of_contact_person_is_handed_over(world: World, susanne: Client) -> None:
    form = {"hvad": "kontaktperson", "professional": pro(world, "Henrik Dam"), "keep_former": "on"}

    assert susanne.post(address(world, "team"), form).status_code == 303
    assert world.sight("Henrik Dam").relation is Relation.COORDINATOR
    assert world.sight(COORDINATOR).relation is Relation.MEMBER


def test_the_family_is_written_in_with_kinship(world: World, susanne: Client) -> None:
    freja = world.cast.persons["freja"]
    form = {
        "hvad": "familie",
        "name": "Carsten Bro Andersen",
        "born": "03-08-1981",
        "place": "adult",
        "kin": "parent-with-custody",
    }
    half = susanne.post(address(world, "team"), form)
    assert half.status_code == 422
    assert "Vælg både, hvad personen er, og til hvem." in half.content.decode()

    assert susanne.post(address(world, "team"), form | {"to": str(freja.id)}).status_code == 303
    assert "Carsten Bro Andersen" in {each.name for each in team_page(world.sight("mette")).case.persons}


def test_who_stands_by_is_written_in_with_how_the_citizen_said_so(world: World, susanne: Client) -> None:
    form = {
        "hvad": "bisidder",
        "name": "Birgit Aagaard",
        "born": "14-02-1968",
        "kind": "ombud",
        "for_person": str(world.cast.persons["mette"].id),
    }
    assert "hvordan og hvornår borgeren valgte" in susanne.post(address(world, "team"), form).content.decode()

    assert susanne.post(address(world, "team"), form | {"mandate": "Sagt på mødet i dag"}).status_code == 303
    page = susanne.get(address(world, "team")).content.decode()
    assert "Sagt på mødet i dag" in page
    seen = team_page(world.sight("mette")).companions[0]
    ended = susanne.post(f"/arbejde/sager/{world.case_id}/team/staar-bi/{seen.companion.id}/afslut/")
    assert ended.status_code == 303


def test_a_member_sees_the_team_but_changes_only_themselves(world: World) -> None:
    henrik = as_(world.actor("Henrik Dam"))
    page = henrik.get(address(world, "team")).content.decode()
    assert "Tag en fagperson med" not in page
    assert "Forlad teamet" in page

    form = {"hvad": "fagperson", "professional": pro(world, "Lars Overgaard")}
    refused = henrik.post(address(world, "team"), form)
    assert refused.status_code == 403
    assert "Kun kontaktpersonen ændrer teamet" in refused.content.decode()
    mine = next(each for each in members(world.sight(COORDINATOR)) if each.name == "Henrik Dam").membership.id
    assert henrik.post(f"/arbejde/sager/{world.case_id}/team/{mine}/afslut/").status_code == 303
    assert henrik.get(address(world, "team")).status_code == 404


def test_a_professional_outside_sees_a_phone_number_and_can_ask(world: World, susanne: Client) -> None:
    lars = as_(world.actor("Lars Overgaard"))
    page = lars.get(address(world, "kontakt")).content.decode()
    assert COORDINATOR in page
    assert "70 10 20 51" in page
    assert "Mette" not in page
    assert "Freja" not in page
    assert lars.get(address(world, "team")).status_code == 404

    assert lars.post(address(world, "kontakt"), {"ground": ""}).status_code == 422
    assert lars.post(address(world, "kontakt"), {"ground": "Jeg begynder behandling."}).status_code == 303
    assert "Du har spurgt om at komme med." in lars.get(address(world, "kontakt")).content.decode()
    question = team_page(world.sight(COORDINATOR)).unanswered[0]
    assert "Jeg begynder behandling." in susanne.get(address(world, "team")).content.decode()

    which = {"hvad": f"svar-{question.id}", "svar": "ja"}
    assert susanne.post(address(world, "team"), which).status_code == 422
    assert susanne.post(address(world, "team"), which | {"answer": "Mette vil gerne."}).status_code == 303
    assert world.sight("Lars Overgaard").relation is Relation.MEMBER
    assert lars.get(address(world, "kontakt")).status_code == 302  # now inside: on to the case


def test_a_form_nobody_made_is_not_found(world: World, susanne: Client) -> None:
    assert susanne.post(address(world, "team"), {"hvad": "noget"}).status_code == 404


def test_the_page_says_what_is_missing_and_asks(world: World, susanne: Client) -> None:
    mette = world.cast.persons["mette"]
    page = susanne.get(address(world, "samtykker")).content.decode()
    assert "At lave én plan" in page
    assert f"?person={mette.id}&amp;slags=health#deling" in page

    form = {
        "hvad": "deling",
        "person": str(mette.id),
        "category": "health",
        "recipient": "team",
        "purpose": "At lave én plan",
        "why": "Så kan de planlægge sammen.",
    }
    assert susanne.post(address(world, "samtykker"), form).status_code == 303
    again = susanne.post(address(world, "samtykker"), form)
    assert again.status_code == 422
    assert "Der er allerede spurgt om det samme" in again.content.decode()
    assert "Der er spurgt" in susanne.get(address(world, "samtykker")).content.decode()


def test_asking_for_one_plan_is_a_form_of_its_own(world: World, susanne: Client) -> None:
    form = {"hvad": "plan", "person": str(world.cast.persons["mette"].id), "why": "Én plan i stedet for fire."}

    assert susanne.post(address(world, "samtykker"), form).status_code == 303
    asked = consents_page(world.sight("mette"), on=TODAY).asked
    assert [each.request.scope.kind for each in asked] == [ConsentKind.PLAN]


def asked(world: World, susanne: Client) -> str:
    """The address where an answer is written down."""
    form = {
        "hvad": "deling",
        "person": str(world.cast.persons["mette"].id),
        "category": "health",
        "recipient": "team",
        "purpose": "At lave én plan",
        "why": "Så kan de planlægge sammen.",
    }
    susanne.post(address(world, "samtykker"), form)
    question = consents_page(world.sight(COORDINATOR), on=TODAY).asked[0].request
    return f"{address(world, 'samtykker')}spoergsmaal/{question.id}/"


def test_a_yes_is_never_written_down_in_silence(world: World, susanne: Client) -> None:
    page, mette = asked(world, susanne), str(world.cast.persons["mette"].id)
    silent = susanne.post(page, {"svar": "ja", "given_by": mette, "way": "meeting"})
    assert silent.status_code == 422
    for said in ("Skriv, hvem der var til stede.", "Læs teksten højt", "Skriv, hvordan personen skrev under."):
        assert said in silent.content.decode()
    assert not world.sight("Henrik Dam").shows(world.cast.persons["mette"].id, Category.HEALTH)

    signed = {
        "svar": "ja",
        "given_by": mette,
        "way": "meeting",
        "present": "Mette og Susanne",
        "read_aloud": "on",
        "signature": "På papir, scannet i sagen",
    }
    assert susanne.post(page, signed).status_code == 303
    assert world.sight("Henrik Dam").shows(world.cast.persons["mette"].id, Category.HEALTH)
    double = susanne.post(page, signed)
    assert double.status_code == 422


def test_a_no_and_a_withdrawal_are_written_down_as_they_were_said(world: World, susanne: Client) -> None:
    page, mette = asked(world, susanne), str(world.cast.persons["mette"].id)
    assert susanne.post(page, {"svar": "nej", "given_by": mette, "reason": "Ikke nu"}).status_code == 303

    page = asked(world, susanne)
    signed = {
        "svar": "ja",
        "given_by": mette,
        "way": "paper",
        "present": "Mette",
        "read_aloud": "on",
        "signature": "Papir",
    }
    susanne.post(page, signed)
    given = consents_page(world.sight(COORDINATOR), on=TODAY).given[0].consent
    one = f"{address(world, 'samtykker')}{given.id}/"
    assert "Jobcenter Nordby" in susanne.get(one).content.decode()
    assert susanne.post(one, {"given_by": mette}).status_code == 303
    assert not world.sight("Henrik Dam").shows(world.cast.persons["mette"].id, Category.HEALTH)
    assert "Ikke nu" in susanne.get(address(world, "samtykker")).content.decode()


def test_a_stranger_reaches_none_of_it(world: World, susanne: Client) -> None:
    page = asked(world, susanne)
    lars, mette = as_(world.actor("Lars Overgaard")), as_(world.actor("mette"))
    for path in (page, address(world, "team"), address(world, "samtykker")):
        assert lars.get(path).status_code == 404
        assert mette.get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_the_pages_cost_few_queries(world: World, susanne: Client) -> None:
    for path, most in ((address(world, "team"), 22), (address(world, "samtykker"), 22)):
        with CaptureQueriesContext(connection) as queries:
            susanne.get(path)
        assert len(queries) <= most, (path, len(queries))
