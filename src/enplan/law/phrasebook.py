"""Which Danish sentences do letters use, on which day? Dated like the acts, so that an old letter can be understood."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final

PHRASES: Final = Path(__file__).parent / "phrases"
HEAD: Final = frozenset({"phrases", "title", "source", "reviewed"})
KEYS: Final = frozenset({"id", "da", "section", "valid_from", "valid_to"})
WEEKDAYS: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS: Final = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "day": ("dag", "dage"),
    "week": ("uge", "uger"),
    "month": ("måned", "måneder"),
    "year": ("år", "år"),
    "hour": ("time", "timer"),
    "working-day": ("hverdag", "hverdage"),
}


class PhraseError(Exception):
    """The phrases cannot be read; `errors` names each file and key."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of letters; its blanks stand as `{name}`. `section` is where the law says so."""

    id: str
    da: str
    section: str = ""
    valid_from: date = date.min
    valid_to: date = date.max

    def in_force(self, day: date) -> bool:
        """Whether letters use it on the day."""
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one day."""

    day: date
    of: Mapping[str, Phrase]

    def __contains__(self, phrase_id: object) -> bool:
        return phrase_id in self.of

    def say(self, phrase_id: str, blanks: Mapping[str, str | int | date] | None = None) -> str:
        """The sentence with its blanks filled; days are said as people say them.

        Raises:
            KeyError: there is no such phrase on that day, or a blank is left empty.
        """
        filled = {name: in_words(value) if isinstance(value, date) else value for name, value in (blanks or {}).items()}
        return self.of[phrase_id].da.format(**filled)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The sentences of all days."""

    phrases: tuple[Phrase, ...]

    def on(self, day: date) -> Phrases:
        """The sentences that letters use on the day."""
        return Phrases(day, {phrase.id: phrase for phrase in self.phrases if phrase.in_force(day)})


def in_words(day: date) -> str:
    """A day as people say it: `mandag den 21. december 2026`."""
    return f"{WEEKDAYS[day.weekday()]} den {day.day}. {MONTHS[day.month - 1]} {day.year}"


def length_in_words(amount: int, unit: str) -> str:
    """A length of time as people say it: `4 uger`."""
    one, more = UNITS[unit]
    return f"{amount} {one if amount == 1 else more}"


def listed(words: Iterable[str]) -> str:
    """Several things in one sentence: `a, b og c`."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} og {last}" if first else last


def load_phrases(folder: Path) -> Phrasebook:
    """All phrases in the folder.

    Raises:
        PhraseError: with every error of every file.
    """
    errors: list[str] = []
    found: list[Phrase] = []
    for path in sorted(folder.glob("*.toml")):
        for number, row in enumerate(_rows(path, errors), 1):
            phrase = _phrase(row, f"{path.name}: {row.get('id', number)}", errors)
            if phrase is None:
                continue
            if any(_overlap(phrase, other) for other in found if other.id == phrase.id):
                errors.append(f"{path.name}: {phrase.id}: stands twice for the same days")
            found.append(phrase)
    if errors:
        raise PhraseError(errors)
    return Phrasebook(tuple(found))


def _rows(path: Path, errors: list[str]) -> list[dict[str, object]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        errors.append(f"{path.name}: not TOML: {error}")
        return []
    rows = table.pop("phrase", [])
    odd = sorted(HEAD ^ table.keys())
    errors += [f"{path.name}: {key}: {'missing' if key in HEAD else 'unknown key'}" for key in odd]
    if table.get("phrases") != path.stem:
        errors.append(f"{path.name}: phrases: must be called as the file")
    return [row for row in rows if isinstance(row, dict)]


def _phrase(row: Mapping[str, object], place: str, errors: list[str]) -> Phrase | None:
    wrong = [f"{place}: {key}: unknown key" for key in sorted(row.keys() - KEYS)]
    wrong += [f"{place}: {key}: must be a text" for key in ("id", "da") if not isinstance(row.get(key), str)]
    first, last = row.get("valid_from", date.min), row.get("valid_to", date.max)
    if not (isinstance(first, date) and isinstance(last, date) and first <= last):
        wrong.append(f"{place}: valid_to: must be a day, and not before valid_from")
    da = str(row.get("da", ""))
    try:
        list(Formatter().parse(da))
    except ValueError as error:
        wrong.append(f"{place}: da: {error}")
    if wrong:
        errors.extend(wrong)
        return None
    assert isinstance(first, date)
    assert isinstance(last, date)
    return Phrase(str(row["id"]), da, str(row.get("section", "")), first, last)


def _overlap(one: Phrase, other: Phrase) -> bool:
    return max(one.valid_from, other.valid_from) <= min(one.valid_to, other.valid_to)


@cache
def phrasebook() -> Phrasebook:
    """The phrases that come with Én plan, read once."""
    return load_phrases(PHRASES)
