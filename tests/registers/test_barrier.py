"""Does the database itself hold back what the sight does not grant, when the application forgets?"""

from uuid import uuid4

import pytest
from django.db import connection

from enplan.kernel.ids import CaseId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor, tell_case, tell_sight
from tests.worlds import World, mettes_case

pytestmark = pytest.mark.django_db


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{table}"')
        row: tuple[int] = cursor.fetchone()
    return row[0]


@pytest.fixture
def world() -> World:
    return mettes_case()


def test_nobody_sees_anything_before_saying_who_they_are(world: World) -> None:
    with connection.cursor() as cursor:
        for name in ("account", "person", "professional", "roles", "case", "grants"):
            cursor.execute(f"select set_config('enplan.{name}', '', true)")
    assert {
        table: count(table) for table in ("case", "case_person", "membership", "person", "consent", "opening", "audit")
    } == dict.fromkeys(("case", "case_person", "membership", "person", "consent", "opening", "audit"), 0)


def test_an_actor_without_a_case_sees_no_case(world: World) -> None:
    tell_actor(world.actor("Jette Munk"))
    assert count("case") == 0
    assert count("person") == 0


def test_a_member_of_the_team_sees_that_the_case_is_there(world: World) -> None:
    tell_actor(world.actor("Henrik Dam"))
    assert count("case") == 1
    assert count("opening") == 0


def test_a_guessed_case_shows_nothing(world: World) -> None:
    tell_case(world.actor("Jette Munk"), CaseId(uuid4()))
    assert count("case") == 0
    assert count("membership") == 0


def test_another_case_stays_hidden_while_one_is_open(world: World) -> None:
    """Of the people of the authority only those of the case, and Freja's father, who has custody of her too."""
    family = ["Carsten Bro Andersen", "Mette Holm Andersen", "Freja Holm Andersen"]
    sight = world.sight("Susanne Brandt")
    assert count("person") == len(family)
    tell_sight(sight)
    with connection.cursor() as cursor:
        cursor.execute("select name from person order by born")
        assert [name for (name,) in cursor.fetchall()] == family


def test_the_application_is_bound_by_the_barrier() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_what_was_told_ends_with_the_transaction(world: World) -> None:
    tell_actor(the_clock())
    assert count("person") > 2
    tell_actor(world.actor("Jette Munk"))
    assert count("person") == 0
