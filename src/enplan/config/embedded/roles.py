"""Which roles and databases does the cluster hold, and what may each role do?

The owner makes and changes tables. The application's role owns nothing, is bound by row level security, and may read,
add, change and delete rows: no more.
"""

import os
from typing import Final
from urllib.parse import quote

import psycopg
from psycopg import sql

from enplan.config.embedded.server import Server

OWNER: Final = "enplan_owner"
APP: Final = "enplan_app"
DATABASE: Final = "enplan"

FROM_NOW_ON: Final = "alter default privileges for role {owner} in schema public "
GRANTS: Final = (
    FROM_NOW_ON + "grant select, insert, update, delete on tables to {app}",
    FROM_NOW_ON + "grant usage, select on sequences to {app}",
    "grant select, insert, update, delete on all tables in schema public to {app}",
    "grant usage, select on all sequences in schema public to {app}",
)


def prepare(server: Server, *, may_create_databases: bool = False) -> None:
    """Make roles, database and grants that are not there yet. Tests make databases of their own; nobody else does."""
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        have = {name for (name,) in connection.execute("select rolname from pg_roles").fetchall()}
        for role in (OWNER, APP):
            if role not in have:
                connection.execute(
                    sql.SQL("create role {} login nosuperuser nobypassrls nocreaterole").format(sql.Identifier(role))
                )
        if may_create_databases:
            connection.execute(sql.SQL("alter role {} createdb").format(sql.Identifier(OWNER)))
        if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            make_database(connection)
    with psycopg.connect(server.conninfo(database=DATABASE), autocommit=True) as connection:
        for grant in GRANTS:
            connection.execute(_named(grant))


def make_database(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """The one database, closed to every role but the two."""
    connection.execute(_named("create database {database} owner {owner} template template0"))
    connection.execute(_named("revoke all on database {database} from public"))
    connection.execute(_named("grant connect on database {database} to {app}"))


def address(server: Server, role: str, database: str = DATABASE) -> str:
    """The address as settings read it."""
    return f"postgresql://{role}@/{database}?host={quote(str(server.sockets), safe='/')}"


def environment(server: Server, *, role: str = APP) -> dict[str, str]:
    """What a process that uses the database is given: the addresses, and the programs that belong to the server."""
    return {
        "DATABASE_URL": address(server, role),
        "DATABASE_OWNER_URL": address(server, OWNER),
        "PGHOST": str(server.sockets),
        "PATH": f"{server.place.binaries.folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    }


def _named(statement: str) -> sql.Composed:
    names = {"owner": OWNER, "app": APP, "database": DATABASE}
    return sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()})
