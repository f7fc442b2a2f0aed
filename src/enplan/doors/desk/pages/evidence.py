"""How well lit is the case, if it came to disability pension: what is there, what is missing, and who gets it?"""

from uuid import UUID

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.evidence import ArrangeForm, FileForm, SetAsideForm
from enplan.doors.letters.evidence import CaseShown, DocumentShown, as_read
from enplan.doors.letters.evidence_file import file_of_evidence
from enplan.doors.letters.render import as_pdf
from enplan.doors.parts.again import surely
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.reasons import sentence
from enplan.journey.access.facts import Doing
from enplan.journey.evidence.commands import (
    arrange_document,
    file_paper,
    reopen_document,
    set_document_aside,
    take_paper_out,
)
from enplan.journey.evidence.queries import GROWN_UP, EvidencePage, evidence_page
from enplan.journey.evidence.rules.points import ALWAYS, filed_under
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import DocumentId, PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.cases.queries import case_of

STEP = "belysning"
DONE = {
    "arrange": "Det er aftalt, hvem der skaffer det.",
    "aside": "Det er noteret, at det ikke er nødvendigt.",
    "reopen": "Aftalen er taget tilbage.",
    "file": "Dokumentet er lagt på plads.",
    "take-out": "Dokumentet er taget ud igen.",
}


@require_GET
@staff
def overview(request: Asked, case_id: UUID) -> HttpResponse:
    """The figure, each document, each piece of evidence with day and source."""
    sight = let_in(request, case_id, "read_evidence")
    try:
        page = _page(request, sight)
    except Missing:
        if request.GET.get("hvem"):
            raise
        return _nobody(request, sight)
    context = {"page": page, "shown": as_read(page, sentence), "whom": _whom(page)}
    context["whom_too"] = _whom(page).replace("?", "&")
    return render(request, "desk/evidence.html", {**case_frame(sight, STEP), **context})


def _nobody(request: Asked, sight: Sight) -> HttpResponse:
    """Nobody's plan may be seen yet, or there are only children: what to do now."""
    case, on = case_of(sight), danish_day(request.moment)
    adults = [each.name for each in case.in_order if each.age(on) >= GROWN_UP]
    return render(request, "desk/evidence_empty.html", {**case_frame(sight, STEP, case=case), "adults": adults})


@require_http_methods(["GET", "POST"])
@staff
def one_document(request: Asked, case_id: UUID) -> HttpResponse:
    """One document of the law: who gets it, why it is not needed, or which paper it is."""
    sight = let_in(request, case_id, "light_case")
    page = _page(request, sight)
    document = _document(as_read(page, sentence), request.GET.get("dokument", ""))
    act = request.POST.get("act", "")
    forms: dict[str, Form] = {
        "arrange": ArrangeForm(request.POST if act == "arrange" else None, auto_id="arrange_%s"),
        "aside": SetAsideForm(request.POST if act == "aside" else None, auto_id="aside_%s"),
        "file": FileForm(document, page.papers, request.POST if act == "file" else None, auto_id="file_%s"),
    }
    form = forms.get(act, Form(request.POST))
    if act in DONE and form.is_valid():
        with kept(form):
            _do(sight, request, page.person.person_id, document.id, act, form)
        if form.is_valid():
            return done(request, f"/arbejde/sager/{case_id}/belysning/{_whom(page)}#{document.id}", DONE[act])
    filed = {each.filed_id for each in filed_under(document.id, page.marks)}
    context = {
        **forms,
        "page": page,
        "document": document,
        "refused": form.errors if act and act not in forms else None,
        "can_set_aside": _requirement(document.id) != ALWAYS,
        "filed": [each for each in page.papers if each.id in filed],
        "arranged": bool(document.getting) or _is_set_aside(page, document),
        "back": f"../{_whom(page)}#{document.id}",
    }
    status = 422 if act else 200
    return render(request, "desk/evidence_document.html", {**case_frame(sight, STEP), **context}, status=status)


@require_GET
@staff
@surely(reading=True)
def file(request: Asked, case_id: UUID) -> HttpResponse:
    """The whole as one PDF with the data inside; who fetched it stands in the access log."""
    sight = let_in(request, case_id, "export_evidence", Doing.PRINT)
    page = _page(request, sight)
    written = file_of_evidence(page, as_read(page, sentence), settings.MUNICIPALITY, reader=sight.actor.name)
    return HttpResponse(
        as_pdf(written),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="belysning-{page.on.isoformat()}.pdf"'},
    )


def _page(request: Asked, sight: Sight) -> EvidencePage:
    told = request.GET.get("hvem", "")
    person = PersonId(_id_told(told)) if told else None
    return evidence_page(sight, on=danish_day(request.moment), person_id=person)


def _id_told(told: str) -> UUID:
    """An id in an address or a form; what is none is of nothing."""
    try:
        return UUID(told)
    except ValueError:
        raise Missing("record.missing") from None


def _whom(page: EvidencePage) -> str:
    """The part of the address that says whom it is about, unless it is the first."""
    return "" if page.person == page.people[0] else "?" + urlencode({"hvem": str(page.person.person_id)})


def _document(shown: CaseShown, key: str) -> DocumentShown:
    if not key:
        return next(iter((*shown.lacking, *shown.documents)))
    found = next((each for each in shown.documents if each.id == key), None)
    if found is None:
        raise Missing("record.missing")
    return found


def _requirement(key: str) -> str:
    return lawbook().pension_documents[key].requirement


def _is_set_aside(page: EvidencePage, document: DocumentShown) -> bool:
    seen = page.light.named(document.id)
    return bool(seen and seen.not_needed and seen.not_needed.key == "said")


def _do(sight: Sight, request: Asked, person_id: PersonId, document: str, act: str, form: Form) -> None:
    at, data = request.moment, form.cleaned_data
    if act == "arrange":
        arrange_document(sight, at=at, person_id=person_id, document=document, **data)
    elif act == "aside":
        set_document_aside(sight, at=at, person_id=person_id, document=document, **data)
    elif act == "reopen":
        reopen_document(sight, at=at, person_id=person_id, document=document)
    elif isinstance(form, FileForm):
        file_paper(sight, at=at, person_id=person_id, document=document, **form.filing())
    else:
        paper = DocumentId(_id_told(request.POST.get("paper", "")))
        take_paper_out(sight, at=at, person_id=person_id, document=document, paper_id=paper)


ROOT = "sager/<uuid:case_id>/belysning/"
urlpatterns = [
    path(ROOT, overview, name="desk-evidence"),
    path(f"{ROOT}dokument/", one_document, name="desk-evidence-document"),
    path(f"{ROOT}belysning.pdf", file, name="desk-evidence-pdf"),
]
