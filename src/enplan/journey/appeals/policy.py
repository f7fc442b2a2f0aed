"""Who may complain over a no, and who answers?"""

from enplan.journey.entrance.facts import Request
from enplan.kernel.actor import Actor, Role
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_complain(by: Actor, request: Request) -> Verdict:
    """The one it is about; the entrance takes down what was said by phone, written or told in a meeting."""
    if by.is_(Role.INTAKE) or (by.person_id is not None and by.person_id == request.person_id):
        return ALLOWED
    return refused("appeal.not_yours")


def may_remind(by: Actor) -> Verdict:
    """The clock alone."""
    return ALLOWED if by.is_(Role.SYSTEM) else refused("appeal.clock_only")


def may_answer(by: Actor) -> Verdict:
    """Those at the one entrance, who gave the answer."""
    return ALLOWED if by.is_(Role.INTAKE) else refused("appeal.intake_only")
