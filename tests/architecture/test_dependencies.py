"""Is everything we build on declared, used, pinned with hashes, and free of addresses?"""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.source import ROOT, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
READ_BY_PYTHON = {"tzdata"}  # the time zones, where the system has none of its own
LOCKS = ("app", "run", "dev", "node")


def canonical(name: str) -> str:
    """The one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ]", name)[0]).lower()


def declared() -> set[str]:
    """What a plain install brings along."""
    return {canonical(each) for each in PROJECT["project"]["dependencies"]}


def distributions(packages: set[str]) -> set[str]:
    """The packages' names as one installs them; Python's own and ours left out."""
    by_package = packages_distributions()
    others = packages - set(sys.stdlib_module_names) - {"enplan"}
    return {canonical(distribution) for package in others for distribution in by_package.get(package, [package])}


def imported() -> set[str]:
    """What the application imports."""
    return distributions({name.split(".")[0] for module in modules() for name in module.imports()})


def named_as_apps() -> set[str]:
    """What the settings name among Django's apps and middleware."""
    settings = "\n".join(module.text for module in modules() if ".settings" in module.name)
    return distributions({name.split(".")[0] for name in re.findall(r'"([a-z_]+)(?:\.[\w.]+)?",', settings)})


def test_what_is_imported_is_declared() -> None:
    optional = {canonical(each) for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra}

    assert imported() - declared() - optional == set()


def test_what_is_declared_is_used() -> None:
    assert declared() - imported() - named_as_apps() == READ_BY_PYTHON
    assert len(declared()) <= 25


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes_and_without_addresses(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    pinned = re.findall(r"(?m)^[a-z0-9][^\n]*==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text)

    assert len(pinned) == len(re.findall(r"(?m)^[a-z0-9]", text))
    assert "://" not in text


def test_the_locks_hold_what_is_declared() -> None:
    for lock in ("app", "run", "dev"):
        names = set(
            re.findall(r"(?m)^([a-z0-9][a-z0-9._-]*)==", (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8"))
        )
        assert declared() <= {canonical(name) for name in names}, lock
    extra = set(re.findall(r"(?m)^([a-z0-9][a-z0-9._-]*)==", (ROOT / "requirements" / "dev.txt").read_text("utf-8")))
    assert {canonical(each) for each in PROJECT["dependency-groups"]["dev"]} <= {canonical(name) for name in extra}


def test_the_design_system_is_locked_without_addresses() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")

    assert '"integrity": "sha512-' in lock
    assert "resolved" not in lock
