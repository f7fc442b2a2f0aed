"""May this actor add to what is known of the case?"""

from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_add_document(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """The team, and people about themselves or a child they decide for, as far as they may see the kind."""
    if not sight.shows(person_id, category):
        return refused("dossier.not_let_through")
    if sight.is_staff or person_id in {sight.actor.person_id, *sight.actor.acts_for}:
        return ALLOWED
    return refused("dossier.about_another")


def may_order(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """A professional of the team who may see the kind of information that is ordered."""
    if not sight.is_staff:
        return refused("dossier.staff_orders")
    return ALLOWED if sight.shows(person_id, category) else refused("dossier.not_let_through")


def may_receive(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """Who may order may also note that the answer has come."""
    return may_order(sight, person_id, category)


def may_reuse(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """Who may order may use one that is there instead."""
    return may_order(sight, person_id, category)


def may_await(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """Who may order may note what is promised, remind the one who is to answer, and call the order off."""
    return may_order(sight, person_id, category)


def may_tell_late(sight: Sight) -> Verdict:
    """The clock tells those who ordered; nobody else needs to."""
    return ALLOWED if sight.relation is Relation.SYSTEM else refused("dossier.clock_tells")
