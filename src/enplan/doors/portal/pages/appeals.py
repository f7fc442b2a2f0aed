"""How does a citizen complain over a no to one plan?"""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.letters.appeal_answer import answer_as_letter
from enplan.doors.letters.letter import Letter
from enplan.doors.letters.render import letter_to_print
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.stepwise import steps
from enplan.doors.portal.forms.appeals import Complain
from enplan.journey.appeals.commands import complain_over_refusal
from enplan.journey.appeals.queries import refusal_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import RequestId


@require_http_methods(["GET", "POST"])
@citizen
def complain(request: Asked, request_id: UUID) -> HttpResponse:
    """Complain over the no; when that is done, what happens with the complaint."""
    on = danish_day(request.moment)
    page = refusal_page(request.actor, request_id=RequestId(request_id), on=on)
    form = Complain(request.POST or None) if page.clock is None else None
    if request.method == "POST" and form is not None and form.is_valid():
        complained = False
        with kept(form):
            text = form.cleaned_data["text"]
            complain_over_refusal(request.actor, at=request.moment, request_id=page.request.id, text=text)
            complained = True
        if complained:
            return done(request, request.path, "Vi har fået din klage. Her kan du se, hvad der sker med den.")
    context = {
        "page": page,
        "clock": page.clock,
        "late": page.last_day.day is not None and on > page.last_day.day,
        "steps": steps(page.clock.due if page.clock else page.last_day, on),
        "form": form,
    }
    return render(request, "portal/appeal.html", context, status=422 if form is not None and form.errors else 200)


def _letter(request: Asked, request_id: UUID) -> Letter:
    page = refusal_page(request.actor, request_id=RequestId(request_id), on=danish_day(request.moment))
    if page.clock is None or page.clock.appeal.outcome is None:
        raise Missing("record.missing")
    return answer_as_letter(page.clock, settings.MUNICIPALITY)


@require_GET
@citizen
def letter(request: Asked, request_id: UUID) -> HttpResponse:
    """The answer to the complaint, as it was written."""
    page = {"letter": _letter(request, request_id), "request_id": request_id}
    return render(request, "portal/appeal_letter.html", page)


@require_GET
@citizen
def letter_pdf(request: Asked, request_id: UUID) -> HttpResponse:
    """The same on paper."""
    return letter_to_print(_letter(request, request_id), "svar-paa-klage")


ROOT = "soeg-en-plan/<uuid:request_id>/klage/"
urlpatterns = [
    path(ROOT, complain, name="portal-appeal"),
    path(ROOT + "brev/", letter, name="portal-appeal-letter"),
    path(ROOT + "brev.pdf", letter_pdf, name="portal-appeal-letter-pdf"),
]
