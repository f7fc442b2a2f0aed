"""What do the two sides do in a measure? A first suggestion in plain words, until people write their own."""

from collections.abc import Sequence
from datetime import time

from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.plan.facts import Responsible, Times
from enplan.journey.sectorplans.facts import Demand

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def citizen_does(demand: str, times: Sequence[Times]) -> str:
    """What the citizen does, in the first person: the plan is theirs."""
    when = said_times(times)
    if when:
        return f"Jeg kommer {when}."
    if demand == Demand.TREATMENT:
        return "Jeg følger behandlingen, som vi har aftalt."
    return "Jeg deltager, som vi har aftalt."


def municipality_does(title: str, responsible: Responsible) -> str:
    """What the authority's side does, and who there."""
    who = responsible.name or responsible.department or "Kommunen"
    place = f" fra {responsible.department}" if responsible.name and responsible.department else ""
    return f"{who}{place} står for: {title}."


def said_times(times: Sequence[Times]) -> str:
    """For example »tirsdag kl. 14-15 og torsdag kl. 13.20-14.20«: each weekday and hour once."""
    weekly = [each for each in times if each.weekly_until and each.weekly_until > each.day]
    said = dict.fromkeys(_said(each) for each in sorted(weekly, key=lambda one: (one.day.weekday(), one.start)))
    return _joined([*said])


def told_times(times: Sequence[Times]) -> str:
    """All of them with where and from when, so that nothing about them can read otherwise unseen."""
    return "; ".join(_told(each) for each in sorted(times, key=lambda one: (one.day, one.start)))


def _told(each: Times) -> str:
    weekly = each.weekly_until is not None and each.weekly_until > each.day
    until = f" til {said_day(each.weekly_until)}" if weekly and each.weekly_until else ""
    off = f"ikke {_joined([said_day(day) for day in each.except_days])}" if each.except_days else ""
    days = f"{'fra ' if weekly else ''}{said_day(each.day)}{until}"
    return ", ".join(filter(None, [_said(each), days, each.place, off]))


def _said(each: Times) -> str:
    return f"{WEEKDAYS[each.day.weekday()]} kl. {_clock(each.start)}-{_clock(each.end)}"


def _clock(at: time) -> str:
    return f"{at.hour}.{at.minute:02}" if at.minute else str(at.hour)


def _joined(words: Sequence[str]) -> str:
    *first, last = words or [""]
    return f"{', '.join(first)} og {last}" if first else last
