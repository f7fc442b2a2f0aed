"""How does a professional take down a complaint, and answer all of it on one page?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.decisions import ComplaintForm, ReassessForm
from enplan.doors.desk.pages.decisions import STEP, all_steps
from enplan.doors.parts.again import surely
from enplan.doors.parts.answers import kept
from enplan.doors.parts.complaining import what_became
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.stepwise import steps
from enplan.journey.decisions.commands import reassess_complaint, receive_complaint
from enplan.journey.decisions.facts import Channel, Clock, DecisionLetter
from enplan.journey.decisions.queries import Complainant, ComplaintPage, complaint_page, complaint_to_take_down
from enplan.journey.followup.commands import remind
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import DecisionId
from enplan.kernel.sight import Sight

LETTER = "De andre"  # than those who have days of their own
Forms = Sequence[tuple[Clock, ReassessForm]]


@staff
@require_http_methods(["GET", "POST"])
def complaint(request: Asked, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Take down a complaint made by phone, letter or in a meeting."""
    sight = let_in(request, case_id, "handle_complaint")
    today = danish_day(request.moment)
    seen, who = complaint_to_take_down(sight, decision_id=DecisionId(decision_id), on=today)
    form = ComplaintForm(request.POST or None, initial={"key": uuid4(), "received_day": today})
    form.offer(seen.standing, who)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with kept(form):
            made = receive_complaint(
                sight,
                at=request.moment,
                decision_id=seen.decision.id,
                part_ids=[UUID(each) for each in typed["parts"]],
                text=typed["text"],
                channel=Channel(typed["channel"]),
                received_day=typed["received_day"],
                complainant=form.whose(),
                key=typed["key"],
            )
            added = what_became(made)
            messages.success(request, added.to_staff or "Klagen er modtaget. Fristen står ved klagen.")
            return redirect("desk-decision", case_id=case_id)
    context = {**case_frame(sight, STEP), "seen": seen, "form": form, "days": _days(seen, who, today)}
    return render(request, "desk/decisions_complaint.html", context, status=422 if form.errors else 200)


def _days(seen: DecisionLetter, who: Sequence[Complainant], on: date) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """By whose last day it is, for each place to complain to, how it was found."""
    own = [(each.name, each.days) for each in who if each.outside]
    found = [
        (name, [(words.headline, steps(due, on)) for words, due in days]) for name, days in [(LETTER, seen.days), *own]
    ]
    return [(name, days) for name, days in found if days]


@staff
@require_http_methods(["GET", "POST"])
@surely()
def reassess(request: Asked, case_id: UUID, part_id: UUID) -> HttpResponse:
    """Look again at everything the complaint is over, as far as one may see it."""
    sight = let_in(request, case_id, "handle_complaint")
    page = complaint_page(sight, part_id=part_id, on=danish_day(request.moment))
    several = len(page.waiting) > 1
    data = request.POST if request.method == "POST" else None
    forms = [
        (clock, ReassessForm.of(clock, page.in_full[clock.part.id], data, several=several)) for clock in page.waiting
    ]
    if request.method == "POST" and forms and _answer(request, sight, forms):
        messages.success(request, "Svaret på klagen er sendt.")
        return redirect("desk-decision", case_id=case_id)
    return _shown(request, sight, page, forms)


def _answer(request: Asked, sight: Sight, forms: Forms) -> bool:
    """Send what was answered; what was left empty waits for another day."""
    wrong = [form for _, form in forms if not form.is_valid()]  # every form says what is wrong in it
    if wrong:
        return False
    answered = [(clock, form) for clock, form in forms if not form.left_empty]
    if not answered:
        forms[0][1].add_error(None, "Der er ikke svaret på noget endnu. Svar på mindst én ting.")
        return False
    first = answered[0][1]
    with kept(first):
        reassess_complaint(sight, at=request.moment, looks=[form.look_of(clock) for clock, form in answered])
        remind(sight, at=request.moment)  # the answer may have to go on paper to somebody outside the case
    return not first.errors


def _shown(request: Asked, sight: Sight, page: ComplaintPage, forms: Forms) -> HttpResponse:
    wrong = any(form.errors for _, form in forms)
    context = {
        **case_frame(sight, STEP),
        "page": page,
        "forms": [(clock, form, all_steps(clock, danish_day(request.moment))) for clock, form in forms],
    }
    return render(request, "desk/decisions_reassess.html", context, status=422 if wrong else 200)


ROOT = "sager/<uuid:case_id>/afgoerelse/"
urlpatterns = [
    path(ROOT + "klager/<uuid:part_id>/", reassess, name="desk-decision-reassess"),
    path(ROOT + "<uuid:decision_id>/klage/", complaint, name="desk-decision-complaint"),
]
