"""Which consents does the team have, which does it lack, and how are answers from a meeting written down?"""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.consent import AskForPlan, AskToShare, WhoSaidIt, WriteDown, WriteDownNo
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.consent.commands import ask_for_consent, decline_consent, give_consent, withdraw_consent
from enplan.journey.consent.facts import ConsentKind, ConsentScope, Way, Witness
from enplan.journey.consent.queries import Asked as Waiting
from enplan.journey.consent.queries import consent_page, consents_page, question_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import ConsentId, ConsentRequestId, PersonId
from enplan.kernel.period import Period
from enplan.kernel.sight import Sight

ERRAND = "ask_consent"
PLAN_PURPOSE = "At lave og følge op på én plan"


@require_http_methods(["GET", "POST"])
@staff
def consents(request: Asked, case_id: UUID) -> HttpResponse:
    """What is given, asked and missing; and two forms that are never one."""
    sight, on = let_in(request, case_id, ERRAND), danish_day(request.moment)
    page, which = consents_page(sight, on=on), request.POST.get("hvad", "")
    start = {"person": request.GET.get("person", ""), "category": request.GET.get("slags", "")}
    plan = AskForPlan(request.POST if which == "plan" else None, page=page, initial=start, auto_id="plan_%s")
    share = AskToShare(request.POST if which == "deling" else None, page=page, initial=start, auto_id="share_%s")
    form = {"plan": plan, "deling": share}.get(which)
    if form is not None and form.is_valid():
        asked = False
        with kept(form):
            _ask(request, sight, form)
            asked = True
        if asked:
            return done(request, f"/arbejde/sager/{case_id}/samtykker/", "Der er spurgt. Borgeren har fået besked.")
    context = {**case_frame(sight, "samtykker", case=page.case), "page": page, "plan": plan, "share": share}
    return render(request, "desk/consent.html", context, status=422 if plan.errors or share.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def question(request: Asked, case_id: UUID, request_id: UUID) -> HttpResponse:
    """One question: write down a yes that was signed, or a no that was said."""
    sight, on = let_in(request, case_id, ERRAND), danish_day(request.moment)
    asked = question_page(sight, request_id=ConsentRequestId(request_id), on=on)
    people: dict[UUID, str] = {each.person_id: each.name for each in asked.signers if not each.signed}
    no = request.POST.get("svar") == "nej"
    yes_form = WriteDown(request.POST if request.method == "POST" and not no else None, people=people, auto_id="yes_%s")
    no_form = WriteDownNo(request.POST if no else None, people=people, auto_id="no_%s")
    form = no_form if no else yes_form
    if request.method == "POST" and form.is_valid():
        said = ""
        with kept(form):
            said = _decline(request, sight, form, asked) if no else _give(request, sight, form, asked)
        if said:
            return done(request, f"/arbejde/sager/{case_id}/samtykker/", said)
    context = {**case_frame(sight, "samtykker"), "asked": asked, "yes": yes_form, "no": no_form}
    return render(request, "desk/consent_question.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def given(request: Asked, case_id: UUID, consent_id: UUID) -> HttpResponse:
    """One consent: what stops without it, and a withdrawal as it was said."""
    sight, on = let_in(request, case_id, ERRAND), danish_day(request.moment)
    page = consent_page(sight, consent_id=ConsentId(consent_id), on=on)
    signers = page.consent.signers or (page.consent.given_by,)
    people: dict[UUID, str] = dict(zip(signers, page.given_by, strict=True))
    people.setdefault(page.consent.scope.person_id, page.person)
    form = WhoSaidIt(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        withdrawn = False
        with kept(form):
            said_by = PersonId(UUID(form.cleaned_data["given_by"]))
            withdraw_consent(sight, at=request.moment, consent_id=ConsentId(consent_id), given_by=said_by)
            withdrawn = True
        if withdrawn:
            return done(request, f"/arbejde/sager/{case_id}/samtykker/", "Samtykket er taget tilbage fra nu af.")
    context = {**case_frame(sight, "samtykker"), "given": page, "form": form, "over": page.consent.lapsed(on)}
    return render(request, "desk/consent_given.html", context, status=422 if form.errors else 200)


def _ask(request: Asked, sight: Sight, form: AskForPlan) -> None:
    filled, on = form.cleaned_data, danish_day(request.moment)
    person, last = PersonId(UUID(filled["person"])), filled.get("last_day")
    if last is not None and last < on:
        raise Unfit("consent.ends_before_it_begins")
    if isinstance(form, AskToShare):
        recipient, which = form.chosen()
        scope = ConsentScope(
            ConsentKind.INFORMATION,
            person,
            filled["purpose"],
            Category(filled["category"]),
            filled["source"],
            recipient,
            which,
        )
    else:
        scope = ConsentScope(ConsentKind.PLAN, person, PLAN_PURPOSE)
    ask_for_consent(sight, at=request.moment, scope=scope, why=filled["why"], period=Period(on, last))


def _give(request: Asked, sight: Sight, form: Form, asked: Waiting) -> str:
    filled = form.cleaned_data
    consent = give_consent(
        sight,
        at=request.moment,
        request_id=asked.request.id,
        way=Way(filled["way"]),
        given_by=PersonId(UUID(filled["given_by"])),
        witness=Witness(filled["present"], filled["read_aloud"], filled["signature"]),
    )
    if consent.complete:
        return "Svaret er skrevet ned. Borgeren har fået en kvittering og kan tage det tilbage."
    return "Svaret er skrevet ned. Samtykket virker, når alle har svaret."


def _decline(request: Asked, sight: Sight, form: Form, asked: Waiting) -> str:
    filled = form.cleaned_data
    said_by = PersonId(UUID(filled["given_by"]))
    decline_consent(sight, at=request.moment, request_id=asked.request.id, reason=filled["reason"], given_by=said_by)
    return "Nejet er skrevet ned. Forløbet fortsætter uden."


urlpatterns = [
    path("sager/<uuid:case_id>/samtykker/", consents, name="desk-consents"),
    path("sager/<uuid:case_id>/samtykker/spoergsmaal/<uuid:request_id>/", question, name="desk-consent-question"),
    path("sager/<uuid:case_id>/samtykker/<uuid:consent_id>/", given, name="desk-consent"),
]
