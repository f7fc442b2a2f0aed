"""What may stand in a column that takes one of a few words?"""

from typing import Any


def choices_of(kind: type[Any]) -> list[tuple[str, str]]:
    """The words of the kind, each shown as it is stored."""
    return [(each.value, each.value) for each in kind]
