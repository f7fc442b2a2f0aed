"""How does it go? My own words about my goals, what others have written, and where I stand."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.portal.forms.progress import HowItGoes, WhereIStand
from enplan.doors.portal.my_case import my_case
from enplan.journey.evidence.queries import grown_ups
from enplan.journey.followup.commands import note_progress
from enplan.journey.followup.queries import progress_page
from enplan.journey.outcomes.commands import record_reading
from enplan.journey.outcomes.queries import outcomes_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.sight import Relation, Sight

HERE = "/min-plan/fremgang/"


@require_http_methods(["GET", "POST"])
@citizen
def overview(request: Asked) -> HttpResponse:
    """What has been said, and two small forms."""
    sight = my_case(request, "note_progress" if request.method == "POST" else "read_progress")
    page = progress_page(sight)
    outcomes = outcomes_page(sight, case=page.case)
    act = request.POST.get("act", "")
    about = {"about": request.GET.get("om", "")}
    how = HowItGoes(page, request.POST if act == "note" else None, auto_id="how_%s", initial=about)
    where = WhereIStand(outcomes, _mine(sight), request.POST if act == "read" else None, auto_id="where_%s")
    if act == "note" and how.is_valid():
        with kept(how):
            note_progress(sight, at=request.moment, **how.noted())
        if how.is_valid():
            return done(request, HERE, "Tak. Din kontaktperson kan læse, hvordan det går.")
    if act == "read" and where.is_valid():
        with kept(where):
            record_reading(sight, at=request.moment, **where.read())
        if where.is_valid():
            return done(request, HERE, "Tak. Dit svar er gemt.")
    context = {"here": "plan", "page": page, "outcomes": outcomes, "how": how, "where": where}
    context["writes"] = sight.relation is Relation.CITIZEN and page.closure is None
    context["lit"] = bool(grown_ups(sight, case=page.case, on=danish_day(request.moment)))
    return render(request, "portal/progress.html", context, status=422 if act else 200)


def _mine(sight: Sight) -> frozenset[UUID]:
    me = sight.actor.person_id
    return frozenset([*([me] if me else []), *sight.actor.acts_for])


urlpatterns = [path("min-plan/fremgang/", overview, name="my-progress")]
