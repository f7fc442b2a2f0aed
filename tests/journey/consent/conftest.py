"""In which world do consents play?"""

import pytest

from tests.worlds import World, mettes_case


@pytest.fixture
def world() -> World:
    return mettes_case()
