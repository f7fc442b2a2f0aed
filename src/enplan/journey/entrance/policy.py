"""May this actor ask, refer or answer at the one entrance?"""

from enplan.journey.entrance.facts import Channel, Origin
from enplan.kernel.actor import Actor, Role
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_receive(actor: Actor, origin: Origin, channel: Channel) -> Verdict:
    """Anybody signed in may ask on the portal; what comes by phone, paper or visit is written down by the entrance."""
    if actor.is_(Role.INTAKE) or actor.is_(Role.SYSTEM):
        return ALLOWED
    if actor.person_id is not None and channel is Channel.PORTAL and origin is not Origin.COLLEAGUE:
        return ALLOWED
    return refused("request.not_yours_to_write")


def may_refer(actor: Actor) -> Verdict:
    """A colleague, whose citizen has agreed."""
    return ALLOWED if actor.is_staff else refused("door.staff_only")


def may_answer(actor: Actor) -> Verdict:
    """Those at the one entrance screen and answer."""
    return ALLOWED if actor.is_(Role.INTAKE) else refused("request.intake_only")
