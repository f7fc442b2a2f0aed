"""Is every number and every day of the acts the one of the tables, which were laid out apart from the acts?"""

from enplan.law.lawbook import lawbook
from tests.law.fact_tables import by_number, facts_of, frozen


def test_every_number_and_every_day_is_the_one_of_the_tables() -> None:
    here, there = facts_of(lawbook()), frozen()
    assert by_number(here - there) == {}, "the acts say this, the tables do not"
    assert by_number(there - here) == {}, "the tables say this, the acts do not"
