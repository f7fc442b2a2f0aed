"""May this actor settle what the municipality settles itself?"""

from enplan.kernel.actor import Actor, Role
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_settle(by: Actor) -> Verdict:
    """Leaders, who answer for what the municipality has published."""
    return ALLOWED if by.is_(Role.LEADER) else refused("settled.leaders_only")
