"""How long can a consent last?"""

from collections.abc import Iterable
from datetime import date, timedelta

from enplan.journey.consent.facts import ConsentKind, ConsentScope
from enplan.journey.consent.rules.deciding import HEALTH, Thresholds, who_must
from enplan.kernel.calendar import age_on, birthday
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period

ONE_DAY = timedelta(days=1)


def last_possible_day(
    scope: ConsentScope, born: date, begins: date, custody: Iterable[PersonId], ages: Thresholds
) -> date | None:
    """The last day a consent can count; none where only the person's own word ends it.

    Health information for other purposes than treatment lapses after a year. What was said for a child ends the day
    before the birthday from which others must say it.
    """
    holders = tuple(custody)
    days = []
    if scope.kind is ConsentKind.INFORMATION and scope.category in HEALTH and ages.health_lasts is not None:
        days.append(ages.health_lasts.after(begins))
    now = who_must(scope, age_on(born, begins), holders, ages)
    later = (age for age in (ages.own_health, ages.own_plan, ages.of_age) if age > age_on(born, begins))
    days += [birthday(born, age) - ONE_DAY for age in later if who_must(scope, age, holders, ages) != now]
    return min(days, default=None)


def within(asked: Period, wanted: Period | None, begins: date, last: date | None) -> Period:
    """The days of a consent: no more than was asked for, no longer than possible, and not before today.

    Raises:
        Unfit: the question has lapsed, or the days lie outside those asked for.
    """
    if asked.last is not None and asked.last < begins:
        raise Unfit("consent.question_lapsed")
    if wanted is not None and not asked.covers(wanted):
        raise Unfit("consent.longer_than_asked")
    chosen = wanted or asked
    first = max(chosen.first, begins)
    ends = [day for day in (chosen.last, last) if day is not None]
    end = min(ends, default=None)
    if end is not None and end < first:
        raise Unfit("consent.question_lapsed")
    return Period(first, end)
