"""Who may record a reading, count a case and see the figures?"""

from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_record(sight: Sight, person_id: PersonId) -> Verdict:
    """The person, whoever holds custody of them, and a professional who writes down what was said."""
    if not sight.shows(person_id, Category.PLAN):
        return refused("outcomes.plan_consent_missing")
    if sight.is_staff or person_id in {sight.actor.person_id, *sight.actor.acts_for}:
        return ALLOWED
    return refused("outcomes.only_ones_own")


def may_tally(sight: Sight) -> Verdict:
    """The clock, which sees everything, and the coordinator when a case ends; what is kept holds numbers only."""
    allowed = sight.relation in {Relation.SYSTEM, Relation.COORDINATOR}
    return ALLOWED if allowed else refused("outcomes.clock_only")


def may_see_figures(by: Actor) -> Verdict:
    """Leaders. They have no sight of any case."""
    return ALLOWED if by.is_(Role.LEADER) else refused("outcomes.leaders_only")
