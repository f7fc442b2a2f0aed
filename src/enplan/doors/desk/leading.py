"""Which figures do leaders see? No persons, no cases, no choice of group."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.parts.http import Asked, staff
from enplan.journey.outcomes.queries import figures
from enplan.kernel.calendar import danish_day


@require_GET
@staff
def overview(request: Asked) -> HttpResponse:
    """Figures of all cases together, up to the end of last month."""
    page = figures(request.actor, on=danish_day(request.moment))
    counts, means = (page.cases, *page.by_kind), (*page.counted, *page.changes)
    cells = {
        "counts": [each for each in counts if not each.hidden],
        "means": [each for each in means if not each.hidden],
        "hidden_counts": [each for each in counts if each.hidden],
        "hidden_means": [each for each in means if each.hidden],
    }
    return render(request, "desk/figures.html", {"here": "ledelse", "page": page, **cells})


urlpatterns = [path("", overview, name="figures")]
