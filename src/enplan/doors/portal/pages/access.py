"""Who has looked in my case, and why?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.parts.http import Asked, citizen, number_told
from enplan.doors.portal.my_case import my_case
from enplan.journey.access.queries import who_looked


@require_GET
@citizen
def looked(request: Asked) -> HttpResponse:
    """Everybody who opened the case, day by day."""
    asked = number_told(request.GET.get("side", ""), otherwise=1)
    page = who_looked(my_case(request, "read_openings"), page=asked)
    return render(request, "portal/access_looked.html", {"here": "kig", "page": page})


urlpatterns = [path("min-plan/hvem-har-kigget/", looked, name="portal-looked")]
