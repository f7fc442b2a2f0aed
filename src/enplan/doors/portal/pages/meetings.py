"""When and where are my meetings, and with whom? Say yes, ask for another time, bring somebody, take it home."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.portal.calendar_file import calendar_file
from enplan.doors.portal.forms.meetings import Answer
from enplan.doors.portal.my_case import my_case
from enplan.journey.access.facts import Doing
from enplan.journey.decisions.queries import answered
from enplan.journey.meetings.commands import answer_invitation
from enplan.journey.meetings.facts import Meeting, MeetingTime, State
from enplan.journey.meetings.queries import my_days, my_meeting, my_meetings
from enplan.journey.meetings.rules.happening import happening
from enplan.journey.plan.queries import measures
from enplan.journey.plan.rules.answered import standing
from enplan.journey.plan.rules.calendar import Moment
from enplan.kernel.calendar import DENMARK, danish_day
from enplan.kernel.ids import MeetingId, PersonId

HERE = "/min-plan/moeder/"
AHEAD = timedelta(weeks=26)


@require_GET
@citizen
def overview(request: Asked) -> HttpResponse:
    """The next meeting first."""
    page = my_meetings(my_case(request, "read_meetings"), on=danish_day(request.moment))
    return render(request, "portal/meetings.html", {"here": "moeder", "page": page})


@require_http_methods(["GET", "POST"])
@citizen
def one(request: Asked, meeting_id: UUID) -> HttpResponse:
    """One meeting, and my answer to it."""
    sight = my_case(request, "read_meetings")
    seen = my_meeting(sight, MeetingId(meeting_id))
    form = Answer(seen, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with kept(form):
            answer_invitation(
                sight,
                at=request.moment,
                meeting_id=seen.meeting.id,
                accept=data["answer"] == "ja",
                words=data["words"],
                brings=data["brings"],
                for_person=PersonId(UUID(data["for_person"])),
            )
        if form.is_valid():
            told = (
                "Vi ses til mødet." if data["answer"] == "ja" else "Kommunen har fået dit forslag og finder en ny tid."
            )
            return done(request, HERE, told)
    open_for_answer = seen.meeting.state == "planned" and seen.meeting.ends_at > request.moment and bool(seen.mine)
    context = {"here": "moeder", "seen": seen, "form": form, "open": open_for_answer}
    return render(request, "portal/meetings_one.html", context, status=422 if form.errors else 200)


@require_GET
@citizen
def one_calendar(request: Asked, meeting_id: UUID) -> HttpResponse:
    """One meeting for my own calendar."""
    return _file(request, [my_meeting(my_case(request, "read_meetings", Doing.EXPORT), MeetingId(meeting_id)).meeting])


@require_GET
@citizen
def all_calendar(request: Asked) -> HttpResponse:
    """All that happens to me in the coming half year, for my own calendar: the plan, appointments and meetings."""
    sight, on = my_case(request, "read_meetings", Doing.EXPORT), danish_day(request.moment)
    days, letters = my_days(sight, since=datetime.combine(on, time(), DENMARK)), answered(sight)
    me = sight.actor.person_id if sight.actor.person_id and days.case.by_id(sight.actor.person_id) else None
    found = happening(standing(measures(sight, known=()), letters), days.beside, on, on + AHEAD, me)
    meetings = [each for each in days.meetings if each.state is not State.HELD]
    return _file(request, meetings, [each for each in found if each.meeting_id is None])


def _file(request: Asked, meetings: Sequence[Meeting | MeetingTime], moments: Sequence[Moment] = ()) -> HttpResponse:
    host = request.get_host().partition(":")[0]
    content = calendar_file(meetings, host=host, at=request.moment, moments=moments)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="moede.ics"'
    return response


urlpatterns = [
    path("min-plan/moeder/", overview, name="my-meetings"),
    path("min-plan/moeder/kalender.ics", all_calendar, name="my-calendar"),
    path("min-plan/moeder/<uuid:meeting_id>/", one, name="my-meeting"),
    path("min-plan/moeder/<uuid:meeting_id>/kalender.ics", one_calendar, name="my-meeting-calendar"),
]
