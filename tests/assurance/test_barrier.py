"""Does the second barrier hold at every table, whoever asks and whoever asked before? (security.md, section 5)"""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test import override_settings

from enplan.config import prepare
from enplan.config.embedded import roles
from enplan.config.embedded.trouble import TOLD
from enplan.registers.base.models import PersonalRows, SharedRows
from tests.architecture.source import modules
from tests.assurance.city import Browser
from tests.worlds import World, mettes_case

# About the municipality itself, who signs in, the keys of forms that have been sent and the seals, which say nothing.
OPEN = {
    "department",
    "professional",
    "account",
    "held_form",
    "identity",
    "sent_form",
    "settled",
    "sign_in",
    "seal",
    "seal_kept",
}
# One look passes the barrier beside it: the entrance's search for people with several plans, which logs whom it shows.
SEARCHED = {"sector_plan": ("'finding'", "'intake'")}
# Everybody's acts are written down and everybody may tell somebody something; none of it can be read but by the right.
WRITTEN_BY_ANYBODY = {"audit", "message"}


def ask(query: str, *values: object) -> list[tuple[Any, ...]]:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def tables() -> list[type[models.Model]]:
    """Every table of ours behind the barrier."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("enplan.")]
    return [model for model in ours if model._meta.db_table not in OPEN]


def leaky() -> list[str]:
    """Tables whose barrier does not stand for all commands, or lets everybody read or write."""
    found = []
    for model in tables():
        table = model._meta.db_table
        policies = ask(
            """select polcmd, polpermissive, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
               from pg_policy where polrelid = %s::regclass""",
            f'"{table}"',
        )
        policies = [each for each in policies if not is_the_search(table, each[0], each[2])]
        flags = ask("select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass", f'"{table}"')
        if flags != [(True, True)] or [each[0] for each in policies] != ["*"]:
            found.append(f"{table}: {flags} {policies}")
        for _, _, seen, written in policies:
            everybody = [each for each in (seen, written) if each in {None, "true"}]
            if everybody and not (table in WRITTEN_BY_ANYBODY and seen != "true" and written == "true"):
                found.append(f"{table}: open to everybody")
    return found


def is_the_search(table: str, command: str, seen: str | None) -> bool:
    """Whether the policy opens a table for the search alone, to read, and only to those at the entrance."""
    return command == "r" and table in SEARCHED and all(word in (seen or "") for word in SEARCHED[table])


@pytest.mark.django_db
class TestCatalogue:
    """What the database itself says of its tables."""

    def test_one_policy_for_all_commands_guards_every_table_about_people(self) -> None:
        assert len(tables()) > 30
        assert leaky() == []

    @pytest.mark.parametrize(
        "hole",
        [
            "alter table answer disable row level security",
            "alter table answer no force row level security",
            "drop policy barrier on answer",
            "create policy more on answer using (true)",
            "alter policy barrier on answer using (true)",
            "alter policy barrier on answer with check (true)",
        ],
    )
    def test_a_hole_would_be_seen(self, hole: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(hole)

        assert leaky() != []

    def test_personal_rows_need_their_kind(self) -> None:
        """A table of one kind and one person must ask for grants, not only for the case."""
        for model in tables():
            if issubclass(model._default_manager._queryset_class, PersonalRows | SharedRows):  # type: ignore[attr-defined]  # every manager of ours is made from a queryset
                table = model._meta.db_table
                policies = ask(
                    "select pg_get_expr(polqual, polrelid) from pg_policy where polrelid = %s::regclass", f'"{table}"'
                )
                searched = SEARCHED.get(table, ("nobody searches here",))
                asks = [rule for (rule,) in policies if not all(word in rule for word in searched)]
                assert asks, table
                assert all("enplan_grants" in rule for rule in asks), table

    def test_no_function_lends_its_owners_power(self) -> None:
        functions = "from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"

        assert ask(f"select proname {functions}") == []

    def test_no_view_reads_as_its_owner(self) -> None:
        views = "from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"

        assert ask(f"select relname {views}") == []

    def test_the_role_of_the_application_is_bound(self) -> None:
        assert prepare.bound_by_the_barrier()

    def test_a_role_that_is_not_bound_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(prepare, "bound_by_the_barrier", lambda: False)

        assert prepare.main() == TOLD
        assert "superuser" in capsys.readouterr().out

    def test_the_application_may_neither_truncate_nor_change_tables(self) -> None:
        granted = " ".join(roles.GRANTS).lower()

        assert "truncate" not in granted
        assert " all on" not in granted
        assert "references" not in granted


def test_what_is_told_is_told_for_the_transaction_only() -> None:
    """A setting of the session would stay for the next one who gets the connection."""
    said = [
        (module.shown, call)
        for module in modules()
        for call in re.findall(r"set_config\([^;]*?\)", module.text)
        if not re.search(r",\s*true\)$", call) and "…" not in call
    ]
    sessions = [m.shown for m in modules() if re.search(r"(?i)execute\(\s*f?[\"']set (?!local|constraints)", m.text)]

    assert said == []
    assert sessions == []


def told() -> dict[str, str | None]:
    """What the connection knows of somebody."""
    names = ("account", "person", "professional", "roles", "case", "grants", "looking")
    row = ask("select " + ", ".join(f"current_setting('enplan.{name}', true)" for name in names))[0]
    return {name: value for name, value in zip(names, row, strict=True) if value}


def rows() -> int:
    """How many rows about people anybody on this connection sees."""
    return sum(ask(f'select count(*) from "{model._meta.db_table}"')[0][0] for model in tables())


@pytest.fixture
def world(transactional_db: None) -> World:
    """Mette's case, committed."""
    with transaction.atomic():
        return mettes_case()


