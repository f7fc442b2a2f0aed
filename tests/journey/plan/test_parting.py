"""Is a measure that was put together decided as what it is: each kind of help with its own days, people and less?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.decisions.rules.elements import needing_decision
from enplan.journey.plan.facts import Column, PlanMeasure
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.joining import pieces_of
from enplan.journey.plan.rules.parting import part_with, parted, parted_reductions
from enplan.kernel.category import Category
from enplan.law.lawbook import lawbook
from tests.builders_plan import FREJA, METTE, a_measure, a_promise
from tests.journey.plan.test_joining_hours import joined, untouched

LAW = lawbook().on(date(2026, 11, 24))
SUPPORT = a_measure(title="Bostøtte", measure_type="socialpaedagogisk-stoette", category=Category.SOCIAL,
                    starts=date(2026, 3, 9), ends=None, origins=("voksen/bostoette",), hours_per_week=Decimal(2),
                    promised=(a_promise(item="voksen/bostoette", measure_type="socialpaedagogisk-stoette",
                                        starts=date(2026, 3, 9), ends=None),))  # fmt: skip
MENTOR = a_measure(title="Mentor", starts=date(2026, 10, 6), ends=date(2027, 4, 5), persons=(FREJA,), person_id=FREJA,
                   hours_per_week=Decimal(1), origins=("jobcenter/mentor",),
                   promised=(a_promise(hours_per_week=Decimal(1)),))  # fmt: skip
CONTACT = replace(SUPPORT, title="Kontaktperson", measure_type="stoette-kontaktperson")


@given(st.lists(untouched(), min_size=1, max_size=4))
def test_taken_apart_it_holds_all_that_was_put_together(measures: list[PlanMeasure]) -> None:
    whole, *others = measures
    for other in others:
        whole = joined(whole, other)
    parts = parted(whole)

    assert parts[0].id == whole.id
    assert len({part.id for part in parts}) == len(parts)
    assert [promised for part in parts for promised in part.promised] == list(whole.promised)
    assert sum((part.hours_per_week or Decimal(0) for part in parts), Decimal(0)) == (
        sum((piece.hours_per_week or Decimal(0) for piece in pieces_of(whole)), Decimal(0))
        if whole.pieces
        else whole.hours_per_week or Decimal(0)
    )


def test_each_kind_of_help_is_decided_with_its_own_days_people_and_words() -> None:
    """S-16: a mentor of six months does not become one without end, from before it began."""
    support, mentor = needing_decision([joined(SUPPORT, MENTOR)], [], LAW)

    assert (support.types, support.title, support.starts, support.ends) == (
        ("socialpaedagogisk-stoette",), "Bostøtte", date(2026, 3, 9), None,
    )  # fmt: skip
    assert (mentor.types, mentor.title, mentor.starts, mentor.ends) == (
        ("mentorstoette",), "Mentor", date(2026, 10, 6), date(2027, 4, 5),
    )  # fmt: skip
    assert (support.amount, mentor.amount) == ("2 timer om ugen", "1 time om ugen")
    assert (support.persons, mentor.persons) == ((METTE,), (FREJA,))
    assert (support.categories, mentor.categories) == ((Category.SOCIAL,), (Category.WORK,))
    assert support.measure_id == mentor.measure_id == SUPPORT.id
    assert mentor.id != support.id


def test_what_takes_no_decision_leaves_the_other_to_be_decided_under_its_own_name() -> None:
    """A contact person is help that is not decided (SEL § 99): the letter is about the mentor alone."""
    (mentor,) = needing_decision([joined(CONTACT, MENTOR)], [], LAW)

    assert (mentor.title, mentor.starts) == ("Mentor", date(2026, 10, 6))
    assert part_with([joined(CONTACT, MENTOR)], mentor.id) is not None


def test_less_is_told_where_it_was_given_and_fewer_hours_where_they_are_decided() -> None:
    whole = joined(CONTACT, MENTOR)
    less = reductions([replace(whole, hours_per_week=Decimal(1), ends=date(2027, 1, 31))])
    (mentor,) = needing_decision([replace(whole, hours_per_week=Decimal(1), ends=date(2027, 1, 31))], less, LAW)

    assert mentor.less == (
        ("3 timer om ugen", "1 time om ugen"),
        ("til den 5. april 2027", "til den 31. januar 2027"),
    )
    assert mentor.amount == ""  # of a changed sum nobody knows whose hours are left


def test_what_stops_stops_as_each_of_its_kinds() -> None:
    whole = replace(joined(SUPPORT, MENTOR), column=Column.STOPPED, reason="Slut")
    less = [replace(each, stops=whole) for each in reductions([whole])]
    found = needing_decision([], less, LAW)

    assert [(each.title, each.stops, len(each.less)) for each in found] == [("Bostøtte", True, 1), ("Mentor", True, 1)]


def test_what_was_never_put_together_stays_as_it_is() -> None:
    assert parted(MENTOR) == (MENTOR,)
    assert parted_reductions([MENTOR], reductions([replace(MENTOR, ends=date(2027, 1, 1))]), bool) == reductions(
        [replace(MENTOR, ends=date(2027, 1, 1))]
    )
