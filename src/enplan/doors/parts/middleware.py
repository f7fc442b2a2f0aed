"""Who asks, and at which moment? And how does an expected error become a page?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from enplan.doors.parts import sorry
from enplan.doors.parts.http import ENTRY, SEEN, Asked, write_down_no
from enplan.kernel.actor import Actor
from enplan.kernel.errors import Expected
from enplan.registers.accounts.facts import SignIn, SignInId
from enplan.registers.accounts.queries import signed_in

NOTED_EVERY: Final = timedelta(minutes=1)  # a click is noted so often; oftener would send a cookie with every page
NUMBER: Final = "X-Request-Id"
Answer = Callable[[HttpRequest], HttpResponse]


class Protect:
    """Gives every answer the headers that protect its reader, and refuses what is too large before it is read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Carry the request on; the headers stand on errors too, whoever answers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response

    def process_view(self, request: HttpRequest, view: object, *_: object) -> HttpResponse | None:
        """Comes before the token of the form is looked for, and so before anything of the form is read."""
        if getattr(view, "csrf_exempt", False):  # the upload, which measures and answers for itself
            return None
        told = str(request.META.get("CONTENT_LENGTH") or "0")
        fits = told.isdecimal() and len(told) < 12 and int(told) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return None if fits else sorry.too_large(request)


class AskWho:
    """Gives every request its number, its moment and its actor; what is behind the log-in is kept by no browser."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Carry the request on with `moment`, `sign_in` and `actor` set; both are None for a stranger.

        The number goes with the actor into the log, and with the answer to whoever counts the answers (ADR 0015).
        """
        now, number = datetime.now(UTC), uuid4()
        request.moment = now  # type: ignore[attr-defined]  # what doors add to a request
        signed = self._signed_in(request, now)
        request.sign_in = signed  # type: ignore[attr-defined]  # what doors add to a request
        request.actor = replace(signed.actor, asked_in=number) if signed else None  # type: ignore[attr-defined]  # what doors add to a request
        response = self.get_response(request)
        response.headers[NUMBER] = str(number)
        if request.actor is not None:  # type: ignore[attr-defined]  # set above
            response.headers["Cache-Control"] = "no-store"
        return response

    @staticmethod
    def _signed_in(request: HttpRequest, now: datetime) -> SignIn | None:
        """Who has signed in, unless that was too long ago or nobody has clicked for too long. Asked at every click."""
        try:
            sign_in_id = SignInId(UUID(request.session[ENTRY]))
            seen = datetime.fromisoformat(request.session[SEEN])
        except (AttributeError, KeyError, TypeError, ValueError):  # nobody, or a log-in that does not say when
            return None
        signed = signed_in(sign_in_id)
        if signed is None or now - signed.at > settings.SESSION_LONGEST or now - seen > _idle_limit(signed.actor):
            return None
        if now - seen > NOTED_EVERY:
            request.session[SEEN] = now.isoformat()
        return signed


def _idle_limit(actor: Actor) -> timedelta:
    limit = settings.SESSION_IDLE_STAFF if actor.is_staff else settings.SESSION_IDLE_CITIZEN
    assert isinstance(limit, timedelta)  # the settings say so
    return limit


class AnswerExpected:
    """Turns what may go wrong in an expected way into a page that says what, why and what to do now."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Carry the request on; an address that only buttons use says so instead of a blank page."""
        response = self.get_response(request)
        write_down_no(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return sorry.only_by_button(request)
        return response

    def process_exception(self, request: Asked, error: Exception) -> HttpResponse | None:
        """An expected error as a page; any other goes on and fails loudly."""
        if not isinstance(error, Expected):
            return None
        # The view's transaction has ended when an error comes by here, and everything in it is undone already.
        request.told = error
        return sorry.expected(request, error)
