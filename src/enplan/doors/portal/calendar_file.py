"""How does what happens come into a person's own calendar? As an iCalendar file that any calendar opens."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from enplan.journey.meetings.facts import Meeting, MeetingTime, State
from enplan.journey.plan.rules.calendar import Moment
from enplan.kernel.calendar import DENMARK

STATUS = {State.PLANNED: "CONFIRMED", State.HELD: "CONFIRMED", State.CANCELLED: "CANCELLED"}


def calendar_file(
    meetings: Iterable[Meeting | MeetingTime], *, host: str, at: datetime, moments: Iterable[Moment] = ()
) -> bytes:
    """What happens as a file. Times are written in world time, so that no calendar can misread the zone.

    It says no more than what, when and where: the purpose may be seen on a shared screen, so duties are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Én plan//DA")
    calendar.add("version", "2.0")
    for meeting in meetings:
        event = Event()
        event.add("uid", f"{meeting.id}@{host}")
        event.add("dtstamp", at.astimezone(UTC))
        event.add("dtstart", meeting.starts_at.astimezone(UTC))
        event.add("dtend", meeting.ends_at.astimezone(UTC))
        event.add("sequence", meeting.revision)
        event.add("summary", meeting.purpose)
        event.add("status", STATUS[meeting.state])
        if meeting.place:
            event.add("location", meeting.place)
        calendar.add_component(event)
    for moment in moments:
        calendar.add_component(_event(moment, host, at))
    content: bytes = calendar.to_ical()
    return content


def _event(moment: Moment, host: str, at: datetime) -> Event:
    """Something of the plan; read again, the same time is the same event."""
    named = uuid5(NAMESPACE_URL, f"{moment.measure_id} {moment.title} {moment.day} {moment.start} {moment.place}")
    event = Event()
    event.add("uid", f"{named}@{host}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", _in_world_time(moment.day, moment.start))
    event.add("dtend", _in_world_time(moment.day, moment.end))
    event.add("summary", moment.title)
    event.add("status", "CONFIRMED")
    if moment.place:
        event.add("location", moment.place)
    return event


def _in_world_time(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, DENMARK).astimezone(UTC)
