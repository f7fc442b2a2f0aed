"""Which day is it in Denmark, and is it a working day?"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")


def danish_day(at: datetime) -> date:
    """The Danish day of a moment.

    Raises:
        ValueError: the moment has no time zone, so nobody can say which day it is.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without time zone has no Danish day")
    return at.astimezone(DENMARK).date()


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the last of February."""
    return add_months(day, 12 * years)


def birthday(born: date, years: int) -> date:
    """The first day on which `age_on` says so many years; born 29 February it is 1 March in other years."""
    day = add_years(born, years)
    return day if day.day == born.day else day + timedelta(days=1)


def age_on(born: date, day: date) -> int:
    """Whole years lived on the day. Someone born 29 February turns a year older on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@lru_cache(maxsize=512)
def easter_sunday(year: int) -> date:
    """Easter Sunday of the year in the Gregorian calendar (the anonymous computus)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, left = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - epact - left) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


# From this year store bededag is a working day.
WITHOUT_GREAT_PRAYER_DAY = 2024


@lru_cache(maxsize=512)
def closed_days(year: int) -> frozenset[date]:
    """Danish days beside weekends on which no meeting is held: holidays, 5 June, 24 to 26 and 31 December."""
    easter = easter_sunday(year)
    moving = [easter + timedelta(days=days) for days in (-3, -2, 1, 39, 50)]
    if year < WITHOUT_GREAT_PRAYER_DAY:
        moving.append(easter + timedelta(days=26))
    fixed = [date(year, *day) for day in ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))]
    return frozenset([*moving, *fixed])


def is_working_day(day: date) -> bool:
    """Whether a meeting can be held on the day: no weekend and no closed day."""
    return day.weekday() < 5 and day not in closed_days(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def last_working_day(day: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The day so many working days later."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day
