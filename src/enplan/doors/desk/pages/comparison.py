"""What would the plans of a case demand under each set of rules? Nothing is decided, and nothing is kept."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.parts.comparing import rows_of
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.comparison import compare
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
    laid = household_of(sight, on=day, case=case)
    columns = compare(laid.household, lawbook(), day)
    page = {
        "plans": laid.household.plans,
        "columns": columns,
        "rows": rows_of(columns, lawbook()),
        "withheld": sum(laid.withheld.values()),
    }
    return render(request, "desk/comparison.html", {**case_frame(sight, "samordning", case=case), **page})


urlpatterns = [path("sager/<uuid:case_id>/samordning/ordninger/", show, name="desk-comparison")]
