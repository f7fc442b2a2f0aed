"""What does somebody read when starting fails for a reason they can do something about?"""

from typing import Final

TOLD: Final = 3  # the status of a step that has said itself what is wrong and what to do


class Trouble(Exception):
    """What is wrong, and what to do now."""

    def __init__(self, *wrong_and_remedy: str) -> None:
        super().__init__("\n".join(wrong_and_remedy))
