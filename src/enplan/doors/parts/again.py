"""Has somebody shown who they are lately enough for what binds them? If not, they do it again, and lose nothing.

What was sent meanwhile is held for them, closed with a key outside the database, and only their own account gets it
back. It is sent by a click of theirs and never by itself: between the two, somebody else may have sat down.
"""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from enplan.doors.parts.closing import closed
from enplan.doors.parts.http import Asked
from enplan.doors.parts.sending import TOKEN
from enplan.registers.accounts.commands import hold_form
from enplan.registers.accounts.facts import SignIn, Way
from enplan.registers.accounts.rules import fresh

MOST: Final = 200_000  # characters of a form that is held; none of ours that binds is near it
AGAIN: Final = "igen"
STARTS: Final = {Way.MITID: "/log-ind/mitid/", Way.STAFF: "/log-ind/kommune/", Way.DEMO: "/log-ind/"}
View = Callable[..., HttpResponse]


def surely(*, reading: bool = False, when: Callable[[HttpRequest], bool] = lambda _: True) -> Callable[[View], View]:
    """Only for somebody who has shown who they are just now: to send what binds, or (`reading`) to take it along."""

    def guarded(view: View) -> View:
        @wraps(view)
        def asked(request: Asked, *args: object, **kwargs: object) -> HttpResponse:
            binds = (reading or request.method == "POST") and when(request)
            sure = fresh(request.sign_in.proof, at=request.moment, longest=settings.SIGN_IN_FRESH)
            return view(request, *args, **kwargs) if sure or not binds else _show_again(request)

        asked.asks_again = True  # type: ignore[attr-defined]  # what the test of what binds looks for
        return asked

    return guarded


def _show_again(request: Asked) -> HttpResponse:
    fields = [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]
    onward, held = request.get_full_path(), False
    if request.method == "POST":
        content = json.dumps(fields)
        held = len(content) <= MOST
        onward = "/" if not held else _kept(request, content)
    page = {
        "way_in": way_in(request.sign_in, onward),
        "texts": [value for _, value in fields if " " in value.strip()],
        "held": held,
        "files": bool(request.FILES),
        "minutes": int(settings.SIGN_IN_FRESH.total_seconds() // 60),
        "frame": "desk/frame.html" if request.actor.is_staff else "portal/frame.html",
    }
    return render(request, "parts/again.html", page, status=HTTPStatus.FORBIDDEN)


def _kept(request: Asked, content: str) -> str:
    held = hold_form(
        request.actor.account_id, at=request.moment, address=request.get_full_path(), content=closed(content)
    )
    return f"/log-ind/holdt/{held}/"


def way_in(sign_in: SignIn, onward: str) -> str:
    """Where they show it again: the way they came in by."""
    return STARTS[sign_in.proof.way] + "?" + urlencode({AGAIN: "1", "videre": onward})
