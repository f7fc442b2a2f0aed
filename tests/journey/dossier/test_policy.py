"""Who may add to what is known?"""

from uuid import uuid4

import pytest

from enplan.journey.dossier import policy
from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, CaseId, PersonId
from enplan.kernel.sight import Grant, Relation, Sight

METTE, FREJA, BIRGIT = PersonId(uuid4()), PersonId(uuid4()), PersonId(uuid4())


def a_sight(relation: Relation, who: PersonId | None = None, acts_for: frozenset[PersonId] = frozenset()) -> Sight:
    """A sight of the health of Mette and Freja."""
    actor = Actor(AccountId(uuid4()), "Nogen", frozenset({Role.CITIZEN}), person_id=who, acts_for=acts_for)
    grants = frozenset(Grant(person, Category.HEALTH) for person in (METTE, FREJA))
    return Sight(actor, CaseId(uuid4()), relation, grants)


@pytest.mark.parametrize(
    ("sight", "about", "reason"),
    [
        pytest.param(a_sight(Relation.MEMBER), METTE, "", id="the team"),
        pytest.param(a_sight(Relation.CITIZEN, METTE), METTE, "", id="herself"),
        pytest.param(a_sight(Relation.CITIZEN, METTE, frozenset({FREJA})), FREJA, "", id="her child"),
        pytest.param(a_sight(Relation.CITIZEN, FREJA), METTE, "dossier.about_another", id="her mother"),
        pytest.param(a_sight(Relation.COMPANION, BIRGIT), METTE, "dossier.about_another", id="a companion"),
        pytest.param(a_sight(Relation.MEMBER), BIRGIT, "dossier.not_let_through", id="nobody she may see"),
    ],
)
def test_who_may_add_a_document(sight: Sight, about: PersonId, reason: str) -> None:
    assert policy.may_add_document(sight, about, Category.HEALTH).reason == reason


def test_the_team_orders_statements_and_nobody_else() -> None:
    for may in (policy.may_order, policy.may_receive, policy.may_reuse):
        assert may(a_sight(Relation.COORDINATOR), METTE, Category.HEALTH)
        assert may(a_sight(Relation.COORDINATOR), METTE, Category.WORK).reason == "dossier.not_let_through"
        assert may(a_sight(Relation.CITIZEN, METTE), METTE, Category.HEALTH).reason == "dossier.staff_orders"
