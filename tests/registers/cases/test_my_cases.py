"""Does a list over the actor's own cases show them all, and no others, however many cases there are?"""

from uuid import UUID

import pytest

from enplan.journey.team.models import MembershipRecord
from enplan.registers.base.barrier import tell_actor
from enplan.registers.cases.facts import Place
from enplan.registers.cases.models import CasePersonRecord, CaseRecord
from tests.worlds import a_case, a_municipality

pytestmark = pytest.mark.django_db


def test_everybody_lists_their_own_cases_among_many() -> None:
    """The tables that say whose case it is are guarded by that very question; asking must come to an end."""
    cast = a_municipality()
    mettes = a_case(cast, "mette", family=[("freja", Place.CHILD)], coordinator="Susanne Brandt", team=["Henrik Dam"])
    kenneths = a_case(cast, "kenneth", family=[("tina", Place.ADULT)], coordinator="Inge Bjerre", team=["Henrik Dam"])
    a_case(cast, "jimmi", coordinator="Hanne Lykke")

    def seen_by(who: str) -> set[UUID]:
        tell_actor(cast.citizens.get(who) or cast.professionals[who])
        of_people = set(CasePersonRecord.objects.values_list("case_id", flat=True))
        assert set(CaseRecord.objects.values_list("id", flat=True)) == of_people
        return of_people

    assert seen_by("mette") == {mettes.case_id}
    assert seen_by("tina") == {kenneths.case_id}
    assert seen_by("Henrik Dam") == {mettes.case_id, kenneths.case_id}
    assert seen_by("Jette Munk") == set()


def test_a_list_of_own_cases_shows_who_else_is_in_them() -> None:
    cast = a_municipality()
    mettes = a_case(cast, "mette", coordinator="Susanne Brandt", team=["Henrik Dam"])
    a_case(cast, "jimmi", coordinator="Hanne Lykke")

    tell_actor(cast.professionals["Henrik Dam"])

    assert list(MembershipRecord.objects.values_list("case_id", flat=True)) == [mettes.case_id] * 2
