"""How is a household or a plan written in the household format, so that reading it gives the same again?"""

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Final

from enplan.journey.sectorplans.facts import (
    Appointment,
    Capacity,
    Contact,
    Demand,
    Duty,
    Goal,
    Household,
    Measure,
    Person,
    Question,
    SectorPlan,
    Session,
    Statement,
)
from enplan.partners.sector_systems.keys import FORMAT, WEEKDAYS

Row = dict[str, object]
NOTHING: Final[tuple[object, ...]] = (None, "", (), [], {}, frozenset())


def household_json(household: Household) -> Row:
    """The household in the format `enplan.household/1`; what is not known is left out."""
    return _row(
        format=FORMAT,
        on=_day(household.on),
        municipality=household.municipality,
        regime=household.regime,
        persons=[_person(person) for person in household.persons],
        relations=[
            {"from": relation.one, "to": relation.other, "kind": relation.kind.value}
            for relation in household.relations
        ],
    ) | {"plans": [plan_json(plan) for plan in household.plans]}


def plan_json(plan: SectorPlan) -> Row:
    """One plan as it stands among the household's plans."""
    return _row(
        id=plan.id,
        plan_type=plan.plan_type,
        person=plan.person,
        made=_day(plan.made),
        follow_up=_day(plan.follow_up),
        contact=_contact(plan.contact),
        goals=[_goal(goal, plan) for goal in plan.goals],
        measures=[_measure(measure, plan) for measure in plan.measures],
        appointments=[_appointment(appointment, plan) for appointment in plan.appointments],
        duties=[_duty(duty, plan) for duty in plan.duties],
        questions=[_question(question, plan) for question in plan.questions],
        statements=[_statement(statement, plan) for statement in plan.statements],
    ) | {"department": plan.department}


def _row(**values: object) -> Row:
    """Only what is known."""
    return {key: value for key, value in values.items() if value not in NOTHING}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _clock(clock: time | None) -> str | None:
    return None if clock is None else clock.isoformat(timespec="minutes")


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _contact(contact: Contact | None) -> Row | None:
    return None if contact is None else {"name": contact.name} | _row(role=contact.role)


def _person(person: Person) -> Row:
    return _row(id=person.id, name=person.name, born=_day(person.born), capacity=_capacity(person.capacity))


def _capacity(capacity: Capacity) -> Row:
    numbers = {"hours_per_week": _number(capacity.hours_per_week), "contacts_per_week": capacity.contacts_per_week}
    return {key: number for key, number in numbers.items() if number is not None} | _row(
        not_before=_clock(capacity.not_before),
        not_after=_clock(capacity.not_after),
        free_days=[WEEKDAYS[day] for day in sorted(capacity.free_days)],
    )


def _people(persons: Iterable[str], plan: SectorPlan) -> list[str]:
    """Left out when it is the plan's person alone."""
    named = list(persons)
    return [] if named == [plan.person] else named


def _other(person: str, plan: SectorPlan) -> str | None:
    return None if person == plan.person else person


def _goal(goal: Goal, plan: SectorPlan) -> Row:
    return {"id": goal.id, "text": goal.text, "aim": goal.aim} | _row(person=_other(goal.person, plan))


def _measure(measure: Measure, plan: SectorPlan) -> Row:
    row = _row(
        id=measure.id,
        measure_type=measure.measure_type,
        title=measure.title,
        persons=_people(measure.persons, plan),
        starts=_day(measure.starts),
        ends=_day(measure.ends),
        demand=None if measure.demand is Demand.OFFER else measure.demand.value,
        sessions=[_session(session) for session in measure.sessions],
        goals=list(measure.goals),
        needs=[{"measure": need.of, "state": need.state.value} for need in measure.needs],
        waits_for=list(measure.waits_for),
        contact=_contact(measure.contact),
    )
    if measure.protected:
        row["protected"] = True
    if measure.hours_per_week is not None:
        row["hours_per_week"] = _number(measure.hours_per_week)
    return row


def _times(day: date, start: time, end: time) -> Row:
    return {"start": f"{day.isoformat()}T{start:%H:%M}", "end": f"{day.isoformat()}T{end:%H:%M}"}


def _session(session: Session) -> Row:
    row = _times(session.day, session.start, session.end) | _row(
        weekly_until=_day(session.weekly_until), place=session.place
    )
    return row | _row(**{"except": [day.isoformat() for day in sorted(session.except_days)]})


def _appointment(one: Appointment, plan: SectorPlan) -> Row:
    row = {"id": one.id} | _times(one.day, one.start, one.end)
    row |= _row(persons=_people(one.persons, plan), place=one.place, duty=one.duty)
    return row | _row(**{"with": [_contact(contact) for contact in one.attendees]})


def _duty(duty: Duty, plan: SectorPlan) -> Row:
    row: Row = {"id": duty.id, "meeting_rule": duty.meeting_rule, "from": duty.since.isoformat()}
    return row | _row(person=_other(duty.person, plan)) | ({"held": duty.held} if duty.held else {})


def _question(question: Question, plan: SectorPlan) -> Row:
    return _row(
        id=question.id,
        item=question.item,
        assessment=question.assessment,
        person=_other(question.person, plan),
        asked=_day(question.asked),
        answered=_day(question.answered),
    )


def _statement(statement: Statement, plan: SectorPlan) -> Row:
    return {"kind": statement.kind} | _row(
        id=statement.id,
        items=list(statement.items),
        person=_other(statement.person, plan),
        requested=_day(statement.requested),
        received=_day(statement.received),
        valid_until=_day(statement.valid_until),
    )
