"""What does somebody read when a page cannot be shown? What happened, and where to go from here."""

import logging
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from django.core.exceptions import DisallowedHost
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from enplan.doors.parts.http import typed_again
from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.templatetags.danish import spoken_day
from enplan.journey.appeals.queries import with_appeals
from enplan.journey.entrance.queries import Receipt, own_letters
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Expected, Missing, Refused

STATUS: Final = {Refused: 403, Missing: 404}
ASK: Final = "case.none_of_mine"
_log = logging.getLogger("enplan.doors")


def expected(request: HttpRequest, error: Expected) -> HttpResponse:
    """One of the three expected errors: its own sentence, and the way on."""
    title = "Det kan ikke lade sig gøre"
    if isinstance(error, Missing):
        title = "Du har ikke en plan endnu" if error.reason == ASK else "Siden findes ikke"
    if error.reason == ASK:
        return _without_a_case(request, title, sentence(error.reason, error.details))
    return _page(request, STATUS.get(type(error), 409), title, sentence(error.reason, error.details), _back(request))


def _without_a_case(request: HttpRequest, title: str, text: str) -> HttpResponse:
    """Somebody who has no plan yet: how to ask for one, or how far it is with what they asked for."""
    actor: Actor | None = getattr(request, "actor", None)
    with transaction.atomic():  # that of the page is over, and with it what the database was told of who asks
        asked = own_letters(actor, on=danish_day(request.moment)) if actor else []  # type: ignore[attr-defined]  # AskWho
        letters = with_appeals(actor, asked) if actor else []
    if not asked:
        return _page(request, 404, title, text, ("/soeg-en-plan/", "Bed om én plan"))
    newest = next((each for each in asked if not each.card.request.answered_at), asked[0])
    title, text, label = _how_far(newest)
    way = (f"/soeg-en-plan/{newest.card.request.id}/", label)
    page = {"stage": newest.card.request.stage, "asked": letters, "newest": newest}
    return _page(request, 404, title, text, way, **page)


def _how_far(newest: Receipt) -> tuple[str, str, str]:
    """What has become of it: a title, what to know, and the way on."""
    card, mine = newest.card, newest.about_me
    title = "Du har bedt om én plan" if mine else f"Du har bedt om én plan for {card.request.about_name}"
    if card.request.answered_at and newest.screening:
        answer = "Vi tilbyder dig én plan." if newest.screening.offered else "Vi tilbyder dig ikke én plan nu."
        return title, f"{answer} Læs hvorfor, og hvad du kan gøre nu.", "Læs svaret"
    if card.request.answered_at:
        return title, "Vi har svaret. Svaret er givet til den, det handler om.", "Se din henvendelse"
    day = spoken_day(card.due_day)
    if not mine:
        return title, f"Vi svarer senest {day}. Svaret går til den, det handler om.", "Se, hvor langt vi er"
    late = "Svaret er forsinket. " if card.request.delayed_to else ""
    return title, f"{late}Du får svar senest {day}. Du skal ikke gøre mere nu.", "Se, hvor langt vi er"


def not_found(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """No page has this address."""
    text = "Adressen findes ikke. Måske er den skrevet forkert, eller siden er flyttet."
    return _page(request, 404, "Siden findes ikke", text, _home(request))


def not_understood(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """The request itself is broken or too large."""
    text = "Vi kunne ikke læse det, du sendte. Måske er det for stort. Intet er gemt. Gå tilbage, og prøv igen."
    return _page(request, 400, "Det kan ikke lade sig gøre", text, _back(request))


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than any form of ours holds; nothing of it has been read."""
    text = "Det, du sendte, fylder for meget. Det er ikke læst, og intet er gemt. Gå tilbage, og send mindre ad gangen."
    return _page(request, 413, "Det kan ikke lade sig gøre", text, _back(request))


def not_allowed(request: HttpRequest, exception: object = None, **_: object) -> HttpResponse:  # noqa: ARG001  # as above
    """A form that does not come from a page of ours, or that is older than the log-in."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if request.method == "POST" and ours and getattr(request, "actor", None) is not None:
        return typed_again(request)  # it does come from a page of ours, so what was typed is theirs
    text = "Siden er for gammel til at blive sendt. Intet er gemt. Gå tilbage, åbn siden igen, og prøv en gang til."
    return _page(request, 403, "Det kan ikke lade sig gøre", text, _back(request))


def only_by_button(request: HttpRequest) -> HttpResponse:
    """An address that a button sends to, and nobody can read."""
    text = "Her er ikke noget at læse. Adressen bruges kun af en knap på en anden side."
    return _page(request, 405, "Siden kan ikke åbnes sådan", text, _home(request))


def unexpected(request: HttpRequest) -> HttpResponse:
    """A mistake of ours: it is logged with a number, and the number is what one can tell us."""
    number = uuid4().hex[:8]
    _log.error("Unexpected error, number %s", number)
    text = f"Det er en fejl hos os, og intet er gemt. Prøv igen. Sker det igen, så ring, og sig nummeret {number}."
    return _page(request, 500, "Noget gik galt", text, _back(request))


def _page(
    request: HttpRequest, status: int, title: str, text: str, way: tuple[str, str], **more: object
) -> HttpResponse:
    actor = getattr(request, "actor", None)
    frame = "desk/frame.html" if actor and actor.is_staff else "portal/frame.html"
    page = {"title": title, "text": text, "frame": frame, "href": way[0], "label": way[1], **more}
    return render(request, "parts/sorry.html", page, status=status)


def _back(request: HttpRequest) -> tuple[str, str]:
    """The page from which a form was sent; after a mere look, the first page."""
    try:
        came, here = urlsplit(request.headers.get("Referer", "")), request.get_host()
    except (ValueError, DisallowedHost):  # an address that is none, or a host that is not ours
        return _home(request)
    if request.method == "POST" and came.netloc == here and came.path.startswith("/"):
        return came.path + (f"?{came.query}" if came.query else ""), "Gå tilbage"
    return _home(request)


def _home(request: HttpRequest) -> tuple[str, str]:
    actor = getattr(request, "actor", None)
    if actor is None:
        return "/", "Gå til forsiden"
    return ("/arbejde/", "Gå til Min dag") if actor.is_staff else ("/min-plan/", "Gå til Min plan")
