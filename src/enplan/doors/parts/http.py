"""What does a request carry, and how does a page ask who is there?"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from enplan.doors.parts.sending import TOKEN, once
from enplan.journey.access.commands import open_case
from enplan.kernel.actor import Actor
from enplan.kernel.errors import Refused
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Sight
from enplan.registers.accounts.facts import SignIn

ENTRY = "sign_in"
SEEN = "seen"
STANDS_BY = "stands_by"
MOST_DIGITS = 5
# On these errands consents themselves are given, taken back or ended.
CHANGING_CONSENTS = frozenset({"answer_consent", "ask_consent", "change_team", "read_people"})
View = Callable[..., HttpResponse]


class Asked(HttpRequest):
    """A request with its moment and, behind the log-in, its actor and how they came in."""

    moment: datetime
    actor: Actor
    sign_in: SignIn


def _to_log_in(request: HttpRequest) -> HttpResponse:
    return redirect("/log-ind/?" + urlencode({"videre": request.get_full_path()}))


def typed_again(request: HttpRequest) -> HttpResponse:
    """A form that came after its log-in had ended is shown again: nobody loses what they wrote (pages.md, 1)."""
    fields = [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]
    came_from = request.headers.get("Referer", "")
    page = {
        "fields": fields,
        "texts": [value for _, value in fields if " " in value.strip()],
        "files": bool(request.FILES),
        "onward": "/log-ind/?" + urlencode({"videre": urlsplit(came_from).path or "/"}),
    }
    gone = getattr(request, "actor", None) is None
    status = HTTPStatus.UNAUTHORIZED if gone else HTTPStatus.FORBIDDEN
    return render(request, "parts/logged_out.html", page, status=status)


def known(view: View) -> View:
    """Only for somebody who has signed in; what they send is done once, however often it comes."""
    # One that looks at the size first must not have anything read here; it says `once` itself, further in.
    does = view if getattr(view, "csrf_exempt", False) else once(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            return typed_again(request) if request.method == "POST" else _to_log_in(request)
        return does(request, *args, **kwargs)

    asked.asks_who = True  # type: ignore[attr-defined]  # what the test of routes looks for
    return asked


def staff(view: View) -> View:
    """Only for a professional who has signed in."""

    @known
    @wraps(view)
    def asked(request: Asked, *args: object, **kwargs: object) -> HttpResponse:
        if not request.actor.is_staff:
            raise Refused("door.staff_only")
        return view(request, *args, **kwargs)

    return asked


def citizen(view: View) -> View:
    """Only for a citizen, relative or ombud who has signed in."""

    @known
    @wraps(view)
    def asked(request: Asked, *args: object, **kwargs: object) -> HttpResponse:
        if request.actor.is_staff:
            raise Refused("door.citizens_only")
        return view(request, *args, **kwargs)

    return asked


def number_told(told: str, *, otherwise: int) -> int:
    """A number that a browser tells; anybody can type anything there, and a number of a thousand digits is none."""
    return int(told) if told.isdecimal() and len(told) <= MOST_DIGITS else otherwise


def let_in(request: Asked, case_id: Any, errand: str) -> Sight:
    """Open the case for the one who asks; while they change something, the consents they act on stay as they are."""
    holding = request.method == "POST" and errand not in CHANGING_CONSENTS
    return open_case(request.actor, at=request.moment, case_id=CaseId(case_id), errand=errand, holding=holding)
