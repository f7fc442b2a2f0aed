"""Does one row say who came, to what, on which grounds, and is a no written down too? (security.md, section 6; T01)"""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from enplan.doors.parts.middleware import NUMBER
from enplan.journey.access.commands import note_refusal
from enplan.journey.access.facts import Doing
from enplan.journey.access.models import OpeningRecord
from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import Way
from enplan.kernel.category import Category
from enplan.kernel.period import Period
from enplan.kernel.sight import Relation
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.models import AuditRecord
from enplan.registers.base.barrier import tell_actor
from tests.behind_the_barrier import every_event
from tests.builders_people import a_scope
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return mettes_case()


def rows(**which: Any) -> list[OpeningRecord]:
    """The rows of the log, whoever may see them, newest first."""
    tell_actor(the_clock())  # which sees that somebody came, in every case
    return list(OpeningRecord.objects.filter(**which))


def root(world: World) -> str:
    return f"/arbejde/sager/{world.case_id}/"


def test_a_page_is_one_row_with_the_number_of_its_request_and_its_grounds(world: World) -> None:
    henrik, mette = world.actor("Henrik Dam"), str(world.cast.persons["mette"].id)
    answer = as_(henrik).get(root(world) + "plan/")

    (row,) = rows(account_id=henrik.account_id, doing=Doing.READ.value, asked_in=UUID(answer.headers[NUMBER]))
    own = next(each for each in row.grounds if each["warrant"] == "own-sector")
    assert answer.status_code == 200
    assert own["of"][mette] == ["economy", "work"]
    assert row.on_behalf_of == []


def test_a_consent_stands_as_the_ground_until_it_is_gone(world: World) -> None:
    scope = a_scope(world.cast.persons["mette"].id, Category.HEALTH)
    sight = world.sight("Susanne Brandt")
    asked = ask_for_consent(sight, at=NOW, scope=scope, why="Til planen", period=Period(TODAY))
    before = rows()[0]
    yes = give_consent(world.sight("mette"), at=NOW, request_id=asked.id, way=Way.PORTAL)
    world.sight("Henrik Dam", errand="read_plan")

    (row,) = rows(errand="read_plan")
    assert {each["consent"]: each["of"] for each in row.grounds if each["warrant"] == "consent"} == {
        str(yes.id): {str(scope.person_id): ["health"]}
    }
    assert not any(each["warrant"] == "consent" for each in before.grounds)


def test_a_parent_comes_for_the_child_too(world: World) -> None:
    as_(world.actor("mette")).get("/min-plan/")

    row = rows(errand="read_plan", account_id=world.actor("mette").account_id)[0]
    assert row.on_behalf_of == [world.cast.persons["freja"].id]
    assert {each["warrant"] for each in row.grounds} == {"own", "custody"}


@pytest.mark.parametrize("way", ["plan/", "", "afgoerelse/"])
def test_a_stranger_is_told_no_and_it_stands_in_the_log_though_the_request_was_undone(world: World, way: str) -> None:
    jette = world.actor("Jette Munk")
    answer = as_(jette).get(root(world) + way)

    (row,) = rows(account_id=jette.account_id)
    assert answer.status_code in {302, 404}
    assert (row.doing, row.relation, row.reason) == ("denied", "stranger", "case.missing")
    assert (row.grounds, row.asked_in) == ([], UUID(answer.headers[NUMBER]))


def test_who_was_let_in_and_then_told_no_stands_there_as_what_they_are(world: World) -> None:
    henrik = world.actor("Henrik Dam")
    answer = as_(henrik).get(root(world) + f"afgoerelse/{uuid4()}/")

    (row,) = rows(account_id=henrik.account_id)
    assert answer.status_code == 404
    assert (row.doing, row.relation) == ("denied", "member")


def test_a_try_at_a_case_that_does_not_exist_is_remembered_too(world: World) -> None:
    as_(world.actor("Jette Munk")).get(f"/arbejde/sager/{uuid4()}/plan/")

    assert every_event()[-1] == "access.tried_no_case"


def test_the_citizen_reads_that_somebody_was_told_no(world: World) -> None:
    jette = world.actor("Jette Munk")
    note_refusal(
        jette,
        at=NOW,
        case_id=world.case_id,
        errand="read_plan",
        relation=Relation.STRANGER,
        doing=Doing.DENIED,
        reason="case.missing",
    )

    page = as_(world.actor("mette")).get("/min-plan/hvem-har-kigget/").content.decode()
    assert "Jette Munk" in page
    assert "Fik nej" in page


def test_what_is_done_in_a_request_carries_its_number(world: World) -> None:
    """The rows of one request can be laid side by side: who came, and what they did."""
    mette = world.actor("mette")
    answer = as_(mette).get("/min-plan/hvem-har-kigget/")

    assert len(rows(asked_in=UUID(answer.headers[NUMBER]))) == 1


def test_a_printed_letter_and_a_calendar_are_told_apart_from_a_look(world: World) -> None:
    mette = world.actor("mette")
    as_(mette).get("/min-plan/moeder/kalender.ics")

    assert [each.doing for each in rows(account_id=mette.account_id, errand="read_meetings")] == ["export"]


@pytest.mark.parametrize("change", ["update {} set at = at", "delete from {}"])
@pytest.mark.parametrize("table", ["opening", "audit"])
def test_no_row_of_a_log_is_changed_or_removed(world: World, table: str, change: str) -> None:
    tell_actor(the_clock())
    with pytest.raises(ProgrammingError) as why, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))

    assert "Cannot update or delete" in str(why.value)


def test_the_database_says_in_which_transaction_a_row_was_written(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint")
        (now,) = cursor.fetchone()
        world.sight("mette")
        tell_actor(the_clock())
        cursor.execute("select max(written_in) from opening")
        assert cursor.fetchone() == (now,)
    assert not {field.name for field in (*OpeningRecord._meta.fields, *AuditRecord._meta.fields)} & {"written_in"}
