"""Where do the tests of decisions begin? With a plan that is agreed and to be decided."""

import pytest

from tests.worlds_decisions import Planned, a_plan_to_decide


@pytest.fixture
def plan() -> Planned:
    """An agreed plan, nothing decided."""
    return a_plan_to_decide()
