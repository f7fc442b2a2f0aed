"""What did I have before, and what do I get now? Every right beside what comes after (S-65)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.parts.before_after import lay_out
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.portal.my_case import my_case
from enplan.journey.decisions.queries import answered
from enplan.journey.plan.queries import before_after


@citizen
@require_GET
def show(request: Asked) -> HttpResponse:
    """What each sector plan gave, and what became of it."""
    sight = my_case(request, "read_before_after")
    page = before_after(sight, at=request.moment, answers=answered(sight))
    context = {"here": "plan", "page": page, "laid": lay_out(page)}
    return render(request, "portal/before_after.html", context)


urlpatterns = [path("min-plan/foer-og-efter/", show, name="portal-before-after")]
