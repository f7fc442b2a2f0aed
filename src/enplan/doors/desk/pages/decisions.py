"""How does a professional decide: answer each measure, look at the letter, sign it, and see what comes of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.decisions import (
    RESULTS,
    AnswerForm,
    EndorseForm,
    HearingAnswerForm,
    HearingForm,
    SignForm,
)
from enplan.doors.letters.decision import decision_as_letter
from enplan.doors.letters.letter import Letter
from enplan.doors.letters.lix import MOST, level, lix
from enplan.doors.letters.render import as_pdf
from enplan.doors.parts.again import surely
from enplan.doors.parts.answers import kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.stepwise import steps
from enplan.doors.parts.templatetags.danish import spoken_day
from enplan.journey.access.facts import Doing
from enplan.journey.decisions.commands import (
    answer_hearing,
    endorse_decision,
    issue_decision,
    open_hearing,
    save_choice,
)
from enplan.journey.decisions.facts import Check, Choice, Clock, Decision, Delivery, Result
from enplan.journey.decisions.queries import (
    DecisionPage,
    ElementRow,
    decision_letter,
    decision_page,
    hearing_of,
    named_copies,
    preview_letter,
)
from enplan.journey.decisions.rules.reading import as_read
from enplan.journey.followup.commands import remind
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import DecisionId, HearingId, VersionId
from enplan.kernel.sight import Relation, Sight
from enplan.law.lawbook import lawbook

STEP = "afgoerelse"


@dataclass(frozen=True, slots=True)
class Readable:
    """How hard a text is to read."""

    figure: int
    level: str
    too_hard: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One measure with its form, what is missing, and how its texts read."""

    row: ElementRow
    form: AnswerForm
    musts: Sequence[str]
    shoulds: Sequence[str]
    readable: Readable | None
    labels: str
    theirs: str = ""  # what somebody else saved meanwhile
    mine: str = ""

    @property
    def answer(self) -> str:
        """What is meant to be answered, in the words of the form."""
        return dict(RESULTS)[self.row.choice.result.value] if self.row.choice else "Intet svar endnu"


@staff
@require_http_methods(["GET", "POST"])
def show(request: Asked, case_id: UUID) -> HttpResponse:
    """Answer each measure; what is typed is saved as drafts."""
    sight = let_in(request, case_id, "write_decision")
    page = decision_page(sight, on=danish_day(request.moment))
    if request.method != "POST":
        return _shown(request, sight, page, [_card(row, AnswerForm.of(row), page) for row in page.asked])

    cards = [_saved(request, sight, row, page) for row in page.asked]
    if any(card.form.errors or card.theirs for card in cards):
        return _shown(request, sight, page, cards, status=409 if any(card.theirs for card in cards) else 422)
    messages.success(request, "Svarene er gemt. Brevet er ikke sendt endnu.")
    return redirect(request.path)


def _saved(request: Asked, sight: Sight, row: ElementRow, page: DecisionPage) -> Card:
    form = AnswerForm.of(row, request.POST)
    if not form.is_valid() or not form.cleaned_data["result"]:
        return _card(row, form, page)
    choice = form.choice_of(row)
    try:
        with transaction.atomic():
            save_choice(sight, at=request.moment, choice=choice, shown=form.cleaned_data["revision"])
    except Unfit:
        return _card(row, form, page, theirs=_words(row.choice), mine=_words(choice))
    return _card(row, form, page)


def _words(choice: Choice | None) -> str:
    if choice is None:
        return ""
    typed = (choice.granted, choice.said, choice.reply, choice.facts, choice.discretion, choice.rule)
    return "\n\n".join(text for text in typed if text)


def _card(row: ElementRow, form: AnswerForm, page: DecisionPage, *, theirs: str = "", mine: str = "") -> Card:
    law = lawbook()
    words = _words(row.choice)
    form.ask_for_all()
    return Card(
        row=row,
        form=form,
        musts=[said(check, page) for check in row.checks if check.weight == "must"],
        shoulds=[said(check, page) for check in row.checks if check.weight == "should"],
        readable=_readable(words),
        labels=", ".join(law.measure_types[each].label for each in row.element.types),
        theirs=theirs,
        mine=mine,
    )


def _readable(text: str) -> Readable | None:
    figure = lix(text)
    return None if figure is None else Readable(figure, level(figure), figure > MOST)


def said(check: Check, page: DecisionPage) -> str:
    """What a check says, with the measure named."""
    titles = {row.element.id: row.element.title for row in page.rows}
    blanks = {name: spoken_day(value) if isinstance(value, date) else value for name, value in check.blanks.items()}
    title = titles.get(check.element_id, "") if check.element_id else ""
    words = sentence(f"decision.check.{check.key}", {"element": title, **blanks})
    law = "; ".join(lawbook().cite(basis) for basis in check.bases)
    return f"{words} ({law})" if law else words


