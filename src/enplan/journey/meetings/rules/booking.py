"""How does a booked meeting look to the one who counts duties, clashes and load?

An appointment meets one duty, but a joint meeting several. So a meeting stands once among everything that happens, and
once per duty where duties are counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from enplan.journey.meetings.facts import Meeting, State
from enplan.journey.meetings.rules.presence import met
from enplan.journey.sectorplans.facts import Appointment, Household
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import PersonId

Refs = Mapping[PersonId, str]


def that_happen(household: Household, meetings: Iterable[Meeting], refs: Refs) -> Household:
    """The household with each meeting once: for clashes, load and the calendar."""
    return _with(household, meetings, refs, once=True)


def that_count(household: Household, meetings: Iterable[Meeting], refs: Refs) -> Household:
    """The household with each meeting once for every duty it meets: for duties alone, never for clashes or load."""
    return _with(household, meetings, refs, once=False)


def _with(household: Household, meetings: Iterable[Meeting], refs: Refs, *, once: bool) -> Household:
    booked: dict[str, list[Appointment]] = defaultdict(list)
    known = {plan.id for plan in household.plans}
    for meeting in meetings:
        for appointment in _appointments(meeting, refs, household, once=once):
            if appointment.plan in known:
                booked[appointment.plan].append(appointment)
    plans = tuple(
        replace(plan, appointments=(*plan.appointments, *booked[plan.id])) if plan.id in booked else plan
        for plan in household.plans
    )
    return replace(household, plans=plans)


def _appointments(meeting: Meeting, refs: Refs, household: Household, *, once: bool) -> list[Appointment]:
    """A cancelled meeting is none; of a held one only what it met counts."""
    plans = [plan.id for plan in household.plans]
    if meeting.state is State.CANCELLED or not plans:
        return []
    whose = {each.duty: refs.get(each.person_id, "") for each in meeting.discharges if _plan_of(each.duty) in plans}
    counted = [duty for duty in whose if meeting.state is State.PLANNED or duty in met(meeting)]
    if once:
        duty = next(iter(counted), None)
        return [_appointment(meeting, refs, _plan_of(duty) if duty else plans[0], duty, whose.get(duty or "", ""))]
    return [
        _appointment(meeting, refs, _plan_of(duty), duty, whose[duty], number) for number, duty in enumerate(counted)
    ]


def _appointment(meeting: Meeting, refs: Refs, plan: str, duty: str | None, whose: str, number: int = 0) -> Appointment:
    persons = [refs[person] for person in meeting.persons if person in refs]
    starts, ends = meeting.starts_at.astimezone(DENMARK), meeting.ends_at.astimezone(DENMARK)
    return Appointment(
        plan=plan,
        id=f"moede-{meeting.id}" + (f"-{number}" if number else ""),
        persons=tuple(dict.fromkeys([*persons, *([whose] if whose else [])])),
        day=starts.date(),
        start=starts.time(),
        end=ends.time(),
        place=meeting.place,
        duty=duty,
    )


def _plan_of(duty: str) -> str:
    return duty.split("/", maxsplit=1)[0]
