"""What is shown of meetings, and of everything that happens on a day?"""

from enplan.journey.meetings.queries.calendar import CalendarEntry, CalendarWeek
from enplan.journey.meetings.queries.days import Days, my_days
from enplan.journey.meetings.queries.lying import Booked, WithMeetings
from enplan.journey.meetings.queries.pages import (
    DutyLine,
    MeetingsPage,
    MyMeeting,
    MyMeetings,
    NextMeeting,
    SuggestionLine,
    all_meetings,
    booked_duties,
    household_with_meetings,
    meeting_of,
    meetings_of_professional,
    meetings_page,
    my_meeting,
    my_meetings,
)

__all__ = [
    "Booked",
    "CalendarEntry",
    "CalendarWeek",
    "Days",
    "DutyLine",
    "MeetingsPage",
    "MyMeeting",
    "MyMeetings",
    "NextMeeting",
    "SuggestionLine",
    "WithMeetings",
    "all_meetings",
    "booked_duties",
    "household_with_meetings",
    "meeting_of",
    "meetings_of_professional",
    "meetings_page",
    "my_days",
    "my_meeting",
    "my_meetings",
]
