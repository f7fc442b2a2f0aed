"""What can go wrong between us and one who vouches for people? One error, with a reason that people can be told."""


class Unproved(Exception):
    """Nobody has shown who they are. `reason` ends a key that has a sentence; `why` is for the log, without content."""

    def __init__(self, reason: str, why: str) -> None:
        super().__init__(why)
        self.reason = reason


def cancelled(why: str) -> Unproved:
    """The person, or the provider, broke off."""
    return Unproved("cancelled", why)


def unreachable(why: str) -> Unproved:
    """The provider does not answer, or not as such a provider does."""
    return Unproved("unreachable", why)


def untrue(why: str) -> Unproved:
    """What came is not what we asked for, or not from whom we asked."""
    return Unproved("untrue", why)