class TestNextOneOnTheConnection:
    """Connections are kept for ten minutes and lent from one request to the next."""

    @pytest.mark.parametrize(
        "page", ["/min-plan/", "/min-plan/samtykker/", "/intet/", "/arbejde/", "/min-plan/moeder/kalender.ics"]
    )
    def test_starts_with_nothing(self, world: World, page: str) -> None:
        """Whether the page was shown, refused or missing."""
        browser = Browser(world.actor("mette"))
        before = connection.connection
        browser.get(page)

        assert connection.connection is before
        assert told() == {}
        assert rows() == 0

    def test_starts_with_nothing_after_a_failure(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        browser = Browser(world.actor("mette"))
        monkeypatch.setattr("enplan.doors.portal.pages.plan.plan_page", fails)

        assert browser.get("/min-plan/").status_code == 500
        assert told() == {}
        assert rows() == 0

    def test_a_setting_of_the_session_would_be_seen(self, world: World) -> None:
        """The control: this is what a leak from one request to the next looks like."""
        ask("select set_config('enplan.person', %s, false)", str(world.actor("mette").person_id))
        try:
            assert told() != {}
            assert rows() > 0
        finally:
            ask("select set_config('enplan.person', '', false)")

    def test_does_not_see_the_case_of_the_one_before(self, world: World) -> None:
        mette, carsten = Browser(world.actor("mette")), Browser(world.actor("carsten"))

        assert mette.get("/min-plan/").status_code == 200
        assert carsten.get("/min-plan/").status_code == 404
        assert mette.get("/min-plan/").status_code == 200


def fails(*_: object, **__: object) -> None:
    raise RuntimeError("a mistake of ours")


@pytest.mark.django_db
def test_where_one_signs_in_for_real_nobody_chooses_who_to_be() -> None:
    with override_settings(DEMO=False):
        browser = Browser(None)

        assert browser.get("/log-ind/").status_code == 404
        assert browser.post("/log-ind/", {"account": "x"}).status_code == 404


def test_the_settings_for_real_use_keep_nothing_of_the_demo() -> None:
    source = Path(inspect.getfile(prepare)).parent / "settings" / "production.py"
    text = source.read_text("utf-8")

    assert "DEBUG = False" in text
    assert "DEMO = False" in text
