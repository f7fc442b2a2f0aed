"""How hard is a text to read? The Danish readability figure LIX: words per sentence and the share of long words."""

import re
from typing import Final

MOST: Final = 40  # what we ask of our own letters
LONG_WORD: Final = 6  # letters; longer ones count as long
LEVELS: Final = ((25, "meget let"), (35, "let"), (45, "middel"), (55, "svær"))

# A full stop after a number or in a law's own abbreviations ends no sentence.
INNER_STOP: Final = re.compile(r"(?<=\d)\.(?=\s|\d|$)|\b(stk|nr|kl|ca|pct|kap|bl\.a|f\.eks|dvs|mv|jf)\.", re.IGNORECASE)
SENTENCE_END: Final = re.compile(r"[.!?:]+(?:\s|$)|\n+")
WORD: Final = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def lix(text: str) -> int | None:
    """The figure of a text; none when there is no word in it."""
    plain = INNER_STOP.sub(lambda match: match[0].replace(".", ""), text)
    words = WORD.findall(plain)
    if not words:
        return None
    sentences = sum(1 for each in SENTENCE_END.split(plain) if WORD.search(each))
    long_words = sum(1 for word in words if len(word) > LONG_WORD)
    return round(len(words) / sentences + 100 * long_words / len(words))


def level(figure: int) -> str:
    """What the figure means, in words."""
    return next((name for limit, name in LEVELS if figure < limit), "meget svær")
