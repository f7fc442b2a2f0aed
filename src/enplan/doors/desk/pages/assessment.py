"""What is known, what is open, and what did it come to? The one assessment on the desk."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.assessment import ConclusionForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.conversation import ConversationForm
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.templatetags.danish import antal
from enplan.journey.assessment.commands import conclude_assessment
from enplan.journey.assessment.queries import AssessmentPage, PersonsPart, conclusions
from enplan.journey.sectorplans.queries import assessment_with_plans
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing

STEP = "udredning"


@staff
def conversation(request: Asked, case_id: UUID) -> HttpResponse:
    """The conversation with one person of the case; the citizen when nobody is chosen."""
    sight = let_in(request, case_id, "answer_question" if request.method == "POST" else "read_assessment")
    page = assessment_with_plans(sight, on=danish_day(request.moment))
    part = chosen_part(request, page)
    form = ConversationForm(part, request.POST, by_staff=True) if part and request.method == "POST" else None
    if part and form is not None and form.is_valid():
        count = 0
        with kept(form):
            count = form.store(sight, request.moment)
        if form.is_valid():
            text = f"{antal(count, 'svar er,svar er')} gemt." if count else "Der var ikke skrevet noget nyt."
            return done(request, f"{_root(case_id)}?person={part.person.ref}", text)
    if part and form is None:
        form = ConversationForm(part, by_staff=True)
    context = {"page": page, "part": part, "form": form, "staff": True}
    status = 400 if form is not None and form.errors else 200
    return render(request, "desk/assessment.html", {**case_frame(sight, STEP), **context}, status=status)


@staff
def conclusion(request: Asked, case_id: UUID) -> HttpResponse:
    """Gather the assessment of one person."""
    sight = let_in(request, case_id, "conclude_assessment")
    page = assessment_with_plans(sight, on=danish_day(request.moment))
    part = chosen_part(request, page)
    if part is None:
        raise Missing("record.missing")
    form = ConclusionForm(part, request.POST if request.method == "POST" else None)
    both: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        with kept(form):
            conclude_assessment(sight, at=request.moment, person_id=part.person.person_id, **form.cleaned_data)
        if form.is_valid():
            return done(request, f"{_root(case_id)}?person={part.person.ref}", "Udredningen er samlet.")
        now = {each.person_id: each for each in conclusions(sight)}  # somebody may have been faster
        both = form.compare_with(now.get(part.person.person_id))
    context = {"part": part, "form": form, "back": f"{_root(case_id)}?person={part.person.ref}", **both}
    status = 400 if form.errors else 200
    return render(request, "desk/assessment_conclusion.html", {**case_frame(sight, STEP), **context}, status=status)


def chosen_part(request: Asked, page: AssessmentPage) -> PersonsPart | None:
    """The part of the person whose short name stands in the address, else the first."""
    ref = request.GET.get("person")
    if not page.people:
        return None
    if ref is None:
        return page.people[0]
    part = next((each for each in page.people if each.person.ref == ref), None)
    if part is None:
        raise Missing("record.missing")
    return part


def _root(case_id: UUID) -> str:
    return f"/arbejde/sager/{case_id}/udredning/"


urlpatterns = [
    path("sager/<uuid:case_id>/udredning/", conversation, name="desk-assessment"),
    path("sager/<uuid:case_id>/udredning/samling/", conclusion, name="desk-assessment-conclusion"),
]
