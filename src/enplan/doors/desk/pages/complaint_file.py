"""How does a professional hand a forwarded complaint to the body that hears it?"""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.letters.complaint_file import file_as_letter
from enplan.doors.letters.render import as_pdf
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.reasons import sentence
from enplan.journey.decisions.queries import complaint_file
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing

STEP = "afgoerelse"


@staff
@require_GET
def show(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """What the file holds; which papers weighed is chosen here."""
    sight = let_in(request, case_id, "handle_complaint")
    file = complaint_file(sight, part_id=part_id, on=danish_day(request.moment))
    return render(request, "desk/decisions_file.html", {**case_frame(sight, STEP), "file": file, "part_id": part_id})


@staff
@require_GET
def pdf(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """The file; that it was taken out stands among those who have looked."""
    sight = let_in(request, case_id, "export_complaint_file")
    today = danish_day(request.moment)
    file = complaint_file(sight, part_id=part_id, on=today, chosen=_chosen(request))
    return HttpResponse(
        as_pdf(file_as_letter(file, settings.MUNICIPALITY, on=today, say=sentence)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="klagesag-{today.isoformat()}.pdf"'},
    )


def _chosen(request: Asked) -> frozenset[UUID] | None:
    """The papers that were ticked; none of them is an answer too, but a bare address takes all."""
    if "valgt" not in request.GET:
        return None
    try:
        return frozenset(UUID(each) for each in request.GET.getlist("papir"))
    except ValueError as wrong:
        raise Missing("record.missing") from wrong


ROOT = "sager/<uuid:case_id>/afgoerelse/klager/<uuid:part_id>/"
urlpatterns = [
    path(ROOT + "sagen/", show, name="desk-decision-file"),
    path(ROOT + "sagen.pdf", pdf, name="desk-decision-file-pdf"),
]
