"""Is every table named, ordered, bounded and behind the barrier?"""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models

from enplan.registers.base.models import AppendOnlyRecord, CaseRows
from tests.architecture.source import Module, app_of, modules, named

BULK = "enplan.demo.bulk"  # multiplies rows for the bench, so it writes tables of every app
# Tables about the municipality itself, the accounts that are looked up before it is known who asks, and the seals of
# forms that have been sent, which say nothing about anybody.
OPEN_TABLES = {
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


def records() -> list[type[models.Model]]:
    """Every table of ours."""
    return [model for model in apps.get_models() if model.__module__.startswith("enplan.")]


def is_of_a_case(model: type[models.Model]) -> bool:
    """Whether rows are fetched through a case."""
    return issubclass(model._default_manager._queryset_class, CaseRows)  # type: ignore[attr-defined]  # every manager of ours is made from a queryset


def test_there_are_tables() -> None:
    assert len(records()) > 20
    assert sum(map(is_of_a_case, records())) > 12


@pytest.mark.parametrize("model", records(), ids=lambda model: model._meta.label)
class TestTable:
    """What is asked of each table alone."""

    def test_it_is_a_record_with_a_name_of_its_own(self, model: type[models.Model]) -> None:
        assert model.__name__.endswith("Record")
        assert "db_table" in model._meta.original_attrs
        assert not model._meta.db_table.startswith(f"{model._meta.app_label}_{model.__name__.lower()}")

    def test_its_key_cannot_be_guessed(self, model: type[models.Model]) -> None:
        assert isinstance(model._meta.pk, models.UUIDField | models.OneToOneField)

    def test_its_order_is_explicit_and_ends_with_a_unique_key(self, model: type[models.Model]) -> None:
        assert "ordering" in model._meta.original_attrs
        assert str(list(model._meta.ordering or [])[-1]).lstrip("-") in {"id", "pk"}

    def test_its_constraints_are_named_as_sentences(self, model: type[models.Model]) -> None:
        for constraint in model._meta.constraints:
            assert len(constraint.name.split("_")) >= 3, constraint.name
        nameless = [f.name for f in model._meta.fields if f.unique and not (f.primary_key or f.one_to_one)]
        assert nameless == []
        assert not model._meta.unique_together


def mentions(module: Module, names: set[str]) -> list[str]:
    """The methods of those names that the module defines, or things of those names that it imports."""
    defined = [f"{module.shown}: def {function.name}" for function in module.functions() if function.name in names]
    imported = [f"{module.shown}: {name}" for name in module.imports() if name.split(".")[-1] in names]
    return defined + imported


def test_tables_decide_nothing() -> None:
    hooks = {
        "save",
        "delete",
        "clean",
        "full_clean",
        "signals",
        "receiver",
        "post_save",
        "pre_save",
        "post_delete",
        "pre_delete",
    }

    assert [found for module in named("models") for found in mentions(module, hooks)] == []
    assert [
        m.shown for m in modules() if any(name.startswith("django.db.models.signals") for name in m.imports())
    ] == []


def fields_without_reason(module: Module) -> Iterator[str]:
    """Fields that may be null and do not say what null means."""
    lines = module.text.splitlines()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and any(
            k.arg == "null" and ast.unparse(k.value) == "True" for k in node.keywords
        ):
            around = "\n".join(lines[node.lineno - 2 : (node.end_lineno or node.lineno) + 1])
            if not re.search(r"# null(?: or empty)?: \w", around):
                yield f"{module.shown}:{node.lineno}"


def test_no_null_without_a_meaning() -> None:
    assert [found for module in named("models") for found in fields_without_reason(module)] == []


def test_a_table_is_imported_by_its_own_app_only() -> None:
    strangers = [
        f"{module.name} imports {name}"
        for module in modules()
        for name in module.imports()
        if re.fullmatch(r"enplan\.(journey|registers)\.\w+\.models", name)
        and app_of(name) not in {app_of(module.name), "enplan.registers.base"}
        and module.name != BULK
    ]

    assert strangers == []


def test_only_access_makes_a_sight() -> None:
    makers = {app_of(module.name) for module in modules() if "Sight" in set(module.calls())}

    assert makers == {"enplan.journey.access"}


def guarded() -> dict[str, tuple[bool, bool, list[str]]]:
    """Of each table in the database: is row level security on, is it forced, and by which conditions."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select c.relname, c.relrowsecurity, c.relforcerowsecurity,
                      array_remove(array_agg(pg_get_expr(p.polqual, p.polrelid)), null)
               from pg_class c left join pg_policy p on p.polrelid = c.oid
               where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by 1, 2, 3"""
        )
        return {name: (on, forced, conditions) for name, on, forced, conditions in cursor.fetchall()}


def unguarded() -> list[str]:
    """The tables with something about a person that the database would show to anybody."""
    barrier = guarded()
    found = []
    for model in records():
        table = model._meta.db_table
        on, forced, conditions = barrier.get(table, (False, False, []))
        open_conditions = [each for each in conditions if each.strip("() ").lower() in {"true", "1 = 1"}]
        if table not in OPEN_TABLES and not (on and forced and conditions and not open_conditions):
            found.append(table)
    return sorted(found)


@pytest.mark.django_db
def test_every_table_about_people_is_behind_the_barrier() -> None:
    assert unguarded() == []


@pytest.mark.django_db
def test_a_table_without_the_barrier_would_be_seen() -> None:
    table = next(model._meta.db_table for model in records() if is_of_a_case(model))
    with connection.cursor() as cursor:
        cursor.execute(f'alter table "{table}" no force row level security')

    assert unguarded() == [table]


@pytest.mark.django_db
def test_a_policy_that_lets_everybody_through_would_be_seen() -> None:
    table = next(model._meta.db_table for model in records() if is_of_a_case(model))
    with connection.cursor() as cursor:
        cursor.execute(f'create policy anybody on "{table}" using (true)')

    assert unguarded() == [table]


@pytest.mark.django_db
def test_tables_of_a_case_are_never_open() -> None:
    assert {model._meta.db_table for model in records() if is_of_a_case(model)} & OPEN_TABLES == set()


@pytest.mark.django_db
def test_the_role_of_the_application_is_bound_by_the_barrier() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")

        assert cursor.fetchone() == (False, False)


@pytest.mark.django_db
def test_append_only_tables_are_guarded_by_a_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname like 'pgtrigger_append_only%'")
        guarded_tables = {name.strip('"') for (name,) in cursor.fetchall()}

    assert {model._meta.db_table for model in records() if issubclass(model, AppendOnlyRecord)} == guarded_tables
