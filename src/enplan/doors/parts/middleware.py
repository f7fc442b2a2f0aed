"""Who asks, and at which moment? And how does an expected error become a page?"""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from enplan.doors.parts import sorry
from enplan.doors.parts.http import ENTRY, Asked
from enplan.kernel.errors import Expected
from enplan.kernel.ids import AccountId
from enplan.registers.accounts.queries import actor_of

Answer = Callable[[HttpRequest], HttpResponse]


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
        """Carry the request on; an address that only buttons use says so instead of a blank page."""
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return sorry.only_by_button(request)
        return response

    def process_exception(self, request: Asked, error: Exception) -> HttpResponse | None:
        """An expected error as a page; any other goes on and fails loudly."""
        if not isinstance(error, Expected):
            return None
        # The view's transaction has ended when an error comes by here, and everything in it is undone already.
        return sorry.expected(request, error)
