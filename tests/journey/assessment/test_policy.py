"""Who may answer, confirm and conclude?"""

from uuid import uuid4

import pytest

from enplan.doors.parts.reasons import sentence
from enplan.journey.assessment import policy
from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, CaseId, PersonId
from enplan.kernel.sight import Grant, Relation, Sight

METTE, FREJA = PersonId(uuid4()), PersonId(uuid4())


def a_sight(
    relation: Relation, *kinds: Category, who: PersonId | None = None, acts_for: frozenset[PersonId] = frozenset()
) -> Sight:
    """A sight of these kinds of information about Mette and Freja."""
    actor = Actor(AccountId(uuid4()), "Nogen", frozenset({Role.CITIZEN}), person_id=who, acts_for=acts_for)
    grants = frozenset(Grant(person, kind) for person in (METTE, FREJA) for kind in kinds)
    return Sight(actor, CaseId(uuid4()), relation, grants)


WORK = Category.WORK


@pytest.mark.parametrize(
    ("sight", "about", "reason"),
    [
        pytest.param(a_sight(Relation.MEMBER, WORK), METTE, "", id="the team"),
        pytest.param(a_sight(Relation.MEMBER), METTE, "assessment.consent_missing_work", id="without consent"),
        pytest.param(a_sight(Relation.CITIZEN, WORK, who=METTE), METTE, "", id="herself"),
        pytest.param(
            a_sight(Relation.CITIZEN, WORK, who=METTE, acts_for=frozenset({FREJA})), FREJA, "", id="her child"
        ),
        pytest.param(a_sight(Relation.CITIZEN, WORK, who=FREJA), METTE, "assessment.about_another", id="her mother"),
        pytest.param(a_sight(Relation.COMPANION, WORK, who=FREJA), METTE, "assessment.about_another", id="a companion"),
    ],
)
def test_who_may_answer_and_confirm(sight: Sight, about: PersonId, reason: str) -> None:
    assert policy.may_answer(sight, about, WORK).reason == reason
    assert policy.may_confirm(sight, about, WORK).reason == reason


def test_the_contact_person_concludes_with_consent_to_the_plan() -> None:
    assert policy.may_conclude(a_sight(Relation.COORDINATOR, Category.PLAN), METTE)
    assert policy.may_conclude(a_sight(Relation.COORDINATOR), METTE).reason == "assessment.consent_missing_plan"
    citizen = a_sight(Relation.CITIZEN, Category.PLAN, who=METTE)
    assert policy.may_conclude(citizen, METTE).reason == "assessment.contact_person_concludes"
    member = a_sight(Relation.MEMBER, Category.PLAN)
    assert policy.may_conclude(member, METTE).reason == "assessment.contact_person_concludes"
    assert not policy.may_gather(member)


def test_every_missing_consent_has_a_sentence() -> None:
    for category in Category:
        assert "samtykke" in sentence(f"assessment.consent_missing_{category.value}")
