"""Is every change in the logs found, though whoever made it owns the tables? (security.md, T11 and S8)

The one who tampers owns the tables, switches triggers off and lifts the barrier. What only the seals kept elsewhere can
tell is shown both ways: without them the chain looks whole.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings

from enplan.doors import wiring
from enplan.doors.jobs.seal_log import seal_log
from enplan.kernel.errors import Unfit
from enplan.partners.anchors.places import File
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.commands import record_before_case
from enplan.registers.seals import commands, rules
from enplan.registers.seals.commands import count_on, keep_elsewhere, seal
from enplan.registers.seals.facts import Checked, Seal, Wrong
from enplan.registers.seals.models import SealRecord, logs, rows_between
from enplan.registers.seals.queries import check
from tests.clock import MORNING, Clock

pytestmark = pytest.mark.django_db(transaction=True)
MANIPULATIONS = int(os.environ.get("ENPLAN_TEST_MANIPULATIONS", "70"))  # 1,000 at night
SIGNER = rules.signer_of("the secret of these tests, and of no others")
SEALS, ROWS = 6, 8
COPY = "insert into audit select (jsonb_populate_record(a,"
Cursor = Callable[..., list[tuple[object, ...]]]


def oldest_here() -> tuple[int, int]:
    """As the database says it where it has a cluster of its own: here others run their tests in theirs beside us."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select least(min(backend_xid::text::bigint), pg_snapshot_xmax(pg_current_snapshot())::text::bigint)"
            " + enplan_transactions_before() from pg_stat_activity where datname = current_database()"
        )
        return int(cursor.fetchone()[0]), 77


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other databases of the cluster hold nothing back."""
    monkeypatch.setattr(commands, "_all_ended_before", oldest_here)


def write(rows: int = ROWS, *, at: datetime = MORNING) -> None:
    """Rows of the log, each in a transaction of its own."""
    for _ in range(rows):
        with transaction.atomic():
            record_before_case(the_clock(), at=at, event="accounts.closed", about=uuid4())


def a_log(seals: int = SEALS) -> list[Seal]:
    """A log that was sealed again and again while it was written; what is kept elsewhere."""
    kept = []
    for number in range(seals):
        at = MORNING + number * rules.EVERY
        write(at=at)
        made = seal(the_clock(), at=at, signer=SIGNER)
        assert made is not None
        kept.append(made)
    return kept


def checked(kept: list[Seal] | None = None) -> Checked:
    return check(the_clock(), at=MORNING + SEALS * rules.EVERY, keys=[SIGNER.key], kept=kept)


def wrongs(kept: list[Seal] | None = None) -> set[Wrong]:
    return {each.wrong for each in checked(kept).faults}


@contextmanager
def tampering() -> Iterator[Cursor]:
    """The owner of the tables does as they like; afterwards it is as if nothing had been."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in [*logs(), "seal"]:
            cursor.execute(f"alter table {table} disable trigger user")
            cursor.execute(f"alter table {table} no force row level security")

        def run(query: str, *values: object) -> list[tuple[object, ...]]:
            cursor.execute(query, values or None)
            return list(cursor.fetchall()) if cursor.description else []

        yield run
        for table in logs():
            cursor.execute(f"alter table {table} force row level security")
        transaction.set_rollback(True)


def edit(run: Cursor, dice: Random) -> None:
    (column, value) = dice.choice(
        [("name", "'Nobody'"), ("at", "at + interval '1 second'"), ("event", "'x'"), ("about", "null")]
    )
    run(f"update audit set {column} = {value} where id = %s", one(run, dice))


def renumber(run: Cursor, dice: Random) -> None:
    run("update audit set written_in = written_in + 1000000 where id = %s", one(run, dice))


def delete(run: Cursor, dice: Random) -> None:
    run("delete from audit where id = %s", one(run, dice))


def insert(run: Cursor, dice: Random) -> None:
    run(f"{COPY} jsonb_build_object('id', %s::text))).* from audit a where id = %s", str(uuid4()), one(run, dice))


def insert_before_everything(run: Cursor, dice: Random) -> None:
    new = "jsonb_build_object('id', %s::text, 'written_in', -5)"
    run(f"{COPY} {new})).* from audit a where id = %s", str(uuid4()), one(run, dice))


def reorder(run: Cursor, dice: Random) -> None:
    one_id, other_id = dice.sample(ids(run), 2)
    places = [run("select written_in from audit where id = %s", each)[0][0] for each in (one_id, other_id)]
    run("update audit set written_in = %s where id = %s", places[1], one_id)
    run("update audit set written_in = %s where id = %s", places[0], other_id)


