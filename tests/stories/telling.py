"""How is a story told once for many questions? In the transaction of a test class, which is taken back at its end."""

from datetime import date
from types import ModuleType

from django.test import TestCase

from enplan.demo.stories import double_diagnosis, family_in_many_offices, mother_without_work
from enplan.demo.stories.telling import Telling
from tests.worlds import a_municipality

DAYS = {
    mother_without_work: date(2026, 11, 23),
    family_in_many_offices: date(2026, 11, 25),
    double_diagnosis: date(2026, 12, 7),
}


class StoryTest(TestCase):
    """Tests that ask what is so at the end of one story, told around the day its household is written for."""

    told: ModuleType | None = None
    story: Telling

    @classmethod
    def setUpTestData(cls) -> None:
        """Tell it."""
        if cls.told is not None:
            cls.story = cls.told.tell(a_municipality(), DAYS[cls.told])
