"""May this actor read who has looked?"""

from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_read_openings(sight: Sight) -> Verdict:
    """The people the case is about; nobody else is told who works with them when."""
    return ALLOWED if sight.relation is Relation.CITIZEN else refused("access.openings_are_the_citizens")
