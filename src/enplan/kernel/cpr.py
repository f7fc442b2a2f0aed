"""What does a civil registration number (CPR) say? Its ten digits, and when its holder was born."""

import re
from datetime import date
from typing import Final

WRITTEN: Final = re.compile(r"\s*([0-9]{6})[- ]?([0-9]{4})\s*", re.ASCII)
DAY_ADDED: Final = 60  # replacement numbers, and those of test systems, have a day so much too large


def digits(told: str) -> str | None:
    """The ten digits, however they are written; nothing when they are no number of that form.

    There is no check of modulus 11: numbers without it have been given out since 2007.
    """
    found = WRITTEN.fullmatch(told)
    if found is None:
        return None
    number = found[1] + found[2]
    return number if born(number) else None


def born(number: str) -> date | None:
    """The day of birth in ten digits; the seventh tells the century."""
    day, month, year, seventh = int(number[:2]), int(number[2:4]), int(number[4:6]), int(number[6])
    try:
        return date(_century(seventh, year) + year, month, day - DAY_ADDED if day > DAY_ADDED else day)
    except ValueError:
        return None


def _century(seventh: int, year: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in {4, 9}:
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
