"""Which questions are mine? Answered once, for everybody who needs the answer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.parts.conversation import ConversationForm
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.themes import go_on, place_of, shown_of, stored, theme_at
from enplan.doors.portal.my_case import my_case
from enplan.journey.assessment.queries import PersonsPart
from enplan.journey.sectorplans.queries import assessment_with_plans
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.sight import Sight

ADDRESS = "/min-plan/udredning/"


@citizen
@require_GET
def my_questions(request: Asked, person_id: UUID | None = None) -> HttpResponse:
    """How far I have come with the questions about me, or about a child I decide for."""
    sight = my_case(request, "own_questions")
    parts = _mine(sight, request)
    part = _part_of(parts, person_id) if person_id else next(iter(parts), None)
    mine = f"{ADDRESS}{part.person.person_id}/" if part else ADDRESS
    context = {"here": "udredning", "parts": parts, "root": ADDRESS, "mine": mine, "me": sight.actor.person_id}
    return render(request, "portal/assessment.html", {**context, **shown_of(part)})


@citizen
def my_theme(request: Asked, person_id: UUID, theme: str) -> HttpResponse:
    """One part of life, answered in one's own words and saved by itself."""
    sent = request.method == "POST"
    sight = my_case(request, "answer_question" if sent else "own_questions")
    part = _part_of(_mine(sight, request), person_id)
    talked_of = theme_at(part, theme, sent=sent)
    place, root = place_of(part, talked_of), f"{ADDRESS}{person_id}/"
    by_self = part.person.person_id == sight.actor.person_id
    posted = request.POST if sent else None
    form = ConversationForm(talked_of, part.person, posted, by_staff=False, by_self=by_self)
    count = stored(form, request, sight)
    if count is not None:
        return go_on(request, place, root, "Tak. Dine svar er gemt." if count else "")
    context = {"here": "udredning", "part": part, "theme": talked_of, "place": place, "form": form, "root": root}
    status = 400 if form.errors else 200
    return render(request, "portal/conversation.html", {**context, "me": sight.actor.person_id}, status=status)


def _mine(sight: Sight, request: Asked) -> list[PersonsPart]:
    """Myself first, then those I decide for."""
    page = assessment_with_plans(sight, on=danish_day(request.moment))
    mine = {sight.actor.person_id, *sight.actor.acts_for}
    parts = [part for part in page.people if part.person.person_id in mine]
    return sorted(parts, key=lambda part: part.person.person_id != sight.actor.person_id)


def _part_of(parts: list[PersonsPart], person_id: UUID) -> PersonsPart:
    part = next((each for each in parts if each.person.person_id == person_id), None)
    if part is None:
        raise Missing("record.missing")
    return part


urlpatterns = [
    path("min-plan/udredning/", my_questions, name="portal-assessment"),
    path("min-plan/udredning/<uuid:person_id>/", my_questions, name="portal-assessment-person"),
    path("min-plan/udredning/<uuid:person_id>/<slug:theme>/", my_theme, name="portal-conversation"),
]
