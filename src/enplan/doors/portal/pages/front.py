"""Which pages may a stranger see? The front, the statements, and the log-in of the demo."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from enplan.doors.parts.http import ENTRY, SEEN, SINCE
from enplan.kernel.actor import Actor
from enplan.kernel.ids import AccountId
from enplan.registers.accounts.commands import sign_out
from enplan.registers.accounts.queries import actor_of, those_who_can_sign_in


def front(request: HttpRequest) -> HttpResponse:
    """What Én plan is, how to ask for it, where to sign in."""
    return render(request, "portal/front.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and to whom one writes when they are not."""
    return render(request, "portal/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, and what they can demand."""
    return render(request, "portal/privacy.html")


def health(request: HttpRequest) -> HttpResponse:
    """For machines: whether the service and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"status": "ok"})


@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """In the demo one chooses who to be. Elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    onward = _inside(request.POST.get("videre") or request.GET.get("videre") or "")
    if request.method == "POST":
        return _enter(request, request.POST.get("account", ""), onward)
    people = those_who_can_sign_in()
    page = {
        "citizens": [each for each in people if not each.actor.is_staff],
        "professionals": [each for each in people if each.actor.is_staff],
        "onward": onward,
    }
    return render(request, "portal/log_in.html", page)


def _enter(request: HttpRequest, account: str, onward: str) -> HttpResponse:
    try:
        actor = actor_of(AccountId(UUID(account)))
    except ValueError:
        actor = None
    if actor is None:
        return redirect("/log-ind/")
    request.session.flush()
    request.session[ENTRY] = str(actor.account_id)
    moment: datetime = request.moment  # type: ignore[attr-defined]  # every request has its moment
    request.session[SINCE] = request.session[SEEN] = moment.isoformat()
    rotate_token(request)
    return redirect(onward or ("/arbejde/" if actor.is_staff else "/min-plan/"))


def _inside(address: str) -> str:
    """The address if it lies on this site, else nothing: nobody is led elsewhere by a link to the log-in."""
    parts = urlsplit(address)
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if inside else ""


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in any more, here or with a copy of what this browser kept."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        sign_out(actor.account_id, at=request.moment)  # type: ignore[attr-defined]  # every request has its moment
    request.session.flush()
    return redirect("/")


urlpatterns = [
    path("", front, name="front"),
    path("log-ind/", log_in, name="log_in"),
    path("log-ud/", log_out, name="log_out"),
    path("tilgaengelighed/", accessibility, name="accessibility"),
    path("persondata/", privacy, name="privacy"),
    path("sundhed", health, name="health"),
]
