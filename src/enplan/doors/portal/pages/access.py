"""Who has looked in my case, and why?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.parts.http import Asked, citizen, number_told
from enplan.doors.portal.my_case import my_case
from enplan.journey.access.queries import who_looked
from enplan.journey.sectorplans.queries import candidate_looks


@require_GET
@citizen
def looked(request: Asked) -> HttpResponse:
    """Everybody who opened the case, day by day."""
    asked = number_told(request.GET.get("side", ""), otherwise=1)
    sight = my_case(request, "read_openings")
    page = {"here": "kig", "page": who_looked(sight, page=asked), "looks": candidate_looks(sight)}
    return render(request, "portal/access_looked.html", page)


urlpatterns = [path("min-plan/hvem-har-kigget/", looked, name="portal-looked")]
