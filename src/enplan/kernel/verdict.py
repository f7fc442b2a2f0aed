"""May it be done? The answer of a policy, with its reason."""

from dataclasses import dataclass
from typing import Final

from enplan.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed, or refused for a reason whose key has a Danish sentence."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


ALLOWED: Final = Verdict()


def refused(reason: str) -> Verdict:
    """A no, with the key of its reason."""
    return Verdict(reason)


def require(verdict: Verdict) -> None:
    """Go on only when it is allowed.

    Raises:
        Refused: with the reason of the verdict.
    """
    if not verdict:
        raise Refused(verdict.reason)
