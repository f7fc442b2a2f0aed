"""Is a measure said in the right person, and only with a day that means something?"""

from datetime import date

import pytest

from enplan.doors.parts.plan_cards import said
from enplan.doors.parts.plan_voice import own_day, sides, told_of
from enplan.journey.plan.rules.changes import FieldChange
from tests.builders_plan import a_measure, a_promise


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jeg kommer tirsdag kl. 15-17.", "Freja kommer tirsdag kl. 15-17."),
        ("Jeg tager i haven med min søster.", "»Jeg tager i haven med min søster.«"),
        ("Jeg deltager, som vi har aftalt.", "»Jeg deltager, som vi har aftalt.«"),
        ("Moster henter Freja.", "Moster henter Freja."),
    ],
)
def test_what_another_does_is_told_or_quoted(text: str, told: str) -> None:
    assert told_of(text, "Freja") == told


def test_a_day_is_said_only_where_it_is_another_than_the_measures() -> None:
    promised = a_promise(starts=date(2026, 11, 30))
    moved = a_measure(starts=date(2027, 1, 30), promised=(promised,))

    assert own_day(date(2027, 1, 30), moved) is None
    assert own_day(date(2026, 11, 30), moved) is None
    assert own_day(date(2027, 2, 6), moved) == date(2027, 2, 6)
    assert own_day(date(2026, 11, 30), a_measure(starts=date(2026, 11, 1), promised=(promised,))) is None
    assert own_day(None, moved) is None


def test_a_day_that_was_changed_is_said_as_people_say_it() -> None:
    told = said(FieldChange("starts", "2026-11-30", "2027-01-30"))

    assert (told.before, told.after) == ("den 30. november 2026", "den 30. januar 2027")


def test_the_team_reads_of_the_citizen_by_name_and_the_citizen_of_themselves() -> None:
    measure = a_measure(citizen_does="Jeg kommer tirsdag kl. 15-17.")

    ours, theirs = sides(measure, None, "Mette")[0], sides(measure, measure.person_id, "Mette")[0]

    assert (ours.who, ours.does) == ("Mette", "Mette kommer tirsdag kl. 15-17.")
    assert (theirs.who, theirs.does) == ("jeg", "Jeg kommer tirsdag kl. 15-17.")
