"""Which meetings does the law demand, how few will do, and how does each go from plan to minutes?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.meetings import CancelForm, HoldForm, PlanForm, ReplyForm, proposed
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, number_told, staff
from enplan.journey.followup.commands import remind
from enplan.journey.meetings.commands import answer_invitation, cancel_meeting, hold_meeting, plan_meeting
from enplan.journey.meetings.facts import Meeting, State
from enplan.journey.meetings.queries import MeetingsPage, meeting_of, meetings_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import MeetingId
from enplan.kernel.sight import Sight

STEP = "moeder"


@require_GET
@staff
def overview(request: Asked, case_id: UUID) -> HttpResponse:
    """Duties, proposals, what is planned, and the calendar."""
    sight = let_in(request, case_id, "read_meetings")
    page = meetings_page(sight, on=danish_day(request.moment))
    return render(request, "desk/meetings.html", {**case_frame(sight, STEP), "page": page})


@require_http_methods(["GET", "POST"])
@staff
def new(request: Asked, case_id: UUID) -> HttpResponse:
    """Plan a meeting, from a proposal or from nothing."""
    sight = let_in(request, case_id, "plan_meetings")
    page = meetings_page(sight, on=danish_day(request.moment))
    form = PlanForm(page, request.POST or None, initial=_initial(request, page))
    if request.method == "POST" and form.is_valid():
        with kept(form):
            plan_meeting(sight, at=request.moment, **form.planned())
        if form.is_valid():
            return _done(request, sight, "Mødet er planlagt, og deltagerne har fået besked.")
    context = {**case_frame(sight, STEP), "form": form, "page": page}
    return render(request, "desk/meetings_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def one(request: Asked, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """One meeting: who comes, what it covers; hold it, cancel it or answer the invitation."""
    sight = let_in(request, case_id, "plan_meetings")
    meeting = meeting_of(sight, MeetingId(meeting_id))
    act = request.POST.get("act", "")
    hold = HoldForm(meeting, request.POST if act == "hold" else None)
    cancel = CancelForm(request.POST if act == "cancel" else None)
    reply = ReplyForm(request.POST if act == "reply" else None)
    if act == "hold" and hold.is_valid():
        with kept(hold):
            hold_meeting(sight, at=request.moment, meeting_id=meeting.id, **hold.held())
        if hold.is_valid():
            return _done(request, sight, "Mødet er holdt. Deltagerne kan læse referatet.")
    if act == "cancel" and cancel.is_valid():
        with kept(cancel):
            cancel_meeting(sight, at=request.moment, meeting_id=meeting.id, reason=cancel.cleaned_data["reason"])
        if cancel.is_valid():
            return _done(request, sight, "Mødet er aflyst. Dets mødepligter er åbne igen.")
    if act == "reply" and reply.is_valid():
        with kept(reply):
            said_yes, words = reply.cleaned_data["answer"] == "ja", reply.cleaned_data["words"]
            answer_invitation(sight, at=request.moment, meeting_id=meeting.id, accept=said_yes, words=words)
        if reply.is_valid():
            return _done(request, sight, "Dit svar er sendt.")
    return _shown(request, sight, meeting, {"hold": hold, "cancel": cancel, "reply": reply})


def _shown(
    request: Asked, sight: Sight, meeting: Meeting, forms: dict[str, HoldForm | CancelForm | ReplyForm]
) -> HttpResponse:
    mine = sight.actor.professional_id
    context = {
        **case_frame(sight, STEP),
        **forms,
        "meeting": meeting,
        "mine": meeting.of_professional(mine) if mine else None,
        "has_begun": meeting.starts_at <= request.moment,
        "planned": meeting.state is State.PLANNED,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "desk/meetings_one.html", context, status=422 if wrong else 200)


def _initial(request: Asked, page: MeetingsPage) -> dict[str, object]:
    """A proposal by its number; without one only the citizen and oneself are chosen."""
    chosen = number_told(request.GET.get("forslag", ""), otherwise=len(page.suggestions))
    if chosen < len(page.suggestions):
        return proposed(page.suggestions[chosen], request.actor.professional_id)
    citizen = next((str(each.person_id) for each in page.persons if each.place == "citizen"), "")
    return {"persons": [citizen], "professionals": [str(request.actor.professional_id)]}


def _done(request: Asked, sight: Sight, text: str) -> HttpResponse:
    """The lists over my cases come in step with what has just been done."""
    remind(sight, at=request.moment)
    return done(request, f"/arbejde/sager/{sight.case_id}/moeder/", text)


urlpatterns = [
    path("sager/<uuid:case_id>/moeder/", overview, name="desk-meetings"),
    path("sager/<uuid:case_id>/moeder/nyt/", new, name="desk-meeting-new"),
    path("sager/<uuid:case_id>/moeder/<uuid:meeting_id>/", one, name="desk-meeting"),
]
