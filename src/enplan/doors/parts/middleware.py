"""Who asks, and at which moment? And how does an expected error become a page?"""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from enplan.doors.parts.http import ENTRY, Asked
from enplan.doors.parts.reasons import sentence
from enplan.kernel.errors import Expected, Missing, Refused
from enplan.kernel.ids import AccountId
from enplan.registers.accounts.queries import actor_of

Answer = Callable[[HttpRequest], HttpResponse]
STATUS = {Refused: 403, Missing: 404}


class AskWho:
    """Gives every request its moment and its actor, and every answer the headers that protect it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Carry the request on with `moment` and `actor` set; the actor is None for a stranger."""
        request.moment = datetime.now(UTC)  # type: ignore[attr-defined]  # what doors add to a request
        request.actor = self._actor(request)  # type: ignore[attr-defined]  # what doors add to a request
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        if request.actor is not None:  # type: ignore[attr-defined]  # set above
            response.headers["Cache-Control"] = "no-store"
        return response

    @staticmethod
    def _actor(request: HttpRequest) -> object:
        account = request.session.get(ENTRY)
        if not account:
            return None
        try:
            return actor_of(AccountId(UUID(account)))
        except ValueError:
            return None


class AnswerExpected:
    """Turns what may go wrong in an expected way into a page that says what, why and what to do now."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Carry the request on."""
        return self.get_response(request)

    def process_exception(self, request: Asked, error: Exception) -> HttpResponse | None:
        """An expected error as a page; any other goes on and fails loudly."""
        if not isinstance(error, Expected):
            return None
        # The view's transaction has ended when an error comes by here, and everything in it is undone already.
        page = {"title": "Det kan ikke lade sig gøre", "text": sentence(error.reason, error.details)}
        if isinstance(error, Missing):
            page["title"] = "Siden findes ikke"
        return render(request, "parts/sorry.html", page, status=STATUS.get(type(error), 409))
