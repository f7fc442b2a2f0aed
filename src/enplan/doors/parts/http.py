"""What does a request carry, and how does a page ask who is there?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from enplan.doors.parts.sending import TOKEN, once
from enplan.journey.access.commands import note_refusal, open_case
from enplan.journey.access.facts import Doing
from enplan.kernel.actor import Actor
from enplan.kernel.errors import Expected, Refused, Unfit
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Relation, Sight
from enplan.registers.accounts.facts import SignIn

ENTRY = "sign_in"
SEEN = "seen"
STANDS_BY = "stands_by"
MOST_DIGITS = 5
# On these errands consents themselves are given, taken back or ended.
CHANGING_CONSENTS = frozenset({"answer_consent", "ask_consent", "change_team", "read_people"})
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Tried:
    """At which case somebody has knocked in this request, on which errand, and what they turned out to be in it."""

    case_id: CaseId
    errand: str
    relation: Relation = Relation.STRANGER


class Asked(HttpRequest):
    """A request with its moment and, behind the log-in, its actor and how they came in."""

    moment: datetime
    actor: Actor
    sign_in: SignIn
    tried: Tried
    told: Expected  # why the answer is no


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


def let_in(request: Asked, case_id: Any, errand: str, doing: Doing | None = None) -> Sight:
    """Open the case for the one who asks; while they change something, the consents they act on stay as they are.

    `doing` is said where it is neither reading nor writing. What was tried is remembered, for when the answer is no.
    """
    changes = request.method == "POST"
    request.tried = Tried(CaseId(case_id), errand)
    try:
        sight = open_case(
            request.actor,
            at=request.moment,
            case_id=CaseId(case_id),
            errand=errand,
            doing=doing or (Doing.WRITE if changes else Doing.READ),
            holding=changes and errand not in CHANGING_CONSENTS,
        )
    except Expected as no:
        request.told = no
        raise
    request.tried = Tried(sight.case_id, errand, sight.relation)
    return sight


def write_down_no(request: HttpRequest) -> None:
    """That the one who knocked at a case was told no, or could not do what they began on (T01).

    It is written when the transaction of the request has ended, which undid all else that was written in it.
    """
    tried: Tried | None = getattr(request, "tried", None)
    error: Expected | None = getattr(request, "told", None)
    if tried is not None and error is not None:
        asked = cast("Asked", request)
        note_refusal(
            asked.actor,
            at=asked.moment,
            case_id=tried.case_id,
            errand=tried.errand,
            relation=tried.relation,
            doing=Doing.UNDONE if isinstance(error, Unfit) else Doing.DENIED,
            reason=error.reason,
        )
