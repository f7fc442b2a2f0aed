"""Are days counted as Danish law counts them: over weekends, holidays, year ends and 29 February?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.followup.rules.counting import Moves, count
from enplan.kernel.calendar import is_working_day
from enplan.law.lawbook import lawbook
from enplan.law.provision import Deadline, Unit

BOOK = lawbook()
FOUR_WEEKS = BOOK.deadlines["klage-ast-4-uger"]
START = BOOK.deadlines["stof-start-14-dage"]
DAYS = st.dates(date(2018, 7, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("deadline", "event", "day"),
    [
        pytest.param("klage-ast-4-uger", date(2026, 11, 24), date(2026, 12, 22), id="four weeks, the same weekday"),
        pytest.param("klage-ast-4-uger", date(2026, 11, 26), date(2026, 12, 28), id="Christmas Eve: the citizen's on"),
        pytest.param("stof-start-14-dage", date(2026, 12, 10), date(2026, 12, 23), id="Christmas Eve: ours back"),
        pytest.param("stof-start-14-dage", date(2026, 12, 18), date(2026, 12, 30), id="New Year's Day: ours back"),
        pytest.param("stof-start-14-dage", date(2027, 3, 15), date(2027, 3, 24), id="Easter Monday: back to Wednesday"),
        pytest.param("underretning-kvittering-6-hverdage", date(2026, 12, 22), date(2027, 1, 5), id="working days"),
        pytest.param("barnets-plan-3-maaneder", date(2027, 11, 30), date(2028, 2, 29), id="to 29 February"),
        pytest.param("barnets-plan-3-maaneder", date(2026, 11, 30), date(2027, 2, 26), id="the 28th is a Sunday"),
        pytest.param("overgang-start-16-aar", date(2012, 2, 29), date(2028, 2, 29), id="16 years on a leap day"),
        pytest.param("overgang-start-16-aar", date(2011, 2, 27), date(2027, 2, 27), id="16 years on a Saturday"),
        pytest.param("ungestoette-6-maaneder-foer-18", date(2030, 6, 3), date(2029, 12, 3), id="half a year back"),
        pytest.param("ungestoette-6-maaneder-foer-18", date(2028, 8, 29), date(2028, 2, 29), id="back to a leap day"),
        pytest.param("genvurdering-straks-hastesag", date(2026, 11, 28), date(2026, 11, 28), id="at once is at once"),
        pytest.param("jobsamtale-1-uge", date(2026, 10, 22), date(2026, 10, 29), id="over the change of the clock"),
    ],
)
def test_a_deadline_falls_on_the_day_the_law_says(deadline: str, event: date, day: date) -> None:
    assert count(BOOK.deadlines[deadline], event).day == day


def test_what_ends_by_itself_ends_on_its_day_although_it_is_a_sunday() -> None:
    mentor = BOOK.deadlines["mentor-6-maaneder"]

    counted = count(mentor, date(2026, 6, 6), Moves.STAYS)

    assert (counted.day, counted.day.weekday()) == (date(2026, 12, 6), 6)
    assert counted.steps[-1].phrase == "step.stays"


@given(DAYS)
def test_a_citizen_never_has_less_and_an_authority_never_more_than_the_law_says(event: date) -> None:
    theirs, ours = count(FOUR_WEEKS, event).day, count(START, event).day

    assert theirs >= FOUR_WEEKS.span.after(event)
    assert ours <= START.span.after(event)
    assert is_working_day(theirs)
    assert is_working_day(ours)


@given(DAYS, st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.WORKING_DAY]))
def test_more_time_never_gives_an_earlier_day(event: date, amount: int, unit: Unit) -> None:
    def of(length: int) -> Deadline:
        return replace(START, amount=length, unit=unit)

    assert count(of(amount), event).day <= count(of(amount + 1), event).day


@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.SET_LOCALLY])
def test_no_day_is_made_up_where_none_follows(unit: Unit) -> None:
    with pytest.raises(ValueError, match="cannot be counted"):
        count(replace(START, unit=unit), date(2026, 11, 23))
