"""What falls due: in one case with section and computation, in all my cases, and what nobody can count?"""

from datetime import UTC, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from icalendar import Calendar, Event

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.deadlines import NotedDayForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, number_told, staff
from enplan.doors.parts.reasons import sentence
from enplan.journey.appeals.queries import open_appeals
from enplan.journey.followup.commands import end_noted_day, note_day, remind
from enplan.journey.followup.facts import NotedEnd, Turn
from enplan.journey.followup.queries import case_deadlines, deadlines_ahead, my_deadlines, noted_page
from enplan.journey.followup.rules.deadlines import not_computed, of_request
from enplan.journey.team.queries import intake_board
from enplan.kernel.actor import Role
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit
from enplan.law.lawbook import lawbook

STEP = "frister"
NOTED: Final = "Dagen er noteret. Fristen er regnet ud."
ENDED: Final = {
    NotedEnd.DONE: "Det er noteret, at det er gjort. Fristen er væk.",
    NotedEnd.MISTAKEN: "Dagen tæller ikke med mere. Fristen er væk.",
}


@require_GET
@staff
def of_case(request: Asked, case_id: UUID) -> HttpResponse:
    """Every deadline of the case, and the calendar of them."""
    sight = let_in(request, case_id, "read_deadlines")
    page = case_deadlines(sight, on=danish_day(request.moment))
    return render(request, "desk/deadlines.html", {**case_frame(sight, STEP, case=page.case), "page": page})


@require_http_methods(["GET", "POST"])
@staff
def noted(request: Asked, case_id: UUID) -> HttpResponse:
    """The days that somebody has noted, what follows from them, and a form for one more."""
    sight = let_in(request, case_id, "note_day" if request.method == "POST" else "read_deadlines")
    page = noted_page(sight, on=danish_day(request.moment))
    form = NotedDayForm(page, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with kept(form):
            note_day(sight, at=request.moment, **form.noted())
        if form.is_valid():
            remind(sight, at=request.moment)
            return done(request, request.path, NOTED)
    context = {**case_frame(sight, STEP, case=page.case), "page": page, "form": form}
    return render(request, "desk/noted_days.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff
def end_noted(request: Asked, case_id: UUID, noted_id: UUID) -> HttpResponse:
    """What the law demands after the day is done, or the day was wrong."""
    sight, told = let_in(request, case_id, "note_day"), request.POST.get("ended_as", "")
    if told not in set(NotedEnd):
        raise Unfit("followup.say_how_the_day_ended")
    ended_as = NotedEnd(told)
    deadline = request.POST.get("deadline", "")
    end_noted_day(sight, at=request.moment, noted_id=noted_id, ended_as=ended_as, deadline=deadline)
    remind(sight, at=request.moment)
    return done(request, f"/arbejde/sager/{case_id}/frister/noterede-dage/", ENDED[ended_as])


@require_GET
@staff
def mine(request: Asked) -> HttpResponse:
    """What is due in my cases; at the entrance also the requests that wait."""
    on, told = danish_day(request.moment), request.GET.get("tur", "")
    turn = Turn(told) if told in set(Turn) else None
    at_entrance = request.actor.is_(Role.INTAKE)
    board = intake_board(request.actor, on=on) if at_entrance else []
    waiting = [(each.card, of_request(each.card.request, lawbook(), on)) for each in board]
    context = {
        "here": "frister",
        "page": my_deadlines(
            request.actor, on=on, turn=turn, page=number_told(request.GET.get("side", ""), otherwise=1)
        ),
        "turns": [each.value for each in Turn],
        "appeals": [(each, each.overdue(on)) for each in open_appeals(request.actor)] if at_entrance else [],
        "requests": [(card, due) for card, due in waiting if due is not None],
    }
    return render(request, "desk/deadlines_mine.html", context)


@require_GET
@staff
def calendar(request: Asked) -> HttpResponse:
    """The same for one's own calendar. It may lie open on a shared screen: it says of which kind, and nobody's name."""
    made, host = Calendar(), request.get_host().partition(":")[0]
    made.add("prodid", "-//Én plan//DA")
    made.add("version", "2.0")
    for each in deadlines_ahead(request.actor, on=danish_day(request.moment)):
        event = Event()
        event.add("uid", f"{each.key}@{host}")
        event.add("dtstamp", request.moment.astimezone(UTC))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", f"Frist: {sentence(f'due.{each.kind.value}')}")
        event.add("url", request.build_absolute_uri(f"/arbejde/sager/{each.case_id}/frister/"))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="frister.ics"'
    return response


@require_GET
@staff
def unknown(request: Asked) -> HttpResponse:
    """The deadlines that run without Én plan knowing since when."""
    page = not_computed(lawbook().on(danish_day(request.moment)))
    return render(request, "desk/deadlines_unknown.html", {"here": "frister", "rows": page})


urlpatterns = [
    path("frister/", mine, name="desk-my-deadlines"),
    path("frister/kalender.ics", calendar, name="desk-my-deadlines-calendar"),
    path("frister/kan-ikke-regnes-ud/", unknown, name="desk-unknown-deadlines"),
    path("sager/<uuid:case_id>/frister/", of_case, name="desk-deadlines"),
    path("sager/<uuid:case_id>/frister/noterede-dage/", noted, name="desk-noted-days"),
    path("sager/<uuid:case_id>/frister/noterede-dage/<uuid:noted_id>/", end_noted, name="desk-noted-day-end"),
]
