"""How does it go, where has life left the plan, what is read on the scales, and does it end?"""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.followup import CloseForm, ProgressForm, ReadingForm, ReviewForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.followup.commands import close_case, note_progress, remind, review_plan
from enplan.journey.followup.facts import ClosureReason
from enplan.journey.followup.queries import followup_page
from enplan.journey.outcomes.commands import record_reading, tally_case
from enplan.journey.outcomes.queries import outcomes_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.sight import Relation, Sight

STEP = "opfoelgning"
DONE = {
    "note": "Det er noteret.",
    "read": "Målingen er gemt.",
    "review": "Gennemgangen er gemt. Borgeren har fået besked.",
    "close": "Forløbet er afsluttet. Alle i forløbet har fået besked.",
}


@require_http_methods(["GET", "POST"])
@staff
def overview(request: Asked, case_id: UUID) -> HttpResponse:
    """Everything about how it goes; each thing one can do is a form of its own on the page."""
    sight = let_in(request, case_id, "review_plan" if request.method == "POST" else "read_progress")
    page = followup_page(sight, on=danish_day(request.moment))
    outcomes = outcomes_page(sight, case=page.progress.case)
    act = request.POST.get("act", "")

    def typed(name: str) -> QueryDict | None:
        return request.POST if act == name else None

    about = {"about": request.GET.get("om", "")}
    forms: dict[str, Form] = {
        "note": ProgressForm(page.progress, typed("note"), auto_id="note_%s", initial=about),
        "read": ReadingForm(outcomes, typed("read"), auto_id="read_%s"),
        "review": ReviewForm(typed("review"), auto_id="review_%s"),
        "close": CloseForm(typed("close"), auto_id="close_%s"),
    }
    form = forms.get(act)
    if form is not None and form.is_valid():
        with kept(form):
            _do(request, sight, form)
        if form.is_valid():
            remind(sight, at=request.moment)
            return done(request, request.path, DONE[act])
    context = {
        **case_frame(sight, STEP, case=page.progress.case),
        **forms,
        "page": page,
        "outcomes": outcomes,
        "act": act,
    }
    context["leads"] = sight.relation is Relation.COORDINATOR
    return render(request, "desk/followup.html", context, status=422 if form is not None else 200)


def _do(request: Asked, sight: Sight, form: Form) -> None:
    at = request.moment
    if isinstance(form, ProgressForm):
        note_progress(sight, at=at, **form.noted())
    elif isinstance(form, ReadingForm):
        record_reading(sight, at=at, **form.read())
    elif isinstance(form, ReviewForm):
        review_plan(sight, at=at, **form.cleaned_data)
    elif isinstance(form, CloseForm):
        data = form.cleaned_data
        close_case(sight, at=at, reason=ClosureReason(data["reason"]), words=data["words"])
        tally_case(sight, at=at)


urlpatterns = [path("sager/<uuid:case_id>/opfoelgning/", overview, name="desk-followup")]
