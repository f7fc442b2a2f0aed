"""Is there one contact person, and one contact for each department? (S-25, S-41)"""

from datetime import timedelta
from uuid import uuid4

import pytest

from enplan.journey.team import policy, rules
from enplan.journey.team.facts import Companion, CompanionKind, Membership
from enplan.kernel.actor import Actor, Role
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import AccountId, DepartmentId, PersonId, ProfessionalId
from enplan.kernel.period import Period
from enplan.kernel.sight import Relation
from tests.builders_people import CASE, TODAY, a_sight

JOBCENTRE, HEALTH, SOCIAL = (DepartmentId(uuid4()) for _ in range(3))
METTE, FREJA, BIRGIT = (PersonId(uuid4()) for _ in range(3))


def a_seat(department: DepartmentId, *, coordinator: bool = False) -> Membership:
    days = Period(TODAY - timedelta(days=30))
    return Membership(uuid4(), CASE, ProfessionalId(uuid4()), department, days, coordinator=coordinator)


def birgit_for_mette() -> Companion:
    return Companion(uuid4(), CASE, BIRGIT, METTE, CompanionKind.OMBUD, Period(TODAY))


def an_actor(*roles: Role, professional: ProfessionalId | None = None) -> Actor:
    return Actor(AccountId(uuid4()), "Nogen", frozenset(roles), professional_id=professional or ProfessionalId(uuid4()))


def test_the_contact_person_is_their_own_departments_contact() -> None:
    present = a_seat(SOCIAL, coordinator=True)

    assert rules.contact_of([present, a_seat(HEALTH)], SOCIAL) is present
    assert rules.contact_of([present], JOBCENTRE) is None


def test_nobody_is_in_a_team_twice() -> None:
    seat = a_seat(SOCIAL)

    rules.must_be_free([seat], ProfessionalId(uuid4()))
    with pytest.raises(Unfit, match=r"team\.member_already"):
        rules.must_be_free([seat], seat.professional_id)


@pytest.mark.parametrize(
    ("newcomer", "others", "stays"),
    [
        pytest.param(JOBCENTRE, (), True, id="from another department"),
        pytest.param(SOCIAL, (), False, id="from the same department"),
        pytest.param(JOBCENTRE, (SOCIAL,), False, id="the department has a contact"),
    ],
)
def test_who_hands_over_stays_only_where_the_department_would_have_nobody(
    newcomer: DepartmentId, others: tuple[DepartmentId, ...], stays: bool
) -> None:
    former = a_seat(SOCIAL, coordinator=True)

    assert rules.stay_as_contact(former, newcomer, [a_seat(each) for each in others]) is stays


def test_the_entrance_the_leader_and_the_present_one_name_the_contact_person() -> None:
    seat = a_seat(SOCIAL, coordinator=True)

    assert policy.may_name_coordinator(an_actor(Role.INTAKE), None)
    assert policy.may_name_coordinator(an_actor(Role.LEADER), seat)
    assert policy.may_name_coordinator(an_actor(Role.PROFESSIONAL, professional=seat.professional_id), seat)
    assert not policy.may_name_coordinator(an_actor(Role.PROFESSIONAL), seat)
    assert not policy.may_name_coordinator(an_actor(Role.PROFESSIONAL), None)


@pytest.mark.parametrize("relation", [each for each in Relation if each is not Relation.COORDINATOR])
def test_only_the_contact_person_changes_the_team(relation: Relation) -> None:
    other, seat = a_sight(relation, professional_id=ProfessionalId(uuid4())), a_seat(HEALTH)
    coordinator = a_sight(Relation.COORDINATOR, professional_id=ProfessionalId(uuid4()))

    for may in (policy.may_add_member, policy.may_add_relative, policy.may_answer_question):
        assert may(coordinator)
        assert not may(other)
    assert policy.may_end_membership(coordinator, seat)
    assert not policy.may_end_membership(other, seat)
    assert policy.may_end_membership(a_sight(Relation.MEMBER, professional_id=seat.professional_id), seat)


def test_the_person_chooses_who_stands_by_them() -> None:
    """S-78, S-79"""
    mette = a_sight(Relation.CITIZEN, person_id=METTE, acts_for=[FREJA])
    coordinator = a_sight(Relation.COORDINATOR, professional_id=ProfessionalId(uuid4()))
    member = a_sight(Relation.MEMBER, professional_id=ProfessionalId(uuid4()))
    birgit = a_sight(Relation.COMPANION, person_id=BIRGIT)

    assert policy.may_register_companion(mette, METTE, "")
    assert policy.may_register_companion(mette, FREJA, "")
    assert not policy.may_register_companion(mette, PersonId(uuid4()), "")
    assert policy.may_register_companion(coordinator, METTE, "Sagt på mødet i dag og skrevet under")
    assert policy.may_register_companion(coordinator, METTE, " ").reason == "team.mandate_missing"
    assert not policy.may_register_companion(member, METTE, "Sagt på mødet")
    assert not policy.may_register_companion(birgit, METTE, "")


def test_the_person_and_the_one_who_stands_by_end_it() -> None:
    companion = birgit_for_mette()

    assert policy.may_end_companion(a_sight(Relation.CITIZEN, person_id=METTE), companion)
    assert policy.may_end_companion(a_sight(Relation.COMPANION, person_id=BIRGIT), companion)
    assert policy.may_end_companion(a_sight(Relation.COORDINATOR, professional_id=ProfessionalId(uuid4())), companion)
    assert not policy.may_end_companion(a_sight(Relation.CITIZEN, person_id=FREJA), companion)
    assert not policy.may_end_companion(a_sight(Relation.MEMBER, professional_id=ProfessionalId(uuid4())), companion)
