"""What may the week hold for somebody of the case? Written down by the team as it was agreed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.week_form import WeekForm
from enplan.journey.assessment.commands import agree_capacity
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import PersonId
from enplan.registers.cases.queries import case_of
from enplan.registers.people.facts import Capacity
from enplan.registers.people.queries import persons


@staff
def week(request: Asked, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Hours, appointments, times of day and free days, as far as there is consent to one plan."""
    sight = let_in(request, case_id, "agree_capacity")
    someone = case_of(sight).by_id(PersonId(person_id))
    if someone is None:
        raise Missing("record.missing")
    shown = sight.shows(someone.person_id, Category.PLAN)
    agreed = persons([someone.person_id])[someone.person_id].capacity if shown else Capacity()
    posted = request.method == "POST"
    form = WeekForm(request.POST) if posted else WeekForm.showing(agreed)
    if posted and form.is_valid():
        with kept(form):
            agree_capacity(sight, at=request.moment, person_id=someone.person_id, capacity=form.capacity())
        if form.is_valid():
            back = f"/arbejde/sager/{case_id}/udredning/{someone.person_id}/"
            return done(request, back, "Det er skrevet ned, hvad ugen må rumme.")
    page = {"form": form, "person": someone, "shown": shown}
    status = 400 if form.errors else 200
    return render(request, "desk/week.html", {**case_frame(sight, "udredning"), **page}, status=status)


urlpatterns = [path("sager/<uuid:case_id>/udredning/uge/<uuid:person_id>/", week, name="desk_week")]
