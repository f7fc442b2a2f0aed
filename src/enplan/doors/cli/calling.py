"""What was asked for on the command line? Read by hand, so that every word about it is Danish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.partners.sector_systems.values import DAY, FIRST_YEAR, LAST_YEAR

COORDINATE: Final = "coordinate"
COMPARE: Final = "compare"
CALL: Final = f"enplan {COORDINATE}|{COMPARE} FIL [--on DAG] [--json]"
HELP: Final = f"""Brug: {CALL}

Læser en husstandsfil og viser, hvor planerne spænder ben for hinanden, og hvad der kan gøres.

  {COORDINATE}   læg en husstands planer ved siden af hinanden
  {COMPARE}      tæl planer, afgørelser, møder og ventetid efter hver ordning for én plan
  FIL          husstandsfil i formatet enplan.household/1, eller - for at læse fra stdin
  --on DAG     svar som på denne dag, fx 2026-11-23
  --json       skriv svaret som JSON (enplan.findings/1 eller enplan.comparison/1)
  -h, --help   vis denne hjælp"""


class BadCall(Exception):
    """The call cannot be understood; the text says which word, and what was expected."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to do with a file, and how to answer."""

    command: str
    file: str
    on: date | None
    json: bool


def read_call(arguments: Sequence[str]) -> Asked | None:
    """What is asked for; nothing when it is help.

    Raises:
        BadCall: a word is missing, not known, or not a day.
    """
    words: list[str] = []
    on, as_json = None, False
    waiting = iter(arguments)
    for word in waiting:
        name, given, value = word.partition("=")
        if word in {"-h", "--help"}:
            return None
        if word == "--":
            words += waiting
        elif word == "--json":
            as_json = True
        elif name == "--on":
            on = _day(value if given else next(waiting, ""))
        elif word.startswith("-") and word != "-":
            raise BadCall(f"{word} kendes ikke. Der er --on DAG, --json og --help.")
        else:
            words.append(word)
    return Asked(*_command(words), on, as_json)


def _command(words: Sequence[str]) -> tuple[str, str]:
    if not words or words[0] not in {COORDINATE, COMPARE}:
        said = f"»{words[0]}« er ikke en kommando." if words else "Kommandoen mangler."
        raise BadCall(f"{said} Der er to: {COORDINATE} og {COMPARE}.")
    if len(words) < 2:
        raise BadCall("FIL mangler. Skriv navnet på en husstandsfil, eller skriv - for at læse fra stdin.")
    if len(words) > 2:
        raise BadCall(f"»{words[2]}« er for meget. Der læses én fil ad gangen.")
    return words[0], words[1]


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        said = f"--on: »{text}« er ikke en dag." if text else "--on mangler en dag."
        raise BadCall(f"{said} Skriv den som 2026-11-23.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadCall(f"--on: »{text}« ligger ikke i årene {FIRST_YEAR} til {LAST_YEAR}.")
    return day
