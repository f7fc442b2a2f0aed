"""Which case is mine? The portal has no ids in its addresses: the case is remembered in the signed session."""

from uuid import UUID

from enplan.doors.parts.http import STANDS_BY, Asked, let_in
from enplan.journey.access.facts import Doing
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Relation, Sight
from enplan.registers.cases.queries import my_case_ids

CHOSEN = "case"


def my_case(request: Asked, errand: str, doing: Doing | None = None) -> Sight:
    """Let the citizen (or the one who stands by them) into the case they last chose, or into their newest one.

    Raises:
        Missing: they have none; the page then says how to ask for one plan.
    """
    chosen = request.session.get(CHOSEN)
    if chosen:
        try:
            return _menu_for(request, let_in(request, UUID(chosen), errand, doing))
        except Missing:  # it was theirs once; the next page looks anew for one that is
            del request.session[CHOSEN]
            raise
    mine = my_case_ids(request.actor)
    if not mine:
        raise Missing("case.none_of_mine")
    choose(request, mine[0])
    return _menu_for(request, let_in(request, mine[0], errand, doing))


def _menu_for(request: Asked, sight: Sight) -> Sight:
    """Remember whether the reader stands by somebody: then the menu offers only what is open to them."""
    stands_by = sight.relation is Relation.COMPANION
    if request.session.get(STANDS_BY, False) != stands_by:
        request.session[STANDS_BY] = stands_by
    return sight


def choose(request: Asked, case_id: CaseId) -> None:
    """Remember which case the next pages are about."""
    request.session[CHOSEN] = str(case_id)
