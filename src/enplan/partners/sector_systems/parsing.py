"""Is it a file one can read at all? Bytes become a tree of tables, lists and texts that remembers keys given twice."""

import json
import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Final

from enplan.partners.sector_systems.faults import BadHousehold, Fault

MOST_BYTES: Final = 10_000_000
LONGEST_WHOLE: Final = 18  # digits; a longer whole number is out of every range here, but must not become slow
WORDS = re.compile(r'"(?:[^"\\]|\\.)*"|NaN|-?Infinity', re.DOTALL)
HELP: Final = "Gem filen igen fra det system, den kommer fra, eller ret den i en teksteditor."


class Table(dict[str, object]):
    """A JSON object; `twice` are the keys that stood in it more than once."""

    twice: tuple[str, ...] = ()


class NoNumberError(Exception):
    """NaN or Infinity, which JSON does not have."""


def parse(data: bytes) -> object:
    """The tree of a JSON file.

    Raises:
        BadHousehold: empty, too large, not UTF-8, with a byte order mark, or not JSON; with the line if there is one.
    """
    if len(data) > MOST_BYTES:
        raise _bad("Filen fylder mere end 10 MB. Del den op, så hver fil kun har én husstands planer.")
    if not data.strip():
        raise _bad(f"Filen er tom. {HELP}")
    if data.startswith(b"\xef\xbb\xbf"):
        raise _bad("Linje 1: Filen begynder med et usynligt mærke (BOM). Gem den som UTF-8 uden BOM.")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if _no_text(data):
            raise _bad("Filen er ikke en tekstfil; måske er den et billede eller et dokument. Vælg en anden.") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise _bad(f"Linje {line}: Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8.") from None
    return _tree(text)


def _no_text(data: bytes) -> bool:
    """Whether the bytes are of something else than letters in an older way of writing them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 is text, though it holds zeros
        return False
    return b"\x00" in data or data.startswith((b"%PDF-", b"PK\x03\x04"))


def _tree(text: str) -> object:
    try:
        return json.loads(
            text, object_pairs_hook=_table, parse_float=_number, parse_int=_whole, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        raise _bad(f"Linje {error.lineno}: Filen er ikke gyldig JSON fra tegn {error.colno}. {HELP}") from None
    except NoNumberError:
        found = next(match for match in WORDS.finditer(text) if not match[0].startswith('"'))
        line = text.count("\n", 0, found.start()) + 1
        raise _bad(f"Linje {line}: {found[0]} er ikke et tal i JSON. Skriv et tal, eller fjern nøglen.") from None
    except RecursionError:
        raise _bad(f"Filen er indlejret dybere, end en husstand kan være. {HELP}") from None


def _bad(message: str) -> BadHousehold:
    return BadHousehold((Fault("file", message),))


def _table(pairs: list[tuple[str, object]]) -> Table:
    table = Table(pairs)
    if len(table) < len(pairs):
        table.twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return table


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds
        return Decimal("Infinity")


def _whole(text: str) -> int | Decimal:
    return int(text) if len(text) <= LONGEST_WHOLE else _number(text)


def _no_number(text: str) -> object:
    raise NoNumberError(text)
