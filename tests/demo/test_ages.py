"""Are the children of the demo as old as the stories need, on whatever day it is played?"""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enplan.demo.cast import CITIZENS, WRITTEN_FOR, born_around
from enplan.demo.stories import family_in_many_offices, mother_without_work
from enplan.journey.decisions.queries import decision_page
from enplan.kernel.calendar import age_on
from tests.worlds import a_municipality

CHILDREN = {"freja": 15, "mikkel": 15, "sofie": 8}
STORY = range(-42, 85)  # the days of a story, and twelve weeks in which somebody looks at it


@given(on=st.dates(date(2024, 1, 1), date(2045, 12, 31)))
@example(on=date(2027, 2, 27))  # on which Freja would be 16
@example(on=date(2028, 2, 29))
def test_a_child_is_as_old_as_it_was_written_all_through_the_story(on: date) -> None:
    born = born_around(on)

    for ref, age in CHILDREN.items():
        assert {age_on(born[ref], on + timedelta(days=each)) for each in STORY} == {age}, ref


@given(on=st.dates(date(2024, 1, 1), date(2045, 12, 31)))
def test_who_is_grown_up_keeps_the_day_of_birth(on: date) -> None:
    """Their own file of plans, which anybody can bring in by hand, names them by it."""
    kept = {ref: born for ref, (_, born) in CITIZENS.items() if ref not in CHILDREN}

    assert kept.items() <= born_around(on).items()


def test_on_the_day_they_are_written_for_they_are_as_they_are_written() -> None:
    assert born_around(WRITTEN_FOR) == {ref: born for ref, (_, born) in CITIZENS.items()}


@pytest.mark.slow  # two stories for each day
@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(2027, 3, 1), date(2028, 2, 29)], ids=str)
def test_both_stories_with_children_are_played_to_their_letter(on: date) -> None:
    cast = a_municipality(on)

    for told, coordinator in (
        (mother_without_work, mother_without_work.COORDINATOR),
        (family_in_many_offices, family_in_many_offices.COORDINATOR),
    ):
        story = told.tell(cast, on)
        page = decision_page(story.sight(coordinator, story.at(0, 16)), on=story.day(0))

        assert page.issued, told.TITLE
        ages = {person.ref: person.age(story.day(0)) for person in page.case.persons}
        assert {ref: ages[ref] for ref in CHILDREN if ref in ages} == {
            ref: age for ref, age in CHILDREN.items() if ref in ages
        }
