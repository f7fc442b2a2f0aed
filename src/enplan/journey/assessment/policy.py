"""May this actor answer, confirm or conclude?"""

from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_answer(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """The person, the one who decides for a child, or the team, as far as they may see the kind of information."""
    if not sight.shows(person_id, category):
        return refused(f"assessment.consent_missing_{category.value}")
    if sight.is_staff or person_id in {sight.actor.person_id, *sight.actor.acts_for}:
        return ALLOWED
    return refused("assessment.about_another")


def may_confirm(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """Who may answer may say that an answer still holds."""
    return may_answer(sight, person_id, category)


def may_agree_capacity(sight: Sight, person_id: PersonId) -> Verdict:
    """The person, the one who decides for a child, or the team that has agreed it with them."""
    return may_answer(sight, person_id, Category.PLAN)


def may_gather(sight: Sight) -> Verdict:
    """The contact person, who has the conversation as a whole; what others know they answer in it."""
    if sight.relation is Relation.COORDINATOR:
        return ALLOWED
    return refused("assessment.contact_person_concludes")


def may_conclude(sight: Sight, person_id: PersonId) -> Verdict:
    """Who gathers it, with consent to the one plan."""
    if not sight.shows(person_id, Category.PLAN):
        return refused("assessment.consent_missing_plan")
    return may_gather(sight)


def may_rest_on(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """Nobody writes a text on what they may not see, and who writes it can always read it."""
    return ALLOWED if sight.shows(person_id, category) else refused(f"assessment.consent_missing_{category.value}")
