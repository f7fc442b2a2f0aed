"""Does each contract of `.importlinter` hold, and would each be seen to break?"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

CONTRACTS = range(1, 10)

PLANTED = [
    pytest.param(1, "kernel/ids.py", "import enplan.law", id="the kernel imports the law"),
    pytest.param(1, "utils.py", "", id="a package nobody declared"),
    pytest.param(2, "journey/entrance/facts.py", "import enplan.journey.team.facts", id="a step knows a later one"),
    pytest.param(2, "journey/surprise.py", "", id="a step nobody placed"),
    pytest.param(3, "journey/team/models.py", "import enplan.journey.team.commands", id="tables know commands"),
    pytest.param(
        3, "registers/people/facts.py", "import enplan.registers.people.models", id="a register's facts know tables"
    ),
    pytest.param(3, "journey/team/helpers.py", "", id="a kind of file nobody declared"),
    pytest.param(4, "journey/team/facts.py", "import django.db", id="facts know Django"),
    pytest.param(
        4,
        "kernel/calendar.py",
        "import enplan.registers.people.queries",
        id="the kernel reaches tables round the corner",
    ),
    pytest.param(5, "doors/parts/http.py", "import enplan.journey.team.models", id="a door knows a table"),
    pytest.param(6, "partners/sector_systems/__init__.py", "import django.http", id="a partner knows Django"),
    pytest.param(
        6, "partners/sector_systems/__init__.py", "import enplan.journey.team.commands", id="a partner writes"
    ),
    pytest.param(7, "registers/base/models.py", "import enplan.registers.people.facts", id="the base knows a register"),
    pytest.param(8, "doors/portal/urls.py", "import enplan.doors.desk.urls", id="one door opens into another"),
    pytest.param(9, "journey/team/queries.py", "import enplan.registers.people.gate", id="a gate opened beside access"),
]


def lint(tree: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the contracts over a copy of the source."""
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-logo",
        "--config",
        str(tree / ".importlinter"),
        *options,
    ]
    environment = {"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin", "HOME": str(tree)}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source in which one may plant what is forbidden."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copytree(PACKAGE, copy / "enplan", ignore=shutil.ignore_patterns("__pycache__", "static", "fonts"))
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


def test_all_contracts_hold(tree: Path) -> None:
    answer = lint(tree)

    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in answer.stdout


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_planted_violation_is_seen(tree: Path, contract: int, file: str, line: str) -> None:
    path = tree / "enplan" / file
    before = path.read_text("utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n", "utf-8")
    try:
        answer = lint(tree, "--contract", str(contract))
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, "utf-8")

    assert answer.returncode != 0, answer.stdout
    assert "BROKEN" in answer.stdout or "not declared" in answer.stdout + answer.stderr, answer.stdout + answer.stderr


def test_every_contract_has_a_planted_violation() -> None:
    assert {param.values[0] for param in PLANTED} == set(CONTRACTS)
