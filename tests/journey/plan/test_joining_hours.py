"""Does putting measures together take anything from anybody? Never by itself (S-65)."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.plan.facts import PlanMeasure, ReductionKind, Times
from enplan.journey.plan.rules import content
from enplan.journey.plan.rules.calendar import given_week
from enplan.journey.plan.rules.comparing import reductions, said_hours
from enplan.journey.plan.rules.joining import columns_of_both, period_of
from enplan.journey.plan.rules.weighing import After, Becomes, rights_of, weigh
from enplan.kernel.ids import PersonId
from tests.builders_plan import METTE, a_measure, a_promise

MONDAY = date(2026, 11, 2)
QUARTERS = st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4)
DAYS = st.integers(0, 300).map(lambda days: MONDAY + timedelta(days))
names = (f"plan/{number}" for number in count())


@st.composite
def weekly(draw: st.DrawFn) -> Times:
    """An hour or more every week for some weeks, or once."""
    day, start = draw(DAYS), draw(st.integers(8, 15))
    until = draw(st.none() | st.integers(1, 30).map(lambda weeks: day + timedelta(weeks=weeks)))
    return Times(day, time(start), time(start + draw(st.integers(1, 3))), until)


@st.composite
def untouched(draw: st.DrawFn) -> PlanMeasure:
    """A measure that gives just what its sector plan gave, in hours, in times or in both."""
    times = tuple(draw(st.lists(weekly(), max_size=3)))
    hours = draw(st.none() | QUARTERS)
    starts = draw(DAYS)
    ends = draw(st.none() | st.integers(0, 200).map(lambda days: starts + timedelta(days)))
    demand = draw(st.sampled_from(["offer", "obligation", "treatment"]))
    item, week = next(names), given_week(times, hours)
    promised = a_promise(item=item, starts=starts, ends=ends, hours_per_week=week, demand=demand)
    return a_measure(starts=starts, ends=ends, times=times, hours_per_week=hours, demand=demand,
                     promised=(promised,), origins=(item,))  # fmt: skip


def joined(whole: PlanMeasure, part: PlanMeasure) -> PlanMeasure:
    """As the columns say, read back."""
    columns = columns_of_both(whole, part)
    read = {
        "promised": content.promised_of(columns["promised"]),
        "pieces": content.pieces_of(columns["pieces"]),
        "times": content.times_of(columns["times"]),
        "legal_basis": content.bases_of(columns["legal_basis"]),
    }
    return replace(whole, **{**columns, **read})  # type: ignore[arg-type]  # columns of the measure


@given(st.lists(untouched(), min_size=2, max_size=4))
def test_nothing_taken_is_never_less(measures: list[PlanMeasure]) -> None:
    """Over any split of hours and times, in any periods, with any demand."""
    assert [less for each in measures for less in reductions([each])] == []
    whole, *parts = measures
    for part in parts:
        whole = joined(whole, part)

    assert reductions([whole]) == []
    assert given_week(whole.times, whole.hours_per_week) == _sum(measures)
    for each in measures:
        assert period_of(whole, each.origins[0]) == (each.starts, each.ends)
    assert {row.becomes for row in weigh(rights_of([whole]), After((whole,), ()))} <= {Becomes.KEPT, Becomes.REPLACED}


def _sum(measures: list[PlanMeasure]) -> Decimal | None:
    weeks = [given_week(each.times, each.hours_per_week) for each in measures]
    known = [each for each in weeks if each is not None]
    return sum(known, Decimal(0)) if known else None


@given(untouched(), untouched(), QUARTERS)
def test_what_is_taken_from_the_whole_is_less_by_just_that(one: PlanMeasure, two: PlanMeasure, taken: Decimal) -> None:
    whole = joined(one, two)
    before = given_week(whole.times, whole.hours_per_week)
    after = before - taken if before is not None else None
    if after is None or after < 0:
        return
    less = reductions([replace(whole, times=(), hours_per_week=after)])

    assert [(each.kind, each.before, each.after) for each in less] == [
        (ReductionKind.FEWER_HOURS, said_hours(before or Decimal(0)), said_hours(after))
    ]


def test_three_hours_and_one_at_a_set_time_are_four() -> None:
    """Kenneth's contact person and mentor: 3 hours agreed on, and an hour on Wednesdays."""
    wednesday = Times(date(2026, 11, 4), time(10), time(11), date(2027, 4, 28))
    skp = a_measure(times=(), hours_per_week=Decimal(3), origins=("social/skp",),
                    promised=(a_promise(item="social/skp", hours_per_week=Decimal(3)),))  # fmt: skip
    mentor = a_measure(times=(wednesday,), hours_per_week=None, origins=("job/mentor",),
                       promised=(a_promise(item="job/mentor", hours_per_week=Decimal(1)),))  # fmt: skip

    for whole in (joined(skp, mentor), joined(mentor, skp)):
        assert whole.hours_per_week == Decimal(4)
        assert reductions([whole]) == []


