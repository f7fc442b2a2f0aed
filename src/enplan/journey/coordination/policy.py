"""May this actor decide about a finding?"""

from collections.abc import Iterable

from enplan.kernel.sight import Grant, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_resolve(sight: Sight, needs: Iterable[Grant]) -> Verdict:
    """Somebody of the team who may see everything it is about; who agreed is written down with it."""
    if not sight.is_staff:
        return refused("coordination.staff_only")
    if not all(grant in sight.grants for grant in needs):
        return refused("coordination.no_consent")
    return ALLOWED