def change_seal(run: Cursor, dice: Random) -> None:
    change = dice.choice(
        ["rows = rows + 1", "at = at + interval '1 s'", "ends = ends + 1", "cluster = 0", "digest = 'x'"]
    )
    run(f"update seal set {change} where number = %s", dice.randint(1, SEALS))


def drop_seal(run: Cursor, dice: Random) -> None:
    run("delete from seal where number = %s", dice.randint(1, SEALS - 1))


def swap_seals(run: Cursor, dice: Random) -> None:
    one_number, other_number = dice.sample(range(1, SEALS + 1), 2)
    run("update seal set number = -1 where number = %s", one_number)
    run("update seal set number = %s where number = %s", one_number, other_number)
    run("update seal set number = %s where number = -1", other_number)


MANNERS = [edit, renumber, delete, insert, insert_before_everything, reorder, change_seal, drop_seal, swap_seals]


def ids(run: Cursor) -> list[object]:
    return [
        found for (found,) in run("select id from audit where written_in < (select max(ends) from seal) order by id")
    ]


def one(run: Cursor, dice: Random) -> object:
    return dice.choice(ids(run))


def test_every_manipulation_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    a_log()
    assert checked().faults == ()
    dice, found = Random(8), 0
    for number in range(MANIPULATIONS):
        manner = MANNERS[number % len(MANNERS)]
        with tampering() as run:
            manner(run, dice)
            assert checked().faults != (), manner.__name__
            found += 1
    assert checked().faults == ()  # each was undone, so each was found by itself
    with capsys.disabled():
        print(f"\nS8 seals: {MANIPULATIONS} manipulations, {found} found")


def test_an_end_that_was_cut_off_is_found_by_the_seals_kept_elsewhere_and_by_nothing_else() -> None:
    kept = a_log()
    with tampering() as run:
        run("delete from audit where written_in >= (select begins from seal where number = 5)")
        run("delete from seal where number >= 5")

        assert wrongs() == set()
        assert wrongs(kept) == {Wrong.CUT_OFF}


def test_a_log_that_was_written_anew_is_found_by_the_seals_kept_elsewhere_and_by_nothing_else() -> None:
    """Whoever has the key too can seal what they like."""
    kept = a_log()
    with tampering() as run:
        run("delete from audit where id = %s", ids(run)[0])
        run("delete from seal")
        before: Seal | None = None
        for each in kept:
            before = sealed_anew(each, before)

        assert wrongs() == set()
        assert wrongs(kept) == {Wrong.WRITTEN_ANEW}


def sealed_anew(seal_: Seal, before: Seal | None) -> Seal:
    """The same seal over other rows."""
    count, digest = rules.digest_of(rules.hash_of(before), rows_between(seal_.said.begins, seal_.said.ends))
    said = replace(seal_.said, rows=count, digest=digest)
    made = Seal(said, SIGNER.key, SIGNER.signs(rules.as_told(said)))
    SealRecord(
        **{name: getattr(said, name) for name in ("number", "begins", "ends", "rows", "digest", "at", "cluster")},
        key=made.key,
        signature=made.signature,
    ).save(force_insert=True)
    return made


def test_who_has_no_key_cannot_write_it_anew_at_all() -> None:
    kept, stranger = a_log(), rules.signer_of("a stranger")
    with tampering() as run:
        run("delete from audit where id = %s", ids(run)[0])
        run("delete from seal")
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(globals(), "SIGNER", stranger)
            before: Seal | None = None
            for each in kept:
                before = sealed_anew(each, before)

        assert wrongs() == {Wrong.UNKNOWN_KEY}


