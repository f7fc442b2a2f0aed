"""How well lit is my case, if it came to disability pension? The same as the desk sees, in plain words."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.letters.evidence import as_read
from enplan.doors.letters.evidence_file import file_of_evidence
from enplan.doors.letters.render import as_pdf
from enplan.doors.parts.again import surely
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.reasons import sentence
from enplan.doors.portal.my_case import my_case
from enplan.journey.access.facts import Doing
from enplan.journey.evidence.queries import EvidencePage, evidence_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.sight import Relation, Sight


@require_GET
@citizen
def overview(request: Asked) -> HttpResponse:
    """What is there, what is missing and who gets it."""
    sight = my_case(request, "read_evidence")
    page = _mine(request, sight)
    context = {"here": "plan", "page": page, "shown": as_read(page, sentence)}
    context["mine"] = sight.relation is Relation.CITIZEN and page.person.person_id == sight.actor.person_id
    return render(request, "portal/evidence.html", context)


@require_GET
@citizen
@surely(reading=True)
def file(request: Asked) -> HttpResponse:
    """The same as a PDF."""
    sight = my_case(request, "export_evidence", Doing.PRINT)
    page = _mine(request, sight)
    written = file_of_evidence(page, as_read(page, sentence), settings.MUNICIPALITY, reader=sight.actor.name)
    return HttpResponse(
        as_pdf(written),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="belysning-{page.on.isoformat()}.pdf"'},
    )


def _mine(request: Asked, sight: Sight) -> EvidencePage:
    """One's own; whoever stands by somebody reads of the one they may see."""
    on, me = danish_day(request.moment), sight.actor.person_id
    mine = me if sight.relation is Relation.CITIZEN else None
    return evidence_page(sight, on=on, person_id=mine)


urlpatterns = [
    path("min-plan/belysning/", overview, name="my-evidence"),
    path("min-plan/belysning.pdf", file, name="my-evidence-pdf"),
]
