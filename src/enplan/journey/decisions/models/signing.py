"""Who signs, and what may they decide?"""

from collections import defaultdict
from datetime import date

from enplan.journey.decisions import policy
from enplan.journey.decisions.facts.signing import Signer
from enplan.journey.team.queries import coordinator_of
from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId
from enplan.kernel.sight import Sight
from enplan.registers.organisation.queries import delegated, departments


def signer_of(sight: Sight, *, on: date) -> Signer:
    """The contact person as the one who signs, whoever looks."""
    return _signer(_contact_department(sight), for_all=delegated(on=on))


def one_who_answers(sight: Sight, *, on: date) -> Signer:
    """The one who acts, who looks at a complaint: what is delegated, is delegated to the contact person alone."""
    for_all = bool(policy.may_decide(sight)) and delegated(on=on)
    return _signer(sight.actor.department_id, for_all=for_all)


def _contact_department(sight: Sight) -> DepartmentId | None:
    if policy.may_decide(sight):
        return sight.actor.department_id
    contact = coordinator_of(sight)
    return contact.membership.department_id if contact else None


def _signer(department_id: DepartmentId | None, *, for_all: bool) -> Signer:
    deciding: defaultdict[Category, tuple[str, ...]] = defaultdict(tuple)
    own = None
    for each in departments():
        own = each if each.id == department_id else own
        for area in each.decides:
            deciding[area] += (each.name,)
    return Signer(own, for_all, dict(deciding))
