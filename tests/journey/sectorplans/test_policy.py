"""Who may take in a sector plan?"""

from uuid import uuid4

import pytest

from enplan.doors.parts.reasons import sentence
from enplan.journey.sectorplans import policy
from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, CaseId, PersonId
from enplan.kernel.sight import Grant, Relation, Sight

METTE = PersonId(uuid4())


def a_sight(relation: Relation, *categories: Category) -> Sight:
    """A sight of these kinds of information about Mette."""
    actor = Actor(AccountId(uuid4()), "Nogen", frozenset({Role.PROFESSIONAL}))
    return Sight(actor, CaseId(uuid4()), relation, frozenset(Grant(METTE, category) for category in categories))


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (Relation.COORDINATOR, ""),
        (Relation.MEMBER, ""),
        (Relation.SYSTEM, ""),
        (Relation.CITIZEN, "sectorplans.staff_only"),
        (Relation.COMPANION, "sectorplans.staff_only"),
    ],
)
def test_the_team_takes_in_plans(relation: Relation, reason: str) -> None:
    sight = a_sight(relation, Category.WORK)

    assert policy.may_take_in(sight, METTE, Category.WORK).reason == reason
    assert policy.may_withdraw(sight, METTE, Category.WORK).reason == reason


@pytest.mark.parametrize("missing", list(Category))
def test_the_refusal_says_which_consent_is_missing(missing: Category) -> None:
    others = [category for category in Category if category is not missing]
    sight = a_sight(Relation.COORDINATOR, *others)

    assert policy.may_take_in(sight, METTE, missing).reason == f"sectorplans.consent_missing_{missing.value}"


def test_every_such_refusal_has_a_sentence() -> None:
    for category in Category:
        assert "samtykke" in sentence(f"sectorplans.consent_missing_{category.value}").lower()
