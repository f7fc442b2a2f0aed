"""How does a citizen, relative or ombud ask for one plan, and follow what becomes of it?

Who is not signed in reads how to ask; the request itself needs a sign-in, so that nobody writes in another's name and
the answer reaches the right person. Who cannot sign in rings, writes or comes by, and the entrance writes it down.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.letters.entrance import Written, request_as_letter
from enplan.doors.letters.letter import Letter
from enplan.doors.letters.render import letter_to_print
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.reasons import sentence
from enplan.doors.portal.forms.entrance import AskForAnother, AskForMyself
from enplan.journey.appeals.queries import with_appeals
from enplan.journey.entrance.commands import receive_request
from enplan.journey.entrance.facts import Asker, Channel, Mail, Origin, Request
from enplan.journey.entrance.queries import own_requests, receipt
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import RequestId
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import values_on
from enplan.registers.organisation.rules import AREA_DAYS
from enplan.registers.people.queries import themselves


@require_http_methods(["GET", "POST"])
def ask(request: Asked) -> HttpResponse:
    """How one asks; with a form for whoever is signed in."""
    if getattr(request, "actor", None) is None and request.method == "GET":
        return render(request, "portal/entrance_how.html", {"promise": _promise(request.moment)})
    return _ask(request)


def _promise(at: datetime) -> dict[str, Any]:
    """What the municipality has settled itself, for whoever thinks of asking; each area has its published deadline."""
    days, text, unit = Matter.ANSWER_DAYS, Matter.TARGET_GROUP, Matter.UNIT
    found = values_on(days, text, unit, *AREA_DAYS.values(), on=danish_day(at))
    areas = [(sentence(f"area.{area}"), int(found[matter])) for area, matter in AREA_DAYS.items()]
    return {"days": int(found[days]), "target_group": found[text], "unit": found[unit], "areas": areas}


@citizen
def _ask(request: Asked) -> HttpResponse:
    for_another = "anden" in request.GET
    form = (AskForAnother if for_another else AskForMyself)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = None
        with kept(form):
            asked = _received(request, form)
        if asked is not None:
            return done(request, f"/soeg-en-plan/{asked.id}/", "Tak. Vi har modtaget din henvendelse.")
    page = {
        "form": form,
        "promise": _promise(request.moment),
        "for_another": for_another,
        "cards": own_requests(request.actor, on=danish_day(request.moment)),
    }
    return render(request, "portal/entrance_ask.html", page, status=422 if form.errors else 200)


def _received(request: Asked, form: AskForMyself) -> Request:
    given, by = form.cleaned_data, request.actor
    me = themselves(by)
    another = isinstance(form, AskForAnother)
    return receive_request(
        by,
        at=request.moment,
        origin=Origin(given["who"]) if another else Origin.CITIZEN,
        channel=Channel.PORTAL,
        about_name=given["name"] if another else me.name,
        about_born=given["born"] if another else me.born,
        wish=given["wish"],
        phone=given["phone"],
        citizen_knows=given["knows"] if another else True,
        who=form.asker() if isinstance(form, AskForAnother) else Asker(),
        mail=form.mail() if isinstance(form, AskForAnother) else Mail(),
    )


@require_GET
@citizen
def show(request: Asked, request_id: UUID) -> HttpResponse:
    """The receipt, the stage and the answer."""
    page = receipt(request.actor, request_id=RequestId(request_id), on=danish_day(request.moment))
    ((_, appeal),) = with_appeals(request.actor, [page])
    return render(request, "portal/entrance_receipt.html", {"page": page, "appeal": appeal})


def _letter(request: Asked, request_id: UUID, key: str) -> Letter:
    page = receipt(request.actor, request_id=RequestId(request_id), on=danish_day(request.moment))
    due, on = page.paper(key), danish_day(request.moment)
    written = Written(page.card.request, page.delays, page.screening, due, on)
    unit = values_on(Matter.UNIT, on=on)[Matter.UNIT]
    return request_as_letter(
        written, {**settings.MUNICIPALITY, "name": f"{settings.MUNICIPALITY['name']}, {unit}"}, sentence
    )


@require_GET
@citizen
def letter(request: Asked, request_id: UUID, key: str) -> HttpResponse:
    """Receipt, notice of delay or answer, as it was written."""
    page = {"letter": _letter(request, request_id, key), "request_id": request_id, "key": key}
    return render(request, "portal/entrance_letter.html", page)


@require_GET
@citizen
def letter_pdf(request: Asked, request_id: UUID, key: str) -> HttpResponse:
    """The same on paper."""
    return letter_to_print(_letter(request, request_id, key), f"en-plan-{key.partition('-')[0]}")


urlpatterns = [
    path("soeg-en-plan/", ask, name="portal-ask"),
    path("soeg-en-plan/<uuid:request_id>/", show, name="portal-receipt"),
    path("soeg-en-plan/<uuid:request_id>/brev/<slug:key>/", letter, name="portal-request-letter"),
    path("soeg-en-plan/<uuid:request_id>/brev/<slug:key>.pdf", letter_pdf, name="portal-request-letter-pdf"),
]
