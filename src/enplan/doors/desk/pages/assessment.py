"""What is known, what is open, and what did it come to? The one assessment on the desk."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.assessment import ConclusionForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.conversation import ConversationForm
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.templatetags.danish import antal
from enplan.doors.parts.themes import go_on, place_of, shown_of, stored, theme_at
from enplan.journey.assessment.commands import conclude_assessment
from enplan.journey.assessment.queries import AssessmentPage, PersonsPart, conclusions
from enplan.journey.sectorplans.queries import assessment_with_plans
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import PersonId
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of

STEP = "udredning"


@staff
@require_GET
def overview(request: Asked, case_id: UUID, person_id: UUID | None = None) -> HttpResponse:
    """How far the conversation with one person has come, theme by theme; with the citizen when nobody is chosen."""
    sight = let_in(request, case_id, "read_assessment")
    case, page = case_of(sight), assessment_with_plans(sight, on=danish_day(request.moment))
    part = _part_of(case, page, person_id) if person_id else next(iter(page.people), None)
    roots = {"root": root_of(case_id), "mine": root_of(case_id, part)}
    context = {**case_frame(sight, STEP, case=case), "page": page, **shown_of(part), **roots}
    return render(request, "desk/assessment.html", context)


@staff
def conversation(request: Asked, case_id: UUID, person_id: UUID, theme: str) -> HttpResponse:
    """One part of life: what is known of it, and what is written down during the conversation."""
    sent = request.method == "POST"
    sight = let_in(request, case_id, "answer_question" if sent else "read_assessment")
    case = case_of(sight)
    part = _part_of(case, assessment_with_plans(sight, on=danish_day(request.moment)), person_id)
    if part is None:
        raise Missing("record.missing")
    talked_of = theme_at(part, theme, sent=sent)
    place, root = place_of(part, talked_of), root_of(case_id, part)
    form = ConversationForm(talked_of, part.person, request.POST if sent else None, by_staff=True)
    count = stored(form, request, sight)
    if count is not None:
        return go_on(request, place, root, f"{antal(count, 'svar er,svar er')} gemt." if count else "")
    context = {"part": part, "theme": talked_of, "place": place, "form": form, "staff": True, "root": root}
    status = 400 if form.errors else 200
    frame = case_frame(sight, STEP, case=case)
    return render(request, "desk/conversation.html", {**frame, **context}, status=status)


@staff
def conclusion(request: Asked, case_id: UUID) -> HttpResponse:
    """Gather the assessment of one person; the others of the team read what it came to."""
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
            return done(request, root_of(case_id, part), "Udredningen er samlet.")
        now = {each.person_id: each for each in conclusions(sight)}  # somebody may have been faster
        both = form.compare_with(now.get(part.person.person_id))
    context = {"part": part, "gathers": page.gathers, "form": form, "back": root_of(case_id, part), **both}
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


def _part_of(case: Case, page: AssessmentPage, person_id: UUID) -> PersonsPart | None:
    """The part of one person of the case; nothing when none of the questions about them may be read.

    Raises:
        Missing: nobody of the case is meant.
    """
    if case.by_id(PersonId(person_id)) is None:
        raise Missing("record.missing")
    return page.part(PersonId(person_id))


def root_of(case_id: UUID, part: PersonsPart | None = None) -> str:
    """The address of the overview: of one person, or of whoever comes first."""
    every = f"/arbejde/sager/{case_id}/udredning/"
    return f"{every}{part.person.person_id}/" if part else every


ROOT = "sager/<uuid:case_id>/udredning/"
urlpatterns = [
    path(ROOT, overview, name="desk-assessment"),
    path(f"{ROOT}samling/", conclusion, name="desk-assessment-conclusion"),
    path(f"{ROOT}<uuid:person_id>/", overview, name="desk-assessment-person"),
    path(f"{ROOT}<uuid:person_id>/<slug:theme>/", conversation, name="desk-conversation"),
]
