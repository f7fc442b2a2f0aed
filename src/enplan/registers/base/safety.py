"""Is it safe to begin on this database? Where it runs for real, nothing begins on one that would hold nothing back.

Row level security is the second barrier, and there are many quiet ways around it: an owner, a superuser, a view, a
function that lends its maker's power (T02, T63). What the database says of itself is read once, when a process begins;
`dangers` judges it and is pure.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# The first of each line in which known leaks past row level security are mended, the last of them CVE-2025-8713.
MENDED: Final = {15: 14, 16: 10, 17: 6}
OLDEST: Final = min(MENDED)
# About the municipality itself, who signs in, the keys of forms that have been sent, and the seals of the logs: nothing
# about a case.
OPEN: Final = frozenset(
    {"department", "professional", "account", "held_form", "identity", "sent_form", "settled", "sign_in"}
    | {"seal", "seal_kept"}
)
# Django's own, which hold no word about anybody.
DJANGOS: Final = frozenset({"django_migrations", "django_session", "django_content_type"})
# What a setting must say, and why another answer is a danger.
SETTINGS: Final = {
    "fsync": ("on", "det, der er gemt, kan gå tabt, når strømmen går"),
    "full_page_writes": ("on", "en side kan blive halvt skrevet, når strømmen går"),
    "synchronous_commit": ("on", "det, der er gemt, kan gå tabt, når databasen stopper"),
    "session_replication_role": ("origin", "vagterne ved tabellerne er slået fra"),
    "default_transaction_isolation": ("read committed", "et samtykke, der er trukket, kan blive læst som givet"),
    "default_transaction_read_only": ("off", "intet kan gemmes, heller ikke at nogen har læst"),
}
STRONGER: Final = {"synchronous_commit": {"remote_apply", "remote_write"}}
# Only values kept apart from their statement stay out of the server's log.
QUIET: Final = {"none", "ddl"}


@dataclass(frozen=True, slots=True)
class Database:
    """What the database says of itself and of the role that asks."""

    version: int  # as the server counts: 150018 is 15.18
    role: str
    powers: Sequence[str]  # of the role itself: superuser, bypassrls, createrole, replication
    lent: Sequence[str]  # roles it may become
    owned: Sequence[str]  # tables
    unguarded: Sequence[str]  # tables without row level security, or whose owner it does not hold
    opened: Sequence[str]  # tables with a policy that lets everybody read
    unwatched: Sequence[str]  # tables with a trigger that is switched off
    lending: Sequence[str]  # functions that act as their owner
    passing: Sequence[str]  # views that read as their owner
    emptied: Sequence[str]  # tables the role may truncate, refer to, or set triggers on
    public: Sequence[str]  # tables that every role may use
    replica: bool
    encrypted: bool  # or on this machine
    logged: str  # log_statement
    settings: Mapping[str, str]
    behind: int  # migrations that wait


def dangers(found: Database) -> Iterator[str]:
    """A sentence for each reason not to begin, most far-reaching first; none where it is safe."""
    yield from _old(found.version)
    yield from _named("Databasens rolle »{}« har for meget magt: {}.", found.powers, found.role)
    yield from _named("Databasens rolle »{}« kan blive til en anden: {}.", found.lent, found.role)
    yield from _named("Databasens rolle »{}« ejer tabeller: {}.", found.owned, found.role)
    yield from _named("Tabeller står uden vagt: {1}.", found.unguarded)
    yield from _named("Alle kan læse tabeller: {1}.", found.opened)
    yield from _named("Vagter er slået fra ved tabeller: {1}.", found.unwatched)
    yield from _named("Funktioner låner deres ejers magt ud: {1}.", found.lending)
    yield from _named("Visninger læser som deres ejer: {1}.", found.passing)
    yield from _named("Rollen må tømme eller ændre tabeller: {1}.", found.emptied)
    yield from _named("Tabeller er givet til alle roller: {1}.", found.public)
    if found.replica:
        yield "Databasen er en kopi, der kan være bagud. Et samtykke må ikke læses der."
    if not found.encrypted:
        yield "Forbindelsen til databasen er ikke krypteret. Skriv sslmode=verify-full i DATABASE_URL."
    if found.logged not in QUIET:
        yield f"Databasen skriver alle spørgsmål i sin log (log_statement={found.logged}), og i dem står folks ord."
    for name, (wanted, why) in SETTINGS.items():
        said = found.settings.get(name, "")
        if said != wanted and said not in STRONGER.get(name, ()):
            yield f"Databasens {name} er »{said}« og skal være »{wanted}«: ellers gælder, at {why}."
    if found.behind:
        yield f"{found.behind} ændringer af tabellerne venter. Kør `manage.py migrate` som den rolle, der ejer dem."


def refuse_danger() -> None:
    """Begin on the database, or say everything that stands in the way.

    Raises:
        ImproperlyConfigured: it is not safe; each reason stands on a line.
    """
    reasons = list(dangers(read()))
    if reasons:
        raise ImproperlyConfigured("Én plan starter ikke på denne database:\n- " + "\n- ".join(reasons))


def read() -> Database:
    """What the database says, in one look at its catalogue."""
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, {"settings": list(SETTINGS), "open": sorted(OPEN | DJANGOS)})
        columns = [column.name for column in cursor.description]
        row = dict(zip(columns, cursor.fetchone(), strict=True))
    settings = json.loads(row.pop("settings"))
    return Database(**row, settings=settings, behind=behind)


def _old(version: int) -> Iterator[str]:
    major, minor = divmod(version, 10_000)
    if major < OLDEST or minor < MENDED.get(major, 0):
        wanted = ", ".join(f"{line}.{least}" for line, least in MENDED.items())
        yield f"PostgreSQL {major}.{minor} har kendte huller. Brug mindst {wanted} eller {max(MENDED) + 1}."


def _named(sentence: str, names: Sequence[str], role: str = "") -> Iterator[str]:
    if names:
        yield sentence.format(role, ", ".join(names))


_LOOK: Final = """
with tables as (
    select t.oid, t.relname::text as name, t.relowner, t.relrowsecurity and t.relforcerowsecurity as guarded, t.relacl
    from pg_class t join pg_namespace n on n.oid = t.relnamespace
    where n.nspname = 'public' and t.relkind in ('r', 'p')
), me as (select * from pg_roles where rolname = current_user)
select
    current_setting('server_version_num')::int as version,
    current_user::text as role,
    array_remove(array[
        case when me.rolsuper then 'superuser' end, case when me.rolbypassrls then 'bypassrls' end,
        case when me.rolcreaterole then 'createrole' end, case when me.rolreplication then 'replication' end], null)
        as powers,
    array(select rolname::text from pg_roles r
          where r.oid <> me.oid and not me.rolsuper and pg_has_role(me.oid, r.oid, 'member') order by 1) as lent,
    array(select name from tables where relowner = me.oid order by 1) as owned,
    array(select name from tables where not guarded and not name = any(%(open)s) order by 1) as unguarded,
    array(select distinct t.name from pg_policy p join tables t on t.oid = p.polrelid
          where p.polpermissive and p.polcmd in ('*', 'r')
            and coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true' order by 1) as opened,
    array(select distinct t.name from pg_trigger g join tables t on t.oid = g.tgrelid
          where g.tgenabled = 'D' order by 1) as unwatched,
    array(select distinct f.proname::text from pg_proc f join pg_namespace n on n.oid = f.pronamespace
          where f.prosecdef and n.nspname = 'public' order by 1) as lending,
    array(select t.relname::text from pg_class t join pg_namespace n on n.oid = t.relnamespace
          where n.nspname = 'public' and (t.relkind = 'm' or t.relkind = 'v'
            and not coalesce('security_invoker=true' = any(t.reloptions), false)) order by 1) as passing,
    array(select name from tables where not me.rolsuper and relowner <> me.oid
            and has_table_privilege(me.oid, oid, 'truncate, references, trigger') order by 1) as emptied,
    array(select distinct name from tables, aclexplode(relacl) given where given.grantee = 0 order by 1) as public,
    pg_is_in_recovery() as replica,
    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false)
        or coalesce(inet_server_addr() << '127.0.0.0/8' or inet_server_addr() = '::1', true) as encrypted,
    current_setting('log_statement') as logged,
    (select jsonb_object_agg(name, setting) from pg_settings where name = any(%(settings)s)) as settings
from me
"""
