"""Who is the one contact person, and who is each department's contact?"""

from collections.abc import Iterable, Sequence
from datetime import date

from enplan.journey.team.facts import Companion, Membership
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import DepartmentId, ProfessionalId


def coordinator_among(memberships: Iterable[Membership], on: date) -> Membership | None:
    """The one contact person on the day."""
    return next((each for each in memberships if each.coordinator and each.active(on)), None)


def contact_of(memberships: Iterable[Membership], department_id: DepartmentId) -> Membership | None:
    """The department's one contact in the team; the coordinator counts as their own department's (S-41, S-95)."""
    return next((each for each in memberships if each.department_id == department_id), None)


def must_be_free(memberships: Sequence[Membership], professional_id: ProfessionalId) -> None:
    """Nobody is in a team twice.

    Raises:
        Unfit: the professional is in the team already.
    """
    if any(each.professional_id == professional_id for each in memberships):
        raise Unfit("team.member_already")


def stay_as_contact(former: Membership, newcomer: DepartmentId, others: Iterable[Membership]) -> bool:
    """Whether a coordinator who hands over can stay: only when their department would have no contact otherwise."""
    return former.department_id != newcomer and contact_of(others, former.department_id) is None


def standing_by(companions: Iterable[Companion], on: date) -> list[Companion]:
    """Those who stand by somebody of the case on the day."""
    return [each for each in companions if each.period.holds(on)]
