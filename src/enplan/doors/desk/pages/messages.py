"""What has the professional been told, in all their cases?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from enplan.doors.parts.answers import done
from enplan.doors.parts.http import Asked, staff
from enplan.doors.parts.inbox import inbox, mark_told
from enplan.registers.outbox.commands import mark_all_read

HERE = "/arbejde/beskeder/"


@require_GET
@staff
def overview(request: Asked) -> HttpResponse:
    """The newest first."""
    return render(request, "desk/messages.html", {"here": "beskeder", "inbox": inbox(request.actor)})


@require_POST
@staff
def read(request: Asked, message_id: UUID) -> HttpResponse:
    """It has been read."""
    mark_told(request.actor, at=request.moment, message_id=message_id)
    return done(request, HERE, "Beskeden er sat som læst.")


@require_POST
@staff
def read_all(request: Asked) -> HttpResponse:
    """I have seen them all."""
    mark_all_read(request.actor, at=request.moment)
    return done(request, HERE, "Alle beskeder er sat som læst.")


urlpatterns = [
    path("beskeder/", overview, name="desk-messages"),
    path("beskeder/laest/", read_all, name="desk-messages-read"),
    path("beskeder/<uuid:message_id>/laest/", read, name="desk-message-read"),
]
