"""Who may settle what a case still needs, or file a paper in it?"""

from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_settle(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """The team, as far as they may see that kind of information; to light the case is the authority's duty."""
    if not sight.is_staff:
        return refused("evidence.staff_settles")
    return ALLOWED if sight.shows(person_id, category) else refused("evidence.not_let_through")


def may_read(sight: Sight, person_id: PersonId) -> Verdict:
    """Whoever may see the person's plan. A page about somebody whose every kind is closed would say nothing."""
    return ALLOWED if sight.shows(person_id, Category.PLAN) else refused("evidence.not_let_through")
