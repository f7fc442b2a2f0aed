"""Does what one installs hold all it needs, and does the command work from it alone?"""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

DATA = (".toml", ".html", ".css", ".js", ".svg", ".typ", ".txt", ".json")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is handed out, built without fetching anything."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    answer = subprocess.run([*build, "-w", folder, ROOT], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return next(folder.glob("enplan-*.whl"))


def test_everything_that_is_not_code_comes_along(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    needed = {str(file.relative_to(PACKAGE.parent)) for file in PACKAGE.rglob("*") if file.suffix in DATA}

    assert len(needed) > 100
    assert needed - inside == set()
    assert not [name for name in inside if name.startswith(("tests/", "bench/", "var/"))]


def test_the_command_needs_nothing_but_python(wheel: Path, tmp_path: Path) -> None:
    household = PACKAGE / "demo" / "households"
    example = next(iter(sorted(household.rglob("*.json"))))
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from enplan.doors.cli.main import main;"
        f"sys.exit(main(['coordinate', {str(example)!r}]))"
    )

    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )

    assert answer.returncode == 0, answer.stderr
    assert "SKAL LØSES" in answer.stdout
