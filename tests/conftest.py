"""What do all tests share? Where the project lies, the neighbouring reference data, and how random tests are drawn."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
