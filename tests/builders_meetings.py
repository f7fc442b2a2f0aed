"""Facts about meetings with defaults: a test names only what it is about."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_DNS, uuid4, uuid5

from enplan.journey.meetings.facts import (
    Attendance,
    Discharge,
    DueDuty,
    Effect,
    Form,
    Meeting,
    Reply,
    State,
)
from enplan.journey.sectorplans.facts import Duty, Household, Person, Relation, SectorPlan
from enplan.kernel.calendar import DENMARK
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, MeetingId, PersonId, ProfessionalId

MONDAY = date(2026, 11, 23)


def person_id(ref: str) -> PersonId:
    """The same id for the same short name, always."""
    return PersonId(uuid5(NAMESPACE_DNS, ref))


REFS = {person_id(ref): ref for ref in ("mette", "freja", "carsten")}


def an_attendance(ref: str = "", *, professional: str = "", reply: Reply = Reply.INVITED) -> Attendance:
    """Somebody is invited."""
    who = ProfessionalId(uuid5(NAMESPACE_DNS, professional)) if professional else None
    return Attendance(uuid4(), ref or professional, reply, person_id(ref) if ref else None, who)


def a_discharge(duty: str = "job/samtaler", person: str = "mette") -> Discharge:
    """A duty a meeting is to meet."""
    return Discharge(duty, "rule", person_id(person), Category.WORK, "Jobsamtale", "§ 1", Effect.STAYS, "hop-2018")


def a_meeting(
    *,
    day: date = MONDAY,
    duties: Iterable[Discharge] = (),
    there: Iterable[Attendance] = (),
    state: State = State.PLANNED,
    place: str = "",
) -> Meeting:
    """A meeting at ten."""
    starts = datetime.combine(day, time(10), DENMARK)
    return Meeting(
        id=MeetingId(uuid4()),
        case_id=CaseId(uuid4()),
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        form=Form.OFFICE,
        place=place,
        purpose="Status",
        agenda=(),
        state=state,
        planned_by="Susanne Brandt",
        planned_at=starts - timedelta(days=7),
        discharges=tuple(duties),
        attendances=tuple(there),
    )


def a_due_duty(
    name: str = "job/samtaler",
    *,
    person: str = "mette",
    form: str = "any",
    form_note: str = "",
    can_combine: bool = True,
    first: date | None = MONDAY,
    due: date | None = MONDAY + timedelta(days=30),
    demanded: int = 1,
    booked: int = 0,
) -> DueDuty:
    """A demand of a duty to meet."""
    return DueDuty(
        name=name,
        person=person,
        department="Jobcenter Nordby",
        meeting_rule="rule",
        sector="employment",
        label="Jobsamtale",
        legal_basis=(),
        effect=Effect.STAYS,
        form=form,
        form_note=form_note,
        sanction=True,
        can_combine=can_combine,
        first=first,
        due=due,
        demanded=demanded,
        booked=booked,
    )


def a_household(
    *plans: SectorPlan, persons: Iterable[Person] = (), relations: Iterable[Relation] = (), regime: str = "hop-2018"
) -> Household:
    """Mette and Freja, unless others are named, with these plans."""
    people = tuple(persons) or (
        Person("mette", date(1983, 4, 12), "Mette"),
        Person("freja", date(2011, 2, 27), "Freja"),
    )
    return Household(persons=people, plans=plans, relations=tuple(relations), regime=regime)


def a_plan(name: str = "job", *duties: Duty, person: str = "mette", department: str = "Jobcenter Nordby") -> SectorPlan:
    """A sector plan with these duties."""
    return SectorPlan(id=name, plan_type="min-plan", person=person, department=department, duties=duties)


def a_duty(name: str = "samtaler", *, plan: str = "job", rule: str = "bl-opfoelgning", person: str = "mette") -> Duty:
    """A duty that arose on 1 November 2026."""
    return Duty(plan, name, rule, person, date(2026, 11, 1))
