"""What is the least a page can cost? The rows it shows, read with bare psycopg: one plain statement for each table.

Like the page, it is one transaction of a role that row level security binds; it reads no more than the page shows and
turns it into nothing. What the page reads to find out who may see what is not in it.
"""

from typing import Any
from uuid import uuid4

import psycopg
from psycopg.types.json import Jsonb

from bench.world import Copy

PEOPLE = """select c.*, cp.*, p.* from case_person cp join "case" c on c.id = cp.case_id
            join person p on p.id = cp.person_id where cp.case_id = %s"""
TEAM = """select m.*, p.*, d.* from membership m join professional p on p.id = m.professional_id
          join department d on d.id = p.department_id where m.case_id = %s and m.until_day is null"""
OF_CASE = "select * from {} where case_id = %s"
PLAN = (
    *("plan", "plan_goal", "plan_wording", "plan_measure"),
    *("plan_version", "plan_element", "plan_approval", "plan_agreement", "plan_objection"),
)
FOLLOWED = (
    *("decision", "decision_part", "complaint", "hearing", "consent", "consent_request", "join_question"),
    *("meeting", "attendance", "discharge", "review"),
)
LAID = ("sector_plan", "statement", "answer")


def _tell(cursor: "psycopg.Cursor[Any]", **told: object) -> None:
    """Whom the database shows its rows to."""
    named = ", ".join(f"set_config('enplan.{name}', %s, true)" for name in told)
    cursor.execute(f"select {named}", [str(value) for value in told.values()])


def _read(cursor: "psycopg.Cursor[Any]", statement: str, value: object) -> None:
    cursor.execute(statement, [value])
    cursor.fetchall()


def _read_case(cursor: "psycopg.Cursor[Any]", copy: Copy, tables: tuple[str, ...]) -> None:
    _tell(cursor, case=copy.case, grants="*")
    _read(cursor, PEOPLE, copy.case)
    _read(cursor, TEAM, copy.case)
    for table in tables:
        _read(cursor, OF_CASE.format(table), copy.case)


def plan(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """One plan with its people, goals, measures and what was approved."""
    _read_case(cursor, copy, PLAN)


def desk_plan(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """One plan, and the sector plans it is held against."""
    _read_case(cursor, copy, (*PLAN, "plan_demand", *LAID))


def findings(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """The sector plans, what was decided about them, and the meetings; finding anything is not in it."""
    _read_case(cursor, copy, (*LAID, "resolution", "meeting", "attendance", "discharge"))


def my_cases(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """My seats, the people and contact persons of those cases, what is due and the next meetings."""
    _tell(cursor, professional=copy.professional)
    seats = "select case_id from membership where professional_id = %s and until_day is null"
    cursor.execute(seats, [copy.professional])
    cases = [case for (case,) in cursor.fetchall()]
    people = PEOPLE.replace("= %s", "= any(%s)")
    team = TEAM.replace("= %s", "= any(%s)") + " and m.coordinator"
    for statement in (people, team, "select * from reminder where case_id = any(%s) and settled_at is null"):
        _read(cursor, statement, cases)
    cursor.execute(
        "select * from meeting where case_id = any(%s) and %s = any(professionals)", [cases, copy.professional]
    )
    cursor.fetchall()


def deadlines(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """My seats, how much is late, soon and later, the first page of it, and the people of those cases."""
    _tell(cursor, professional=copy.professional)
    cursor.execute(
        "select case_id from membership where professional_id = %s and until_day is null", [copy.professional]
    )
    cases = [case for (case,) in cursor.fetchall()]
    open_ones = "from reminder where case_id = any(%s) and settled_at is null"
    near = "count(*) filter (where day < current_date), count(*) filter (where day < current_date + 7), count(*)"
    for statement in (
        f"select {near} {open_ones}",
        f"select case_id, kind, day {open_ones} order by day, kind, id limit 50",
    ):
        _read(cursor, statement, cases)
    _read(cursor, PEOPLE.replace("= %s", "= any(%s)"), cases)


def desk_deadlines(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """What days follow from in one case: plans, letters, complaints, consents, meetings, statements and noted days.

    No day is counted here.
    """
    _read_case(cursor, copy, (*PLAN, *FOLLOWED, "sector_plan", "statement", "statement_chase", "noted_day"))


def deadline_figures(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """What was due in all cases when the week began, as it was counted once, and who asks."""
    _tell(cursor, roles="system")
    _read(cursor, "select * from account where id = %s", copy.leader)
    cursor.execute("select * from due_week order by monday desc limit 1")
    cursor.fetchall()


def add_action(cursor: "psycopg.Cursor[Any]", copy: Copy) -> None:
    """The action, that somebody opened the case, the line in the audit, and a message: each like one there is."""
    _tell(cursor, case=copy.case, grants="*", person=copy.person)
    for table in ("plan_measure", "opening", "audit", "message"):
        like = f"select (jsonb_populate_record(t, %s)).* from {table} t where t.case_id = %s limit 1"
        cursor.execute(f"insert into {table} {like}", [Jsonb({"id": str(uuid4())}), copy.case])
