"""How does the one entrance take down a complaint over a no, answer it, and send it on?"""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from enplan.doors.desk.forms.appeals import AnswerAppeal, TakeDown
from enplan.doors.desk.forms.decisions import ForwardForm
from enplan.doors.desk.forms.entrance import SendLetter
from enplan.doors.letters.appeal_answer import answer_as_letter
from enplan.doors.letters.appeal_file import appeal_as_letter
from enplan.doors.letters.letter import Letter
from enplan.doors.letters.render import as_pdf, letter_to_print
from enplan.doors.parts.again import surely
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, staff
from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.stepwise import steps
from enplan.journey.appeals import policy, rules
from enplan.journey.appeals.commands import (
    answer_appeal,
    complain_over_refusal,
    forward_appeal,
    send_appeal_letter,
)
from enplan.journey.appeals.facts import Appeal, AppealClock
from enplan.journey.appeals.queries import RefusalPage, refusal_page
from enplan.journey.decisions.facts import Channel, Outcome
from enplan.journey.entrance.facts import Reach
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import RequestId
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.regime import Regime

HERE = "/arbejde/henvendelser/"


def _page(request: Asked, request_id: UUID) -> RefusalPage:
    require(policy.may_answer(request.actor))
    return refusal_page(request.actor, request_id=RequestId(request_id), on=danish_day(request.moment))


def _complained(request: Asked, request_id: UUID) -> tuple[RefusalPage, AppealClock]:
    page = _page(request, request_id)
    if page.clock is None:
        raise Missing("record.missing")
    return page, page.clock


@require_http_methods(["GET", "POST"])
@staff
def show(request: Asked, request_id: UUID) -> HttpResponse:
    """Take down a complaint; when there is one, what is to be done with it and by when."""
    page, on = _page(request, request_id), danish_day(request.moment)
    form = None
    if page.clock is None:
        form = TakeDown(request.POST or None, initial={"received_day": on})
    if request.method == "POST" and form is not None and form.is_valid():
        given, taken = form.cleaned_data, False
        with kept(form):
            complain_over_refusal(
                request.actor,
                at=request.moment,
                request_id=page.request.id,
                text=given["text"],
                channel=Channel(given["channel"]),
                received_day=given["received_day"],
            )
            taken = True
        if taken:
            return done(request, f"{HERE}{request_id}/klage/", "Klagen er modtaget. Her står, hvornår I skal svare.")
    return _shown(request, page, form)


