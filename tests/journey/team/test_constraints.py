"""Does the database itself keep the team as it must be?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from enplan.journey.team.models import CompanionRecord, JoinQuestionRecord, MembershipRecord
from enplan.registers.base.models import Record
from tests.builders_people import TODAY
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A case that its coordinator has opened."""
    found = mettes_case()
    found.sight("Susanne Brandt")
    return found


def a_membership(world: World, name: str, **other: object) -> MembershipRecord:
    actor = world.actor(name)
    assert actor.professional_id is not None
    given: dict[str, object] = {"since_day": TODAY, "coordinator": False, "department_id": actor.department_id}
    return MembershipRecord(case_id=world.case_id, professional_id=actor.professional_id, **(given | other))


def a_companion(world: World, companion: str, **other: object) -> CompanionRecord:
    persons = world.cast.persons
    given: dict[str, object] = {"for_person_id": persons["mette"].id, "kind": "ombud", "since_day": TODAY}
    return CompanionRecord(case_id=world.case_id, companion_id=persons[companion].id, **(given | other))


def a_question(world: World, **other: object) -> JoinQuestionRecord:
    given: dict[str, object] = {"ground": "Jeg begynder behandling.", "asked_at": NOW}
    lars = world.actor("Lars Overgaard").professional_id
    assert lars is not None
    return JoinQuestionRecord(case_id=world.case_id, professional_id=lars, **(given | other))


def refused(row: Record, name: str) -> None:
    with pytest.raises(IntegrityError, match=name):
        row.save(force_insert=True)


def test_a_case_has_one_coordinator(world: World) -> None:
    refused(a_membership(world, "Lars Overgaard", coordinator=True), "a_case_has_one_coordinator_at_a_time")


def test_a_professional_is_in_the_team_once(world: World) -> None:
    elsewhere = world.actor("Lars Overgaard").department_id
    row = a_membership(world, "Henrik Dam", department_id=elsewhere)

    refused(row, "a_professional_is_in_a_team_once_at_a_time")


def test_a_department_has_one_contact(world: World) -> None:
    refused(a_membership(world, "Jette Munk"), "a_department_has_one_contact_in_a_team")


def test_a_membership_does_not_end_before_it_begins(world: World) -> None:
    row = a_membership(world, "Lars Overgaard", until_day=TODAY - timedelta(days=1))

    refused(row, "a_membership_ends_after_it_begins")


def test_nobody_stands_by_themselves(world: World) -> None:
    refused(a_companion(world, "mette"), "nobody_stands_by_themselves")


def test_somebody_stands_by_a_person_once(world: World) -> None:
    a_companion(world, "birgit").save(force_insert=True)

    refused(a_companion(world, "birgit"), "somebody_stands_by_a_person_once_at_a_time")


def test_who_asks_to_join_says_why(world: World) -> None:
    refused(a_question(world, ground=""), "who_asks_to_join_says_why")


def test_a_question_is_answered_with_a_reason(world: World) -> None:
    for half in ({"accepted": True}, {"answered_at": NOW}, {"answered_at": NOW, "accepted": False, "answer": ""}):
        with pytest.raises(IntegrityError, match="is_answered_with_a_reason"), transaction.atomic():
            a_question(world, **half).save(force_insert=True)


def test_a_professional_asks_once_at_a_time(world: World) -> None:
    a_question(world).save(force_insert=True)

    refused(a_question(world), "a_professional_asks_to_join_once_at_a_time")
