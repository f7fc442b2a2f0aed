"""How are the very words of a letter kept, so that they are read again just as they were sent?"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import cast

from enplan.journey.decisions.facts import GuidanceWords, PartWords

Document = dict[str, object]


def guidance_json(words: GuidanceWords | None) -> Document | None:
    """The guidance as it is stored."""
    if words is None:
        return None
    return {**asdict(words), "last_day": words.last_day.isoformat() if words.last_day else None}


def guidance_of(stored: Mapping[str, object]) -> GuidanceWords:
    """The guidance as it was stored."""
    last = stored["last_day"]
    return GuidanceWords(
        route=str(stored["route"]),
        headline=str(stored["headline"]),
        paragraphs=tuple(cast("list[str]", stored["paragraphs"])),
        last_day=date.fromisoformat(str(last)) if last else None,
    )


def words_json(words: PartWords) -> Document:
    """The words of a part as they are stored."""
    return {**asdict(words), "bases": list(words.bases)}


def words_of(stored: Mapping[str, object]) -> PartWords:
    """The words of a part as they were stored; a letter from before they had a field lacks it still."""
    texts = {name: str(value) for name, value in stored.items() if name != "bases"}
    return PartWords(**texts, bases=tuple(cast("list[str]", stored["bases"])))
