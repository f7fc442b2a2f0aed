"""How is a text shortened so that people can still read it? Between two words, with a sign that some is left out."""

from typing import Final

LEFT_OUT: Final = "…"


def shortened(text: str, most: int) -> str:
    """At most so many letters. A single word that is longer than that is cut, for there is no better place."""
    if len(text) <= most:
        return text
    kept = text[:most]  # the letter after the last that fits tells whether a word ends there
    whole = kept[: kept.rindex(" ")] if " " in kept else kept[:-1]
    return whole.rstrip(" ,;:–-(") + LEFT_OUT
