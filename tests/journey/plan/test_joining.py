"""Do two measures that become one keep all that either gives, and does a moved time stay a time?"""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from uuid import uuid4

import pytest

from enplan.journey.plan.facts import Column, PlanMeasure, Standing, Times
from enplan.journey.plan.rules.calendar import moved_to
from enplan.journey.plan.rules.changes import field_changes, put_forward
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.joining import board_of_both, columns_of_both, may_become_one
from enplan.journey.plan.rules.sides import told_times
from enplan.kernel.ids import GoalId
from tests.builders_plan import FREJA, METTE, a_goal, a_measure, a_promise, a_version

WEDNESDAY = Times(date(2026, 10, 7), time(10), time(11), date(2027, 3, 31), (date(2026, 12, 23),), "Jobcentret")
FRIDAY = Times(date(2026, 10, 9), time(9), time(10, 30), date(2027, 3, 26))


def other(**changes: object) -> PlanMeasure:
    """Support at home, for Mette and Freja, which runs longer."""
    measure = a_measure(
        title="Bostøtte",
        measure_type="bostoette",
        persons=(METTE, FREJA),
        goals=(GoalId(uuid4()),),
        starts=date(2026, 9, 1),
        ends=None,
        column=Column.PLANNED,
        times=(FRIDAY,),
        hours_per_week=None,
        origins=("voksen/bostoette",),
        promised=(
            a_promise(item="voksen/bostoette", starts=date(2026, 9, 1), ends=None, hours_per_week=Decimal("1.5")),
        ),
        citizen_does="Jeg kommer fredag kl. 9-10.30.",
        municipality_does="Lise står for: Bostøtte.",
        protected=True,
    )
    return replace(measure, **changes)  # type: ignore[arg-type]  # fields of the fact


def mentor(**changes: object) -> PlanMeasure:
    """A mentor on Wednesdays."""
    measure = a_measure(times=(WEDNESDAY,), hours_per_week=None, citizen_does="Jeg kommer onsdag kl. 10-11.",
                        promised=(a_promise(hours_per_week=Decimal(1)),))  # fmt: skip
    return replace(measure, **changes)  # type: ignore[arg-type]  # fields of the fact


def test_one_of_two_holds_what_both_give() -> None:
    one, two = mentor(), other()
    both = columns_of_both(one, two)

    assert both["origins"] == ("jobcenter/mentor", "voksen/bostoette")
    assert both["persons"] == (METTE, FREJA)
    assert both["goals"] == two.goals
    assert (both["starts"], both["ends"], both["protected"]) == (date(2026, 9, 1), None, True)
    assert both["citizen_does"] == "Jeg kommer onsdag kl. 10-11 og fredag kl. 9-10.30."
    assert both["municipality_does"] == "Bo Lindgren står for: Mentor. Lise står for: Bostøtte."
    assert board_of_both(two, one) is Column.DOING
    promised = (*one.promised, *two.promised)
    whole = replace(one, times=(WEDNESDAY, FRIDAY), promised=promised, starts=date(2026, 9, 1), ends=None)
    assert reductions([whole]) == []


def test_hours_without_times_are_added_and_what_a_person_wrote_stays() -> None:
    one = mentor(times=(), hours_per_week=Decimal(1), citizen_does="Jeg ringer selv.")
    both = columns_of_both(one, other(times=(), hours_per_week=Decimal(2)), ["starts", "ends", "citizen_does"])

    assert both["hours_per_week"] == Decimal(3)
    assert "citizen_does" not in both
    assert (both["starts"], both["ends"]) == (date(2026, 9, 1), None)  # each piece keeps the days it had
    assert "Jeg ringer selv. Jeg kommer fredag" in str(columns_of_both(one, other())["citizen_does"])


@pytest.mark.parametrize(
    "changes", [{"column": Column.STOPPED, "reason": "Slut"}, {"column": Column.DONE}, {"beside": True}]
)
def test_what_is_over_or_must_stay_in_its_own_plan_is_not_put_together(changes: dict[str, object]) -> None:
    assert may_become_one(mentor(), other())
    assert not may_become_one(mentor(), other(**changes))
    one = mentor()
    assert not may_become_one(one, one)


def test_another_weekday_takes_the_whole_row_along() -> None:
    moved = moved_to(WEDNESDAY, 0)

    assert (moved.day, moved.weekly_until, moved.except_days) == (
        date(2026, 10, 12),
        date(2027, 4, 5),
        (date(2026, 12, 28),),
    )
    assert moved_to(WEDNESDAY, 2) == WEDNESDAY


def test_a_moved_time_is_told_from_one_version_to_the_next() -> None:
    before, after = mentor(), mentor(times=(FRIDAY,))
    changed = {each.field: each for each in field_changes(before, replace(after, id=before.id))}

    assert changed["times"].before == told_times((WEDNESDAY,))
    assert told_times((WEDNESDAY,)) == (
        "onsdag kl. 10-11, fra den 7. oktober 2026 til den 31. marts 2027, Jobcentret, ikke den 23. december 2026"
    )


def test_a_plan_is_put_forward_until_something_reads_otherwise() -> None:
    goal, suggested = a_goal(), mentor(column=Column.SUGGESTION)
    version = a_version(goals=(goal,), measures=(suggested,))
    agreed = replace(suggested, column=Column.PLANNED, agreed=True)

    assert put_forward(version, [goal], [suggested])
    assert put_forward(replace(version, standing=Standing.APPROVED), [goal], [agreed])
    assert not put_forward(version, [goal], [replace(suggested, times=(FRIDAY,))])
    assert not put_forward(replace(version, standing=Standing.REJECTED), [goal], [suggested])
    assert not put_forward(None, [goal], [suggested])
