"""Has this very form been sent before? A double click, or a form sent again, does its work once.

Every form carries a key of its own (`{% csrf_token %}` brings it). The key is sealed together with who sends it, where
to and what it says, so the same form with other words is another act and loses nothing. The seal is kept in the
transaction of the act itself: both are stored, or neither. No word of the form is kept, and nobody's name.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import salted_hmac

from enplan.registers.accounts.commands import begin_form, end_form, give_back_form

FORM_KEY: Final = "formular"
TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105  # the name of Django's field, no secret
ALREADY: Final = "Du har allerede sendt det. Det gælder kun én gang."
MOST: Final = 500  # characters of an address that are kept
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """The view does what a form asks only the first time it comes; later it leads to where it led then."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST" or not request.POST.get(FORM_KEY):
            return view(request, *args, **kwargs)
        form_id = seal(request)
        led_to = begin_form(form_id, at=request.moment)  # type: ignore[attr-defined]  # every request has its moment
        if led_to is not None:
            messages.info(request, ALREADY)
            return HttpResponseRedirect(_again(request, led_to), status=HTTPStatus.SEE_OTHER)
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseRedirect):
            end_form(form_id, led_to=urlsplit(answer.url).path[:MOST])
        else:
            give_back_form(form_id)
        return answer

    return asked


def _again(request: HttpRequest, led_to: str) -> str:
    """An address is kept without its query, which may name somebody; to the same page one comes with one's own."""
    return request.get_full_path() if led_to == request.path else led_to


def seal(request: HttpRequest) -> UUID:
    """What makes two posts the same: who, where to, the key of the form, and every word and file of it."""
    actor = getattr(request, "actor", None)
    told: list[object] = [actor.account_id if actor else "", request.get_full_path(), request.POST[FORM_KEY]]
    told += [pair for pair in request.POST.lists() if pair[0] not in {TOKEN, FORM_KEY}]
    for name, files in request.FILES.lists():
        told += [(name, file.name, _sum_of(file.chunks())) for file in files]
        for file in files:
            file.seek(0)
    digest = salted_hmac("enplan.sent_form", repr(told), secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return UUID(bytes=digest[:16])


def _sum_of(chunks: Iterable[bytes]) -> str:
    summed = sha256()
    for chunk in chunks:
        summed.update(chunk)
    return summed.hexdigest()
