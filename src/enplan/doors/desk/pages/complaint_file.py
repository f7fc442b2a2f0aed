"""How does a professional hand a complaint to the body that hears it, and write down that it was sent?"""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.decisions import ForwardForm
from enplan.doors.letters.complaint_file import file_as_letter
from enplan.doors.letters.render import as_pdf
from enplan.doors.parts.again import surely
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.reasons import sentence
from enplan.journey.access.facts import Doing
from enplan.journey.decisions.commands import forward_complaint
from enplan.journey.decisions.queries import complaint_file
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing

STEP = "afgoerelse"


@staff
@require_http_methods(["GET", "POST"])
def show(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """What the file holds; which papers weighed is chosen here, and that it was sent is written down."""
    sight = let_in(request, case_id, "handle_complaint")
    today = danish_day(request.moment)
    file = complaint_file(sight, part_id=part_id, on=today)
    form = ForwardForm(request.POST or None, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        day, sent = form.cleaned_data["day"], False
        with kept(form):
            forward_complaint(sight, at=request.moment, complaint_part_id=part_id, day=day)
            sent = True
        if sent:
            here = reverse("desk-decision", kwargs={"case_id": case_id})
            return done(request, here, f"Klagen er sendt til {file.authority}. Borgeren har fået besked.")
    context = {
        **case_frame(sight, STEP),
        "file": file,
        "part_id": part_id,
        "form": form,
        "mine": file.clock_of(part_id),
    }
    return render(request, "desk/decisions_file.html", context, status=422 if form.errors else 200)


@staff
@require_GET
@surely(reading=True)
def pdf(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """The file; that it was taken out stands among those who have looked."""
    sight = let_in(request, case_id, "export_complaint_file", Doing.PRINT)
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
