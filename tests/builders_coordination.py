"""Which household does a test of the engine need? Plans with defaults, and what the engine finds of one kind."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Final, TypeVar

from enplan.journey.answer import answer
from enplan.journey.coordination.facts import Answer, Finding, Kind
from enplan.journey.sectorplans.facts import (
    Appointment,
    Capacity,
    Contact,
    Demand,
    Duty,
    Goal,
    Household,
    Item,
    Measure,
    Need,
    Person,
    Question,
    Relation,
    SectorPlan,
    Session,
    Statement,
)
from enplan.law.lawbook import lawbook

ON: Final = date(2026, 11, 23)  # a Monday
LAST: Final = ON + timedelta(days=26 * 7 - 1)  # the last day of the horizon
NOTHING_AGREED: Final = Capacity()
K = TypeVar("K", bound=Item)


def at(
    day: date, start: str, end: str, *, until: date | None = None, place: str = "", skip: Iterable[date] = ()
) -> Session:
    """A session; weekly when it has an end."""
    return Session(day, time.fromisoformat(start), time.fromisoformat(end), until, frozenset(skip), place)


def a_measure(
    name: str,
    *sessions: Session,
    kind: str = "mentorstoette",
    persons: tuple[str, ...] = ("mette",),
    starts: date = ON,
    ends: date | None = LAST,
    demand: Demand = Demand.OFFER,
    protected: bool = False,
    goals: tuple[str, ...] = ("job/maal",),
    needs: tuple[Need, ...] = (),
    waits_for: tuple[str, ...] = (),
    contact: Contact | None = None,
) -> Measure:
    """A measure `plan/id` that runs the whole horizon and serves a goal."""
    plan, _, own = name.partition("/")
    return Measure(
        plan,
        own,
        kind,
        persons,
        starts,
        ends,
        demand=demand,
        protected=protected,
        sessions=sessions,
        goals=goals,
        needs=needs,
        waits_for=waits_for,
        contact=contact,
    )


def a_meeting(
    name: str,
    day: date,
    start: str,
    end: str,
    *,
    duty: str | None = None,
    place: str = "",
    persons: tuple[str, ...] = ("mette",),
) -> Appointment:
    """A booked meeting `plan/id`."""
    plan, _, own = name.partition("/")
    return Appointment(plan, own, persons, day, time.fromisoformat(start), time.fromisoformat(end), place, duty)


def a_duty(name: str, rule: str, since: date, *, held: int = 0, person: str = "mette") -> Duty:
    """A meeting duty `plan/id`."""
    plan, _, own = name.partition("/")
    return Duty(plan, own, rule, person, since, held)


def a_goal(name: str, aim: str = "some-hours", *, person: str = "mette", text: str = "Mette arbejder lidt.") -> Goal:
    """A goal `plan/id`."""
    plan, _, own = name.partition("/")
    return Goal(plan, own, person, aim, text)


def a_question(name: str, item: str = "netvaerk", *, answered: date | None = None, person: str = "mette") -> Question:
    """A question `plan/id`."""
    plan, _, own = name.partition("/")
    return Question(plan, own, item, "vum", person, ON - timedelta(days=90), answered)


def a_statement(
    name: str, requested: date, *items: str, received: date | None = None, valid_until: date | None = None
) -> Statement:
    """A statement `plan/id`."""
    plan, _, own = name.partition("/")
    return Statement(plan, own, "LÆ 125", items, "mette", requested, received, valid_until)


def a_household(
    *items: Item,
    on: date = ON,
    capacity: Capacity = NOTHING_AGREED,
    plan_types: dict[str, str] | None = None,
    follow_up: dict[str, date] | None = None,
    contacts: dict[str, Contact] | None = None,
    relations: tuple[Relation, ...] = (),
    regime: str = "hop-2018",
) -> Household:
    """Mette, Freja and Carsten; each item in the plan it names, the plan's department called after it."""
    named = dict.fromkeys([*(item.plan for item in items), *(follow_up or {}), *(contacts or {})])
    plans = [
        SectorPlan(
            plan,
            (plan_types or {}).get(plan, "min-plan"),
            "mette",
            plan.upper(),
            follow_up=(follow_up or {}).get(plan),
            contact=(contacts or {}).get(plan),
            goals=_of(Goal, plan, items),
            measures=_of(Measure, plan, items),
            appointments=_of(Appointment, plan, items),
            duties=_of(Duty, plan, items),
            questions=_of(Question, plan, items),
            statements=_of(Statement, plan, items),
        )
        for plan in named
    ]
    persons = (
        Person("mette", date(1983, 4, 12), "Mette", capacity),
        Person("freja", date(2011, 2, 27), "Freja"),
        Person("carsten", date(1981, 8, 3), "Carsten"),
    )
    return Household(persons, tuple(plans), relations, on, regime=regime)


def _of(kind: type[K], plan: str, items: Iterable[Item]) -> tuple[K, ...]:
    return tuple(item for item in items if isinstance(item, kind) and item.plan == plan)


def ask(household: Household) -> Answer:
    """The answer for the household's own day."""
    assert household.on is not None
    return answer(household, lawbook(), household.on)


def found(household: Household, kind: Kind) -> list[Finding]:
    """The findings of one kind."""
    return [finding for finding in ask(household).findings if finding.kind is kind]
