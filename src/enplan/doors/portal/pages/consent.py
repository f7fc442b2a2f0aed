"""What have I been asked to consent to, what have I given, and how do I take it back?

Giving and taking back are both two steps: the page that says what follows, and one button.
"""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.parts.again import surely
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.words import bases_of
from enplan.doors.portal.forms.consent import Answer, ShowToOne
from enplan.doors.portal.my_case import my_case
from enplan.journey.consent.commands import decline_consent, give_consent, show_to_one, withdraw_consent
from enplan.journey.consent.facts import Consent, ConsentKind, ConsentRequest, ConsentScope, Way
from enplan.journey.consent.queries import consent_page, consents_page, question_page
from enplan.journey.team.queries import CompanionSeen, team_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import ConsentId, ConsentRequestId
from enplan.kernel.period import Period
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook

HERE = "/min-plan/samtykker/"
PLAN_RULES = ("hop-samtykke-lab", "hop-samtykke-sel", "hop-samtykke-bl", "hop-tilbagetraekning")
SHARING_RULES = ("rsl-indhentning-samtykke", "fvl-samtykke-krav", "rsl-manglende-samtykke")
HEALTH_RULES = ("sul-videregivelse-andet", "barn-15-helbredsdata")


@require_GET
@citizen
def overview(request: Asked) -> HttpResponse:
    """Everything asked, given and ended."""
    page = consents_page(my_case(request, "read_consents"), on=danish_day(request.moment))
    return render(request, "portal/consent_overview.html", {"here": "samtykker", "page": page})


@require_http_methods(["GET", "POST"])
@citizen
@surely(when=lambda request: request.POST.get("svar") == "ja")
def question(request: Asked, request_id: UUID) -> HttpResponse:
    """One question: what a yes opens, what a no means, and two buttons."""
    sight, on = my_case(request, "answer_consent"), danish_day(request.moment)
    asked = question_page(sight, request_id=ConsentRequestId(request_id), on=on)
    form = Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = None
        with kept(form):
            said = _answered(request, sight, form, asked.request)
        if said is not None:
            return done(request, HERE, said)
    context = {"here": "samtykker", "asked": asked, "form": form, "bases": _bases(asked.request.scope, on)}
    return render(request, "portal/consent_question.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@citizen
def consent(request: Asked, consent_id: UUID) -> HttpResponse:
    """One consent: what stops without it, and one button."""
    sight, on = my_case(request, "answer_consent"), danish_day(request.moment)
    if request.method == "POST":
        withdraw_consent(sight, at=request.moment, consent_id=ConsentId(consent_id))
        return done(request, HERE, "Samtykket er taget tilbage. Det virker fra nu af.")
    given = consent_page(sight, consent_id=ConsentId(consent_id), on=on)
    context = {"here": "samtykker", "given": given, "bases": _bases(given.consent.scope, on)}
    return render(request, "portal/consent_given.html", context)


@require_http_methods(["GET", "POST"])
@citizen
@surely()
def show(request: Asked, companion_id: UUID) -> HttpResponse:
    """What one who stands by me may see."""
    sight, on = my_case(request, "answer_consent"), danish_day(request.moment)
    seen = _companion(sight, companion_id)
    form = ShowToOne(request.POST or None, open_already=_open_to(sight, seen, on), today=on)
    if request.method == "POST" and form.is_valid():
        given: list[Consent] = []
        with kept(form):
            given = show_to_one(
                sight,
                at=request.moment,
                for_person=seen.companion.for_person,
                recipient_id=seen.companion.companion_id,
                categories=[Category(each) for each in form.cleaned_data["categories"]],
                purpose=form.cleaned_data["purpose"],
                last_day=form.cleaned_data["last_day"],
            )
        if given:
            return done(request, HERE, f"{seen.name} kan nu se det, du valgte.")
    context = {"here": "samtykker", "seen": seen, "form": form}
    return render(request, "portal/consent_show.html", context, status=422 if form.errors else 200)


def _answered(request: Asked, sight: Sight, form: Answer, asked: ConsentRequest) -> str:
    if request.POST.get("svar") != "ja":
        decline_consent(sight, at=request.moment, request_id=asked.id, reason=form.cleaned_data["reason"])
        return "Du har sagt nej. Dit forløb fortsætter."
    first, last = max(asked.period.first, danish_day(request.moment)), form.cleaned_data["last_day"]
    if last is not None and last < first:
        raise Unfit("consent.ends_before_it_begins")
    period = Period(first, last) if last is not None else None
    given = give_consent(sight, at=request.moment, request_id=asked.id, way=Way.PORTAL, period=period)
    return "Tak. Dit ja virker fra nu af." if given.complete else "Tak. Vi venter på, at en anden også svarer."


def _companion(sight: Sight, companion_id: UUID) -> CompanionSeen:
    for each in team_page(sight).companions:
        if each.companion.id == companion_id:
            return each
    raise Missing("record.missing")


def _open_to(sight: Sight, seen: CompanionSeen, on: date) -> set[Category]:
    given = (each.consent for each in consents_page(sight, on=on).given)
    return {each.scope.category for each in given if each.scope.recipient_id == seen.companion.companion_id}


def _bases(scope: ConsentScope, on: date) -> list[object]:
    law = lawbook().on(on)
    rules = PLAN_RULES if scope.kind is ConsentKind.PLAN else SHARING_RULES
    if scope.category in {Category.HEALTH, Category.ADDICTION}:
        rules = (*rules, *HEALTH_RULES)
    return [*bases_of((law.consent_rule(each) for each in rules), law)]


urlpatterns = [
    path("min-plan/samtykker/", overview, name="portal-consents"),
    path("min-plan/samtykker/spoergsmaal/<uuid:request_id>/", question, name="portal-consent-question"),
    path("min-plan/samtykker/vis/<uuid:companion_id>/", show, name="portal-consent-show"),
    path("min-plan/samtykker/<uuid:consent_id>/", consent, name="portal-consent"),
]
