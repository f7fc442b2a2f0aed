"""Is what `make run` cannot be given said in a sentence, before anything is fetched or started?"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from enplan.config import prepare, setup, wishes
from enplan.config.embedded.trouble import TOLD
from enplan.config.settings.database import database_of
from tests.architecture.source import ROOT

NO_PORT = "er ikke en port"
NO_DATABASE = "er ikke adressen på en PostgreSQL-database"


def made(**wish: str) -> dict[str, str]:
    """The environment of somebody who asks only for this."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE", "PORT"))} | wish


@pytest.mark.parametrize("port", ["abc", "0", "80000", "65536", "-1", "8080.5", "8" * 5000, "٨٠", " 8080"])
def test_a_port_that_is_none_is_named(port: str) -> None:
    (said,) = wishes.mistakes({"PORT": port})
    assert said.startswith(f"PORT={port} {NO_PORT}")


@pytest.mark.parametrize(
    "url",
    ["mysql://me:secret@host/mine", "postgres", "postgresql://me@host", "postgresql://me@host:secret/mine", "http://["],
)
def test_an_address_of_no_database_is_named_without_the_password_in_it(url: str) -> None:
    (said,) = wishes.mistakes({"DATABASE_URL": url})
    assert said.startswith(f"DATABASE_URL {NO_DATABASE}")
    assert "secret" not in said
    with pytest.raises(ImproperlyConfigured, match=NO_DATABASE):
        database_of(url)


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"PORT": "", "DATABASE_URL": ""},
        {"PORT": "1"},
        {"PORT": "65535"},
        {"DATABASE_URL": "postgresql://me:word@host:5432/mine", "DATABASE_OWNER_URL": "postgres:///mine?host=/run"},
    ],
)
def test_what_can_be_given_is_not_spoken_of(wish: Mapping[str, str]) -> None:
    assert list(wishes.mistakes(wish)) == []


@pytest.mark.parametrize("starting", [[str(Path(setup.__file__)), "run", "6"], ["-m", "enplan.config.serve"]])
@pytest.mark.parametrize(("wish", "said"), [({"PORT": "abc"}, NO_PORT), ({"DATABASE_URL": "mysql://h/d"}, NO_DATABASE)])
def test_nothing_is_begun_for_what_cannot_be_given(
    starting: list[str], wish: dict[str, str], said: str, tmp_path: Path
) -> None:
    environment = made(**wish, ENPLAN_VAR=str(tmp_path / "var"))
    ended = subprocess.run(
        [sys.executable, *starting], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )

    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert not (tmp_path / "var").exists()


def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path) -> None:
    environment = made(
        DATABASE_URL=f"postgresql://me@/mine?host={tmp_path}",
        DATABASE_OWNER_URL=f"postgresql://me@/mine?host={tmp_path}",
        DJANGO_SETTINGS_MODULE="enplan.config.settings.dev",
        ENPLAN_SECRET_KEY="k" * 50,
        ENPLAN_VAR=str(tmp_path / "var"),
    )
    ended = subprocess.run(
        [sys.executable, "-m", prepare.__name__],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert ended.returncode == TOLD
    assert ended.stdout.startswith("Databasen i DATABASE_URL kan ikke nås.")
    assert "Traceback" not in ended.stdout + ended.stderr
