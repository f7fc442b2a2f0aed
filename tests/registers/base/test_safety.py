"""Does nothing begin on a database that would hold nothing back? (T02, T63; security.md, section 5)"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from enplan.registers.base.safety import MENDED, SETTINGS, Database, dangers, read, refuse_danger

SAFE = Database(
    version=180_001,
    role="enplan_app",
    powers=(),
    lent=(),
    owned=(),
    unguarded=(),
    opened=(),
    unwatched=(),
    lending=(),
    passing=(),
    emptied=(),
    public=(),
    replica=False,
    encrypted=True,
    logged="none",
    settings={name: wanted for name, (wanted, _) in SETTINGS.items()},
    behind=0,
)
UNSAFE: list[tuple[dict[str, Any], str]] = [
    ({"version": 140_020}, "14.20"),
    ({"version": 150_013}, "15.13"),
    ({"version": 160_009}, "16.9"),
    ({"version": 170_005}, "17.5"),
    ({"powers": ["superuser"]}, "superuser"),
    ({"powers": ["bypassrls"]}, "bypassrls"),
    ({"lent": ["enplan_owner"]}, "enplan_owner"),
    ({"owned": ["answer"]}, "ejer tabeller: answer"),
    ({"unguarded": ["answer", "goal"]}, "uden vagt: answer, goal"),
    ({"opened": ["answer"]}, "Alle kan læse"),
    ({"unwatched": ["audit"]}, "slået fra ved tabeller: audit"),
    ({"lending": ["all_answers"]}, "all_answers"),
    ({"passing": ["everything"]}, "everything"),
    ({"emptied": ["answer"]}, "tømme"),
    ({"public": ["answer"]}, "alle roller: answer"),
    ({"replica": True}, "kopi"),
    ({"encrypted": False}, "krypteret"),
    ({"logged": "all"}, "log_statement=all"),
    ({"logged": "mod"}, "log_statement=mod"),
    ({"behind": 3}, "3 ændringer"),
    *[({"settings": dict(SAFE.settings) | {name: "something"}}, name) for name in SETTINGS],
]


def test_a_safe_database_gives_no_reason_to_wait() -> None:
    assert list(dangers(SAFE)) == []
    for line, least in MENDED.items():
        assert list(dangers(replace(SAFE, version=line * 10_000 + least))) == []
    assert list(dangers(replace(SAFE, settings=dict(SAFE.settings) | {"synchronous_commit": "remote_apply"}))) == []


@pytest.mark.parametrize(("changed", "told"), UNSAFE, ids=[told for _, told in UNSAFE])
def test_each_danger_is_told_by_itself(changed: dict[str, Any], told: str) -> None:
    reasons = list(dangers(replace(SAFE, **changed)))

    assert len(reasons) == 1
    assert told in reasons[0]


def test_every_answer_of_the_database_can_be_a_danger() -> None:
    """Something that is read and never judged would be a defence on paper."""
    judged = {name for changed, _ in UNSAFE for name in changed}

    assert judged | {"role"} == {field.name for field in fields(Database)}


def test_all_dangers_are_told_at_once() -> None:
    assert len(list(dangers(replace(SAFE, powers=["superuser"], replica=True, behind=1)))) == 3


@pytest.fixture
def undone(db: None) -> Iterator[None]:
    """Whatever is opened in the test is closed again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def executed(statement: str) -> Database:
    """What the database says of itself after that."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
    return read()


@pytest.mark.usefixtures("undone")
class TestCatalogue:
    """The database itself is asked; here the role of the tests owns the tables, so that is no news."""

    def test_says_nothing_else_of_the_tables_as_they_are(self) -> None:
        found = read()

        told = {field.name for field in fields(Database) if getattr(found, field.name) not in ([], 0, False)}

        assert told - {"powers", "lent"} == {"version", "role", "owned", "encrypted", "logged", "settings"}
        assert set(found.settings) == set(SETTINGS)
        assert "answer" in found.owned

    @pytest.mark.parametrize(
        ("hole", "where"),
        [
            ("alter table answer disable row level security", "unguarded"),
            ("alter table answer no force row level security", "unguarded"),
            ("create table notes (words text)", "unguarded"),
            ("create policy more on answer using (true)", "opened"),
            ("create policy more on answer for select using (true)", "opened"),
            ("alter policy barrier on answer using (true)", "opened"),
            ("alter table audit disable trigger all", "unwatched"),
            ("create view everything as select * from answer", "passing"),
            ("create materialized view everything as select 1 as one", "passing"),
            (
                "create function lent() returns bigint language sql security definer return (select 1)",
                "lending",
            ),
            ("grant select on answer to public", "public"),
        ],
    )
    def test_sees_each_hole(self, hole: str, where: str) -> None:
        before = read()

        assert getattr(before, where) == []
        assert len(getattr(executed(hole), where)) == 1

    def test_lets_a_view_stand_that_reads_as_the_one_who_asks(self) -> None:
        found = executed("create view mine with (security_invoker=true) as select * from answer")

        assert found.passing == []

    def test_sees_what_the_transaction_is_set_to(self) -> None:
        found = executed("set local synchronous_commit = off")

        assert found.settings["synchronous_commit"] == "off"

    def test_begins_not_where_the_role_owns_the_tables(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="ejer tabeller"):
            refuse_danger()
