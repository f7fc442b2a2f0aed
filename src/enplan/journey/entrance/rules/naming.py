"""What is a person called for short in a case?"""

import re
from collections.abc import Collection

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "o", "ä": "a"})


def short_name(name: str, taken: Collection[str] = ()) -> str:
    """The first name in small letters, such as `mette`; with a number when somebody of the case has it already."""
    first = name.strip().split(" ")[0].lower().translate(LETTERS)
    plain = re.sub(r"[^a-z0-9]+", "-", first).strip("-")[:50] or "person"
    candidates = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    return next(each for each in candidates if each not in taken)
