"""Who has several plans and nobody to gather them? Shown to the entrance, on a ground of the law, and written down."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from enplan.doors.desk.forms.candidates import FindCandidates
from enplan.doors.parts.answers import kept
from enplan.doors.parts.http import Asked, staff
from enplan.journey.sectorplans import policy
from enplan.journey.sectorplans.commands import find_candidates
from enplan.kernel.verdict import require


@require_http_methods(["GET", "POST"])
@staff
def find(request: Asked) -> HttpResponse:
    """The ground first; then, once, who it is about."""
    require(policy.may_find_candidates(request.actor))
    form = FindCandidates(request.POST or None)
    page: dict[str, object] = {"here": "henvendelser", "form": form}
    if request.method == "POST" and form.is_valid():
        with kept(form):
            given = form.cleaned_data
            found = find_candidates(request.actor, at=request.moment, ground=given["ground"], why=given["why"])
            page |= {"found": found, "looked": True}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "desk/candidates.html", page, status=status)


urlpatterns = [path("henvendelser/kandidater/", find, name="desk-candidates")]
