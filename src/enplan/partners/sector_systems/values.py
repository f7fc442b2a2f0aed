"""Is a single value what its key wants? Each reading gives the value, or None and one fault with its place."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Final, TypeVar

from enplan.partners.sector_systems.faults import Fault, at, shown
from enplan.partners.sector_systems.parsing import Table

ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63})?")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
MOST_DECIMALS: Final = 400  # no float is finer; a finer number would only cost time
ENOUGH_KNOWN: Final = 8
MOST_HINTS: Final = 50  # a file that is wrong from end to end gets no guess at every line

T = TypeVar("T")


class Values:
    """Reads values and gathers what is wrong with them."""

    def __init__(self) -> None:
        """No faults yet."""
        self.faults: list[Fault] = []

    def fault(self, place: str, message: str) -> None:
        """Something is wrong here."""
        self.faults.append(Fault(place, message))

    def table(self, value: object, place: str, required: Collection[str], optional: Collection[str]) -> Table | None:
        """An object with these keys and no others, each given once."""
        if not isinstance(value, Table):
            self.fault(place or "file", f"Her skal stå et objekt {{…}}, men der står {_kind(value)}.")
            return None
        allowed = {*required, *optional}
        for key in value:
            if key not in allowed:
                self.fault(at(place, key), f"Nøglen {shown(key)} kendes ikke her. Fjern den, eller brug en af: "
                           f"{', '.join(sorted(allowed))}.")  # fmt: skip
        for key in value.twice:
            if key in allowed:
                self.fault(at(place, key), "Nøglen står her to gange. Behold kun den ene.")
        for key in required:
            if key not in value:
                self.fault(at(place, key), f"Nøglen »{key}« mangler. Tilføj den.")
        return value

    def rows(
        self, table: Table, key: str, place: str, read: Callable[[object, str], T | None], most: int | None = None
    ) -> list[T]:
        """Everything in the list that could be read."""
        if key not in table:
            return []
        place, value = at(place, key), table[key]
        if not isinstance(value, list):
            self.fault(place, f"Her skal stå en liste […], men der står {_kind(value)}.")
            return []
        if most is not None and len(value) > most:
            self.fault(place, f"Her må højst stå {most}, men der står {len(value)}. Del filen op.")
        found = [read(row, at(place, number)) for number, row in enumerate(value)]
        return [one for one in found if one is not None]

    def distinct(self, table: Table, key: str, place: str, least: int = 0) -> None:
        """The list may not say the same twice, and not be shorter than this."""
        value = table.get(key)
        if not isinstance(value, list):
            return
        if len(value) < least:
            self.fault(at(place, key), f"Listen skal have mindst {least}. Skriv en, eller fjern nøglen.")
        seen: list[object] = []
        known: set[str] = set()
        for number, one in enumerate(value):
            if one in known if isinstance(one, str) else one in seen:
                self.fault(at(at(place, key), number), f"{shown(one)} står allerede i listen. Behold kun den ene.")
            if isinstance(one, str):
                known.add(one)
            elif len(seen) < ENOUGH_KNOWN:
                seen.append(one)

    def text(self, value: object, place: str, most: int | None = None) -> str | None:
        """A text, not too long, without characters nobody can see."""
        if not isinstance(value, str):
            self.fault(place, f"Her skal stå en tekst i anførselstegn, men der står {_kind(value)}.")
        elif bad := CONTROL.search(value):
            self.fault(place, f"Teksten har et usynligt styretegn (tegn nr. {bad.start() + 1}). Skriv teksten igen.")
        elif most is not None and len(value) > most:
            self.fault(place, f"Teksten må højst have {most} tegn, men har {len(value)}. Gør den kortere.")
        else:
            return value
        return None

    def id(self, value: object, place: str) -> str | None:
        """An id: small letters, digits and hyphens."""
        return self._matching(value, place, ID, "et id med små bogstaver a-z, tal og bindestreg, højst 64 tegn")

    def name(self, value: object, place: str) -> str | None:
        """The name of a plan or of an item of a plan."""
        return self._matching(value, place, NAME, "et navn som plan-id/id, eller et plan-id alene")

    def _matching(self, value: object, place: str, pattern: re.Pattern[str], wanted: str) -> str | None:
        text = self.text(value, place)
        if text is not None and not pattern.fullmatch(text):
            self.fault(place, f"Her skal stå {wanted}, men der står {shown(text)}.")
            return None
        return text

    def word(self, value: object, place: str, words: Iterable[str]) -> str | None:
        """One of a few words."""
        words = list(words)
        if isinstance(value, str) and value in words:
            return value
        what = shown(value) if isinstance(value, str) else _kind(value)
        self.fault(place, f"Her skal stå en af: {', '.join(words)}. Der står {what}.")
        return None

    def known(self, value: object, place: str, what: str, ids: Collection[str]) -> str | None:
        """An id that the law data knows."""
        text = self.text(value, place)
        if text is None or text in ids:
            return text
        hint = _nearest(text, sorted(ids)) if len(self.faults) < MOST_HINTS else ""
        self.fault(place, f"{shown(text)} er ikke {what}, som Én plan kender.{hint}")
        return None

    def day(self, value: object, place: str) -> date | None:
        """A day of the years 1900 to 2199."""
        day = _day(value)
        if day is None:
            self.fault(place, f"Her skal stå en dag som 2026-11-30, men der står {_said(value)}.")
        elif not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fault(place, f"Dagen skal ligge i årene {FIRST_YEAR} til {LAST_YEAR}, men er {day}. Ret årstallet.")
        else:
            return day
        return None

    def clock(self, value: object, place: str) -> time | None:
        """A time of day."""
        if isinstance(value, str) and CLOCK.fullmatch(value):
            return time.fromisoformat(value)
        self.fault(place, f"Her skal stå et klokkeslæt som 09:30, men der står {_said(value)}.")
        return None

    def moment(self, value: object, place: str) -> tuple[date, time] | None:
        """A day and a time of day, Danish time without offset."""
        if isinstance(value, str):
            head, mark, tail = value.partition("T")
            if mark and CLOCK.fullmatch(tail) and _day(head) is not None:
                day = self.day(head, place)
                return None if day is None else (day, time.fromisoformat(tail))
        self.fault(place, f"Her skal stå dag og klokkeslæt som 2026-11-30T09:30, men der står {_said(value)}.")
        return None

    def number(self, value: object, place: str, most: int) -> Decimal | None:
        """A number from 0 to most."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(place, f"Her skal stå et tal fra 0 til {most}, men der står {_said(value)}.")
            return None
        number = Decimal(value)
        if not 0 <= number <= most:
            self.fault(place, f"Tallet skal ligge fra 0 til {most}. Ret det.")
        elif int(number.as_tuple().exponent) < -MOST_DECIMALS:
            self.fault(place, "Tallet har for mange decimaler. Skriv det med højst to.")
        else:
            return abs(number)
        return None

    def whole(self, value: object, place: str, most: int) -> int | None:
        """A whole number from 0 to most."""
        number = self.number(value, place, most)
        if number is not None and number != number.to_integral_value():
            self.fault(place, f"Her skal stå et helt tal fra 0 til {most}, men der står {number}.")
            return None
        return None if number is None else int(number)

    def flag(self, value: object, place: str) -> bool | None:
        """True or false."""
        if isinstance(value, bool):
            return value
        self.fault(place, f"Her skal stå true eller false, men der står {_said(value)}.")
        return None

    def once(self, names: Sequence[tuple[str | None, str]], what: str) -> None:
        """No two of these (id, place) may be the same."""
        first: dict[str, str] = {}
        for name, place in names:
            if name is None:
                continue
            if name in first:
                self.fault(place, f"{shown(name)} er allerede brugt ved {first[name]}. Giv {what} et andet id.")
            first.setdefault(name, place)


def _day(value: object) -> date | None:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _kind(value: object) -> str:
    kinds = {Table: "et objekt", list: "en liste", str: "en tekst", bool: "true eller false", type(None): "null"}
    return kinds.get(type(value), "et tal")


def _said(value: object) -> str:
    if isinstance(value, str):
        return shown(value)
    return (
        f"tallet {shown(value)}" if isinstance(value, int | Decimal) and not isinstance(value, bool) else _kind(value)
    )


def _nearest(text: str, ids: Sequence[str]) -> str:
    """A hint at what may have been meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only those who erred pay for it

    near = get_close_matches(text[:64], ids, n=3, cutoff=0.5)
    if near:
        return f" Mente du {' eller '.join(f'»{one}«' for one in near)}?"
    if not ids:
        return " Der er ingen at vælge imellem."
    rest = "" if len(ids) <= ENOUGH_KNOWN else f" og {len(ids) - ENOUGH_KNOWN} andre"
    return f" Brug en af: {', '.join(ids[:ENOUGH_KNOWN])}{rest}."
