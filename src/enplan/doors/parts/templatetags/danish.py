"""How do people say dates, hours and numbers in Danish?"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from enplan.kernel.calendar import DENMARK

register = template.Library()

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def spoken_clock(at: time | datetime) -> str:
    """`kl. 9` or `kl. 9.30`."""
    return f"kl. {at.hour}" + (f".{at.minute:02}" if at.minute else "")


def spoken_day(day: date, *, weekday: bool = True) -> str:
    """`tirsdag den 1. december 2026`."""
    words = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} den {words}" if weekday else f"den {words}"


def spoken_moment(at: datetime) -> str:
    """`tirsdag den 1. december 2026 kl. 9`. A moment without time zone is taken as Danish clock time."""
    local = at.astimezone(DENMARK) if at.tzinfo else at
    return f"{spoken_day(local.date())} {spoken_clock(local)}"


@register.filter
def dag(day: date | datetime | None) -> SafeString | str:
    """A day as people say it, with the machine's date inside `<time>`."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(DENMARK).date() if day.tzinfo else day.date()
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), spoken_day(day))


@register.filter
def kort_dag(day: date | datetime | None) -> SafeString | str:
    """A day in short: `1. december 2026`."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(DENMARK).date() if day.tzinfo else day.date()
    words = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)


@register.filter
def tid(at: datetime | None) -> SafeString | str:
    """A moment as people say it, with the machine's moment inside `<time>`."""
    if at is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), spoken_moment(at))


@register.filter
def klokken(at: time | datetime | None) -> str:
    """A clock time as people say it."""
    if at is None:
        return ""
    return spoken_clock(at.astimezone(DENMARK) if isinstance(at, datetime) and at.tzinfo else at)


@register.filter
def tal(value: Decimal | float | None) -> str:
    """A number with Danish comma and without needless decimals: `19,83`, `18`."""
    if value is None:
        return ""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


@register.filter
def antal(count: int, words: str) -> str:
    """`3|antal:"møde,møder"` says `3 møder`."""
    one, many = words.split(",")
    return f"{count} {one if count == 1 else many}"


@register.filter
def og(names: Sequence[str]) -> str:
    """Several names as one says them: `Sundhedscenter, Voksenstøtte og Jobcenter`."""
    *first, last = names or ("",)
    return f"{', '.join(first)} og {last}" if first else last
