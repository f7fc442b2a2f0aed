"""What does somebody read when starting fails for a reason they can do something about?"""


class Trouble(Exception):
    """What is wrong, and what to do now."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(f"{wrong}\n{remedy}")
