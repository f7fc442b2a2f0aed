"""Are joint meetings the fewest there can be, on days a meeting can be held? (S: one meeting instead of many)"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from enplan.journey.coordination.facts import JointMeetings
from enplan.journey.meetings.rules.planning import apart
from enplan.journey.sectorplans.facts import Capacity, Duty, Household, Relation, RelationKind
from enplan.kernel.calendar import is_working_day
from tests.builders_coordination import ON, a_duty, a_household, a_measure, a_meeting, ask


def joint(*duties: Duty) -> JointMeetings:
    """The joint meetings of the duties alone."""
    return ask(a_household(*duties)).joint_meetings


def first_talk(name: str, due: date) -> Duty:
    """A duty with a window of the week up to its due day."""
    return a_duty(name, "lab-foerste-samtale", due - timedelta(weeks=1))


def test_two_duties_whose_windows_meet_need_one_meeting() -> None:
    (meeting,) = joint(first_talk("job/a", date(2026, 12, 4)), first_talk("voksen/b", date(2026, 12, 9))).meetings
    assert meeting.duties == ("job/a", "voksen/b")
    assert date(2026, 12, 2) <= meeting.day <= date(2026, 12, 4)
    assert {basis.law for basis in meeting.legal_basis} == {"lab"}


def test_two_duties_whose_windows_do_not_meet_need_two() -> None:
    assert joint(first_talk("job/a", date(2026, 12, 1)), first_talk("voksen/b", date(2026, 12, 9))).minimum == 2


def test_meetings_that_are_booked_are_not_planned_again() -> None:
    booked = a_meeting("job/m", date(2026, 12, 3), "10:00", "11:00", duty="job/a")
    assert ask(a_household(first_talk("job/a", date(2026, 12, 4)), booked)).joint_meetings.minimum == 0


def test_what_may_not_be_combined_is_left_to_itself() -> None:
    assert joint(a_duty("fam/a", "bl-samtale-overgreb", ON), a_duty("fam/b", "bl-boernesamtale", ON)).minimum == 0


def test_four_meetings_in_half_a_year_are_four_days_and_serve_others_on_the_way() -> None:
    found = joint(a_duty("job/a", "lab-2026-75-pct", ON), first_talk("voksen/b", date(2026, 12, 4)))
    assert found.minimum == 4
    assert sum("job/a" in meeting.duties for meeting in found.meetings) == 4
    weeks = {meeting.day.isocalendar()[:2] for meeting in found.meetings}
    assert len(weeks) == 4, "not two in one week when there is room"


@pytest.mark.parametrize(
    ("due", "lacks"),
    [
        pytest.param(date(2026, 12, 26), 0, id="Christmas, but three working days before"),
        pytest.param(ON, 0, id="today"),
    ],
)
def test_there_is_always_a_working_day_within_reach(due: date, lacks: int) -> None:
    assert len(joint(first_talk("job/a", due)).unmeetable) == lacks


def test_when_the_window_has_too_few_days_all_of_them_are_planned_and_the_rest_is_said() -> None:
    christmas = date(2026, 12, 24)
    household = a_household(a_duty("job/a", "lab-2026-75-pct", date(2026, 7, 1)), on=date(2026, 12, 30))
    found = ask(household).joint_meetings  # due 1 January: Wednesday 30 December only, the 31st and the 1st are closed
    assert [meeting.day for meeting in found.meetings] == [date(2026, 12, 30)]
    assert [(gap.lacks, gap.days) for gap in found.unmeetable] == [(4, 1)]
    assert not is_working_day(christmas)


def test_among_the_fewest_a_free_day_is_avoided() -> None:
    duty = first_talk("job/a", date(2026, 12, 4))  # a Friday
    free = ask(a_household(duty, capacity=Capacity(free_days=frozenset({4, 3})))).joint_meetings
    assert free.meetings[0].day.weekday() not in {3, 4}


def lacking(household: Household) -> list[tuple[str, int, int, int]]:
    """Every demand in the horizon: its duty, first day, due day and what it lacks."""
    since = {duty.name: duty.since for plan in household.plans for duty in plan.duties}
    return [
        (row.duty, max(since[row.duty], ON).toordinal(), row.due.toordinal(), row.demanded - row.booked)
        for row in ask(household).duties
        if row.due is not None and row.demanded > row.booked
    ]


def meets(days: Iterable[int], demands: list[tuple[str, int, int, int]], open_days: list[int]) -> bool:
    """Whether the days give every demand what it lacks, or all its window has."""
    chosen = set(days)
    return all(
        sum(first <= day <= due for day in chosen) >= min(count, sum(first <= day <= due for day in open_days))
        for _, first, due, count in demands
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_smaller_number_of_days_would_do(seed: int) -> None:
    random = Random(seed)
    duties = [
        first_talk(f"job/d{number}", ON + timedelta(random.randrange(0, 12)))
        for number in range(random.randrange(1, 5))
    ]
    if random.random() < 0.5:
        duties.append(
            a_duty("job/many", "lab-2026-75-pct", date(2026, 6, 1) + timedelta(random.randrange(30, 34)), held=2)
        )
    household = a_household(*duties)
    demands = lacking(household)
    span = max((due for _, _, due, _ in demands), default=ON.toordinal())
    open_days = [day for day in range(ON.toordinal(), span + 1) if is_working_day(date.fromordinal(day))]
    found = ask(household).joint_meetings
    assert meets((meeting.day.toordinal() for meeting in found.meetings), demands, open_days)
    for duty, first, due, count in demands:
        days = [m.day.toordinal() for m in found.meetings if duty in m.duties and first <= m.day.toordinal() <= due]
        assert len(days) >= min(count, sum(first <= day <= due for day in open_days)), (
            "each meeting says whom it serves"
        )
    fewer = combinations(open_days, max(0, found.minimum - 1))
    assert found.minimum == 0 or not any(meets(days, demands, open_days) for days in fewer)


def test_a_couple_that_parted_is_never_proposed_for_one_room() -> None:
    parted = Relation("carsten", "mette", RelationKind.EX_PARTNER)
    household = a_household(relations=(parted,))
    assert apart(household, ["mette", "freja", "carsten"], ON) == (("carsten", "mette"),)


def test_somebody_in_a_crisis_centre_is_kept_apart_from_those_who_are_not() -> None:
    hidden = a_measure("krise/ophold", kind="krisecenter", persons=("mette", "freja"))
    household = a_household(hidden)
    assert apart(household, ["mette", "freja", "carsten"], ON) == (("carsten", "freja"), ("carsten", "mette"))
    assert apart(household, ["mette", "freja"], ON) == ()