def _shown(
    request: Asked,
    page: RefusalPage,
    form: TakeDown | ForwardForm | None,
    sending: SendLetter | None = None,
) -> HttpResponse:
    on = danish_day(request.moment)
    found = page.clock
    if found is not None and found.to_forward and form is None:
        form = ForwardForm(initial={"day": on})
    if form is not None and found is not None and rules.goes_by_letter(found.appeal):
        form.fields["day"].help_text = "Borgeren læser ikke i portalen. Hun eller han får svaret i et brev."
    if found is not None and found.appeal.letter_waits and sending is None:
        sending = SendLetter(due=rules.letter(found), on=on)
    context = {
        "here": "henvendelser",
        "page": page,
        "clock": found,
        "overdue": found is not None and found.overdue(on),
        "steps": steps(found.due if found else page.last_day, on),
        "form": form,
        "sending": sending,
    }
    wrong = (form is not None and form.errors) or (sending is not None and sending.errors)
    return render(request, "desk/appeal.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
@staff
def answer(request: Asked, request_id: UUID) -> HttpResponse:
    """Look at the no again."""
    page, found = _complained(request, request_id)
    on = danish_day(request.moment)
    form = AnswerAppeal(
        request.POST or None, outcomes=found.outcomes, known=page.screening.answers, regimes=_regimes(on)
    )
    if request.method == "POST" and form.is_valid():
        answered: list[Appeal] = []
        with kept(form):
            answered.append(_answered(request, found, form))
        if answered:
            return done(request, f"{HERE}{request_id}/klage/", _after_answer(answered[0], page))
    context = {"here": "henvendelser", "page": page, "clock": found, "steps": steps(found.due, on), "form": form}
    return render(request, "desk/appeal_answer.html", context, status=422 if form.errors else 200)


def _answered(request: Asked, found: AppealClock, form: AnswerAppeal) -> Appeal:
    given = form.cleaned_data
    return answer_appeal(
        request.actor,
        at=request.moment,
        appeal_id=found.appeal.id,
        outcome=Outcome(given["outcome"]),
        reasons=given["reasons"],
        answers=form.answers(),
        judgement=given["judgement"],
        regime=given["regime"],
    )


def _after_answer(appeal: Appeal, page: RefusalPage) -> str:
    """What is to be done next; an answer on paper is given when the letter is sent."""
    if appeal.letter_waits:
        return "Svaret er skrevet. Send nu brevet til borgeren og klagen til Ankestyrelsen."
    if appeal.outcome is Outcome.UPHELD:
        return "Svaret er givet. Send nu klagen til Ankestyrelsen."
    if page.screening.reach is not Reach.PORTAL:
        return "Svaret er skrevet. Åbn det nye svar. Send brevet, og vælg en kontaktperson."
    return "Borgeren har fået ret. Vælg nu en kontaktperson."


def _regimes(on: date) -> list[Regime]:
    ours = str(settings.MUNICIPALITY["name"])
    usable = (each for each in lawbook().regimes.in_force(on) if each.enacted and each.offer != "none")
    return [each for each in usable if each.is_for(ours)]


@require_http_methods(["POST"])
@staff
def sent(request: Asked, request_id: UUID) -> HttpResponse:
    """The complaint was sent on."""
    page, found = _complained(request, request_id)
    form = ForwardForm(request.POST)
    if form.is_valid():
        forwarded = False
        with kept(form):
            forward_appeal(request.actor, at=request.moment, appeal_id=found.appeal.id, day=form.cleaned_data["day"])
            forwarded = True
        if forwarded:
            text = f"Klagen er sendt til {found.authority}."
            return done(request, f"{HERE}{request_id}/klage/", text)
    return _shown(request, page, form)


@require_GET
@staff
@surely(reading=True)
def pdf(request: Asked, request_id: UUID) -> HttpResponse:
    """The file for the body that hears the complaint."""
    _, found = _complained(request, request_id)
    on = danish_day(request.moment)
    return HttpResponse(
        as_pdf(appeal_as_letter(found, settings.MUNICIPALITY, on=on, steps=steps(found.due, on), say=sentence)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="klagesag-{on.isoformat()}.pdf"'},
    )


def _letter(request: Asked, request_id: UUID) -> Letter:
    _, found = _complained(request, request_id)
    if found.appeal.outcome is None:
        raise Missing("record.missing")
    return answer_as_letter(found, settings.MUNICIPALITY)


@require_GET
@staff
def letter(request: Asked, request_id: UUID) -> HttpResponse:
    """The answer to the complaint as a letter, for somebody who does not read it in the portal."""
    page = {"here": "henvendelser", "letter": _letter(request, request_id), "request_id": request_id}
    return render(request, "desk/appeal_letter.html", page)


@require_GET
@staff
def letter_pdf(request: Asked, request_id: UUID) -> HttpResponse:
    """The same, for the printer."""
    return letter_to_print(_letter(request, request_id), "svar-paa-klage")


@require_POST
@staff
def letter_sent(request: Asked, request_id: UUID) -> HttpResponse:
    """The letter with the answer is on its way: when, how and where to."""
    page, found = _complained(request, request_id)
    if not rules.goes_by_letter(found.appeal):
        raise Unfit("letter.not_due")
    form, gone = SendLetter(request.POST, due=rules.letter(found), on=danish_day(request.moment)), False
    if form.is_valid():
        with kept(form):
            send_appeal_letter(request.actor, at=request.moment, appeal_id=found.appeal.id, sending=form.sending())
            gone = True
    if gone:
        return done(request, f"{HERE}{request_id}/klage/", "Svaret er nu givet til borgeren.")
    return _shown(request, page, None, form)


ROOT = "henvendelser/<uuid:request_id>/klage/"
urlpatterns = [
    path(ROOT, show, name="desk-appeal"),
    path(ROOT + "svar/", answer, name="desk-appeal-answer"),
    path(ROOT + "sendt/", sent, name="desk-appeal-sent"),
    path(ROOT + "sagen.pdf", pdf, name="desk-appeal-pdf"),
    path(ROOT + "brev/", letter, name="desk-appeal-letter"),
    path(ROOT + "brev.pdf", letter_pdf, name="desk-appeal-letter-pdf"),
    path(ROOT + "brev/sendt/", letter_sent, name="desk-appeal-letter-sent"),
]
