"""What does the environment say? The only place where it is read."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

VAR = Path(os.environ.get("ENPLAN_VAR", "var")).resolve()


def text(name: str, default: str | None = None) -> str:
    """The value of a variable.

    Raises:
        ImproperlyConfigured: it must be given and is not.
    """
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise ImproperlyConfigured(f"{name} skal være sat. Se .env.example.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """The values of a variable that holds several, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def pairs(name: str) -> dict[str, str]:
    """The pairs of a variable such as `cpr=nin, name=fullname`.

    Raises:
        ImproperlyConfigured: one of them is no pair.
    """
    found = {}
    for each in words(name):
        key, equals, value = each.partition("=")
        if not (key.strip() and equals and value.strip()):
            raise ImproperlyConfigured(f"{name} skal skrives som navn=værdi, navn=værdi. »{each}« er ikke sådan.")
        found[key.strip()] = value.strip()
    return found


def number(name: str, default: int, *, least: int, most: int) -> int:
    """The whole number of a variable.

    Raises:
        ImproperlyConfigured: it is none, or too small or too large.
    """
    told = text(name, str(default)) or str(default)
    if not (told.isascii() and told.isdecimal() and least <= int(told) <= most):
        raise ImproperlyConfigured(f"{name} skal være et helt tal fra {least} til {most}.")
    return int(told)
