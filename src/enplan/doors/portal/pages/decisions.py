"""How does a citizen read and print letters, answer a hearing, and complain over all or a part?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.letters.decision import decision_as_letter
from enplan.doors.letters.letter import Letter
from enplan.doors.letters.plan import plan_as_letter
from enplan.doors.letters.render import letter_to_print
from enplan.doors.parts.answers import kept
from enplan.doors.parts.complaining import what_became
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.stepwise import steps
from enplan.doors.portal.forms.decisions import AnswerHearingForm, ComplainForm, KeepForm
from enplan.doors.portal.my_case import my_case
from enplan.journey.access.facts import Doing
from enplan.journey.appeals.queries import with_appeals
from enplan.journey.consent.queries import plan_stopped
from enplan.journey.decisions.commands import answer_hearing, keep_complaint, receive_complaint
from enplan.journey.decisions.facts import Clock, DecisionLetter, Numbered
from enplan.journey.decisions.queries import LettersPage, answered, decision_letter, hearing_of, letters_page
from enplan.journey.entrance.queries import own_letters
from enplan.journey.plan.queries import approved_version
from enplan.journey.team.queries import coordinator_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import DecisionId, HearingId
from enplan.kernel.sight import Relation
from enplan.law.phrasebook import phrasebook
from enplan.registers.cases.queries import case_of

HERE = {"here": "breve"}


@citizen
@require_GET
def show(request: Asked) -> HttpResponse:
    """All letters, what is asked, and how it goes with complaints."""
    today = danish_day(request.moment)
    # Before the case is opened: a request lies outside it.
    asked = with_appeals(request.actor, own_letters(request.actor, on=today))
    sight = my_case(request, "read_letters")
    page = letters_page(sight, on=today)
    if sight.relation is Relation.COMPANION:  # what they asked for others is not among this citizen's letters
        asked = [each for each in asked if each[0].card.request.person_id in page.may_speak_for]
    context = {
        **HERE,
        "page": page,
        "asked": asked,
        "open": [each for each in page.hearings if each.open_on(today)],
        "clocks": [(clock, all_steps(clock, danish_day(request.moment))) for clock in page.clocks],
    }
    return render(request, "portal/decisions.html", context)


def all_steps(clock: Clock, on: date) -> list[str]:
    """How its days were found, one after the other."""
    return [step for due in clock.days for step in steps(due, on)]


@citizen
@require_GET
def letter(request: Asked, decision_id: UUID) -> HttpResponse:
    """One letter."""
    sight = my_case(request, "read_letters")
    seen = decision_letter(sight, decision_id=DecisionId(decision_id))
    page = letters_page(sight, on=danish_day(request.moment))
    context = {
        **HERE,
        "seen": seen,
        "letter": decision_as_letter(seen, settings.MUNICIPALITY),
        "may_complain": bool(_mine(seen, page)),
        "days": [(words.headline, steps(due, danish_day(request.moment))) for words, due in seen.days],
    }
    return render(request, "portal/decisions_letter.html", context)


@citizen
@require_GET
def letter_pdf(request: Asked, decision_id: UUID) -> HttpResponse:
    """One letter on paper."""
    seen = decision_letter(my_case(request, "print_letter", Doing.PRINT), decision_id=DecisionId(decision_id))
    return _pdf(decision_as_letter(seen, settings.MUNICIPALITY), "afgoerelse")


@citizen
@require_GET
def plan_pdf(request: Asked) -> HttpResponse:
    """The plan in force on paper."""
    sight = my_case(request, "print_plan", Doing.PRINT)
    version, contact = approved_version(sight), coordinator_of(sight)
    if version is None:
        raise Missing("record.missing")
    people, stopped = case_of(sight).persons, plan_stopped(sight, on=danish_day(request.moment))
    written = plan_as_letter(
        version,
        people,
        settings.MUNICIPALITY,
        contact=contact.name if contact else "",
        contact_phone=contact.phone if contact else "",
        stopped=max(stopped.values(), default=None),
        letters=answered(sight),
    )
    return _pdf(written, "min-plan")


def _pdf(written: Letter, name: str) -> HttpResponse:
    return letter_to_print(written, name)


def _mine(seen: DecisionLetter, page: LettersPage) -> Sequence[Numbered]:
    """The parts over which this reader may complain: those that hold."""
    return [each for each in seen.standing if page.may_speak_for.intersection(each.part.persons)]


def _already(mine: Sequence[Numbered], page: LettersPage) -> Sequence[Clock]:
    """What the reader has complained over that waits for an answer: what is written now is added to it."""
    parts = {each.part.id for each in mine}
    return [each for each in page.clocks if each.part.part_id in parts and not each.done]


@citizen
@require_http_methods(["GET", "POST"])
def complain(request: Asked, decision_id: UUID) -> HttpResponse:
    """Complain over all or over a part."""
    sight = my_case(request, "complain")
    seen = decision_letter(sight, decision_id=DecisionId(decision_id))
    page = letters_page(sight, on=danish_day(request.moment))
    mine = _mine(seen, page)
    form = ComplainForm(request.POST or None, initial={"key": uuid4()}).offer(mine)
    if request.method == "POST" and form.is_valid():
        with kept(form):
            made = receive_complaint(
                sight,
                at=request.moment,
                decision_id=seen.decision.id,
                part_ids=[UUID(each) for each in form.cleaned_data["parts"]],
                text=form.cleaned_data["text"],
                key=form.cleaned_data["key"],
            )
            told = what_became(made).to_citizen or "Vi har fået din klage. Her kan du se, hvad der sker med den."
            messages.success(request, told)
            return redirect("portal-letters")
    context = {**HERE, "seen": seen, "form": form, "already": _already(mine, page)}
    return render(request, "portal/decisions_complain.html", context, status=422 if form.errors else 200)


@citizen
@require_http_methods(["GET", "POST"])
def hearing(request: Asked, hearing_id: UUID) -> HttpResponse:
    """See what weighs against you, and answer."""
    sight = my_case(request, "answer_hearing")
    asked = hearing_of(sight, hearing_id=HearingId(hearing_id))
    form = AnswerHearingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with kept(form):
            answer_hearing(sight, at=request.moment, hearing_id=asked.id, text=form.cleaned_data["text"])
            messages.success(request, "Tak. Vi læser dit svar, før vi afgør sagen.")
            return redirect("portal-letters")
    phrases = phrasebook().on(danish_day(request.moment))
    context = {
        **HERE,
        "hearing": asked,
        "form": form,
        "headline": phrases.say("hearing.headline"),
        "opening": phrases.say("hearing.opening"),
        "until": phrases.say("hearing.until", {"last": asked.answer_by}),
    }
    return render(request, "portal/decisions_hearing.html", context, status=422 if form.errors else 200)


@citizen
@require_http_methods(["GET", "POST"])
def keep(request: Asked, reassessment_id: UUID) -> HttpResponse:
    """After a partly favourable answer: does the complaint go on?"""
    sight = my_case(request, "complain")
    page = letters_page(sight, on=danish_day(request.moment))
    clocks = (each for each in page.clocks if each.part.reassessment and each.part.reassessment.id == reassessment_id)
    clock = next(clocks, None)
    if clock is None:
        raise Missing("record.missing")
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_complaint(sight, at=request.moment, reassessment_id=reassessment_id, kept=form.cleaned_data["kept"])
        messages.success(request, "Tak. Vi har fået dit svar.")
        return redirect("portal-letters")
    context = {**HERE, "clock": clock, "form": form}
    return render(request, "portal/decisions_keep.html", context, status=422 if form.errors else 200)


def rights(request: HttpRequest) -> HttpResponse:
    """Everybody's rights, in plain words."""
    return render(request, "portal/rights.html")


urlpatterns = [
    path("min-plan/breve/", show, name="portal-letters"),
    path("min-plan/breve/plan.pdf", plan_pdf, name="portal-plan-pdf"),
    path("min-plan/breve/hoering/<uuid:hearing_id>/", hearing, name="portal-hearing"),
    path("min-plan/breve/klage/<uuid:reassessment_id>/", keep, name="portal-keep"),
    path("min-plan/breve/<uuid:decision_id>/", letter, name="portal-letter"),
    path("min-plan/breve/<uuid:decision_id>/brev.pdf", letter_pdf, name="portal-letter-pdf"),
    path("min-plan/breve/<uuid:decision_id>/klage/", complain, name="portal-complain"),
    path("rettigheder/", rights, name="rights"),
]
