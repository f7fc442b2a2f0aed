"""How does a meeting come into a person's own calendar? As an iCalendar file that any calendar opens."""

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from enplan.journey.meetings.facts import Meeting, State

STATUS = {State.PLANNED: "CONFIRMED", State.HELD: "CONFIRMED", State.CANCELLED: "CANCELLED"}


def calendar_file(meetings: Iterable[Meeting], *, host: str, at: datetime) -> bytes:
    """The meetings as a file. Times are written in world time, so that no calendar can misread the zone.

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
    content: bytes = calendar.to_ical()
    return content
