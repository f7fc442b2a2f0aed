"""Is the picture in the README a page as it is? With WRITE_PICTURE=1 in the environment it is taken anew."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.builders_stories import mette_with_plans
from tests.clock import TODAY
from tests.doors.browser import way
from tests.doors.browser.conftest import Visitors
from tests.doors.browser.world import copy, drop, inside, served

PICTURE = Path(__file__).resolve().parents[3] / "docs" / "picture.png"
MOST_BYTES = 300_000
SIDES = ("Mentor på vej mod arbejde", "Bostøtte i hjemmet")


@pytest.fixture(scope="module")
def address(plain: str, django_db_blocker: Any) -> Iterator[str]:
    """Mette's five plans have come in, and nobody has settled anything yet."""
    name = f"{plain}_picture"
    with django_db_blocker.unblock():
        copy(plain, name)
        with inside(name):
            with transaction.atomic():
                mette_with_plans(TODAY)
            with served() as url:
                yield url
        drop(name)


def test_two_plans_that_collide_stand_side_by_side(visitors: Visitors) -> None:
    susanne = visitors.enter("Susanne Brandt", width=1400)
    way.open_case(susanne, "Mette Holm Andersen")
    way.step(susanne, "Samordning")
    clash = way.finding(susanne, way.CLASH, *SIDES)
    clash.get_by_text("Løs det").click()
    one, other = (clash.get_by_role("heading", name=name).bounding_box() for name in SIDES)
    assert one is not None
    assert other is not None
    assert one["y"] == other["y"]
    assert one["x"] < other["x"]

    clash.evaluate("each => window.scrollTo(0, each.getBoundingClientRect().top + window.scrollY - 24)")
    susanne.evaluate("document.activeElement.blur()")
    below = clash.get_by_text("Jeres egen løsning").bounding_box()
    assert below is not None
    taken = susanne.screenshot(clip={"x": 0, "y": 0, "width": 1400, "height": below["y"] - 12})
    assert len(taken) <= MOST_BYTES
    if os.environ.get("WRITE_PICTURE"):
        PICTURE.write_bytes(taken)
    assert PICTURE.stat().st_size <= MOST_BYTES
