"""How is a sector plan kept? As the very document it came in, in the shape of the household file.

Reading here trusts what it reads: the door that let the plan in has checked it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, cast

from enplan.journey.sectorplans.facts import (
    Appointment,
    Contact,
    Demand,
    Duty,
    Goal,
    Item,
    Measure,
    Need,
    Question,
    SectorPlan,
    Session,
    State,
    Statement,
)

Document = dict[str, object]
KINDS: Final = ("goals", "measures", "appointments", "duties", "questions", "statements")


def document_of(plan: SectorPlan) -> Document:
    """The plan as it is written in a household file; what is not known is left out."""
    return _filled(
        id=plan.id,
        plan_type=plan.plan_type,
        person=plan.person,
        department=plan.department,
        made=_day(plan.made),
        follow_up=_day(plan.follow_up),
        contact=_contact(plan.contact),
        **{kind: [item_document(item) for item in getattr(plan, kind)] for kind in KINDS},
    )


def item_document(item: Item) -> Document:
    """One item as it is written in a household file."""
    match item:
        case Goal():
            return {"id": item.id, "text": item.text, "aim": item.aim, "person": item.person}
        case Measure():
            return _measure_document(item)
        case Appointment():
            return _filled(
                id=item.id,
                persons=list(item.persons),
                start=_moment(item.day, item.start),
                end=_moment(item.day, item.end),
                place=item.place,
                duty=item.duty,
                **{"with": [_contact(each) for each in item.attendees]},
            )
        case Duty():
            return {
                "id": item.id,
                "meeting_rule": item.meeting_rule,
                "person": item.person,
                "from": item.since.isoformat(),
                "held": item.held,
            }
        case Question():
            return _filled(
                id=item.id,
                item=item.item,
                assessment=item.assessment,
                person=item.person,
                asked=_day(item.asked),
                answered=_day(item.answered),
            )
        case Statement():
            return _filled(
                id=item.id,
                kind=item.kind,
                items=list(item.items),
                person=item.person,
                requested=_day(item.requested),
                received=_day(item.received),
                valid_until=_day(item.valid_until),
            )


def _measure_document(item: Measure) -> Document:
    return _filled(
        id=item.id,
        measure_type=item.measure_type,
        title=item.title,
        persons=list(item.persons),
        starts=_day(item.starts),
        ends=_day(item.ends),
        demand=item.demand.value,
        protected=item.protected,
        hours_per_week=None if item.hours_per_week is None else float(item.hours_per_week),
        sessions=[_session_document(each) for each in item.sessions],
        goals=list(item.goals),
        needs=[{"measure": each.of, "state": each.state.value} for each in item.needs],
        waits_for=list(item.waits_for),
        contact=_contact(item.contact),
    )


def _session_document(session: Session) -> Document:
    return _filled(
        start=_moment(session.day, session.start),
        end=_moment(session.day, session.end),
        weekly_until=_day(session.weekly_until),
        place=session.place,
        **{"except": sorted(day.isoformat() for day in session.except_days)},
    )


def plan_of(document: Mapping[str, object]) -> SectorPlan:
    """The plan that a kept document is about."""
    plan_id, person = _text(document, "id"), _text(document, "person")
    return SectorPlan(
        id=plan_id,
        plan_type=_text(document, "plan_type"),
        person=person,
        department=_text(document, "department"),
        made=_read_day(document, "made"),
        follow_up=_read_day(document, "follow_up"),
        contact=_read_contact(document.get("contact")),
        goals=tuple(_goal(plan_id, person, row) for row in _rows(document, "goals")),
        measures=tuple(_measure(plan_id, person, row) for row in _rows(document, "measures")),
        appointments=tuple(_appointment(plan_id, person, row) for row in _rows(document, "appointments")),
        duties=tuple(_duty(plan_id, person, row) for row in _rows(document, "duties")),
        questions=tuple(_question(plan_id, person, row) for row in _rows(document, "questions")),
        statements=tuple(_statement(plan_id, person, row) for row in _rows(document, "statements")),
    )


def _goal(plan: str, person: str, row: Mapping[str, object]) -> Goal:
    return Goal(plan, _text(row, "id"), _text(row, "person") or person, _text(row, "aim"), _text(row, "text"))


def _measure(plan: str, person: str, row: Mapping[str, object]) -> Measure:
    starts = _read_day(row, "starts")
    assert starts is not None  # no measure is let in without
    hours = row.get("hours_per_week")
    return Measure(
        plan=plan,
        id=_text(row, "id"),
        measure_type=_text(row, "measure_type"),
        persons=_texts(row, "persons") or (person,),
        starts=starts,
        ends=_read_day(row, "ends"),
        title=_text(row, "title"),
        demand=Demand(_text(row, "demand") or Demand.OFFER),
        protected=bool(row.get("protected")),
        hours_per_week=None if hours is None else Decimal(str(hours)),
        sessions=tuple(_session(each) for each in _rows(row, "sessions")),
        goals=_texts(row, "goals"),
        needs=tuple(Need(_text(each, "measure"), State(_text(each, "state"))) for each in _rows(row, "needs")),
        waits_for=_texts(row, "waits_for"),
        contact=_read_contact(row.get("contact")),
    )


def _session(row: Mapping[str, object]) -> Session:
    day, start = _read_moment(row, "start")
    days_off = frozenset(date.fromisoformat(each) for each in _texts(row, "except"))
    return Session(
        day, start, _read_moment(row, "end")[1], _read_day(row, "weekly_until"), days_off, _text(row, "place")
    )


def _appointment(plan: str, person: str, row: Mapping[str, object]) -> Appointment:
    day, start = _read_moment(row, "start")
    return Appointment(
        plan=plan,
        id=_text(row, "id"),
        persons=_texts(row, "persons") or (person,),
        day=day,
        start=start,
        end=_read_moment(row, "end")[1],
        place=_text(row, "place"),
        duty=_text(row, "duty") or None,
        attendees=tuple(contact for each in _rows(row, "with") if (contact := _read_contact(each))),
    )


def _duty(plan: str, person: str, row: Mapping[str, object]) -> Duty:
    since = _read_day(row, "from")
    assert since is not None  # no duty is let in without
    held = cast("int", row.get("held") or 0)
    return Duty(plan, _text(row, "id"), _text(row, "meeting_rule"), _text(row, "person") or person, since, held)


def _question(plan: str, person: str, row: Mapping[str, object]) -> Question:
    asked = _read_day(row, "asked")
    assert asked is not None  # no question is let in without
    return Question(
        plan,
        _text(row, "id"),
        _text(row, "item"),
        _text(row, "assessment"),
        _text(row, "person") or person,
        asked,
        _read_day(row, "answered"),
    )


def _statement(plan: str, person: str, row: Mapping[str, object]) -> Statement:
    requested = _read_day(row, "requested")
    assert requested is not None  # no statement is let in without
    return Statement(
        plan,
        _text(row, "id"),
        _text(row, "kind"),
        _texts(row, "items"),
        _text(row, "person") or person,
        requested,
        _read_day(row, "received"),
        _read_day(row, "valid_until"),
    )


def _filled(**fields: object) -> Document:
    """Only the fields that say something; numbers always do."""
    return {key: value for key, value in fields.items() if value or isinstance(value, (int, float))}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(day: date, clock: time) -> str:
    return f"{day.isoformat()}T{clock:%H:%M}"


def _contact(contact: Contact | None) -> Document | None:
    return _filled(name=contact.name, role=contact.role) if contact else None


def _text(row: Mapping[str, object], key: str) -> str:
    return cast("str", row.get(key) or "")


def _texts(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    return tuple(cast("Iterable[str]", row.get(key) or ()))


def _rows(row: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", row.get(key) or ())


def _read_day(row: Mapping[str, object], key: str) -> date | None:
    text = _text(row, key)
    return date.fromisoformat(text) if text else None


def _read_moment(row: Mapping[str, object], key: str) -> tuple[date, time]:
    moment = datetime.fromisoformat(_text(row, key))
    return moment.date(), moment.time()


def _read_contact(value: object) -> Contact | None:
    row = cast("Mapping[str, object]", value or {})
    return Contact(_text(row, "name"), _text(row, "role")) if row else None
