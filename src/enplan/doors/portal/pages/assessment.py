"""Which questions are mine? Answered once, for everybody who needs the answer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.conversation import ConversationForm
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.portal.my_case import my_case
from enplan.journey.assessment.queries import AssessmentPage, PersonsPart
from enplan.journey.sectorplans.queries import assessment_with_plans
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.sight import Sight

ADDRESS = "/min-plan/udredning/"


@citizen
def my_questions(request: Asked) -> HttpResponse:
    """The questions about me, or about a child I decide for."""
    sight = my_case(request, "answer_question" if request.method == "POST" else "own_questions")
    page = assessment_with_plans(sight, on=danish_day(request.moment))
    parts = _mine(sight, page)
    part = _chosen(request, parts)
    form = None
    if part is not None:
        by_self = part.person.person_id == sight.actor.person_id
        form = ConversationForm(
            part, request.POST if request.method == "POST" else None, by_staff=False, by_self=by_self
        )
        if request.method == "POST" and form.is_valid():
            count = 0
            with kept(form):
                count = form.store(sight, request.moment)
            if form.is_valid():
                text = "Tak. Dine svar er gemt." if count else "Du har ikke skrevet noget nyt."
                return done(request, f"{ADDRESS}?person={part.person.ref}", text)
    context = {"here": "udredning", "parts": parts, "part": part, "form": form, "me": sight.actor.person_id}
    status = 400 if form is not None and form.errors else 200
    return render(request, "portal/assessment.html", context, status=status)


def _mine(sight: Sight, page: AssessmentPage) -> list[PersonsPart]:
    """Myself first, then those I decide for."""
    mine = {sight.actor.person_id, *sight.actor.acts_for}
    parts = [part for part in page.people if part.person.person_id in mine]
    return sorted(parts, key=lambda part: part.person.person_id != sight.actor.person_id)


def _chosen(request: Asked, parts: list[PersonsPart]) -> PersonsPart | None:
    ref = request.GET.get("person")
    if ref is None or not parts:
        return parts[0] if parts else None
    part = next((each for each in parts if each.person.ref == ref), None)
    if part is None:
        raise Missing("record.missing")
    return part


urlpatterns = [path("min-plan/udredning/", my_questions, name="portal-assessment")]
