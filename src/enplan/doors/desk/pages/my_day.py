"""What needs me first today, whom do I meet, and which cases are mine?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.parts.http import Asked, number_told, staff
from enplan.journey.appeals.queries import open_appeals
from enplan.journey.followup.queries import my_cases, my_day
from enplan.journey.team.queries import intake_board
from enplan.kernel.actor import Role
from enplan.kernel.calendar import danish_day


@require_GET
@staff
def day(request: Asked) -> HttpResponse:
    """What is late or due soon, and today's meetings."""
    on = danish_day(request.moment)
    at_entrance = request.actor.is_(Role.INTAKE)
    board = intake_board(request.actor, on=on) if at_entrance else []
    page = {
        "here": "dag",
        "unanswered": [each.card for each in board if not each.card.request.has_reached],
        "without_contact": [each.card for each in board if each.card.request.offered and not each.coordinator],
        "appeals": open_appeals(request.actor) if at_entrance else [],
        "page": my_day(request.actor, at=request.moment, on=on),
    }
    return render(request, "desk/my_day.html", page)


@require_GET
@staff
def cases(request: Asked) -> HttpResponse:
    """All my cases, a page at a time."""
    asked = number_told(request.GET.get("side", ""), otherwise=1)
    page = my_cases(request.actor, on=danish_day(request.moment), page=asked)
    return render(request, "desk/my_cases.html", {"here": "sager", "page": page})


urlpatterns = [
    path("", day, name="desk-my-day"),
    path("sager/", cases, name="desk-my-cases"),
]
