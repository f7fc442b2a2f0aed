"""What may my week hold? The citizen says it once, and every plan has to keep to it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.week_form import WeekForm
from enplan.doors.portal.my_case import my_case
from enplan.journey.assessment.commands import agree_capacity
from enplan.kernel.errors import Missing
from enplan.kernel.ids import PersonId
from enplan.registers.cases.queries import case_of
from enplan.registers.people.queries import persons


@citizen
def my_week(request: Asked, person_id: UUID | None = None) -> HttpResponse:
    """My own week, or that of a child I decide for."""
    sight = my_case(request, "agree_capacity")
    whose = PersonId(person_id) if person_id else sight.actor.person_id
    case = case_of(sight)
    someone = case.by_id(whose) if whose else None
    if someone is None:
        raise Missing("record.missing")
    posted = request.method == "POST"
    known = persons([someone.person_id])[someone.person_id]
    form = WeekForm(request.POST) if posted else WeekForm.showing(known.capacity)
    if posted and form.is_valid():
        with kept(form):
            agree_capacity(sight, at=request.moment, person_id=someone.person_id, capacity=form.capacity())
        if form.is_valid():
            return done(request, f"/min-plan/udredning/{whose}/", "Det er gemt. Planerne skal passe til din uge.")
    page = {"here": "udredning", "form": form, "person": someone, "me": sight.actor.person_id}
    return render(request, "portal/week.html", page, status=400 if form.errors else 200)


urlpatterns = [
    path("min-plan/udredning/min-uge/", my_week, name="my_week"),
    path("min-plan/udredning/min-uge/<uuid:person_id>/", my_week, name="week_of"),
]
