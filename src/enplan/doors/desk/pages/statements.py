"""Which statements are there, whose turn is it, and what is done while one waits for the answer?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.dossier import CallOffForm, ChaseForm, PromiseForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.dossier.commands import call_off_statement, chase_statement, note_promise
from enplan.journey.dossier.queries import statement
from enplan.journey.sectorplans.queries import register_with_plans
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import StatementId

STEP = "sagens-oplysninger"
REVISED = (PromiseForm, CallOffForm)


@staff
def register(request: Asked, case_id: UUID) -> HttpResponse:
    """Every statement that may be seen, those that need somebody first."""
    sight = let_in(request, case_id, "read_register")
    page = register_with_plans(sight, on=danish_day(request.moment))
    return render(request, "desk/statements.html", {**case_frame(sight, STEP), "page": page})


@staff
def promise(request: Asked, case_id: UUID, statement_id: UUID) -> HttpResponse:
    """Note what the doctor has said about when."""
    text = "Skriv det, lægen har sagt. Lad det felt stå tomt, I ikke ved noget om."
    words = ("Notér, hvornår svaret kommer", "Gem dagene", text, "Dagene er gemt.")
    return _form_page(request, case_id, statement_id, PromiseForm, note_promise, words)


@staff
def chase(request: Asked, case_id: UUID, statement_id: UUID) -> HttpResponse:
    """Note that the one who is to answer was reminded."""
    text = "Ring eller skriv til den, der skal svare. Skriv her, hvad du har gjort. Borgeren får besked."
    words = ("Ryk for svaret", "Gem rykkeren", text, "Rykkeren er noteret.")
    return _form_page(request, case_id, statement_id, ChaseForm, chase_statement, words)


@staff
def call_off(request: Asked, case_id: UUID, statement_id: UUID) -> HttpResponse:
    """Note that nobody waits for the answer any more."""
    text = "Så venter I ikke længere på svaret, og der kan bestilles en ny uden begrundelse."
    words = ("Afbestil erklæringen", "Afbestil", text, "Erklæringen er afbestilt.")
    return _form_page(request, case_id, statement_id, CallOffForm, call_off_statement, words)


def _form_page(
    request: Asked,
    case_id: UUID,
    statement_id: UUID,
    form_class: type[forms.Form],
    command: Callable[..., Any],
    words: tuple[str, str, str, str],
) -> HttpResponse:
    sight = let_in(request, case_id, "handle_statement")
    one = statement(sight, statement_id=StatementId(statement_id))
    initial = {"revision": one.revision} if form_class in REVISED else {}
    data = request.POST if request.method == "POST" else None
    form = form_class(data, initial=initial, use_required_attribute=False)
    heading, verb, text, said = words
    if request.method == "POST" and form.is_valid():
        with kept(form):
            command(sight, at=request.moment, statement_id=one.id, **form.cleaned_data)
        if form.is_valid():
            return done(request, f"/arbejde/sager/{case_id}/sagens-oplysninger/erklaeringer/", said)
    back = f"/arbejde/sager/{case_id}/sagens-oplysninger/erklaering/{statement_id}/"
    context = {"form": form, "heading": f"{heading}: {one.kind}", "verb": verb, "text": text, "back": back}
    status = 400 if form.errors else 200
    page = {**case_frame(sight, STEP), **context, "back_to": one.kind}
    return render(request, "desk/dossier_form.html", page, status=status)


ROOT = "sager/<uuid:case_id>/sagens-oplysninger/"
urlpatterns = [
    path(f"{ROOT}erklaeringer/", register, name="desk-statements"),
    path(f"{ROOT}erklaering/<uuid:statement_id>/aftale/", promise, name="desk-statement-promise"),
    path(f"{ROOT}erklaering/<uuid:statement_id>/ryk/", chase, name="desk-statement-chase"),
    path(f"{ROOT}erklaering/<uuid:statement_id>/afbestil/", call_off, name="desk-statement-call-off"),
]
