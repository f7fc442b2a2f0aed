"""Is every setting listed, read in one place, and safe when it runs for real?"""

import ast
import os
import re
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, Module, modules

READERS = {"text", "words", "pairs", "number", "switch", "os.environ.get", "environment.get"}
NAME = re.compile(r"[A-Z][A-Z0-9_]+")
SOURCE = str(ROOT / "src")  # the tree in which the test stands
SAFE = {
    "DATABASE_URL": "postgresql://enplan_app@db.example/enplan",
    "ENPLAN_SECRET_KEY": "kX3-9vQz_7mWbT2uYc8dLr5sEa1fGh6jKn4pRt0wZxq8Nn2Vd7",
    "ENPLAN_HOSTS": "enplan.example",
    "ENPLAN_MITID_ISSUER": "https://broker.example/op",
    "ENPLAN_MITID_CLIENT_ID": "enplan",
    "ENPLAN_MITID_CLIENT_SECRET": "a-secret-that-the-broker-gave-us",
    "ENPLAN_LOG_KEY": "pW7-hQ2_sD9kLm4xRc6vTb1nYj8gFe5uZo3iKa0qXw2Bn6Mt9",
    "ENPLAN_LOG_ANCHOR_FILE": "/srv/seals/enplan.log",
    "ENPLAN_IDENTITY_KEY": "aZ4-tY8_pQ2mXv7uKc3dLw6sEb9fGh1jRn5oSt0xWqz3Mm8Ud2",
}


def in_config(module: Module) -> bool:
    """Whether the module may read the environment."""
    return module.name.startswith("enplan.config")


def read_by(module: Module) -> set[str]:
    """The settings the module reads from the environment, by a literal name."""
    found = set()
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(args=[ast.Constant(value=str(name)), *_]) if ast.unparse(
                node.func
            ) in READERS and NAME.fullmatch(name):
                found.add(name)
            case ast.Subscript(slice=ast.Constant(value=str(name))) if ast.unparse(node.value) == "os.environ":
                found.add(name)
            case ast.Assign(targets=[ast.Name(id="SETTING")], value=ast.Constant(value=str(name))):
                found.add(name)
            case ast.AnnAssign(target=ast.Name(id="SETTING"), value=ast.Constant(value=str(name))):
                found.add(name)
    return found - {"PATH", "DJANGO_SETTINGS_MODULE"}


def test_the_example_lists_every_setting_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    listed = set(re.findall(r"(?m)^#? ?([A-Z][A-Z0-9_]+)=", example))
    read = set().union(*(read_by(module) for module in modules() if in_config(module)))

    assert listed == read


def test_the_environment_is_read_in_config_only() -> None:
    elsewhere = [m.shown for m in modules() if not in_config(m) and re.search(r"os\.environ|getenv", m.text)]

    assert elsewhere == []


def starts(settings: str = "production", **changed: str) -> subprocess.CompletedProcess[str]:
    """Start Django with these settings, in a process of its own."""
    given = {key: value for key, value in (SAFE | changed).items() if value}
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": SOURCE,
        "DJANGO_SETTINGS_MODULE": f"enplan.config.settings.{settings}",
        **given,
    }
    command = [sys.executable, "-c", "import django; django.setup()"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_starts_with_safe_settings() -> None:
    answer = starts()

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        pytest.param("ENPLAN_SECRET_KEY", "", id="no key"),
        pytest.param("ENPLAN_SECRET_KEY", "short", id="a short key"),
        pytest.param("ENPLAN_SECRET_KEY", "a" * 60, id="a key of one letter"),
        pytest.param("ENPLAN_HOSTS", "", id="no host names"),
        pytest.param("ENPLAN_HOSTS", "*", id="every host name"),
        pytest.param("ENPLAN_DEMO", "1", id="the log-in of the demo"),
        pytest.param("ENPLAN_MITID_ISSUER", "", id="nobody can sign in"),
        pytest.param("ENPLAN_MITID_ISSUER", "http://broker.example/op", id="a broker that is asked unencrypted"),
        pytest.param("ENPLAN_MITID_CLIENT_ID", "", id="a token for anybody"),
        pytest.param("ENPLAN_MITID_CLIENT_SECRET", "", id="no secret at the broker"),
        pytest.param("ENPLAN_MITID_CLAIMS", "cpr", id="a name without its claim"),
        pytest.param("ENPLAN_MITID_CLAIMS", "kpr=nin", id="a fact that is none"),
        pytest.param("ENPLAN_MITID_LEVELS", "mine=Medium", id="a level that is none"),
        pytest.param("ENPLAN_STAFF_ISSUER", "http://login.example/x", id="a directory that is asked unencrypted"),
        pytest.param("ENPLAN_STAFF_ROLES", "x=king", id="a role that is none"),
        pytest.param("ENPLAN_STAFF_CLAIMS", "cpr=x", id="a fact of a colleague that is none"),
        pytest.param("ENPLAN_FRESH_MINUTES", "0", id="always asked again"),
        pytest.param("ENPLAN_FRESH_MINUTES", "600", id="never asked again"),
        pytest.param("ENPLAN_IDENTITY_KEY", "", id="no key for the marks"),
        pytest.param("ENPLAN_IDENTITY_KEY", "short", id="a short key for the marks"),
        pytest.param("ENPLAN_IDENTITY_KEY", SAFE["ENPLAN_SECRET_KEY"], id="one key for two things"),
        pytest.param("ENPLAN_LOG_KEY", "", id="no key for the logs"),
        pytest.param("ENPLAN_LOG_KEY", "short", id="a short key for the logs"),
        pytest.param("ENPLAN_LOG_KEY", SAFE["ENPLAN_SECRET_KEY"], id="the key of the sessions for the logs"),
        pytest.param("ENPLAN_LOG_ANCHOR_FILE", "", id="nobody else keeps the seals"),
        pytest.param("ENPLAN_LOG_ANCHOR_URL", "http://seals.example/x", id="seals that are sent unencrypted"),
        pytest.param("DATABASE_URL", "", id="no database"),
        pytest.param("DATABASE_URL", "sqlite:///enplan.db", id="another kind of database"),
    ],
)
def test_production_refuses_what_is_unsafe(setting: str, value: str) -> None:
    answer = starts(**{setting: value})

    assert answer.returncode != 0
    assert "ImproperlyConfigured" in answer.stderr
    assert setting in answer.stderr


def test_django_itself_finds_nothing_to_warn_of_in_production() -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": SOURCE,
        "DJANGO_SETTINGS_MODULE": "enplan.config.settings.production",
        **SAFE,
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
