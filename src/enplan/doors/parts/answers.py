"""What does a page answer: a refused form with what was typed, or the next page when it is done?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from enplan.doors.parts.reasons import sentence
from enplan.kernel.errors import Refused, Unfit


@contextmanager
def kept(form: Form) -> Iterator[None]:
    """What is refused becomes an error of the form: nothing is half stored, and nothing typed is lost."""
    try:
        with transaction.atomic():
            yield
    except (Unfit, Refused) as why:
        form.add_error(None, sentence(why.reason, why.details))


def done(request: HttpRequest, to: str, text: str) -> HttpResponse:
    """On to a page that says it is done; a reload of it does nothing again."""
    messages.success(request, text)
    return HttpResponseRedirect(to, status=303)
