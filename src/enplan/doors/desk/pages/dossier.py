"""What is already known? Documents and statements on the desk, so that nobody is asked twice."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.dossier import DocumentForm, OrderForm, ReceiveForm, ReuseForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.assessment.queries import AskedOfPerson
from enplan.journey.dossier.commands import add_document, receive_statement, reuse_statement
from enplan.journey.dossier.queries import dossier_page
from enplan.journey.sectorplans.commands import order_statement
from enplan.journey.sectorplans.queries import asked_before_with_plans, sector_plans_page, statements_elsewhere
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import StatementId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.cases.queries import case_of

STEP = "sagens-oplysninger"


@staff
def all_known(request: Asked, case_id: UUID) -> HttpResponse:
    """Everything that is known and may be seen, and what sector plans have ordered beside."""
    sight = let_in(request, case_id, "read_dossier")
    on = danish_day(request.moment)
    case = case_of(sight)
    names = {each.person_id: each.name for each in case.persons}
    elsewhere = [(each, names[each.person_id]) for each in statements_elsewhere(sight, on=on)]
    withheld = sector_plans_page(sight, on=on).withheld
    context = {"page": dossier_page(sight, on=on), "elsewhere": elsewhere, "withheld_plans": withheld}
    return render(request, "desk/dossier.html", {**case_frame(sight, STEP, case=case), **context})


@staff
def new_document(request: Asked, case_id: UUID) -> HttpResponse:
    """Something is known."""
    sight = let_in(request, case_id, "add_document")
    form = DocumentForm(case_of(sight).in_order, sight, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "text", "source", "day")}
        with kept(form):
            add_document(sight, at=request.moment, **form.about(), **told)
        if form.is_valid():
            return done(request, _root(case_id), "Oplysningen er gemt.")
    text = "Skriv det, andre i teamet har brug for at vide. Kilden følger altid med."
    return _form_page(request, sight, form, "Tilføj en oplysning", "Gem oplysningen", text)


@staff
def new_statement(request: Asked, case_id: UUID) -> HttpResponse:
    """A statement is ordered, unless one is already there."""
    sight = let_in(request, case_id, "handle_statement")
    law = lawbook().on(danish_day(request.moment))
    form = OrderForm(case_of(sight).in_order, sight, law, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with kept(form):
            order_statement(sight, at=request.moment, **form.order())
        if form.is_valid():
            return done(request, _root(case_id), "Erklæringen er bestilt.")
    text = "Er der allerede en erklæring om det samme, får du det at vide. Så bliver borgeren ikke undersøgt to gange."
    asked = asked_before_with_plans(sight, on=law.day)
    return _form_page(request, sight, form, "Bestil en erklæring", "Bestil", text, asked)


@staff
def one_statement(request: Asked, case_id: UUID, statement_id: UUID) -> HttpResponse:
    """One statement, with the one thing that can be done with it now: receive it, or use it again."""
    sight = let_in(request, case_id, "handle_statement")
    page = dossier_page(sight, on=danish_day(request.moment))
    seen = next((each for each in page.statements if each.statement.id == statement_id), None)
    if seen is None:
        raise Missing("record.missing")
    waiting = seen.statement.received_day is None
    data = request.POST if request.method == "POST" else None
    form = (
        ReceiveForm(data, initial={"revision": seen.statement.revision}, use_required_attribute=False)
        if waiting
        else ReuseForm(data, use_required_attribute=False)
    )
    if request.method == "POST" and form.is_valid():
        command = receive_statement if waiting else reuse_statement
        with kept(form):
            command(sight, at=request.moment, statement_id=StatementId(statement_id), **form.cleaned_data)
        if form.is_valid():
            text = "Erklæringen er modtaget." if waiting else "Det er noteret, at erklæringen bliver brugt igen."
            return done(request, _root(case_id), text)
    context = {"seen": seen, "form": form, "waiting": waiting, "back": _root(case_id)}
    return render(request, "desk/dossier_statement.html", {**case_frame(sight, STEP), **context}, status=_status(form))


def _form_page(
    request: Asked,
    sight: Sight,
    form: DocumentForm | OrderForm,
    heading: str,
    verb: str,
    text: str,
    asked: Sequence[AskedOfPerson] = (),
) -> HttpResponse:
    back = _root(sight.case_id)
    context = {"form": form, "heading": heading, "verb": verb, "text": text, "back": back, "asked": asked}
    return render(request, "desk/dossier_form.html", {**case_frame(sight, STEP), **context}, status=_status(form))


def _status(form: DocumentForm | OrderForm | ReceiveForm | ReuseForm) -> int:
    return 400 if form.errors else 200


def _root(case_id: UUID) -> str:
    return f"/arbejde/sager/{case_id}/sagens-oplysninger/"


ROOT = "sager/<uuid:case_id>/sagens-oplysninger/"
urlpatterns = [
    path(ROOT, all_known, name="desk-dossier"),
    path(f"{ROOT}dokument/ny/", new_document, name="desk-document-new"),
    path(f"{ROOT}erklaering/ny/", new_statement, name="desk-statement-new"),
    path(f"{ROOT}erklaering/<uuid:statement_id>/", one_statement, name="desk-statement"),
]
