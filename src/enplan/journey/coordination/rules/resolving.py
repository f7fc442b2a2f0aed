"""What do the plans look like when a way out is taken?

Played through is what says something certain of a measure or of the agreed limits: time, days, place, demand, goals,
what it waits for, and that two become one. To ask somebody or to keep things changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from enplan.journey.coordination.facts import Week
from enplan.journey.sectorplans.facts import Appointment, Demand, Household, Measure, SectorPlan, Session

Change = Mapping[str, object]
MOST_WEEKS = 60


def resolved(household: Household, changes: Sequence[Change]) -> Household:
    """The household with every change played through."""
    for change in changes:
        household = _one(household, change)
    return household


def whose(household: Household, change: Change) -> frozenset[str]:
    """The departments whose own plans become another by the change: what is theirs is moved by nobody else."""
    after = {plan.id: plan for plan in resolved(household, [change]).plans}
    return frozenset(plan.department for plan in household.plans if after[plan.id] != plan)


def _one(household: Household, change: Change) -> Household:
    named = change.get("item")
    if isinstance(named, str):
        household = _with_measures(
            household, lambda one: _changed(household, one, change) if one.name == named else one
        )
        return _with_appointments(household, named, change)
    if "merge" in change and isinstance(change["merge"], list):
        gone = {name for name in change["merge"] if name != change.get("into")}
        return _with_measures(household, lambda one: None if one.name in gone else one)
    if "person" in change and isinstance(change.get("set"), Mapping):
        return _with_limits(household, str(change["person"]), change["set"])
    return household


def _with_measures(household: Household, change: Callable[[Measure], Measure | None]) -> Household:
    def plan(old: SectorPlan) -> SectorPlan:
        return replace(old, measures=tuple(new for one in old.measures if (new := change(one)) is not None))

    return replace(household, plans=tuple(plan(each) for each in household.plans))


def _with_appointments(household: Household, named: str, change: Change) -> Household:
    """An appointment is moved or called off."""

    def plan(old: SectorPlan) -> SectorPlan:
        if not any(one.name == named for one in old.appointments):
            return old
        kept = (_rebooked(household, one, change) if one.name == named else one for one in old.appointments)
        return replace(old, appointments=tuple(one for one in kept if one is not None))

    return replace(household, plans=tuple(plan(each) for each in household.plans))


def _rebooked(household: Household, one: Appointment, change: Change) -> Appointment | None:
    booked = Session(one.day, one.start, one.end)
    match change:
        case {"move": Mapping() as move}:
            booked = _moved(booked, move)
        case {"shift_minutes": int() as minutes}:
            booked = _shifted(booked, minutes)
        case _ if one.day in _skipped(household, change):
            return None
    return replace(one, day=booked.day, start=booked.start, end=booked.end)


def _with_limits(household: Household, person: str, limits: object) -> Household:
    assert isinstance(limits, Mapping)
    hours, contacts = limits.get("hours_per_week"), limits.get("contacts_per_week")
    persons = []
    for each in household.persons:
        agreed = each.capacity
        if each.id == person and hours is not None:
            agreed = replace(agreed, hours_per_week=Decimal(str(hours)))
        if each.id == person and contacts is not None:
            agreed = replace(agreed, contacts_per_week=int(str(contacts)))
        persons.append(replace(each, capacity=agreed))
    return replace(household, persons=tuple(persons))


def _changed(household: Household, measure: Measure, change: Change) -> Measure:
    match change:
        case {"set": Mapping() as fields}:
            return _dated(measure, fields)
        case {"move": Mapping() as move}:
            return replace(measure, sessions=tuple(_moved(each, move) for each in measure.sessions))
        case {"shift_minutes": int() as minutes}:
            return replace(measure, sessions=tuple(_shifted(each, minutes) for each in measure.sessions))
        case {"add_goal": str() as goal}:
            return replace(measure, goals=tuple(dict.fromkeys((*measure.goals, goal))))
        case {"stop_waiting_for": list() as others}:
            return _set_free(measure, frozenset(map(str, others)))
    return _without(measure, _skipped(household, change))


def _skipped(household: Household, change: Change) -> set[date]:
    """The days on which it no longer happens."""
    match change:
        case {"except": list() as days}:
            return {date.fromisoformat(day) for day in days}
        case {"skip_when": str() as other}:
            first = date.fromisoformat(str(change["from"])) if change.get("from") else date.min
            return {day for day in _days(household, other) if day >= first}
        case {"pause": str() as week}:
            monday = Week(int(week[:4]), int(week[6:])).monday
            return {monday + timedelta(days=day) for day in range(7)}
    return set()


def _set_free(measure: Measure, others: frozenset[str]) -> Measure:
    """It waits for these no more."""
    needs = tuple(need for need in measure.needs if need.of not in others)
    return replace(measure, needs=needs, waits_for=tuple(each for each in measure.waits_for if each not in others))


def _dated(measure: Measure, fields: Mapping[str, object]) -> Measure:
    starts, ends = fields.get("starts"), fields.get("ends")
    if isinstance(starts, str):
        measure = replace(measure, starts=_first_time(measure, date.fromisoformat(starts)))
    if isinstance(ends, str):
        measure = replace(measure, ends=date.fromisoformat(ends))
    if isinstance(demand := fields.get("demand"), str):
        measure = replace(measure, demand=Demand(demand))
    if isinstance(place := fields.get("place"), str):
        measure = replace(measure, sessions=tuple(replace(each, place=place) for each in measure.sessions))
    return measure


def _first_time(measure: Measure, day: date) -> date:
    """The first day from that day on which it happens: nobody begins on a Saturday what is on Mondays."""
    last = measure.ends or date.max
    times = (one for session in measure.sessions for one in _weekly(session) if day <= one <= last)
    return min(times, default=day)


def _without(measure: Measure, days: set[date]) -> Measure:
    sessions = tuple(replace(each, except_days=each.except_days | days) for each in measure.sessions)
    return replace(measure, sessions=sessions)


def _days(household: Household, name: str) -> set[date]:
    """The days on which an item happens."""
    found: set[date] = set()
    for plan in household.plans:
        found |= {one.day for one in plan.appointments if one.name == name}
        for measure in plan.measures:
            if measure.name == name:
                found |= {day for each in measure.sessions for day in _weekly(each)}
    return found


def _weekly(session: Session) -> list[date]:
    last = session.weekly_until or session.day
    days = (session.day + timedelta(weeks=week) for week in range(MOST_WEEKS))
    return [day for day in days if day <= last and day not in session.except_days]


def _moved(session: Session, move: Mapping[str, object]) -> Session:
    start, end = time.fromisoformat(str(move["start"])), time.fromisoformat(str(move["end"]))
    if "day" in move and session.day.isoformat() == move.get("from"):
        return replace(session, day=date.fromisoformat(str(move["day"])), start=start, end=end)
    if "weekday" in move and session.day.weekday() == move.get("from_weekday"):
        later = (int(str(move["weekday"])) - session.day.weekday()) % 7
        until = session.weekly_until + timedelta(days=later) if session.weekly_until else None
        day = session.day + timedelta(days=later)
        return replace(session, day=day, start=start, end=end, weekly_until=until)
    return session


def _shifted(session: Session, minutes: int) -> Session:
    def later(at: time) -> time:
        return (datetime.combine(session.day, at) + timedelta(minutes=minutes)).time()

    return replace(session, start=later(session.start), end=later(session.end))