@pytest.fixture
def another() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection of its own to the same database."""
    known = connection.get_connection_params()
    with psycopg.connect(host=known["host"], user=known["user"], dbname=known["dbname"]) as there:
        yield there


LATE_ROW = (
    "insert into audit (id, account_id, name, at, event) values (gen_random_uuid(), gen_random_uuid(), 'N', now(), 'x')"
)


def test_a_row_that_is_written_early_and_committed_late_is_sealed_with_its_like(
    another: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    another.execute(LATE_ROW)
    write(2)
    first = seal(the_clock(), at=MORNING, signer=SIGNER)
    another.commit()
    second = seal(the_clock(), at=MORNING + rules.EVERY, signer=SIGNER)

    assert first is not None
    assert second is not None
    assert second.said.rows == 3
    assert checked().faults == ()


def test_the_database_itself_stops_before_the_oldest_transaction_that_still_runs(
    another: "psycopg.Connection[tuple[object, ...]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (running,) = another.execute("select pg_current_xact_id()::text::bigint").fetchall()[0]
    write(1)

    assert isinstance(running, int)
    assert commands._all_ended_before()[0] <= running
    assert commands._all_ended_before()[1] > 0


def test_a_seal_over_all_that_can_be_seen_would_have_a_hole(
    another: "psycopg.Connection[tuple[object, ...]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the naive way, up to the newest transaction instead of the oldest that still runs."""

    def newest() -> tuple[int, int]:
        with connection.cursor() as cursor:
            cursor.execute("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
            return int(cursor.fetchone()[0]), 0

    monkeypatch.setattr(commands, "_all_ended_before", newest)
    another.execute(LATE_ROW)
    write(2)
    seal(the_clock(), at=MORNING, signer=SIGNER)
    another.commit()

    assert wrongs() == {Wrong.CHANGED}


def test_a_row_numbered_beyond_every_transaction_is_found_though_no_seal_covers_it() -> None:
    a_log(2)
    with tampering() as run:
        run("update audit set written_in = 9000000000000 where id = %s", ids(run)[-1])

        assert Wrong.OUTSIDE in wrongs()


def test_it_is_not_sealed_more_often_than_it_should_and_never_by_two_at_once(
    another: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    a_log(1)

    assert seal(the_clock(), at=MORNING + timedelta(minutes=3), signer=SIGNER) is None
    another.execute("select pg_advisory_xact_lock(hashtextextended('seal', 0))")
    assert seal(the_clock(), at=MORNING + rules.EVERY, signer=SIGNER) is None
    another.rollback()
    assert seal(the_clock(), at=MORNING + rules.EVERY, signer=SIGNER) is not None


def test_a_copy_that_counts_anew_is_not_sealed_until_its_numbers_go_on() -> None:
    a_log(2)
    with tampering() as run:
        run("update seal set ends = ends + 1000000 where number = 2")
        at = MORNING + 2 * rules.EVERY
        with pytest.raises(Unfit):
            seal(the_clock(), at=at, signer=SIGNER)

        before = count_on(the_clock())
        made = seal(the_clock(), at=at, signer=SIGNER)
        assert made is not None
        assert made.said.ends > before


# The place elsewhere, and the command.


def test_every_seal_is_kept_in_order_and_one_that_could_not_be_is_kept_later(tmp_path: Path) -> None:
    kept, place = a_log(), File(tmp_path / "not there" / "seals")
    with override_settings(LOG_ANCHOR_FILE=str(place.path)):
        assert seal_log(at=MORNING) is False
        place.path.parent.mkdir()
        assert seal_log(at=MORNING) is True
        assert seal_log(at=MORNING) is True

    assert [rules.read_line(line) for line in place.path.read_text("utf-8").splitlines()] == kept
    assert keep_elsewhere("another place", [].append, at=MORNING) == SEALS


@pytest.mark.parametrize("cut", [False, True])
def test_the_command_tells_a_whole_log_from_one_whose_end_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cut: bool
) -> None:
    write(3)
    place = tmp_path / "seals"
    with override_settings(LOG_ANCHOR_FILE=str(place)):
        assert seal_log(at=Clock.now())
    with tampering() as run:
        if cut:
            run("delete from audit")
            run("delete from seal")
            with pytest.raises(CommandError, match="skåret af"):
                call_command("log", "verify", anchors=place)
        else:
            call_command("log", "verify", anchors=place)
            assert "Alt står, som det blev skrevet." in capsys.readouterr().out


def test_the_command_says_the_key_and_refuses_what_is_no_seal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("log", "key")
    assert capsys.readouterr().out.strip() == wiring.log_signer().key

    (tmp_path / "seals").write_text("nonsense\n", "utf-8")
    with pytest.raises(CommandError, match="linje 1"):
        call_command("log", "verify", anchors=tmp_path / "seals")
    with pytest.raises(CommandError, match="kan ikke læses"):
        call_command("log", "verify", anchors=tmp_path / "none")


def test_every_log_has_a_number_from_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, is_nullable, column_default from information_schema.columns"
            " where column_name = 'written_in' and table_schema = 'public' order by table_name"
        )

        assert cursor.fetchall() == [(log, "NO", "enplan_written_in()") for log in logs()]
    assert {"audit", "opening", "candidate_look"} <= set(logs())
