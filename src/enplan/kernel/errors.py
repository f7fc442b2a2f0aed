"""What can go wrong in an expected way? Three errors that carry a reason key; all else is a bug."""


class Expected(Exception):
    """An error that a door turns into a page with a sentence; `details` fill the sentence's blanks."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


class Refused(Expected):
    """The actor may not do this (403)."""


class Unfit(Expected):
    """It cannot be done in the present state (409)."""


class Missing(Expected):
    """There is no such thing, or it may not be known that there is (404)."""
