"""Who may do what with the plan?"""

from uuid import UUID

import pytest

from enplan.journey.plan import policy
from enplan.journey.plan.facts import Way
from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, CaseId, PersonId, ProfessionalId
from enplan.kernel.sight import Grant, Relation, Sight
from tests.builders_plan import FREJA, METTE, a_measure, a_version

CASE = CaseId(UUID(int=7))
ALL = frozenset(Grant(person, category) for person in (METTE, FREJA) for category in Category)


def a_sight(relation: Relation, *, person: PersonId | None = None, grants: frozenset[Grant] = ALL) -> Sight:
    """Somebody who has opened the case."""
    staff = relation in {Relation.COORDINATOR, Relation.MEMBER}
    actor = Actor(
        AccountId(UUID(int=9)),
        "Nogen",
        frozenset({Role.PROFESSIONAL if staff else Role.CITIZEN}),
        person_id=person,
        professional_id=ProfessionalId(UUID(int=8)) if staff else None,
        acts_for=frozenset({FREJA}) if person == METTE else frozenset(),
    )
    return Sight(actor, CASE, relation, grants)


COORDINATOR = a_sight(Relation.COORDINATOR)
MEMBER = a_sight(Relation.MEMBER)
MOTHER = a_sight(Relation.CITIZEN, person=METTE)
CHILD = a_sight(Relation.CITIZEN, person=FREJA)
COMPANION = a_sight(Relation.COMPANION, person=PersonId(UUID(int=3)))


@pytest.mark.parametrize(("sight", "may"), [(COORDINATOR, True), (MEMBER, False), (MOTHER, False), (COMPANION, False)])
def test_only_the_coordinator_drafts_and_proposes(sight: Sight, may: bool) -> None:
    assert bool(policy.may_draft(sight)) is may
    assert bool(policy.may_propose(sight)) is may


@pytest.mark.parametrize(
    ("sight", "may"), [(COORDINATOR, True), (MEMBER, True), (MOTHER, True), (CHILD, True), (COMPANION, False)]
)
def test_who_writes_about_a_child(sight: Sight, may: bool) -> None:
    assert bool(policy.may_write(sight, FREJA, Category.PLAN)) is may


def test_a_child_does_not_write_for_the_mother_and_nobody_beyond_consent() -> None:
    assert not policy.may_write(CHILD, METTE, Category.PLAN)
    assert (
        policy.may_write(a_sight(Relation.MEMBER, grants=frozenset()), METTE, Category.PLAN).reason == "plan.no_consent"
    )


def test_a_citizen_changes_own_actions_only() -> None:
    assert policy.may_change_measure(MOTHER, a_measure(measure_type=""))
    assert policy.may_change_measure(MOTHER, a_measure()).reason == "plan.object_instead"
    assert not policy.may_change_measure(COMPANION, a_measure(measure_type=""))


def test_a_measure_about_two_needs_a_grant_for_both() -> None:
    half = a_sight(Relation.MEMBER, grants=frozenset({Grant(METTE, Category.WORK)}))

    assert policy.may_change_measure(half, a_measure())
    assert policy.may_change_measure(half, a_measure(persons=(METTE, FREJA))).reason == "plan.no_consent"
    assert not policy.may_merge(half, a_measure(), a_measure(persons=(METTE, FREJA)))
    assert not policy.may_merge(MOTHER, a_measure(measure_type=""), a_measure(measure_type=""))


def test_own_words_are_changed_as_the_citizen_says_them() -> None:
    assert policy.may_reword(MOTHER, own_words=True, said_by_citizen=True)
    assert policy.may_reword(COORDINATOR, own_words=True, said_by_citizen=True)
    assert policy.may_reword(COORDINATOR, own_words=False, said_by_citizen=False)
    assert not policy.may_reword(COORDINATOR, own_words=True, said_by_citizen=False)


def test_the_order_is_the_citizens_and_the_demands_are_the_teams() -> None:
    assert policy.may_order(MOTHER, METTE)
    assert not policy.may_order(COORDINATOR, METTE)
    assert policy.may_meet_demand(MEMBER, METTE, Category.WORK)
    assert not policy.may_meet_demand(MOTHER, METTE, Category.WORK)


def test_a_citizen_adds_what_they_do_themselves() -> None:
    assert policy.may_add_measure(MOTHER, [METTE], Category.PLAN, own=True)
    assert not policy.may_add_measure(MOTHER, [METTE], Category.WORK, own=False)
    assert not policy.may_add_measure(CHILD, [FREJA, METTE], Category.PLAN, own=True)


@pytest.mark.parametrize(
    ("sight", "who", "way", "may"),
    [
        pytest.param(MOTHER, METTE, Way.PORTAL, True, id="oneself"),
        pytest.param(COORDINATOR, METTE, Way.MEETING, True, id="the coordinator writes it down"),
        pytest.param(COORDINATOR, METTE, Way.PORTAL, False, id="the coordinator in her name"),
        pytest.param(MEMBER, METTE, Way.MEETING, False, id="a member writes it down"),
        pytest.param(CHILD, FREJA, Way.PORTAL, False, id="somebody else"),
        pytest.param(COMPANION, METTE, Way.PORTAL, False, id="a companion in her name"),
    ],
)
def test_who_answers(sight: Sight, who: PersonId, way: Way, may: bool) -> None:
    assert bool(policy.may_answer(sight, a_version(), METTE, who, way)) is may
