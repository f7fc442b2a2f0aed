"""What do all tests share? Where the project lies, the neighbouring reference data, and how random tests are drawn."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import SimpleTestCase
from hypothesis import HealthCheck, settings

from tests.clock import Clock

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("enplan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("enplan")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data that stand beside a developer's checkout; without them their tests have nothing to compare."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data do not stand beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def clock() -> Iterator[None]:
    """The doors read the clock of the tests."""
    with patch("enplan.doors.parts.middleware.datetime", Clock):
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--without-database` runs only the tests of what decides, `--only-database` the others."""
    parser.addoption("--without-database", action="store_true", help="leave out every test that asks for a database")
    parser.addoption("--only-database", action="store_true", help="only tests that ask for a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need a database, or all others, where that is asked for."""
    wanted = config.getoption("--only-database")
    if not wanted and not config.getoption("--without-database"):
        return
    kept = [item for item in items if needs_database(item) == wanted]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def needs_database(item: pytest.Item) -> bool:
    """Whether the test says so itself, or one of its fixtures does."""
    asked = {"db", "transactional_db", "django_db_setup", "live_server"} & set(getattr(item, "fixturenames", ()))
    own_class = getattr(item, "cls", None)
    return (
        bool(asked)
        or item.get_closest_marker("django_db") is not None
        or (own_class is not None and issubclass(own_class, SimpleTestCase))
    )
