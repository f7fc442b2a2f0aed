"""Do the migrations make the tables that the models describe, without knowing today's code?"""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.architecture.source import Module, modules


def migrations() -> list[Module]:
    """Every migration of ours."""
    return [module for module in modules() if module.is_migration and module.path.name != "__init__.py"]


@pytest.mark.parametrize("migration", migrations(), ids=lambda module: module.name)
def test_a_migration_stands_alone_and_says_what_it_does(migration: Module) -> None:
    assert [name for name in migration.imports() if name.startswith("enplan")] == []
    assert re.fullmatch(r"\d{4}_(?!auto_|initial$)[a-z0-9_]{4,}", migration.path.stem)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())