def test_four_hours_and_an_hour_and_three_quarters_are_five_and_three_quarters() -> None:
    tuesday = Times(date(2026, 12, 1), time(10), time(11, 45), date(2027, 4, 27))
    home = a_measure(times=(), hours_per_week=Decimal(4), origins=("boform/p",),
                     promised=(a_promise(item="boform/p", hours_per_week=Decimal(4)),))  # fmt: skip
    contact = a_measure(times=(tuesday,), hours_per_week=None, origins=("social/skp",),
                        promised=(a_promise(item="social/skp", hours_per_week=Decimal("1.75")),))  # fmt: skip

    assert joined(home, contact).hours_per_week == Decimal("5.75")
    assert reductions([joined(contact, home)]) == []


def test_each_piece_keeps_its_own_days_until_a_person_shortens_the_whole() -> None:
    """A mentor of six months does not become one without end because the support it is put together with is open."""
    support = a_measure(starts=date(2026, 3, 9), ends=None, origins=("voksen/bostoette",),
                        promised=(a_promise(item="voksen/bostoette", starts=date(2026, 3, 9), ends=None),))  # fmt: skip
    mentor = a_measure(starts=date(2026, 10, 6), ends=date(2027, 4, 5), origins=("jobcenter/mentor",))
    whole = joined(support, mentor)

    assert (whole.starts, whole.ends) == (date(2026, 3, 9), None)
    assert period_of(whole, "jobcenter/mentor") == (date(2026, 10, 6), date(2027, 4, 5))
    assert period_of(whole, "voksen/bostoette") == (date(2026, 3, 9), None)
    shortened = replace(whole, ends=date(2027, 1, 31))
    assert period_of(shortened, "jobcenter/mentor")[1] == date(2027, 1, 31)
    assert {(each.item, each.kind) for each in reductions([shortened])} == {
        ("jobcenter/mentor", ReductionKind.SHORTER),
        ("voksen/bostoette", ReductionKind.SHORTER),
    }


def test_less_is_the_person_s_from_whom_it_is_taken() -> None:
    freja = PersonId(UUID(int=2))
    mine = a_measure(origins=("a/1",), promised=(a_promise(item="a/1"),))
    hers = a_measure(person_id=freja, persons=(freja,), origins=("b/1",), promised=(a_promise(item="b/1"),))
    later = replace(joined(mine, hers), ends=date(2027, 1, 1))

    assert {(each.item, each.person_id) for each in reductions([later])} == {("a/1", METTE), ("b/1", freja)}


def test_an_hour_is_one_and_two_are_hours() -> None:
    said = [said_hours(Decimal(hours)) for hours in ("0.5", "1", "1.5", "2")]

    assert said == ["0,5 time om ugen", "1 time om ugen", "1,5 timer om ugen", "2 timer om ugen"]
