"""How has it gone for one; and can anybody be found in the figures of many?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

import pytest

from enplan.journey.meetings.facts import State
from enplan.journey.outcomes.facts import Reading, Scale
from enplan.journey.outcomes.rules.counting import Lessening, contacts_in, days_between, lessening, meetings_saved
from enplan.journey.outcomes.rules.disclosure import as_of, breakdown, cell, whole_counts
from enplan.journey.outcomes.rules.progress import changes, courses
from enplan.journey.plan.facts import Answered, Column, Given
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.sectorplans.facts import Contact, Measure, SectorPlan
from enplan.kernel.category import Category
from enplan.kernel.ids import ReadingId
from tests.builders_meetings import MONDAY, a_discharge, a_meeting, person_id
from tests.builders_plan import a_measure, a_promise, a_version

MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)


def a_reading(value: int, *, days: int = 0, scale: Scale = Scale.WELLBEING) -> Reading:
    at = MORNING + timedelta(days=days)
    return Reading(ReadingId(uuid4()), person_id("mette"), scale, value, "", at, "Mette", True)


def test_progress_runs_from_the_first_reading_to_the_last() -> None:
    course = courses([a_reading(7, days=60), a_reading(3), a_reading(5, days=30)])[0]

    assert [each.value for each in course.readings] == [3, 5, 7]
    assert course.change == 4


def test_one_reading_is_no_change() -> None:
    found = courses([a_reading(3), a_reading(6, scale=Scale.MASTERY), a_reading(8, days=9, scale=Scale.MASTERY)])

    assert [each.change for each in found] == [None, 2]
    assert changes(found, Scale.WELLBEING) == ()
    assert changes(found, Scale.MASTERY) == (2,)


@pytest.mark.parametrize(("count", "shown"), [(4, None), (5, 5), (9, 5), (10, 10), (14, 10), (15, 15)])
def test_fewer_than_five_are_hidden_and_others_come_in_fives(count: int, shown: int | None) -> None:
    found = cell("x", [1.0] * count + [None] * 20)

    assert (found.count, found.hidden) == (shown, shown is None)
    assert (found.mean is None) is (shown is None)


def test_when_one_group_is_hidden_the_smallest_other_is_hidden_too() -> None:
    """Otherwise the total less the shown groups would tell."""
    cells = breakdown("kind", [("citizen", [1.0] * 30), ("family", [1.0] * 3), ("other", [1.0] * 9)])

    assert [each.hidden for each in cells] == [False, True, True]


def test_two_hidden_groups_hide_each_other() -> None:
    cells = breakdown("kind", [("a", [1.0] * 30), ("b", [1.0] * 3), ("c", [1.0] * 2)])

    assert [each.hidden for each in cells] == [False, True, True]


def test_two_looks_at_a_figure_never_differ_by_fewer_than_five() -> None:
    """A thousand pairs of figures, before and after one to four newcomers of any value: what they add is never told."""
    draw = Random(20261123)
    for _ in range(1000):
        before = [float(draw.randint(-10, 10)) for _ in range(draw.randint(1, 40))]
        room = 4 - len(before) % 5
        newcomers = [float(draw.randint(-10, 10)) for _ in range(draw.randint(0, room))]
        assert cell("x", before) == cell("x", [*before, *newcomers])


def test_without_groups_the_person_would_be_found() -> None:
    """The control: the exact means give the newcomer away, so the test above can fail."""
    before, newcomer = [3.0, 4.0, 5.0, 6.0, 7.0], 9.0
    after = [*before, newcomer]

    assert len(after) * (sum(after) / len(after)) - len(before) * (sum(before) / len(before)) == pytest.approx(newcomer)


def test_figures_stand_still_for_a_month() -> None:
    assert as_of(date(2026, 11, 1)) == as_of(date(2026, 11, 30)) == date(2026, 11, 1)


def test_days_are_counted_only_when_both_moments_have_been() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert days_between(MORNING, late) == 1  # half past eleven in the evening in London is the next day in Denmark
    assert days_between(MORNING, None) is None
    assert days_between(late, MORNING) is None


def test_contact_persons_are_counted_as_a_citizen_would() -> None:
    """S-41: by name and department; a measure that is over has nobody to call any more."""
    over = Measure("a", "x", "mentor", ("mette",), MONDAY, MONDAY + timedelta(days=2), contact=Contact("Bo"))
    running = Measure("a", "y", "mentor", ("mette",), MONDAY, contact=Contact("Ida"))
    plans = [
        SectorPlan("a", "min-plan", "mette", "Jobcenter", contact=Contact("Henrik"), measures=(over, running)),
        SectorPlan("b", "min-plan", "mette", "Jobcenter", contact=Contact("Henrik")),
        SectorPlan("c", "min-plan", "mette", "Skolen", contact=Contact("Henrik")),
    ]

    assert contacts_in(plans, MONDAY + timedelta(days=9)) == 3


def test_meetings_saved_are_those_that_became_one() -> None:
    two = a_meeting(duties=[a_discharge("a/x"), a_discharge("b/y")])
    gone = a_meeting(duties=[a_discharge("c/z")], state=State.CANCELLED)

    assert meetings_saved([two, gone, a_meeting()]) == (2, 1)


def test_what_is_less_is_counted_with_how_much_and_where() -> None:
    """S-65: across cases it is seen how often, where and by how much; a right is counted once however it is worse."""
    fewer = a_measure(hours_per_week=Decimal("0.5"), starts=date(2026, 10, 13))
    stopped = a_measure(column=Column.STOPPED, category=Category.HEALTH, promised=(a_promise(item="sundhed/hold"),))
    kept = a_measure(promised=(a_promise(item="voksen/stoette"),), category=Category.SOCIAL)
    version = a_version(measures=(fewer, kept), ended=(stopped,), reductions=tuple(reductions([fewer, kept, stopped])))

    assert lessening(version, {}) == Lessening(2, Decimal("3.5"), 7, ("health", "work"))
    assert lessening(a_version(measures=(kept,)), {}) == Lessening()


@pytest.mark.parametrize(
    ("answer", "less"),
    [
        pytest.param(Answered(Given.NONE, MONDAY), Lessening(1, Decimal(2), 0, ("work",)), id="a no"),
        pytest.param(
            Answered(Given.NONE, MONDAY, ends=date(2026, 12, 31)),
            Lessening(1, Decimal(2), 0, ("work",)),
            id="a no from a day",
        ),
        pytest.param(Answered(Given.SOME, MONDAY, "En time."), Lessening(1, where=("work",)), id="a part of it"),
        pytest.param(
            Answered(Given.ALL, MONDAY, hours=Decimal("0.5")),
            Lessening(1, Decimal("1.5"), 0, ("work",)),
            id="fewer hours",
        ),
        pytest.param(Answered(Given.ALL, MONDAY, "Også om aftenen."), Lessening(), id="all of it"),
    ],
)
def test_what_a_letter_takes_is_counted_too_and_once(answer: Answered, less: Lessening) -> None:
    """Though the plan gives all that was promised, or was less already: a right is counted once (S-65)."""
    kept, later = a_measure(), a_measure(starts=date(2026, 10, 13))
    other = a_measure(promised=(a_promise(item="voksen/stoette"),), category=Category.SOCIAL)
    version = a_version(measures=(kept, other))
    assert lessening(version, {kept.id: answer}) == less

    if answer.given is not Given.ALL:
        worse = a_version(measures=(later, other), reductions=tuple(reductions([later])))
        assert lessening(worse, {later.id: answer}) == less


def test_what_a_complaint_gave_back_is_not_counted_any_more() -> None:
    later = a_measure(starts=date(2026, 10, 13))
    version = a_version(measures=(later,), reductions=tuple(reductions([later])))
    open_ended = a_measure(promised=(a_promise(ends=None),))
    shorter = a_version(measures=(open_ended,), reductions=tuple(reductions([open_ended])))

    assert (lessening(version, {}).rights, lessening(shorter, {}).rights) == (1, 1)
    assert lessening(version, {later.id: Answered(Given.ALL, MONDAY, starts=date(2026, 10, 6))}) == Lessening()
    assert lessening(shorter, {open_ended.id: Answered(Given.ALL, MONDAY, open_ended=True)}) == Lessening()


def test_counts_of_cases_are_told_five_at_a_time_and_hidden_where_they_are_few() -> None:
    cells = whole_counts("late", {"a": 31, "b": 3, "c": 9, "d": 0})

    assert [each.count for each in cells] == [30, None, None, None]  # c hides b: the sum would tell it otherwise
    assert [each.key for each in cells] == ["late.a", "late.b", "late.c", "late.d"]
    assert [each.count for each in whole_counts("late", {"a": 31, "b": 3, "c": 2})] == [30, None, None]
