"""What would the plans of a case demand under each set of rules, and what may be set aside? Nothing is kept."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.comparison import DayAndRegime
from enplan.doors.parts.comparing import later_texts, rows_of, standings_of
from enplan.doors.parts.holding import as_shown
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.another_day import as_of
from enplan.journey.comparison import compare
from enplan.journey.holding import what_holds
from enplan.journey.meetings.queries import booked_duties
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import lawbook
from enplan.registers.cases.queries import case_of


@staff
@require_GET
def show(request: Asked, case_id: UUID) -> HttpResponse:
    """Every regime side by side, as of today."""
    sight = let_in(request, case_id, "compare_regimes")
    day = danish_day(request.moment)
    case = case_of(sight)
    booked, book = booked_duties(sight, on=day, case=case), lawbook()
    household = booked.with_meetings().duty_household
    columns = compare(household, book, day, str(settings.MUNICIPALITY["name"]))
    page = {
        "plans": household.plans,
        "columns": columns,
        "standings": standings_of(columns),
        "rows": rows_of(columns, book),
        "told": as_of(household, book, day).told,
        "later": later_texts(columns, book, day),
        "withheld": sum(booked.laid.withheld.values()),
    }
    return render(request, "desk/comparison.html", {**case_frame(sight, "samordning", case=case), **page})


@staff
@require_GET
def law(request: Asked, case_id: UUID) -> HttpResponse:
    """What the law demands of the case, and what may be set aside, on any day and under any regime."""
    sight = let_in(request, case_id, "compare_regimes")
    today = danish_day(request.moment)
    case = case_of(sight)
    form = DayAndRegime(request.GET or None, regimes=lawbook().regimes, first=case.regime, today=today)
    day, regime = form.chosen()
    laid = household_of(sight, on=today, case=case)
    found = what_holds(replace(laid.household, regime=regime), lawbook(), day, str(settings.MUNICIPALITY["name"]))
    page = {
        "form": form,
        "day": day,
        "found": found,
        "shown": as_shown(found, lawbook()),
        "withheld": sum(laid.withheld.values()),
    }
    return render(request, "desk/what_holds.html", {**case_frame(sight, "samordning", case=case), **page})


urlpatterns = [
    path("sager/<uuid:case_id>/samordning/ordninger/", show, name="desk-comparison"),
    path("sager/<uuid:case_id>/samordning/loven/", law, name="desk-what-holds"),
]