def _shown(
    request: Asked, sight: Sight, page: DecisionPage, cards: Sequence[Card], *, status: int = 200
) -> HttpResponse:
    sign = SignForm(
        initial={
            "version": page.version.id if page.version else None,
            "replaces": page.in_force.id if page.in_force else None,
        }
    )
    book = lawbook()
    context = {
        **case_frame(sight, STEP, case=page.case),
        "page": page,
        "cards": cards,
        "unfold": any(card.form.errors or card.theirs for card in cards),
        "settled": [(row, _letter_of(row, page), answers_to(row, page)) for row in page.settled],
        "issued": [(decision, _gone(decision, page)) for decision in page.issued],
        "musts": [said(check, page) for check in page.checks if check.weight == "must" and not check.element_id],
        "must_count": sum(check.weight == "must" for check in page.checks),
        "by_act": [(book.acts[act].title, count) for act, count in page.counted.by_act if act],
        "clocks": [(clock, all_steps(clock, danish_day(request.moment))) for clock in page.clocks],
        "copies": named_copies(sight, case=page.case, decisions=page.issued),
        "may_copy": sight.relation is Relation.COORDINATOR,
        "sign": sign,
        "endorse": EndorseForm(initial={"version": sign.initial["version"], "shown": page.second.shown}),
        "withheld": sum(page.withheld.values()),
        "withheld_measures": sum(page.withheld_measures.values()),
        "most_lix": MOST,
    }
    return render(request, "desk/decisions.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Gone:
    """What of a letter that was sent newer letters answer instead."""

    titles: Sequence[tuple[str, date]]
    all: bool


def _gone(decision: Decision, page: DecisionPage) -> Gone:
    read = as_read(decision, page.case, page.issued, withheld=0)
    titles = [(each.part.words.headline, each.replaced.day) for each in read.replaced if each.replaced]
    return Gone(titles, bool(read.parts) and not read.standing)


def _letter_of(row: ElementRow, page: DecisionPage) -> Decision | None:
    """The newest letter whose answer holds for the measure; a complaint may have led to another than the first."""
    letters = {part.decision_id for part in page.holding if part.element_id == row.element.id}
    return next((each for each in page.issued if each.id in letters), row.settled)


def answers_to(row: ElementRow, page: DecisionPage) -> str:
    """What holds today for a measure that is settled, in the words of the form; a no to one part of it is partly."""
    given = {part.result for part in page.holding if part.element_id == row.element.id}
    results = dict(RESULTS)
    if not given:
        return results[Result.ELSEWHERE.value]
    return results[given.pop().value if len(given) == 1 else Result.PARTLY.value]


def all_steps(clock: Clock, on: date) -> list[str]:
    """How its days were found, one after the other."""
    return [step for due in clock.days for step in steps(due, on)]


@staff
@require_POST
def readable(request: Asked, case_id: UUID) -> HttpResponse:
    """The readability of a text while it is written; nothing is opened or stored."""
    written = ("said", "reply", "facts", "discretion", "rule", "granted")
    typed = ((name.rpartition("-")[2], value) for name, value in request.POST.items())
    text = "\n".join(str(value) for name, value in typed if name in written)
    return render(request, "desk/decisions_lix.html", {"readable": _readable(text[:20_000]), "most_lix": MOST})


@staff
@require_POST
@surely()
def endorse(request: Asked, case_id: UUID) -> HttpResponse:
    """Agree as the second that the answers are signed as they stand."""
    sight = let_in(request, case_id, "endorse_decision")
    form = EndorseForm(request.POST)
    if not form.is_valid():
        raise Unfit("decision.answers_changed")
    version, shown = VersionId(form.cleaned_data["version"]), form.cleaned_data["shown"]
    endorse_decision(sight, at=request.moment, version_id=version, shown=shown)
    messages.success(request, "Du har godkendt svarene. Kontaktpersonen kan nu underskrive.")
    return redirect("desk-decision", case_id=case_id)


@staff
@require_POST
@surely()
def sign(request: Asked, case_id: UUID) -> HttpResponse:
    """Sign and send."""
    sight = let_in(request, case_id, "send_decision")
    form = SignForm(request.POST)
    if not form.is_valid():
        raise Unfit("decision.plan_changed")
    replaces = form.cleaned_data["replaces"]
    decision = issue_decision(
        sight,
        at=request.moment,
        version_id=VersionId(form.cleaned_data["version"]),
        replaces=DecisionId(replaces) if replaces else None,
        delivery=Delivery(form.cleaned_data["delivery"]),
    )
    remind(sight, at=request.moment)  # a letter on paper may have to go with it
    messages.success(request, "Brevet er underskrevet og sendt. Borgeren har fået besked.")
    return redirect("desk-decision-letter", case_id=case_id, decision_id=decision.id)


@staff
@require_GET
def preview(request: Asked, case_id: UUID) -> HttpResponse:
    """The letter as it would be sent today."""
    sight = let_in(request, case_id, "write_decision")
    letter = _draft(request, sight)
    return render(request, "desk/decisions_letter.html", {**case_frame(sight, STEP), "letter": letter, "draft": True})


@staff
@require_GET
def preview_pdf(request: Asked, case_id: UUID) -> HttpResponse:
    """The same on paper."""
    return _pdf(_draft(request, let_in(request, case_id, "write_decision")), "udkast")


def _draft(request: Asked, sight: Sight) -> Letter:
    seen = preview_letter(sight, on=danish_day(request.moment))
    return decision_as_letter(seen, settings.MUNICIPALITY, draft=True)


@staff
@require_GET
def letter(request: Asked, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """A decision that was sent."""
    sight = let_in(request, case_id, "write_decision")
    seen = decision_letter(sight, decision_id=DecisionId(decision_id))
    days = [(words.headline, steps(due, danish_day(request.moment))) for words, due in seen.days]
    context = {"letter": decision_as_letter(seen, settings.MUNICIPALITY), "seen": seen, "days": days}
    return render(request, "desk/decisions_letter.html", {**case_frame(sight, STEP), **context})


@staff
@require_GET
def letter_pdf(request: Asked, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """The same on paper."""
    sight = let_in(request, case_id, "print_letter", Doing.PRINT)
    seen = decision_letter(sight, decision_id=DecisionId(decision_id))
    return _pdf(decision_as_letter(seen, settings.MUNICIPALITY), "afgoerelse")


def _pdf(written: Letter, name: str) -> HttpResponse:
    return HttpResponse(
        as_pdf(written),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}-{written.day.isoformat()}.pdf"'},
    )


@staff
@require_http_methods(["GET", "POST"])
def hear(request: Asked, case_id: UUID, element_id: UUID) -> HttpResponse:
    """Show the party what weighs against them."""
    sight = let_in(request, case_id, "write_decision")
    form = HearingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with kept(form):
            open_hearing(sight, at=request.moment, element_id=element_id, **form.cleaned_data)
            messages.success(request, "Borgeren er spurgt. Afgørelsen venter på svaret.")
            return redirect("desk-decision", case_id=case_id)
    page = decision_page(sight, on=danish_day(request.moment))
    row = next((each for each in page.rows if each.element.id == element_id), None)
    if row is None:
        raise Missing("record.missing")
    context = {**case_frame(sight, STEP), "row": row, "form": form}
    return render(request, "desk/decisions_hearing.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def hearing_answer(request: Asked, case_id: UUID, hearing_id: UUID) -> HttpResponse:
    """Note what the citizen said about it."""
    sight = let_in(request, case_id, "answer_hearing")
    hearing = hearing_of(sight, hearing_id=HearingId(hearing_id))
    form = HearingAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with kept(form):
            answer_hearing(sight, at=request.moment, hearing_id=hearing.id, text=form.cleaned_data["text"])
            messages.success(request, "Svaret er noteret.")
            return redirect("desk-decision", case_id=case_id)
    context = {**case_frame(sight, STEP), "hearing": hearing, "form": form}
    return render(request, "desk/decisions_hearing_answer.html", context, status=422 if form.errors else 200)


ROOT = "sager/<uuid:case_id>/afgoerelse/"
urlpatterns = [
    path(ROOT, show, name="desk-decision"),
    path(ROOT + "laesbarhed/", readable, name="desk-decision-lix"),
    path(ROOT + "godkend/", endorse, name="desk-decision-endorse"),
    path(ROOT + "underskriv/", sign, name="desk-decision-sign"),
    path(ROOT + "udkast/", preview, name="desk-decision-preview"),
    path(ROOT + "udkast.pdf", preview_pdf, name="desk-decision-preview-pdf"),
    path(ROOT + "hoer/<uuid:element_id>/", hear, name="desk-decision-hear"),
    path(ROOT + "hoeringer/<uuid:hearing_id>/", hearing_answer, name="desk-decision-hearing"),
    path(ROOT + "<uuid:decision_id>/", letter, name="desk-decision-letter"),
    path(ROOT + "<uuid:decision_id>/brev.pdf", letter_pdf, name="desk-decision-pdf"),
]
