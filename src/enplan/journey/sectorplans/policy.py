"""May this actor take in, correct or withdraw a sector plan?"""

from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_take_in(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """A professional of the team, or a job, who may see this kind of information about the person."""
    if not sight.is_staff and sight.relation is not Relation.SYSTEM:
        return refused("sectorplans.staff_only")
    if not sight.shows(person_id, category):
        return refused(f"sectorplans.consent_missing_{category.value}")
    return ALLOWED


def may_withdraw(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """Who may take a plan in may also say that it was received by mistake."""
    return may_take_in(sight, person_id, category)


def may_find_candidates(by: Actor) -> Verdict:
    """Those at the one entrance, who offer one plan."""
    return ALLOWED if by.is_(Role.INTAKE) else refused("candidates.intake_only")
