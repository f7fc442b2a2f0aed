"""What have I been told? Each message says that something has happened, never what it is about."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from enplan.doors.parts.answers import done
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.inbox import inbox, mark_told
from enplan.registers.outbox.commands import mark_all_read

HERE = "/min-plan/beskeder/"


@require_GET
@citizen
def overview(request: Asked) -> HttpResponse:
    """The newest first, those I have not read marked with a dot."""
    return render(request, "portal/messages.html", {"here": "beskeder", "inbox": inbox(request.actor)})


@require_POST
@citizen
def read(request: Asked, message_id: UUID) -> HttpResponse:
    """I have read it."""
    mark_told(request.actor, at=request.moment, message_id=message_id)
    return done(request, HERE, "Beskeden er sat som læst.")


@require_POST
@citizen
def read_all(request: Asked) -> HttpResponse:
    """I have seen them all."""
    mark_all_read(request.actor, at=request.moment)
    return done(request, HERE, "Alle beskeder er sat som læst.")


urlpatterns = [
    path("min-plan/beskeder/", overview, name="my-messages"),
    path("min-plan/beskeder/laest/", read_all, name="my-messages-read"),
    path("min-plan/beskeder/<uuid:message_id>/laest/", read, name="my-message-read"),
]
