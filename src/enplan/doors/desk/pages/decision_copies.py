"""How does a decision about a child reach the holder of custody who is not in the case? On paper, and it is noted."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.decisions import CopySentForm
from enplan.doors.desk.pages.decisions import STEP
from enplan.doors.letters.decision import copy_as_letter
from enplan.doors.letters.render import letter_to_print
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.access.facts import Doing
from enplan.journey.decisions.commands import send_copy
from enplan.journey.decisions.facts.outside import CopyWay
from enplan.journey.decisions.queries import copy_page
from enplan.journey.followup.commands import remind
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import DecisionId, PersonId
from enplan.kernel.sight import Sight


@staff
@require_GET
def show(request: Asked, case_id: UUID, decision_id: UUID, holder_id: UUID) -> HttpResponse:
    """The letter as it goes to the holder of custody, and whether it has gone."""
    sight = let_in(request, case_id, "write_decision")
    form = CopySentForm(initial={"day": danish_day(request.moment)})
    return _page(request, sight, DecisionId(decision_id), PersonId(holder_id), form)


@staff
@require_GET
def pdf(request: Asked, case_id: UUID, decision_id: UUID, holder_id: UUID) -> HttpResponse:
    """The same, for the printer."""
    sight = let_in(request, case_id, "print_letter", Doing.PRINT)
    found = copy_page(sight, decision_id=DecisionId(decision_id), holder_id=PersonId(holder_id))
    return letter_to_print(copy_as_letter(found, settings.MUNICIPALITY), "afgoerelse")


@staff
@require_POST
def sent(request: Asked, case_id: UUID, decision_id: UUID, holder_id: UUID) -> HttpResponse:
    """The letter has gone."""
    sight, form = let_in(request, case_id, "send_copy"), CopySentForm(request.POST)
    decision, holder = DecisionId(decision_id), PersonId(holder_id)
    if form.is_valid():
        way, day = CopyWay(form.cleaned_data["way"]), form.cleaned_data["day"]
        with kept(form):
            send_copy(sight, at=request.moment, decision_id=decision, holder_id=holder, way=way, day=day)
            remind(sight, at=request.moment)
            return done(request, reverse("desk-decision", args=[case_id]), "Det er skrevet ned, at brevet er sendt.")
    return _page(request, sight, decision, holder, form)


def _page(request: Asked, sight: Sight, decision: DecisionId, holder: PersonId, form: CopySentForm) -> HttpResponse:
    found = copy_page(sight, decision_id=decision, holder_id=holder)
    letter = copy_as_letter(found, settings.MUNICIPALITY)
    context = {**case_frame(sight, STEP), "copy": found.copy, "letter": letter, "form": form}
    return render(request, "desk/decision_copy.html", context, status=422 if form.errors else 200)


ROOT = "sager/<uuid:case_id>/afgoerelse/<uuid:decision_id>/papir/<uuid:holder_id>/"
urlpatterns = [
    path(ROOT, show, name="desk-decision-copy"),
    path(ROOT + "brev.pdf", pdf, name="desk-decision-copy-pdf"),
    path(ROOT + "sendt/", sent, name="desk-decision-copy-sent"),
]
