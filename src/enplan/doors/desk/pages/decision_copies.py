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
from enplan.doors.letters.hearing import hearing_as_letter
from enplan.doors.letters.render import letter_to_print
from enplan.doors.letters.upheld import upheld_as_letter, whose
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.access.facts import Doing
from enplan.journey.decisions.commands import send_copy, send_hearing, send_upheld
from enplan.journey.decisions.facts.outside import CopyWay
from enplan.journey.decisions.queries import copy_page, hearing_letter, upheld_letter
from enplan.journey.followup.commands import remind
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import DecisionId, HearingId, PersonId
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


@staff
@require_GET
def hearing(request: Asked, case_id: UUID, hearing_id: UUID) -> HttpResponse:
    """What the holder of custody is asked before it is decided, and whether it has gone."""
    sight = let_in(request, case_id, "write_decision")
    return _hearing_page(request, sight, hearing_id, CopySentForm(initial={"day": danish_day(request.moment)}))


@staff
@require_GET
def hearing_pdf(request: Asked, case_id: UUID, hearing_id: UUID) -> HttpResponse:
    """The same, for the printer."""
    sight = let_in(request, case_id, "print_letter", Doing.PRINT)
    found = hearing_letter(sight, hearing_id=HearingId(hearing_id))
    return letter_to_print(hearing_as_letter(found, settings.MUNICIPALITY), "hoering")


@staff
@require_POST
def hearing_sent(request: Asked, case_id: UUID, hearing_id: UUID) -> HttpResponse:
    """The hearing has gone."""
    sight, form = let_in(request, case_id, "send_copy"), CopySentForm(request.POST)
    if form.is_valid():
        way, day = CopyWay(form.cleaned_data["way"]), form.cleaned_data["day"]
        with kept(form):
            send_hearing(sight, at=request.moment, hearing_id=HearingId(hearing_id), way=way, day=day)
            remind(sight, at=request.moment)
            return done(request, reverse("desk-decision", args=[case_id]), "Det er skrevet ned, at brevet er sendt.")
    return _hearing_page(request, sight, hearing_id, form)


def _hearing_page(request: Asked, sight: Sight, hearing_id: UUID, form: CopySentForm) -> HttpResponse:
    found = hearing_letter(sight, hearing_id=HearingId(hearing_id))
    letter = hearing_as_letter(found, settings.MUNICIPALITY)
    context = {**case_frame(sight, STEP), "hearing": found.hearing, "letter": letter, "form": form}
    return render(request, "desk/decisions_hearing_letter.html", context, status=422 if form.errors else 200)


@staff
@require_GET
def upheld(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """The answer to a complaint from outside the case, and whether it has gone."""
    sight = let_in(request, case_id, "write_decision")
    return _upheld_page(request, sight, part_id, CopySentForm(initial={"day": danish_day(request.moment)}))


@staff
@require_GET
def upheld_pdf(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """The same, for the printer."""
    sight = let_in(request, case_id, "print_letter", Doing.PRINT)
    found = upheld_letter(sight, part_id=part_id, on=danish_day(request.moment))
    return letter_to_print(upheld_as_letter(found, settings.MUNICIPALITY), "svar-paa-klage")


@staff
@require_POST
def upheld_sent(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """The answer has gone."""
    sight, form = let_in(request, case_id, "send_copy"), CopySentForm(request.POST)
    if form.is_valid():
        way, day = CopyWay(form.cleaned_data["way"]), form.cleaned_data["day"]
        with kept(form):
            send_upheld(sight, at=request.moment, complaint_part_id=part_id, way=way, day=day)
            remind(sight, at=request.moment)
            return done(request, reverse("desk-decision", args=[case_id]), "Det er skrevet ned, at brevet er sendt.")
    return _upheld_page(request, sight, part_id, form)


def _upheld_page(request: Asked, sight: Sight, part_id: UUID, form: CopySentForm) -> HttpResponse:
    clock = upheld_letter(sight, part_id=part_id, on=danish_day(request.moment))
    looked = clock.part.reassessment
    context = {
        **case_frame(sight, STEP),
        "clock": clock,
        "whom": whose(clock),
        "told": looked.told if looked else None,
        "letter": upheld_as_letter(clock, settings.MUNICIPALITY),
        "form": form,
    }
    return render(request, "desk/decisions_upheld_letter.html", context, status=422 if form.errors else 200)


def _page(request: Asked, sight: Sight, decision: DecisionId, holder: PersonId, form: CopySentForm) -> HttpResponse:
    found = copy_page(sight, decision_id=decision, holder_id=holder)
    letter = copy_as_letter(found, settings.MUNICIPALITY)
    context = {**case_frame(sight, STEP), "copy": found.copy, "letter": letter, "form": form}
    return render(request, "desk/decision_copy.html", context, status=422 if form.errors else 200)


ROOT = "sager/<uuid:case_id>/afgoerelse/<uuid:decision_id>/papir/<uuid:holder_id>/"
HEARD = "sager/<uuid:case_id>/afgoerelse/hoeringer/<uuid:hearing_id>/brev"
ANSWERED = "sager/<uuid:case_id>/afgoerelse/klager/<uuid:part_id>/brev"
urlpatterns = [
    path(ANSWERED + "/", upheld, name="desk-decision-upheld"),
    path(ANSWERED + ".pdf", upheld_pdf, name="desk-decision-upheld-pdf"),
    path(ANSWERED + "/sendt/", upheld_sent, name="desk-decision-upheld-sent"),
    path(HEARD + "/", hearing, name="desk-decision-hearing-letter"),
    path(HEARD + ".pdf", hearing_pdf, name="desk-decision-hearing-pdf"),
    path(HEARD + "/sendt/", hearing_sent, name="desk-decision-hearing-sent"),
    path(ROOT, show, name="desk-decision-copy"),
    path(ROOT + "brev.pdf", pdf, name="desk-decision-copy-pdf"),
    path(ROOT + "sendt/", sent, name="desk-decision-copy-sent"),
]
